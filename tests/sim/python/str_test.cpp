// str and bytes, formatting, and the modules of text: math, json, re, hashlib, base64. Expected text is CPython 3.13's own.
#include "sim/run/run.h"

#include <catch2/catch.hpp>

#include <string>

namespace {

std::string shown(const std::string& expression, const std::string& before = "") {
  std::string out;
  sim::RunOptions options;
  options.limits.steps = 20'000'000;
  options.on_output = [&out](int, std::string_view text) { out += text; };
  std::string program =
      before + "\ntry: print(repr((" + expression + ")), end='')\nexcept Exception as e: print(type(e).__name__ + ': ' + str(e), end='')\n";
  sim::run({"text.py", program, {}}, options);
  return out;
}

}  // namespace

TEST_CASE("a str is indexed by code points") {
  CHECK(shown("'日本語x'[1], '日本語x'[-1], '日本語x'[::-1], '日本語x'[1:3], len('日本語x'), 'abc'[5:]") == "('本', 'x', 'x語本日', '本語', 4, '')");
  CHECK(shown("'x日本'.find('本'), 'x日本日'.rfind('日'), 'x日本'.index('日', 1, 2), '日' in 'x日本'") == "(2, 3, 1, True)");
  CHECK(shown("'abc'[3]") == "IndexError: string index out of range");
  CHECK(shown("str('abc')['a']") == "TypeError: string indices must be integers, not 'str'");
}

TEST_CASE("text grown in a loop stays linear and right") {
  CHECK(shown("len(f()), f()[-3:]", "def f():\n  s = ''\n  for i in range(200000): s += 'é' if i % 2 else 'x'\n  return s") == "(200000, 'éxé')");
  CHECK(shown("t, s", "s = 'x' * 100\nt = s\ns += 'y'\ns += 'z'\nt = t[:2]\ns = s[-3:]") == "('xx', 'xyz')");
}

TEST_CASE("split and join keep CPython's corners") {
  CHECK(shown("' a b  c '.split(), ' a b  c '.split(None, 1), ' a b '.rsplit(None, 1), 'a,,b'.split(','), ''.split(), ''.split(',')") ==
        "(['a', 'b', 'c'], ['a', 'b  c '], [' a', 'b'], ['a', '', 'b'], [], [''])");
  CHECK(shown("'a\\r\\nb\\x0bc\\u2028d\\n'.splitlines(), 'a\\nb\\n'.splitlines(True)") == "(['a', 'b', 'c', 'd'], ['a\\n', 'b\\n'])");
  CHECK(shown("','.join(['a', 2])") == "TypeError: sequence item 1: expected str instance, int found");
}

TEST_CASE("case follows Unicode") {
  CHECK(shown("'straße'.upper(), 'ΑΣ'.lower(), 'ǆ'.title(), 'İ'.lower(), 'Straße'.casefold(), \"they're bill's\".title(), 'ﬁx'.capitalize()") ==
        "('STRASSE', 'ας', 'ǅ', 'i̇', 'strasse', \"They'Re Bill'S\", 'Fix')");
  CHECK(shown("'²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), 'ª'.isalpha(), 'Aa'.istitle(), 'a1'.isidentifier(), ''.isascii()") ==
        "(True, False, True, True, True, True, True)");
}

TEST_CASE("sizes chosen by the program are refused before memory is taken") {
  CHECK(shown("len('x' * 10**12)").find("LIMIT") == 0);
  CHECK(shown("'x'.ljust(10**12)").find("LIMIT") == 0);
  CHECK(shown("'%*d' % (10**12, 1)").find("LIMIT") == 0);
  CHECK(shown("format(1, '1000000000000')").find("LIMIT") == 0);
}

TEST_CASE("floats are shown by the shortest text that reads back") {
  CHECK(shown("0.1, 1e16, 1e15, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308, -0.0, 1e22, 123456789012345680.0") ==
        "(0.1, 1e+16, 1000000000000000.0, 1e-05, 0.0001, 5e-324, 1.7976931348623157e+308, -0.0, 1e+22, 1.2345678901234568e+17)");
  CHECK(shown("float(' 1_0.5e1 '), float('-inf'), float('1e400'), float('1e-400'), float('٣.٥')") == "(105.0, -inf, inf, 0.0, 3.5)");
  CHECK(shown("float('1__0')") == "ValueError: could not convert string to float: '1__0'");
}

TEST_CASE("format specs") {
  CHECK(shown("f'{1234567.891:,.2f}|{255:#010x}|{-5:*^9}|{3.14159:+.2e}|{0.5:%}|{1e6:g}|{12:08b}|{\"é\":>4}|{1234:012,}'") ==
        "'1,234,567.89|0x000000ff|***-5****|+3.14e+00|50.000000%|1e+06|00001100|   é|0,000,001,234'");
  CHECK(shown("format('x', 'd')") == "ValueError: Unknown format code 'd' for object of type 'str'");
  CHECK(shown("format(1, '5!!')") == "ValueError: Invalid format specifier '5!!' for object of type 'int'");
  CHECK(shown("format('x', ',')") == "ValueError: Cannot specify ',' with 's'.");
}

