parts = []
for i, w in enumerate("the quick brown fox".split(), start=1):
    parts.append(f"{i}. {w.capitalize():<8}|")
table = "\n".join(parts)
print(table)
csv = "\n".join(",".join(str(c) for c in row) for row in [["a", 1, None], ["b", 2.5, True]])
print(csv)
print("=" * 20, "total".ljust(10, ".") + "5".rjust(5, "."), sep="\n")
final_return_value = table.count("|")
