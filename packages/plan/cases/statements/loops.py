for i in range(3):
    if i == 5: break
else:
    print("for else")
for i in range(3):
    if i == 1: break
else:
    print("never")
print(i)
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print("n", n)
else:
    print("while else", n)
while True:
    n -= 1
    if n < 0: break
else:
    print("never")
for i, (a, b) in enumerate([(1, 2), (3, 4)], 1): print(i, a, b)
for k, v in {"x": 1, "y": 2}.items(): print(k, v)
for a, *b in [(1, 2, 3), "xyz"]: print(a, b)
for i in []: pass
else: print("empty else")
d = {}
for d["key"] in [1, 2]: pass
print(d)
for i in range(2):
    for j in range(3):
        if j == 1: break
        print(i, j)
    else:
        print("inner else")
print([i for i in range(3)], i)
for ch in "añ😀": print(ch, end=",")
print()
for x in 5 if False else [1]: print(x)
try:
    for x in 5: pass
except TypeError as e:
    print(e)
try:
    for a, b in [(1,)]: pass
except ValueError as e:
    print(e)
