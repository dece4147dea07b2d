from itertools import groupby
print([(k, list(g)) for k, g in groupby("AAABBCA")])
print([(k, len(list(g))) for k, g in groupby([1, 1, 2, 3, 3, 3])])
rows = [("fruit", "apple", 3), ("veg", "leek", 2), ("fruit", "pear", 5), ("veg", "kale", 1)]
for kind, items in groupby(sorted(rows), key=lambda r: r[0]):
    print(kind, [(n, q) for _, n, q in items])
print({k: sum(r[2] for r in g) for k, g in groupby(sorted(rows, key=lambda r: r[0]), lambda r: r[0])})
print([k for k, g in groupby([])])
print([(k, "".join(g)) for k, g in groupby("hello World 42", str.isalpha)])
print([(k, list(g)) for k, g in groupby(range(10), lambda n: n // 4)])
groups = groupby("aab")
first, members = next(groups)
second, later = next(groups)
print(first, list(members), second, list(later))
stored = [(k, g) for k, g in groupby("xxy")]
print([(k, list(g)) for k, g in stored])
def runs(numbers):
    out = []
    for _, g in groupby(enumerate(numbers), key=lambda p: p[1] - p[0]):
        block = [n for _, n in g]
        out.append(f"{block[0]}-{block[-1]}" if len(block) > 1 else str(block[0]))
    return ",".join(out)
print(runs([1, 2, 3, 5, 7, 8, 9, 12]))
encode = lambda s: "".join(f"{len(list(g))}{k}" for k, g in groupby(s))
print(encode("wwwwbbw"), encode(encode("aaab")))
print([k for k, _ in groupby([1, 1.0, True, 2, "2", None, None])])
dates = ["2026-01-03", "2026-01-09", "2026-02-01", "2025-12-31"]
print({m: len(list(g)) for m, g in groupby(sorted(dates), key=lambda d: d[:7])})
try:
    list(groupby([1, 2], 5))
except TypeError as e:
    print(e)
