class Managed:
    log = []
    def __init__(self, name, swallow=(), fail_exit=False):
        self.name, self.swallow, self.fail_exit = name, swallow, fail_exit
    def __enter__(self):
        Managed.log.append(f"enter {self.name}")
        return self.name.upper()
    def __exit__(self, kind, error, trace):
        Managed.log.append(f"exit {self.name} {kind} {error!r}")
        if self.fail_exit:
            raise RuntimeError(f"exit of {self.name} failed")
        return kind is not None and issubclass(kind, self.swallow)

with Managed("a") as a, Managed("b") as b:
    print(a, b)
with Managed("c", (ValueError,)):
    int("x")
with (
    Managed("outer", (LookupError,)) as outer,
    Managed("inner"),
):
    {}["missing"]
try:
    with Managed("d", (ValueError,)):
        1 / 0
except ZeroDivisionError as error:
    print("escaped", error)
try:
    with Managed("e", fail_exit=True):
        raise KeyError("body")
except RuntimeError as error:
    print(error)
def early(items):
    for item in items:
        with Managed(f"item{item}"):
            if item == 1:
                continue
            if item == 2:
                return f"returned {item}"
print(early([0, 1, 2, 3]))
for wrong in (lambda: use(5), lambda: use(object()), lambda: use(Half())):
    class Half:
        def __enter__(self): return 1
    def use(thing):
        with thing as got:
            return got
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error), error)
class Transaction:
    def __init__(self, store): self.store, self.saved = store, None
    def __enter__(self):
        self.saved = dict(self.store)
        return self.store
    def __exit__(self, kind, *rest):
        if kind:
            self.store.clear()
            self.store.update(self.saved)
        return True
store = {"x": 1}
with Transaction(store) as s:
    s["y"] = 2
    raise ValueError
with Transaction(store) as s:
    s["z"] = 3
print(store, "\n".join(Managed.log), sep="\n")
