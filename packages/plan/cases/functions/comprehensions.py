print([x for x in range(5)], [x * y for x in range(3) for y in range(x)], [(x, y) for x in "ab" if x != "b" for y in [1, 2] if y > 1], [[j for j in range(i)] for i in range(3)])
print({x: x ** 2 for x in range(3)}, {x % 2 for x in range(4)} == {0, 1}, {k: [v for v in vs if v] for k, vs in {"a": [0, 1], "b": []}.items()}, list(x for x in "abc"))
x = "outer"
print([x for x in range(2)], x, [y := 5, y + 1], y, [z for v in range(3) if (z := v * 2) > 1], z)
rows = [{"n": "a", "v": 3}, {"n": "b", "v": 1}]
print([r["n"] for r in rows if r["v"] > 1], {r["n"]: r["v"] for r in rows}, sum(r["v"] for r in rows), max(rows, key=lambda r: r["v"])["n"], ", ".join(f"{r['n']}={r['v']}" for r in rows), sorted(r["v"] for r in rows), next((r for r in rows if r["n"] == "zz"), None))
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, [a + b for a, b in zip([1, 2], [3, 4])], [i for i, c in enumerate("banana") if c == "a"], [c for row in [[1, 2], [3]] for c in row], ["x" if i % 2 else "y" for i in range(3)])
class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
print(C.doubled)
try:
    print([1 / x for x in [1, 0]])
except ZeroDivisionError as e:
    print(e)
try:
    print({[]: x for x in [1]})
except TypeError as e:
    print(e)
