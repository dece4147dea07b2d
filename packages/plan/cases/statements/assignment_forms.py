a = b = c = []
a.append(1); print(b, c is a)
(x, y), z = (1, 2), 3; [p, q] = "ab"; print(x, y, z, p, q)
d = {}; d["k"], d["l"] = 1, 2; l = [0, 0]; l[0], l[1] = l[1] + 5, l[0]; print(d, l)
i = 0; i, l[i] = 1, "set"; print(i, l)
n: int = 5; m: "list[int]" = [n]; print(n, m)
n += 1; n -= 2; n *= 3; n //= 2; n **= 2; n %= 7; n <<= 2; n |= 1; n &= 7; n ^= 2; n >>= 1; print(n)
f = 7.0; f /= 2; s = "a"; s += "b"; s *= 2; t = (1,); t += (2,); print(f, s, t)
if (k := len(s)) > 3: print("walrus", k)
print([y := 1, y + 1], (w := 5) + w, [last := v for v in range(3)], last)
first, *mid, end = range(5); *a2, = "xy"; print(first, mid, end, a2)
class O: pass
o = O(); o.a = o.b = 3; o.a += 1; o.l = [1]; o.l += [2]; print(o.a, o.b, o.l); del o.a
print(hasattr(o, "a"))
