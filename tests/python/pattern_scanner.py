# Pattern.scanner(): matches one behind the other.
import re, collections
Token = collections.namedtuple("Token", ["type", "value"])
pat = re.compile("|".join([r"(?P<NAME>[a-zA-Z_]\w*)", r"(?P<NUM>\d+)", r"(?P<PLUS>\+)", r"(?P<WS>\s+)"]))
def tokens(text):
    scanner = pat.scanner(text)
    for m in iter(scanner.match, None):
        tok = Token(m.lastgroup, m.group())
        if tok.type != "WS": yield tok
print(list(tokens("foo + 42 + x1")))
s = re.compile(r"\d*").scanner("a12b"); print([s.search() for _ in range(6)])
s = pat.scanner("ab 1", 1, 3); print(s.match(), s.match(), s.match(), s.pattern is pat)
