# tool query {"rows": [["north", "2024-01", 1200.5], ["south", "2024-01", 800], ["north", "2024-02", null], ["south", "2024-02", 1100.25], ["east", "2024-02", 50]], "columns": ["region", "month", "sales"]}
# tool write_doc {"id": "doc-1"}
from collections import Counter, defaultdict
from itertools import groupby
from statistics import mean
from textwrap import dedent, indent

data = query(sql="select * from sales")
rows = [dict(zip(data.columns, row)) for row in data.rows]
missing = [(r["region"], r["month"]) for r in rows if r["sales"] is None]
pivot = defaultdict(dict)
for r in rows:
    pivot[r["region"]][r["month"]] = r["sales"]
months = sorted({r["month"] for r in rows})
width = max(map(len, pivot))
lines = [f"{'region':<{width}} | " + " | ".join(f"{m:>10}" for m in months)]
lines.append("-" * len(lines[0]))
for region, cells in sorted(pivot.items()):
    lines.append(f"{region:<{width}} | " + " | ".join(f"{cells.get(m):>10,.2f}" if cells.get(m) is not None else f"{'n/a':>10}" for m in months))
table = "\n".join(lines)
print(table)
totals = Counter()
for r in rows:
    totals[r["region"]] += r["sales"] or 0
print(totals.most_common(), f"{totals.total():,.2f}", round(mean(totals.values()), 3))
for month, group in groupby(sorted(rows, key=lambda r: r["month"]), key=lambda r: r["month"]):
    sales = [r["sales"] for r in group if r["sales"]]
    print(month, len(sales), max(sales), f"{sum(sales) / sum(totals.values()):.1%}")
text = dedent(f"""\
    # Sales
    Missing: {', '.join('/'.join(m) for m in missing) or 'none'}

    Top: {totals.most_common(1)[0][0]!r}
""") + indent(table, "    ")
final_return_value = write_doc(title="Sales", text=text, meta={"rows": len(rows), "months": months})["id"]
