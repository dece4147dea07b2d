import base64
import hashlib
import html
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit
url = "https://user:p%40ss@Example.COM:8443/a/b;p=1/c.html?q=caf%C3%A9+au&q=2&empty=&x#frag/ment"
parts = urlparse(url)
print(parts, parts.hostname, parts.port, parts.username, parts.password, parts.netloc, parts.geturl() == url, parts._replace(query="z=1", fragment="").geturl(), parts[1], urlsplit(url).path)
print(parse_qs(parts.query), parse_qs(parts.query, keep_blank_values=True), parse_qsl("a=1&b=2&a=3"), parse_qs("a=1;b=2"), parse_qsl("a=%20b+c&=d&e"), parse_qs(""), parse_qsl("a=1&b", keep_blank_values=True))
print(quote("a b/ü&=?~"), quote("a b/ü", safe=""), quote_plus("a b+c/&"), unquote("%C3%BC%20%zz+"), unquote_plus("a+b%2B"), quote("日本"), quote(b"\xff a"), unquote("%ff"), quote("x", safe="x"), quote("a/b", safe="/"))
print(urlencode({"q": "a b", "n": 5, "l": [1, 2], "none": None}), urlencode({"l": [1, 2], "s": "x y"}, doseq=True), urlencode([("a", "1"), ("a", "2")]), urlencode({"a": "ü/"}, safe="/"), urlencode({"a": "b c"}, quote_via=quote), urlencode({}))
for base, target in [("http://a/b/c/d", "../e"), ("http://a/b/", "g;x?y#s"), ("http://a/b", "//c/d"), ("http://a", "b"), ("http://a/b?c", "?d"), ("http://a/b", ""), ("", "x"), ("http://a/b/c", "./../../../g"), ("http://a/b", "mailto:x@y"), ("http://a/b/c", "/d")]:
    print(urljoin(base, target), end=" ")
print()
print(urldefrag("http://a/b#c"), urlunparse(("http", "a", "/b", "", "c=d", "e")), urlunsplit(("https", "h", "p", "", "")), urlparse("//h/p"), urlparse("mailto:a@b.c"), urlparse("a/b?c"), urlparse("http://[::1]:80/").hostname, urlparse("http://h").port)
for wrong in (lambda: urlparse("http://h:99999").port, lambda: urlparse("http://h:x/").port, lambda: urlencode(5), lambda: quote(5), lambda: urlparse("http://[::1"), lambda: urljoin(1, "a"), lambda: urlencode([1])):
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error), error)
print(html.escape("<a href=\"x\">'&</a>"), html.escape("\"'", quote=False), html.unescape("&lt;p&gt; &amp;amp; &quot;x&#39; &eacute; &#x1F600; &nbsp;| &unknown; &copy &#0; &notit; &lt"))
print(base64.b64encode("héllo wörld?>".encode()), base64.urlsafe_b64encode(b"\xfb\xff?"), base64.b64decode("aGk="), base64.b64decode(b"aGk=\n"), base64.urlsafe_b64decode("-_8="), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b16decode("6869"), base64.b64encode(b""), base64.b64decode("aGk=").decode(), base64.b64encode(b"ab").decode().rstrip("="))
for wrong in (lambda: base64.b64decode("a"), lambda: base64.b64decode("aGk"), lambda: base64.b64encode("text"), lambda: base64.b64decode("é"), lambda: base64.b64decode("aG!k", validate=True), lambda: base64.b16decode("6g"), lambda: base64.b32decode("x")):
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error), error)
h = hashlib.sha256()
h.update(b"hello ")
h.update("wörld".encode())
print(h.hexdigest(), hashlib.sha256(b"").hexdigest()[:16], hashlib.md5(b"a").hexdigest(), hashlib.sha1(b"a").digest()[:4], h.name, h.digest_size, h.block_size, h.copy().hexdigest() == h.hexdigest(), hashlib.sha512(b"x").hexdigest()[-8:])
try:
    hashlib.md5("text")
except TypeError as error:
    print(error)
