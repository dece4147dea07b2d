print(chr(97), chr(0) == "\0", repr(chr(10)), chr(8364), chr(0x1F600), len(chr(0x10FFFF)), chr(True) == "\x01")
print(ord("a"), ord("€"), ord("😀"), ord(b"a"), ord("\n"), [chr(ord(c) + 1) for c in "HAL"])
for bad in (-1, 0x110000, 10**10, "a", 1.5, None, 10**30):
    try:
        chr(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(repr(e))
for bad in ("", "ab", 5, None, b"", b"ab", ["a"], "é́"):
    try:
        print(ord(bad))
    except TypeError as e:
        print(e)
print(f"{10:b} {-5:b} {64:o} {255:x} {-255:#x} {True:b} {-8:#o} {10**20:X} {2**64:#b}")
class Seven:
    def __index__(self):
        return 7
s = Seven()
print(chr(s) == "\a", "abcdefghij"[s], list(range(s)), [0] * s, int(s), float(s), "x" * s, round(5.55, 1))
print(f"{'é😀a'!a}", "%a" % "ü", f"{['ß']!a}", "{!a}".format("plain"))
def caesar(text, k):
    return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in text)
print(caesar("hello, world", 3), caesar(caesar("xyz", 5), -5), "".join(map(chr, [80, 121])), list(map(ord, "az")))
