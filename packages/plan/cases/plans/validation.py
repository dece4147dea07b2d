# tool lookup_user {"name": "Ann", "age": "41", "tags": null}
u = lookup_user(id=5)
def as_int(v, default=-1):
    try:
        return int(v)
    except (TypeError, ValueError):
        return default
checks = [("name", bool(u.get("name"))), ("age", as_int(u["age"]) >= 18), ("tags", isinstance(u["tags"], list))]
failed = [n for n, ok in checks if not ok]
print(checks, failed, as_int(None), as_int("x", 0), as_int("7"))
try:
    for t in u["tags"]: print(t)
except TypeError as e:
    print(e)
final_return_value = "ok" if not failed else "failed: " + ", ".join(failed)
