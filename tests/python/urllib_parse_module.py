import urllib.parse as up

print(up.quote("a b/ü?&"), up.quote_plus("a b&c"), up.unquote("a%20b%C3%BC%zz"), up.unquote_plus("a+b%2B"))
print(up.urlencode({"q": "a b", "n": [1, 2]}, doseq=True), up.urlencode([("a", "é"), ("b", 2)]))
u = up.urlparse("https://user:pw@Example.com:8080/path/x;p?q=1&r=a%20b&r=&s#frag"); print(u, u.hostname, u.port, u.username, u.password, u.geturl())
print(up.parse_qs(u.query), up.parse_qsl("a=1&b=&c", keep_blank_values=True), up.urlsplit("//host/p?x#y"))
for a, b in [("http://a/b/c/d;p?q", x) for x in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "", "..", "../..", "../../g", "g:h", "../g", "./../g", "g;x=1/./y", "http://x/y")]: print(b, up.urljoin(a, b))
print(up.urldefrag("http://x/y#z"), u._replace(scheme="ftp").geturl(), up.urlunsplit(("http", "h", "p", "q", "f")))
