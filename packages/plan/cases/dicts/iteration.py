d = {"a": 1, "b": 2}
for k in d: print(k, d[k])
for k, v in d.items(): print(k, v)
for i, (k, v) in enumerate(sorted(d.items(), key=lambda kv: -kv[1])): print(i, k, v)
print({v: k for k, v in d.items()}, [k * v for k, v in d.items()], sum(d.values()), list(zip(d, d.values())), all(v > 0 for v in d.values()), d.keys() == {"a", "b"}, list(map(lambda kv: kv[0], d.items())))
