# tool read_file "item,qty,price\nbolt,10,0.25\nnut,100,0.1\n\nwasher,7,1.005\n"
# tool pay {"status": "sent", "ref": "A-1"}
text = read_file(path="invoice.csv")
header, *rows = [line.split(",") for line in text.strip().splitlines() if line]
items = [dict(zip(header, row)) for row in rows]
total = round(sum(int(i["qty"]) * float(i["price"]) for i in items), 2)
print(items, total, f"{total:,.2f}", f"{total:>10.1f}|")
receipt = pay(amount=total, to="supplier", memo=f"{len(items)} items")
final_return_value = f"Paid {total:.2f}: {receipt['ref']}" if receipt.status == "sent" else None
