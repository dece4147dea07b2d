print(b"h\xc3\xa9".decode(), b"\xe2\x82\xac".decode("utf-8"), b"abc".decode("ascii"), b"\xe9".decode("latin-1"), b"a\x00b".decode() == "a\0b", b"".decode(), b"\xf0\x9f\x98\x80".decode("UTF8"))
for data in (b"\xff", b"a\xc3", b"\xc3(", b"\x80abc", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"ok\xe2\x82"):
    try:
        data.decode()
    except UnicodeDecodeError as e:
        print(e)
    print(repr(data.decode("utf-8", "replace")), repr(data.decode(errors="ignore")))
try:
    b"\x80".decode("ascii")
except UnicodeDecodeError as e:
    print(e, isinstance(e, ValueError))
for args in [("nope",), (5,), ("utf-8", 5)]:
    try:
        b"a".decode(*args)
    except (LookupError, TypeError) as e:
        print(repr(e))
print("é€😀".encode(), "é".encode("latin-1"), "abc".encode("ascii"), "é".encode("ascii", "ignore"), "é€".encode("ascii", "replace"), "é€".encode("ascii", "xmlcharrefreplace"), "é€😀".encode("ascii", "backslashreplace"))
for text, enc in [("é", "ascii"), ("a€", "latin-1"), ("éé", "ascii"), ("x", "klingon")]:
    try:
        text.encode(enc)
    except (UnicodeEncodeError, LookupError) as e:
        print(repr(e) if isinstance(e, LookupError) else e)
try:
    raw = b"\xfe\xff"
    text = raw.decode()
except UnicodeError as e:
    print("fallback", raw.decode("latin-1"), e.reason, e.start, e.end, e.encoding)
print(b"\x01\xab".hex(), b"\x01\xab\xcd".hex("-"), bytes.fromhex("01 ab CD"), b"abcd".hex(":", 2), b"".hex())
for bad in ("0", "zz", "0 1", 5):
    try:
        print(bytes.fromhex(bad))
    except (ValueError, TypeError) as e:
        print(e)
