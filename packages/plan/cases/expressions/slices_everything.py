s, l, t, b, r = "abcdef", list(range(6)), tuple("abcdef"), b"abcdef", range(0, 60, 10)
for q in (s, l, t, b, r):
    print(q[1:4], q[:2], q[-2:], q[::2], q[::-1], q[4:1:-1], q[10:], q[-100:2], q[3:3], q[-1], q[None:None], q[1:-1:2], q[:-7:-2], len(q[5:]))
