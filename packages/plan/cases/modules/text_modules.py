import string, textwrap, html, base64, hashlib
from urllib.parse import urlparse, urlencode, quote, unquote, parse_qs, parse_qsl, urljoin, quote_plus, unquote_plus, urlsplit, urlunparse, urlunsplit, urldefrag
import urllib.parse
print(string.ascii_letters, string.digits, repr(string.punctuation), repr(string.whitespace), string.capwords("hello  world"), string.hexdigits, string.capwords("a-b", "-"))
text = "The quick brown fox jumped over the lazy dog, and then it did so again."
print(textwrap.wrap(text, 20), textwrap.fill(text, width=30), textwrap.shorten(text, 25), textwrap.shorten(text, width=30, placeholder="..."), sep="\n")
print(textwrap.dedent("    a\n      b\n    c"), textwrap.indent("a\n\nb", "> "), textwrap.indent("a\n\nb", "> ", lambda line: True), textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(html.escape("<a href='x'>&\"</a>"), html.escape("'", quote=False), html.unescape("&lt;&amp;&#39;&eacute;&nbsp;"))
print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xfb\xff"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b64decode(b"aGk=").decode(), base64.b64encode("é".encode()).decode(), base64.b16decode("6869"), base64.b32decode("NBUQ===="))
print(hashlib.sha256(b"x").hexdigest(), hashlib.md5("a".encode()).hexdigest(), hashlib.sha1().digest_size, hashlib.sha512(b"").name)
h = hashlib.sha256(); h.update(b"a"); h.update(b"b"); print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), h.copy().digest() == h.digest())
u = urlparse("https://user:pw@Example.com:8080/p/a;x?q=1&r=a%20b#frag")
print(u, u.scheme, u.netloc, u.hostname, u.port, u.username, u.path, u.query, u.fragment, u.geturl(), u[1], u._replace(query="z=1").geturl())
print(urlencode({"a": 1, "b": "x y", "c": "é"}), urlencode([("k", [1, 2])], doseq=True), quote("a b/c?é"), quote("a/b", safe=""), unquote("a%20b%C3%A9"), quote_plus("a b&"), unquote_plus("a+b%26"))
print(parse_qs("a=1&a=2&b=&c=x%20y"), parse_qsl("a=1&b=2"), parse_qs("a=", keep_blank_values=True), urljoin("http://a/b/c", "../d"), urljoin("http://a/b", "http://x/y"), urlsplit("http://a/b?c#d"), urlunparse(("http", "a", "/b", "", "q=1", "")), urlunsplit(["http", "a", "b", "", ""]), urldefrag("http://a#b"), urllib.parse.quote("~"))
print(urlencode({"q": "a b"}, quote_via=quote))
for f in [lambda: base64.b64decode("a"), lambda: base64.b64encode("x"), lambda: hashlib.md5("x"), lambda: textwrap.wrap("a", 0), lambda: urlencode(5), lambda: html.escape(5), lambda: urlparse("http://a:x").port, lambda: base64.b64decode("é"), lambda: textwrap.dedent(5), lambda: base64.b16decode("zz")]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
final_return_value = quote(html.escape("<&>"))
