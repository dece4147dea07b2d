# tool read_file "name,qty,price\nbolt,10,0.25\nnut,5,0.10\nwasher,,0.05\n"
# tool write_file {"bytes": 42}
rows = [line.split(",") for line in read_file(path="parts.csv").strip().splitlines()]
header, *data = rows
records = [dict(zip(header, r)) for r in data]
total = 0
for r in records:
    try:
        r["sum"] = int(r["qty"]) * float(r["price"])
    except ValueError as e:
        r["sum"] = 0.0
        print("skipped", r["name"], e)
    total += r["sum"]
width = max(len(r["name"]) for r in records)
report = "\n".join(f"{r['name']:<{width}} {r['sum']:>8.2f}" for r in sorted(records, key=lambda r: -r["sum"]))
print(report)
final_return_value = [write_file(path="out.txt", text=report + f"\nTOTAL {total:.2f}")["bytes"], total]
