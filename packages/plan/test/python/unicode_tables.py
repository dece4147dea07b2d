"""Prints src/python/unicode-tables.ts: what CPython's Unicode database (3.11: Unicode 14) knows and JavaScript's does not.

Run: python3 unicode_tables.py case-mappings.json > ../../src/python/unicode-tables.ts
where the JSON file holds [upper, lower] of each code point as the JavaScript engine has them (see unicode-case.ts).
"""
import json
import sys
import unicodedata

points = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
script = json.load(open(sys.argv[1]))


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while True:
        number, rest = divmod(number, 36)
        out = digits[rest] + out
        if number == 0:
            return out


def ranges(members):
    """Alternating gaps and lengths in base 36."""
    out = []
    previous_end = 0
    members = sorted(members)
    index = 0
    while index < len(members):
        start = members[index]
        end = start
        while index + 1 < len(members) and members[index + 1] == end + 1:
            index += 1
            end += 1
        out += [base36(start - previous_end), base36(end + 1 - start)]
        previous_end = end + 1
        index += 1
    return " ".join(out)


def mapping(name, function, other):
    entries = {}
    for c in points:
        expected = function(chr(c))
        if expected != other(c):
            entries[c] = expected
    return f"export const {name} = '" + " ".join(
        base36(c) + ":" + ",".join(base36(ord(x)) for x in value) for c, value in sorted(entries.items())) + "';"


upper = {int(k): v for k, v in script["upper"].items()}
lower = {int(k): v for k, v in script["lower"].items()}
print("// Written by test/python/unicode_tables.py from CPython's Unicode database (version %s); do not edit." % unicodedata.unidata_version)
print("// Ranges: gap and length, alternating, in base 36. Mappings: code point to code points, in base 36.")
print("// biome-ignore-all format: generated")
print("export const assignedRanges = '" + ranges([c for c in points if unicodedata.category(chr(c)) != "Cn"]) + "';")
print("export const decimalZeros = '" + ranges([c for c in points if unicodedata.decimal(chr(c), None) == 0]) + "';")
print("export const digitRanges = '" + ranges([c for c in points if chr(c).isdigit() and not chr(c).isdecimal()]) + "';")
print("export const numericRanges = '" + ranges([c for c in points if chr(c).isnumeric() and not chr(c).isdigit()]) + "';")
print(mapping("upperExceptions", str.upper, lambda c: upper.get(c, chr(c))))
print(mapping("lowerExceptions", str.lower, lambda c: lower.get(c, chr(c))))
print(mapping("titleExceptions", str.title, lambda c: chr(c).upper()))
print(mapping("casefoldExceptions", str.casefold, lambda c: chr(c).lower()))
