rows = [{"team": "a", "n": 3}, {"team": "b", "n": 1}, {"team": "a", "n": 4}]
g = {}
for r in rows:
    g.setdefault(r["team"], []).append(r["n"])
print(g, {k: sum(v) / len(v) for k, v in g.items()})
c = {}
for ch in "mississippi":
    c[ch] = c.get(ch, 0) + 1
print(c, sorted(c.items(), key=lambda kv: (-kv[1], kv[0])), max(c.values()))
nested = {}
for path in ["a/b", "a/c", "d"]:
    node = nested
    for part in path.split("/"):
        node = node.setdefault(part, {})
print(nested)
index = {r["team"]: r for r in rows}
print(index["a"]["n"], [r for r in rows if r not in index.values()], any(r["n"] > 3 for r in rows), all("n" in r for r in rows))
merged = {}
for a in [{"x": 1}, {"y": 2}, {"x": 3}]:
    merged = {**merged, **a}
print(merged, list(map(lambda r: r["n"], rows)), sorted(rows, key=lambda r: r["n"], reverse=True)[0])