TEST_CASE("str.format finds arguments by position, name, attribute and index") {
  CHECK(shown("'{} {a[0]} {0.real!r:>{w}} {{}}'.format(7, a=['q'], w=4)") == "ValueError: cannot switch from automatic field numbering to manual field specification");
  CHECK(shown("'{0} {a[0]} {0.real!r:>{w}} {{}}'.format(7, a=['q'], w=4)") == "'7 q    7 {}'");
  CHECK(shown("'{} {}'.format(1)") == "IndexError: Replacement index 1 out of range for positional args tuple");
  CHECK(shown("'{a}'.format()") == "KeyError: 'a'");
}

TEST_CASE("the % operator") {
  CHECK(shown("'%5.1f|%-6s|%03d|%x|%r|%c|%%' % (3.14159, 'ab', 7, 255, 'q', 65)") == "\"  3.1|ab    |007|ff|'q'|A|%\"");
  CHECK(shown("'%(a)s-%(b)03d' % {'a': 1, 'b': 2}") == "'1-002'");
  CHECK(shown("'%s %s' % (1,)") == "TypeError: not enough arguments for format string");
  CHECK(shown("'%s' % (1, 2)") == "TypeError: not all arguments converted during string formatting");
  CHECK(shown("'%d' % 'x'") == "TypeError: %d format: a real number is required, not str");
}

TEST_CASE("bytes and bytearray") {
  CHECK(shown("'é'.encode(), b'\\xc3\\xa9'.decode(), b'a-b'.split(b'-'), bytes(3), bytes.fromhex('61 62'), b'abc'.hex(':'), b'%s=%d' % (b'a', 5)") ==
        "(b'\\xc3\\xa9', 'é', [b'a', b'b'], b'\\x00\\x00\\x00', b'ab', '61:62:63', b'a=5')");
  CHECK(shown("a", "a = bytearray(b'hello')\na[0] = 74\na[1:3] = b'EEE'\ndel a[-1]\na += b'!'\na.append(33)") == "bytearray(b'JEEEl!!')");
  CHECK(shown("b'\\xff'.decode()") == "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
  CHECK(shown("'é'.encode('ascii')") == "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)");
}

TEST_CASE("math") {
  std::string math = "import math";
  CHECK(shown("math.fsum([0.1] * 10), math.hypot(3, 4), math.isqrt(10**40), math.comb(100, 50), math.gcd(12, 18), math.log(10**400)", math) ==
        "(1.0, 5.0, 100000000000000000000, 100891344545564193334812497256, 6, 921.0340371976182)");
  CHECK(shown("math.sqrt(-1)", math) == "ValueError: math domain error");
  CHECK(shown("math.exp(1000)", math) == "OverflowError: math range error");
}

TEST_CASE("json") {
  CHECK(shown("json.dumps({'a': [1, 2.5, None, True], 'é': 'x\\n'}), json.dumps([1, {}], indent=2)", "import json") ==
        "('{\"a\": [1, 2.5, null, true], \"\\\\u00e9\": \"x\\\\n\"}', '[\\n  1,\\n  {}\\n]')");
  CHECK(shown("json.loads('{\"a\": [1, 2.5, null, \"\\\\ud83d\\\\ude00\"]}')", "import json") == "{'a': [1, 2.5, None, '😀']}");
  CHECK(shown("json.loads('{\"a\":1,}')", "import json") == "JSONDecodeError: Illegal trailing comma before end of object: line 1 column 7 (char 6)");
  CHECK(shown("json.dumps({1, 2})", "import json") == "TypeError: Object of type set is not JSON serializable");
}

TEST_CASE("regular expressions") {
  std::string re = "import re";
  CHECK(shown("re.findall(r'(\\w+)@(\\w+)', 'a@b c@d'), re.sub(r'(?P<x>\\d)', r'<\\g<x>>', 'a1b2'), re.split(r'[,;]\\s*', 'a, b;c')", re) ==
        "([('a', 'b'), ('c', 'd')], 'a<1>b<2>', ['a', 'b', 'c'])");
  CHECK(shown("re.match(r'(a+)+(?=b)(?!x)\\w(?<=b)', 'aab'), re.findall('x*', 'axb'), re.findall('(?i)É', 'é'), re.fullmatch('a|ab', 'ab').span()", re) ==
        "(<re.Match object; span=(0, 3), match='aab'>, ['', 'x', '', ''], ['é'], (0, 2))");
  CHECK(shown("re.compile('(a')", re) == "PatternError: missing ), unterminated subpattern at position 0");
  CHECK(shown("re.match('(a*)*b', 'a' * 12)", re) == "None");
  CHECK(shown("re.match('(a|a)*b', 'a' * 64)", re).find("LIMIT") == 0);
}

TEST_CASE("digests and base64") {
  CHECK(shown("[hashlib.new(n, b'abc').hexdigest()[:12] for n in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512')]", "import hashlib") ==
        "['900150983cd2', 'a9993e364706', '23097d223405', 'ba7816bf8f01', 'cb00753f45a3', 'ddaf35a19361']");
  CHECK(shown("base64.b64encode(b'hello?>'), base64.urlsafe_b64decode('aGVsbG8_Pg==')", "import base64") == "(b'aGVsbG8/Pg==', b'hello?>')");
  CHECK(shown("base64.b64decode('abc')", "import base64") == "Error: Incorrect padding");
}
