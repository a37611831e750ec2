// dict, set, list, tuple, range and the modules about them. Expected text is CPython 3.13's own.
#include "sim/run/run.h"

#include <catch2/catch.hpp>

namespace {

std::string output_of(const std::string& program) {
  std::string out;
  sim::RunOptions options;
  options.on_output = [&out](int, std::string_view text) { out += text; };
  sim::run({"containers.py", program, {}}, options);
  return out;
}

// What the expression's repr or error message is.
std::string shown(const std::string& expression, const std::string& before = "") {
  return output_of(before + "\ntry: print(repr((" + expression + ")), end='')\nexcept Exception as e: print(type(e).__name__ + ': ' + str(e), end='')\n");
}

}  // namespace

TEST_CASE("a set of numbers is walked in CPython's order") {
  CHECK(shown("{5, 20, 8, 16, 24, 32}") == "{32, 16, 20, 5, 8, 24}");
  CHECK(shown("{64, 1, 32, 0}") == "{64, 1, 32, 0}");
  CHECK(shown("set(range(0, 70, 7))") == "{0, 35, 7, 42, 14, 49, 21, 56, 28, 63}");
  CHECK(shown("{i * 1000003 for i in range(6)}") == "{0, 1000003, 2000006, 3000009, 4000012, 5000015}");
  CHECK(shown("{1, 2.5, -3} | {8, 16}") == "{16, 1, 2.5, 8, -3}");
}

TEST_CASE("hashes of tuples, frozensets and None are CPython's") {
  CHECK(shown("hash((1, 2, 3)), hash(()), hash(None)") == "(529344067295497451, 5740354900026072187, 4238894112)");
  CHECK(shown("hash(frozenset()), hash(1 << 100), hash(2.5)") == "(133146708735736, 549755813888, 1152921504606846978)");
}

TEST_CASE("a dict that changes while it is walked says so") {
  CHECK(output_of("d = {1: 2}\ntry:\n  for k in d: d[k + 1] = 0\nexcept RuntimeError as e: print(e)\n") == "dictionary changed size during iteration\n");
  CHECK(output_of("d = dict.fromkeys(range(4))\ntry:\n  for k in d:\n    d.pop(k); d[k + 10] = 0\nexcept RuntimeError as e: print(e)\n") ==
        "dictionary keys changed during iteration\n");
}

TEST_CASE("update() refuses what is not pairs") {
  CHECK(shown("{}.update([(1,)])") == "ValueError: dictionary update sequence element #0 has length 1; 2 is required");
  CHECK(shown("{}.update([1])") == "TypeError: cannot convert dictionary update sequence element #0 to a sequence");
  CHECK(shown("{[]: 1}") == "TypeError: unhashable type: 'list'");
}

TEST_CASE("many keys come and go without the table filling up with marks") {
  CHECK(output_of("d = {}\nfor i in range(200000):\n  d[i] = i\n  if i > 4: d.popitem()\nfor i in range(50000):\n  d[str(i)] = 1\n  del d[str(i)]\n"
                  "print(d)\n") == "{0: 0, 1: 1, 2: 2, 3: 3, 4: 4}\n");
}

TEST_CASE("a key's __eq__ may change the dict it is looked up in") {
  const char* program = R"(
class K:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, other):
        for i in range(50): self.d[i + 100] = i
        return False
d = {}
d[1] = 'one'
print(d.get(K(d)), len(d))
)";
  CHECK(output_of(program) == "None 51\n");
}

TEST_CASE("sorting is stable, and an error leaves the list as it was") {
  CHECK(shown("sorted([(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')], key=lambda p: p[0], reverse=True)") == "[(2, 'a'), (2, 'c'), (1, 'b'), (1, 'd')]");
  CHECK(output_of("l = [3, 1, 'x', 2]\ntry: l.sort()\nexcept TypeError as e: print(e, l)\n") ==
        "'<' not supported between instances of 'str' and 'int' [3, 1, 'x', 2]\n");
  CHECK(output_of("l = [3, 1, 2]\ntry: l.sort(key=lambda x: l.append(x) or x)\nexcept ValueError as e: print(e)\n") == "list modified during sort\n");
}

