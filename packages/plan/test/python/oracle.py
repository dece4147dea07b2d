"""Evaluates expressions for the differential tests: one JSON line in, one JSON line out.

In: {"e": expression over the list `a`, "a": encoded arguments}. Out: {"v": encoded value} or {"x": [exception type, message]}.
"""
import base64, collections, datetime, decimal, fractions, functools, hashlib, html, json, math, re, statistics, string, struct, sys, textwrap, urllib.parse  # noqa

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")


def decode(j):
    if isinstance(j, list):
        return [decode(x) for x in j]
    if isinstance(j, dict):
        (kind, value), = j.items()
        if kind == "i":
            return int(value, 0)
        if kind == "f":
            return struct.unpack(">d", bytes.fromhex(value))[0]
        if kind == "b":
            return bytes.fromhex(value)
        if kind == "d":
            return {decode(k): decode(v) for k, v in value}
        if kind == "dec":
            return decimal.Decimal(value)
        raise ValueError(kind)
    return j


def encode(v):
    if v is None or isinstance(v, (bool, str)):
        return v
    if isinstance(v, int):
        return {"i": format(v, "d") if abs(v) < 10**4000 else hex(v)}
    if isinstance(v, float):
        return {"f": "nan" if v != v else struct.pack(">d", v).hex()}
    if isinstance(v, (bytes, bytearray)):
        return {"b": v.hex()}
    if isinstance(v, (list, tuple, map, filter)):
        return [encode(x) for x in v]
    if isinstance(v, dict):
        return {"d": [[encode(k), encode(x)] for k, x in v.items()]}
    if isinstance(v, decimal.Decimal):
        return str(v)
    return repr(v)


compiled = {}
for line in sys.stdin:
    case = json.loads(line)
    source = case["e"]
    if source not in compiled:
        compiled[source] = compile(source, "case", "eval")
    try:
        out = {"v": encode(eval(compiled[source], dict(globals(), a=decode(case["a"]))))}
    except Exception as error:
        message = error.args[0] if isinstance(error, KeyError) and error.args else str(error)
        out = {"x": [type(error).__name__, str(message)]}
    print(json.dumps(out))
