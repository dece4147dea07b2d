x = 5
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x <<= 3; x >>= 1; x |= 3; x &= 6; x ^= 5; print(x)
x /= 2; print(x)
s = "a"; s += "b"; s *= 2; print(s)
l = m = [1]; l += [2]; l += "ab"; l *= 2; print(l, m is l)
t = u = (1,); t += (2,); print(t, u)
d = {"n": 1, "l": [1]}; d["n"] += 4; d["l"] += [2]; d["l"][0] -= 5; print(d)
class C: n = 0
c = C(); c.n += 1; c.n += 1; print(c.n, C.n)
st = {1}; st |= {2}; st -= {1}; print(st)
def idx():
    print("idx once")
    return 0
l = [1]; l[idx()] += 5; print(l)
for f in ["x += 'a'", "s += 1", "l += 5", "q += 1", "d['zz'] += 1"]:
    try:
        if f == "x += 'a'": x += 'a'
        elif f == "s += 1": s += 1
        elif f == "l += 5": l += 5
        elif f == "q += 1": qq += 1
        else: d['zz'] += 1
    except Exception as e:
        print(f, type(e), e)
