sheet = [["name", "dept", "salary", "start"], ["Ann", "eng", "5,000", "2020-01-01"], ["Bob", "ops", "3,500.50", "2021-06-15"], ["Cy", "eng", "", "2022-02-28"]]
header, *rows = sheet
records = [dict(zip(header, r)) for r in rows]
def number(s, default=0.0):
    try:
        return float(s.replace(",", ""))
    except ValueError:
        return default
for r in records: r["salary"] = number(r["salary"])
by = {}
for r in records: by.setdefault(r["dept"], []).append(r)
summary = {d: {"n": len(rs), "avg": sum(r["salary"] for r in rs) / len(rs), "names": "/".join(r["name"] for r in rs)} for d, rs in by.items()}
print(summary)
widths = {h: max(len(str(r[h])) for r in [dict(zip(header, header)), *records]) for h in header}
line = "+".join("-" * (widths[h] + 2) for h in header)
print(line); print("|".join(f" {h:<{widths[h]}} " for h in header)); print(line)
for r in records: print("|".join(f" {r[h]!s:>{widths[h]}} " if isinstance(r[h], float) else f" {r[h]:<{widths[h]}} " for h in header))
cells = {f"{chr(ord('A') + c)}{i + 1}": v for i, row in enumerate(sheet) for c, v in enumerate(row)}
print(cells["C2"], [k for k in cells if k.startswith("D")], list(zip(*sheet))[1], sorted(records, key=lambda r: (r["dept"], -r["salary"]))[0]["name"])
print("\n".join(",".join('"' + c + '"' if "," in c else c for c in row) for row in sheet))
