s = []
for i in range(4): s.append(i)
print(s.pop(), s.pop(0), s, s[-1])
q = [1, 2, 3]
while q:
    x = q.pop(0)
    if x == 2: q.extend([20, 30])
    print(x, q)
print(q, not q, len(q))
