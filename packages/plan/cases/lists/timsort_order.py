log = []
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        log.append((self.v, o.v))
        return self.v < o.v
for values in [[1, 2, 3], [3, 2, 1], [2, 1, 3, 5, 4], [5, 4, 4, 1], [1], []]:
    log.clear()
    print([k.v for k in sorted(map(K, values))], log)
    log.clear()
    print([k.v for k in sorted(map(K, values), reverse=True)], log)
rows = [(i * 7919 % 101, i) for i in range(300)]
print(sorted(rows, key=lambda r: r[0])[::30], sorted(rows, key=lambda r: -r[0])[::30], sorted(rows, reverse=True, key=lambda r: r[0] % 3)[:5])
