import string
print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters, string.digits, string.hexdigits, string.octdigits)
print(repr(string.punctuation), repr(string.whitespace), len(string.printable))
print(string.capwords("the quick  brown\tfox"), string.capwords("a-b-c", "-"), repr(string.capwords("  x  ")), string.capwords(""), string.capwords("ÉCOLE it's"))
def caesar(text, k):
    low, up = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(low + up, low[k:] + low[:k] + up[k:] + up[:k]))
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3), caesar("xyz", 3))
strip = str.maketrans("", "", string.punctuation)
print("it's: a (test)!".translate(strip), [c for c in "a1!Z" if c in string.ascii_letters])
def strength(pw):
    kinds = {"lower": string.ascii_lowercase, "upper": string.ascii_uppercase, "digit": string.digits, "mark": string.punctuation}
    return [k for k, chars in kinds.items() if any(c in chars for c in pw)]
print(strength("abc"), strength("aB3$"), strength(""))
def to_base(n, b):
    digits = string.digits + string.ascii_lowercase
    out = ""
    while n:
        n, r = divmod(n, b)
        out = digits[r] + out
    return out or "0"
print([to_base(255, b) for b in (2, 8, 16, 36)], to_base(0, 2), int(to_base(12345, 36), 36))
print({c: string.ascii_lowercase.index(c) + 1 for c in "cab"}, sum(string.ascii_lowercase.index(c) for c in "plan"))
t = string.Template("$who owes $$${amount} to ${who}'s $bank_")
print(t.substitute(who="Ada", amount=5, bank_="bank"), t.safe_substitute(who="X"), t.safe_substitute())
print(all(c in string.printable for c in "plain\n"), all(c in string.printable for c in "é"), string.ascii_letters[::10], set("face") <= set(string.hexdigits))
try:
    t.substitute({"who": 1})
except KeyError as e:
    print("missing", e)
print("-".join(a + b for a, b in zip(string.ascii_uppercase[:5], string.digits)), max(string.punctuation), min(string.whitespace) == "\t")
