n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
else:
    print("collatz", steps)
queue = [1]
while queue:
    x = queue.pop(0)
    if x > 20:
        continue
    print(x, end=",")
    queue.extend([x * 2, x * 3])
print()
while True:
    break
else:
    print("not printed")
while False:
    pass
else:
    print("else at once")
i = 0
while (i := i + 1) < 10:
    if i % 2:
        continue
    if i == 8:
        break
    j = 0
    while j < i:
        j += 1
        if j == 3:
            break
    else:
        print("inner else", i, j)
        continue
    print("inner broke", i, j)
else:
    print("outer else")
print(i, j)
lo, hi = 0, 1000
while lo < hi:
    mid = (lo + hi) // 2
    if mid * mid < 500:
        lo = mid + 1
    else:
        hi = mid
print(lo)
a, b = 48, 36
while b:
    a, b = b, a % b
print(a)
text = "aaabbc"
out = ""
while text:
    rest = text.lstrip(text[0])
    out += f"{text[0]}{len(text) - len(rest)}"
    text = rest
print(out)
tries = 0
while True:
    tries += 1
    try:
        if tries < 3:
            raise ValueError(tries)
        break
    except ValueError as e:
        print("retry", e)
        continue
    finally:
        print("finally", tries)
print(tries, [k for k in iter(lambda: tries, 3)])
