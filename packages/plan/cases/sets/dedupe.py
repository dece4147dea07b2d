l = ["b", "a", "b", "c", "a"]
seen = set(); out = []
for x in l:
    if x not in seen:
        seen.add(x); out.append(x)
print(out, list(dict.fromkeys(l)), sorted(set(l)), len(set(l)), [x for i, x in enumerate(l) if x in l[:i]], {x for x in l if l.count(x) > 1} == {"a", "b"})
