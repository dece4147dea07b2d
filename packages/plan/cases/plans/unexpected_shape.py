# tool q {"rows": [{"v": 1}, {"w": 2}]}
rows = q()["rows"]
print([r.get("v", 0) for r in rows])
print(rows[1].v)
