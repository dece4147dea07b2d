# The encodings of base64 beyond base 64, hashes by name, hashes of any length.
import base64
for data in [b"", b"a", b"ab", b"abc", b"abcd", b"hello world", b"\0\0\0\0", b"\0\0\0\0\0", b"\0", b"    ", b"    x", b"  ", bytes(range(40))]:
    print(base64.b85encode(data), base64.b85encode(data, pad=True), base64.a85encode(data), base64.a85encode(data, foldspaces=True), base64.a85encode(data, wrapcol=5, adobe=True), base64.a85encode(data, pad=True), base64.b32hexencode(data))
    assert base64.b85decode(base64.b85encode(data)) == data
    assert base64.a85decode(base64.a85encode(data)) == data
    assert base64.a85decode(base64.a85encode(data, adobe=True, wrapcol=7), adobe=True) == data
    assert base64.b32hexdecode(base64.b32hexencode(data)) == data
    assert base64.a85decode(base64.a85encode(data, foldspaces=True), foldspaces=True) == data or data == b"  "
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e), e)
t(base64.b85decode, b'"abc'); t(base64.b85decode, "~~~~~"); t(base64.a85decode, "uuuuu"); t(base64.a85decode, "!z"); t(base64.a85decode, "abc", adobe=True)
t(base64.a85decode, "y"); t(base64.a85decode, "!y", foldspaces=True); t(base64.a85decode, "a b\nc"); t(base64.a85decode, "a b", ignorechars=b"")
t(base64.b32decode, "01======", map01="L"); t(base64.b32decode, "ME0A====", map01="I"); t(base64.b85encode, "x"); t(base64.a85encode, 3); t(base64.b32hexdecode, "w"); t(base64.b32hexdecode, "c5h66p35", True)
t(base64.b32decode, "ME======", False, b"L")

import hashlib
print(hashlib.new("sha256", b"a").hexdigest(), hashlib.new("SHA1").name, hashlib.new("md5", data=b"x").hexdigest())
print(hashlib.shake_128(b"a").hexdigest(8), hashlib.shake_256(b"a").digest(5), hashlib.shake_128().digest_size, hashlib.shake_256().block_size, hashlib.shake_256().name)
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e), e)
t(hashlib.new, "nope"); t(hashlib.new, 3); t(hashlib.shake_128().hexdigest); t(hashlib.sha256().hexdigest, 3); t(hashlib.shake_128().digest, -1); t(hashlib.shake_128().digest, length=2); t(hashlib.shake_128().digest, 0); t(hashlib.new)
print(hashlib.new("sha3_256", b"q").hexdigest()[:8], hashlib.blake2b(b"a").hexdigest()[:10])
h = hashlib.sha256(); h.update(b"a"); c = h.copy(); c.update(b"b"); print(h.hexdigest()[:6], c.hexdigest()[:6], h.digest_size, h.block_size)
