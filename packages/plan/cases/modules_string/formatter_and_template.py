import string
from string import Template
t = Template("Dear $name, you owe $$${amount} since $date_due. ${name}'s $5 $")
print(t.safe_substitute(name="Ann", amount=3), t.template)
for source in ("$name", "${name", "$", "$$", "$1", "${a-b}", "$name$other", "$ name", "$NAME_2x"):
    try:
        print(source, "->", Template(source).substitute({"name": "N", "NAME_2x": 1}, other="O"))
    except (KeyError, ValueError) as error:
        print(source, type(error), error)
print(string.ascii_lowercase[:3], string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, string.capwords("hello  big-world o'neil"), string.capwords("a,b c", ","), len(string.printable))
def rot13(text):
    table = str.maketrans(string.ascii_lowercase + string.ascii_uppercase, string.ascii_lowercase[13:] + string.ascii_lowercase[:13] + string.ascii_uppercase[13:] + string.ascii_uppercase[:13])
    return text.translate(table)
print(rot13("Hello, World!"), rot13(rot13("x")), "".join(c for c in "a!b?c." if c not in string.punctuation))
print("{0} {1[k]} {2.real} {x:>{w}} {x!r:^10} {{}} {0!s:.2}".format("abc", {"k": 5}, 7, x="v", w=4), "{:*^{}.{}f}".format(3.14159, 12, 3))
row = {"name": "Ann", "total": 1234.5, "tags": ["x", "y"]}
print("{name:<8}|{total:>12,.2f}|{tags[0]}{tags[1]!r}".format(**row), "{name} {total}".format_map(row))
class Missing(dict):
    def __missing__(self, key):
        return "{" + key + "}"
print("{name} {city}".format_map(Missing(row)))
for source, args, kwargs in [("{}", (), {}), ("{a}", (), {}), ("{0} {}", (1, 2), {}), ("{", (), {}), ("}", (), {}), ("{!x}", (1,), {}), ("{:d}", ("a",), {}), ("{a[b]}", (), {"a": {}}), ("{a.b}", (), {"a": 1}), ("{0[5]}", ([1],), {}), ("{:.2f}", ("x",), {}), ("{:5s}", (1,), {}), ("{:,}", ("x",), {}), ("{0}", (1,), {}), ("{:>>5}", ("a",), {}), ("{:=5}", ("a",), {}), ("{!r:>5}", ("a",), {}), ("{a!}", (), {"a": 1})]:
    try:
        print(repr(source), source.format(*args, **kwargs))
    except (IndexError, KeyError, ValueError, TypeError, AttributeError) as error:
        print(repr(source), type(error), error)
