# tool orders [{"c": "x", "n": 2}, {"c": "y", "n": 5}, {"c": "x", "n": 1}]
groups = {}
for o in orders():
    groups.setdefault(o["c"], []).append(o["n"])
totals = {k: sum(v) for k, v in groups.items()}
best = max(totals, key=totals.get)
ranked = sorted(totals.items(), key=lambda kv: (-kv[1], kv[0]))
final_return_value = {"totals": totals, "best": best, "ranked": ranked}