TEST_CASE("a comparison that contradicts itself ends all the same") {
  CHECK(output_of("class C:\n  n = 0\n  def __lt__(self, o):\n    C.n += 1\n    return C.n % 3 != 0\nl = [C() for _ in range(500)]\nl.sort()\nprint(len(l))\n") ==
        "500\n");
}

TEST_CASE("slices are assigned and deleted as in CPython") {
  CHECK(output_of("l = list(range(10))\nl[2:5] = 'ab'\ndel l[::3]\nl[::-2] = [0] * len(l[::-2])\nprint(l)\n") == "[1, 0, 5, 0, 8, 0]\n");
  CHECK(shown("[1, 2, 3].__setitem__(slice(None, None, 2), [1])") == "ValueError: attempt to assign sequence of size 1 to extended slice of size 2");
}

TEST_CASE("containers that hold themselves are shown once") {
  CHECK(output_of("a = [1]\na.append(a)\nd = {1: a}\nd[2] = d\nprint(a, d)\n") == "[1, [...]] {1: [1, [...]], 2: {...}}\n");
}

TEST_CASE("sizes the program chooses are asked for first") {
  for (const char* program : {"list(range(10**12))", "[0] * 10**12", "(1,) * 10**13", "x = []\nwhile True: x = [x, x] * 1000", "x = [1]\nwhile True: x += x"}) {
    sim::RunOptions options;
    options.limits.memory = 64 << 20;
    CHECK(sim::run({"big.py", program, {}}, options)->exit_status == 4);
  }
}

TEST_CASE("ranges of any size") {
  CHECK(shown("range(10**20)[10**19], range(10)[::-3], 5.0 in range(10)") == "(10000000000000000000, range(9, -1, -3), True)");
  CHECK(shown("list(range(2**63 - 2, 2**63 + 2))") == "[9223372036854775806, 9223372036854775807, 9223372036854775808, 9223372036854775809]");
  CHECK(shown("range(1, 2, 0)") == "ValueError: range() arg 3 must not be zero");
}

TEST_CASE("namedtuples") {
  const std::string before = "from collections import namedtuple\nP = namedtuple('P', 'x y', defaults=[5])\n";
  CHECK(shown("P(1), P(1, 2)._replace(x=9), P._make([3, 4])._asdict(), P(1) == (1, 5)", before) ==
        "(P(x=1, y=5), P(x=9, y=2), {'x': 3, 'y': 4}, True)");
  CHECK(shown("P()", before) == "TypeError: P.__new__() missing 1 required positional argument: 'x'");
  CHECK(shown("P(1, 2, 3)", before) == "TypeError: P.__new__() takes from 2 to 3 positional arguments but 4 were given");
}

TEST_CASE("deque, defaultdict, OrderedDict, Counter") {
  const std::string before = "from collections import *\n";
  CHECK(shown("deque(range(5), maxlen=3)", before) == "deque([2, 3, 4], maxlen=3)");
  CHECK(output_of(before + "d = deque('abcde')\nd.rotate(2)\nd.appendleft(0)\nd.insert(2, 9)\nprint(d, d[-1], d.index('c'))\n") ==
        "deque([0, 'd', 9, 'e', 'a', 'b', 'c']) c 6\n");
  CHECK(output_of(before + "d = defaultdict(list)\nd['a'].append(1)\nprint(d, d.get('b'))\n") == "defaultdict(<class 'list'>, {'a': [1]}) None\n");
  CHECK(output_of(before + "o = OrderedDict(a=1, b=2, c=3)\no.move_to_end('a')\no.move_to_end('c', last=False)\nprint(o.popitem(last=False), o)\n") ==
        "('c', 3) OrderedDict({'b': 2, 'a': 1})\n");
  CHECK(shown("Counter('abracadabra').most_common(2), Counter(a=1) - Counter(a=2, b=-1)", before) == "([('a', 5), ('b', 2)], Counter({'b': 1}))");
}
