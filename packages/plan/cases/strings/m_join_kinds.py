print(",".join([]), ",".join(["a"]), ", ".join("abc"), "".join(("x", "y")), "-".join({"k": 1, "l": 2}), " ".join(str(i) for i in range(4)), "ab".join("12"), "\n".join(["l1", "l2"]).splitlines())
for bad in ([1], ["a", 2], ["a", None], ["a", b"b"], 5, None, [["a"]], ("a", "b", 3.5)):
    try:
        print("+".join(bad))
    except TypeError as e:
        print(e)
try:
    "".join("a", "b")
except TypeError as e:
    print(e)
def gen():
    yield "one"
    yield "two"
    raise ValueError("gen broke")
try:
    "/".join(gen())
except ValueError as e:
    print(e)
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "  a  b ".split(), "  a  b ".split(" "), "".split(), "".split(","), "a b c".rsplit(None, 1), "a,b,c".rsplit(",", 1), "a--b".split("--"), "abc".split("x"), " a b ".split(None, 1), " a b ".rsplit(maxsplit=1), "a b".split(sep=None, maxsplit=0))
for args in [("",), (5,), ("a", "b"), (",", 1.5), (",", 1, 2)]:
    for f in ("a,b".split, "a,b".rsplit):
        try:
            print(f(*args))
        except (TypeError, ValueError) as e:
            print(repr(e))
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n".splitlines(keepends=False), "x\n\ry".splitlines(True))
for sep in ("=", "==", "z"):
    print("k=v==w".partition(sep), "k=v==w".rpartition(sep))
for bad in ("", 5, None):
    try:
        "abc".partition(bad)
    except (TypeError, ValueError) as e:
        print(repr(e))
key, _, value = "name: Ann: B".partition(": ")
print(key, value, ["".join(reversed(w)) for w in "ab cd".split()], "|".join(sorted(set("hello"))), "a b c".replace(" ", "").join("<>"))
