for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d); break
    else:
        print(n, "prime")
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
    print(i)
else:
    print("never")
while i > 0:
    i -= 2
else:
    print("done", i)
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a, b, c)
for x, *y in [(1, 2, 3), (4,)]:
    print(x, y)
for d["k"] in [1, 2] if (d := {}) is not None else []:
    pass
print(d, [k for k in range(3)], x)
for i in range(0): pass
print(i)
for ch in "ab":
    for n in [1, 2]:
        if n == 2: break
    print(ch, n)
