import textwrap, html, base64, hashlib
t = "The quick brown fox jumps over the lazy dog and runs away from everything."
print(textwrap.wrap(t, 20)); print(textwrap.fill(t, 30, initial_indent="* ", subsequent_indent="  ")); print(textwrap.dedent("  a\n    b\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.shorten(t, 25), textwrap.shorten(t, 25, placeholder="..."))
print(html.escape("<a href='x'>T&C \"q\"</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&amp;&#233;&eacute;&nbsp;&hellip;&#x41;&bogus;"))
print(base64.b64encode(b"hello\xff"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xfb\xff"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b64decode("aGk"[:4] + "=") )
print(hashlib.md5(b"a").hexdigest(), hashlib.sha1(b"").hexdigest(), hashlib.sha256("é".encode()).hexdigest()[:16], hashlib.sha512(b"x").digest_size, hashlib.sha256(b"a").digest()[:4])
h = hashlib.sha256(); h.update(b"a"); h.update(b"b"); print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), h.name)
for f in [lambda: base64.b64decode("a"), lambda: hashlib.md5("a"), lambda: base64.b64encode("a"), lambda: textwrap.wrap("a", 0)]:
    try:
        f()
    except Exception as e:
        print(repr(e))
