log = []
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        log.append((self.v, o.v))
        return self.v < o.v
print([k.v for k in sorted([K(3), K(1), K(2), K(5), K(4)])], log)
log.clear()
print([k.v for k in sorted([K(3), K(1), K(2), K(5), K(4)], reverse=True)], log)
nan = float("nan")
print(sorted([1e100, nan, 1e16, 1e-5]), sorted([3, nan, 1, 2]), max([nan, 1]), max([1, nan]), min(3, nan, 1))
rows = [(i * 7919 % 101, i) for i in range(200)]
print(sorted(rows, key=lambda r: r[0])[:20], sorted(rows, key=lambda r: -r[0], reverse=True)[:20])
words = ["b", "A", "c", "B", "a"] * 30
words.sort(key=str.lower); print("".join(words))
words.sort(key=lambda w: (w.isupper(), w), reverse=True); print("".join(words))
for f in [lambda: sorted(), lambda: sorted([], 1), lambda: [].sort(1), lambda: sorted([1], kee=2), lambda: sorted(5), lambda: sorted([1, "a", None]), lambda: max(1, "a"), lambda: min([]), lambda: max(1, default=3), lambda: max(1, 2, default=3), lambda: max(), lambda: sorted([{}, {}]), lambda: sorted([1, 2], key=5)]:
    try: print(f())
    except Exception as e: print(type(e), e)
