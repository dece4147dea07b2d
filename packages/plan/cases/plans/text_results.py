# tool read_file "name,amount\nann,10\nbob,x\ncay, 7 \n"
# tool write_file "ok"
# tool count_words 42
# tool is_open true
# tool nothing null
# tool ratio 0.30000000000000004
# tool big 12345678901234567890
# tool words ["b", "a"]
text = read_file(path="a.csv")
header, *lines = text.strip().splitlines()
columns = header.split(",")
rows, bad = [], []
for number, line in enumerate(lines, start=2):
    row = dict(zip(columns, (part.strip() for part in line.split(","))))
    try:
        row["amount"] = int(row["amount"])
    except ValueError as error:
        bad.append(f"line {number}: {error}")
    else:
        rows.append(row)
print(rows, bad)
print(write_file(path="b.csv", text="\n".join(f"{r['name']}={r['amount']}" for r in rows)).upper())
print(count_words(text=text) + 1, not is_open(door=1), nothing(), ratio(), big() + 1, sorted(words()))
print(f"{ratio():.2%} {big():,} {count_words(text=''):08.3f} {is_open(door=2)!r:>8}")
if nothing() is None and is_open(door=3) is True:
    print("fine")
final_return_value = bad or rows
