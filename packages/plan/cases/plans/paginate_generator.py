# tool list_files {"files": [{"name": "a.txt", "size": 10}, {"name": "b.pdf", "size": 2048}], "next": "p2"}
# tool list_files {"files": [], "next": "p3"}
# tool list_files {"files": [{"name": "c.pdf", "size": 500000}], "next": null}
# tool delete_file true
from itertools import islice, takewhile
from collections import defaultdict

def all_files(folder):
    token = None
    while True:
        page = list_files(folder=folder, token=token)
        yield from page.files
        token = page.next
        if not token:
            return

def human(size):
    for unit in ("B", "KB", "MB"):
        if size < 1024 or unit == "MB":
            return f"{size:.1f} {unit}" if unit != "B" else f"{size} B"
        size /= 1024

by_suffix = defaultdict(list)
for file in all_files("/docs"):
    by_suffix[file["name"].rpartition(".")[2]].append(file)
for suffix in sorted(by_suffix):
    print(suffix, [(f.name, human(f.size)) for f in by_suffix[suffix]])
big = [f for f in by_suffix["pdf"] if f["size"] > 1024]
print([delete_file(path="/docs/" + f.name) for f in big])
final_return_value = {k: sum(f["size"] for f in v) for k, v in by_suffix.items()}
