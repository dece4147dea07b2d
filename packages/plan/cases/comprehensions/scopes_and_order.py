x = "outer"
print([x for x in range(3)], x, {x: x * 2 for x in "ab"}, x, {x for x in [1]}, list(x for x in [9]), x)
print([y := i * 2 for i in range(3)], y, [z for i in range(5) if (z := i % 3)], z)
print([(a, b) for a in range(3) for b in range(a)], [[c for c in range(r)] for r in range(4)], [a for a in "abc" if a != "b" if a < "z"], [i if i % 2 else -i for i in range(4)])
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [(lambda j=i: j)() for i in range(3)], [(lambda j: lambda: j)(i)() for i in range(3)])
def trace(tag, v):
    print(tag, end=" ")
    return v
print({trace(f"k{i}", i): trace(f"v{i}", i) for i in trace("it", range(2)) if trace("if", True)})
print([[trace("in", j) for j in range(i)] for i in trace("out", [1, 2])])
class C:
    vals = [1, 2]
    doubled = [v * 2 for v in vals]
print(C.doubled)
def f(n):
    return [n + m for m in range(n) if m != n - 1]
print(f(3), [k for k, v in {"a": 1, "b": 0}.items() if v], [h for h, *t in ["abc", "d"]], [(i, c) for i, c in enumerate("ab")], [q for q, in [(1,), (2,)]])
for build in (lambda: [u for u in 5], lambda: [a for a, b in [(1,)]], lambda: {[]: 1 for _ in "a"}, lambda: {[] for _ in "a"}, lambda: [w for w in range(2) if w / 0]):
    try:
        print(build())
    except (TypeError, ValueError, NameError, ZeroDivisionError) as e:
        print(repr(e))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(col) for col in zip(*matrix)], [v for row in matrix for v in row if v % 2], [[row[i] for row in matrix] for i in range(3)], {k: [v for kk, v in [("a", 1), ("b", 2), ("a", 3)] if kk == k] for k in "ab"}, sum(1 for row in matrix for v in row if v > 2), [*(v for v in "ab"), *[w for w in "cd"]])
print([n for n in range(2, 30) if all(n % d for d in range(2, n))], {len(w): w for w in ["a", "bb", "c"]}, dict([(k, v) for v, k in enumerate("ab")]), [print(p, end=",") for p in "ab"], [s.strip() for s in " a , b ".split(",")], [i for i in range(10)][::3])
