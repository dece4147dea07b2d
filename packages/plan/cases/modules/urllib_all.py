from urllib.parse import urlparse, urlencode, quote, unquote, parse_qs, parse_qsl, urljoin, urlsplit, quote_plus, unquote_plus, urlunparse, urldefrag
u = urlparse("https://user:pw@Example.com:8080/a/b;p?q=1&r=a%20b#frag")
print(u, u.scheme, u.netloc, u.hostname, u.port, u.path, u.query, u.fragment, u.username, u.geturl(), u._replace(path="/z").geturl())
print(urlencode({"a": 1, "b": "x y&z", "c": [1, 2]}), urlencode({"c": [1, 2]}, doseq=True), quote("a b/ü"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20b%C3%BC"), unquote_plus("a+b"), parse_qs("a=1&a=2&b="), parse_qs("b=", keep_blank_values=True), parse_qsl("a=1&b=2"), urljoin("http://x.com/a/b", "../c"), urljoin("http://x.com/a", "//y.com/z"), urljoin("http://x.com", "?q=1"), urlsplit("//h/p").netloc, urlunparse(("http", "h", "/p", "", "q=1", "")), urldefrag("http://x#y"))
try:
    urlparse("http://h:99999999").port
except ValueError as e:
    print(e)
