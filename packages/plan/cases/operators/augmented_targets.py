class Log:
    def __init__(self): self.d = {"n": 1}
    def __getitem__(self, k): print("get", k, end="; "); return self.d[k]
    def __setitem__(self, k, v): print("set", k, v, end="; "); self.d[k] = v
g = Log()
g["n"] += 5
g["n"] **= 2
g["n"] //= 5
g["n"] %= 4
g["n"] <<= 3
g["n"] |= 1
g["n"] ^= 3
g["n"] >>= 1
g["n"] -= 1
g["n"] /= 4
print(g.d)
try:
    g["missing"] += 1
except KeyError as e:
    print("missing", e)
a = b = [1]
a += [2]; a += "xy"; a += (3,); a += {4: 5}; a *= 2
print(a is b, a)
a = a + [9]
print(a is b, len(a), len(b))
t = u = (1,)
t += (2,)
t *= 2
print(t, u)
s = v = {1, 2}
s |= {3}; s &= {1, 3}; s -= {1}; s ^= {5}
print(s is v, sorted(s))
s = s | {7}
print(s is v)
d = e = {"a": 1}
d |= {"b": 2}
print(d is e, e)
x = 5
x += 1.5; x -= 0.5; x *= 2; x //= 5; x **= 3; x %= 5; x /= 2
print(x)
n = 10**20
n += 1; n //= 7; n <<= 2; n &= 0xFFFF
print(n, True + True)
w = "ab"
w += "c"; w *= 2; w %= ()
print(w)
nest = {"l": [[1, 2], [3]]}
nest["l"][0][1] += 10
nest["l"][1] += [4]
nest["l"] += [[5]]
print(nest)
def local():
    try:
        count += 1
    except UnboundLocalError as err:
        print(err)
    count = 0
local()
for target, value in [([], 5), ((), [1]), ({}, [1]), (set(), [1]), ("a", 1), (1, "a"), (None, 1)]:
    try:
        target += value
        print(target)
    except TypeError as err:
        print(err)
row = ([0],)
try:
    row[0] += [1]
except TypeError as err:
    print(err, row)
i = 0
seq = [10, 20, 30]
def nxt():
    global i
    i += 1
    return i
seq[nxt()] += nxt()
print(seq, i)
