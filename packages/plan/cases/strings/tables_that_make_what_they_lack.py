# Dicts with `__missing__` and default dicts as tables and mappings: what they lack is asked of them.
from collections import defaultdict
from string import Template


class Shown(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Gone(dict):
    def __missing__(self, key):
        return None


print("abc".translate(Shown({98: "x"})))
print("abc".translate(Gone({98: "x"})))
print("abc".translate(defaultdict(lambda: "-", {98: "x"})))
counts = defaultdict(int)
print(repr("ab".translate(counts)), dict(counts))
print("{a} {b}".format_map(Shown(a=1)))
print("%(a)s %(b)s" % Shown(a=1))
print(Template("$a ${b}").substitute(Shown(a=1)))
print(Template("$a ${b}").safe_substitute(Shown(a=1)))
print(Template("$a ${b}").safe_substitute(dict(a=1)))
try:
    "abc".translate({97: 1.5})
except TypeError as error:
    print(error)


class Wrong:
    def __getitem__(self, key):
        return 1.5


try:
    "abc".translate(Wrong())
except TypeError as error:
    print(error)
final_return_value = "done"
