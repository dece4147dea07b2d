found = None
for i in range(5):
    for j in range(5):
        if i * j == 6:
            found = (i, j)
            break
    else:
        continue
    break
print(found, i, j, [(a, b) for a in range(3) for b in range(a)])
for row in [[1, 2], [3]]:
    for v in row: print(v, end=" ")
    print()
k = 0
while k < 10:
    k += 1
    if k % 2: continue
    if k > 6: break
    print(k)
