# tool list_files ["report_final.PDF", "notes.txt", "img 001.png", "img 002.png", ".hidden"]
# tool rename true
import re
def clean(name):
    stem, dot, ext = name.rpartition(".")
    return re.sub(r"\s+", "_", stem.lower()) + dot + ext.lower()
done = {}
for f in list_files(folder="/docs"):
    if f.startswith("."):
        continue
    new = clean(f)
    if new != f and rename(old=f, new=new):
        done[f] = new
print(done)
by_ext = {}
for f in done.values():
    by_ext.setdefault(f.split(".")[-1], []).append(f)
final_return_value = by_ext
