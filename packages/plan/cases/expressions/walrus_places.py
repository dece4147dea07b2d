data = [3, 8, 1, 9]
if (n := len(data)) > 3:
    print("long", n)
print([y for x in data if (y := x * 2) > 5], y, (z := 5) + z, {(k := "a"): k + "b"}, f"{(w := 7)} {w}", (a := 1, b := 2), a, b)
def f(x, y=(q := 10)):
    return x + y
print(f(v := 3), v, q, f(y=(p := 1), x=p))
while (item := data.pop()) != 3:
    print(item, end=" ")
print(item, data)
def inner():
    total = 0
    parts = [total := total + i for i in range(4)]
    return total, parts
print(inner())
if (m := {"x": 1}.get("y")) is None and (m := "fallback"):
    print(m)
print(any((hit := c) == "c" for c in "abcd"), hit, all((miss := c) < "c" for c in "abcd"), miss)
lst = [u := 1, u + 1, (u := 9), u]
print(lst, u, lst[(i := 2)], i, [0, 1, 2, 3][(s := 1):(e := 3)], s, e, not (t := 0), t, -(r := 4), r)
print((lambda: (inside := 5) + inside)(), (h := "p") + (h := "q") + h)
g = (o := val for val in range(3))
print(next(g), o, list(g), o)
assert (chk := 3) == 3, chk
print(chk, [1 if (d := k % 2) else d for k in range(3)], max((best := j) for j in [1, 5, 2]), best)
def fn():
    global made
    return (made := "global walrus")
print(fn(), made)
try:
    if (bad := 1 / 0):
        pass
except ZeroDivisionError as err:
    print(err)
try:
    print(bad)
except NameError as err:
    print(err)
match (subj := [1, 2]):
    case [first, _] if (third := first + 2) == 3:
        print(subj, third)
