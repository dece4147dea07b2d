for s in ["abc", "é", "€", "😀", ""]:
    print(s.encode(), s.encode("utf-8"), len(s.encode("utf-16-le")), s.encode("ascii", "ignore"), s.encode("ascii", "replace"), s.encode("latin-1", "backslashreplace"), s.encode("ascii", "xmlcharrefreplace"))
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e)
try:
    "a".encode("nope")
except LookupError as e:
    print(e)
print(b"\xc3\xa9".decode(), b"\xff\xfe".decode("utf-8", "replace"), b"abc".decode("ascii"), b"\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "ignore"), str(b"abc", "utf-8"))
