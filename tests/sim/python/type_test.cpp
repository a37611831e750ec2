// Classes, operators, exceptions and built-in functions. Expected text is CPython 3.13's own.
#include "sim/run/run.h"

#include <catch2/catch.hpp>

namespace {

std::string output_of(const std::string& program) {
  std::string out;
  sim::RunOptions options;
  options.on_output = [&out](int, std::string_view text) { out += text; };
  sim::run({"types.py", program, {}}, options);
  return out;
}

// What the expression's repr or error message is.
std::string shown(const std::string& expression, const std::string& before = "") {
  return output_of(before + "\ntry: print(repr(" + expression +
                   "), end='')\nexcept BaseException as e: print(type(e).__name__ + ': ' + str(e), end='')\n");
}

}  // namespace

TEST_CASE("locks of threads are named as CPython names them") {   // the recorder has stand-ins for them
  CHECK(output_of("import threading\n"
                  "for lock in (threading.Lock(), threading.RLock()):\n"
                  "    print(type(lock))\n"
                  "    for attempt in (lambda: lock.aquire, lambda: lock[0]):\n"
                  "        try: attempt()\n"
                  "        except Exception as e: print(e)\n") ==
        "<class '_thread.lock'>\n'_thread.lock' object has no attribute 'aquire'\n'_thread.lock' object is not subscriptable\n"
        "<class '_thread.RLock'>\n'_thread.RLock' object has no attribute 'aquire'\n'_thread.RLock' object is not subscriptable\n");
}

TEST_CASE("operands that do not fit are named in the message") {
  CHECK(shown("1 + 'a'") == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
  CHECK(shown("'a' + 1") == "TypeError: can only concatenate str (not \"int\") to str");
  CHECK(shown("[1] * 2.5") == "TypeError: can't multiply sequence by non-int of type 'float'");
  CHECK(shown("None < 1") == "TypeError: '<' not supported between instances of 'NoneType' and 'int'");
  CHECK(shown("2 ** 'a'") == "TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'");
  CHECK(shown("-'a'") == "TypeError: bad operand type for unary -: 'str'");
  CHECK(shown("1 in 5") == "TypeError: argument of type 'int' is not iterable");
  CHECK(shown("print >> 5") ==
        "TypeError: unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'. Did you mean \"print(<message>, "
        "file=<output_stream>)\"?");
}

TEST_CASE("the reflected method of a subclass is tried first") {
  const char* classes = R"(
class A:
    def __add__(self, other): return "A.add"
    def __radd__(self, other): return "A.radd"
class B(A):
    def __radd__(self, other): return "B.radd"
class C(A): pass
)";
  CHECK(shown("A() + B()", classes) == "'B.radd'");
  CHECK(shown("A() + C()", classes) == "'A.add'");
  CHECK(shown("1 + A()", classes) == "'A.radd'");
}

TEST_CASE("a class with __eq__ and without __hash__ is unhashable") {
  const char* classes = "class A:\n  def __eq__(self, o): return True\nclass B(A):\n  __hash__ = object.__hash__\n";
  CHECK(shown("hash(A())", classes) == "TypeError: unhashable type: 'A'");
  CHECK(shown("isinstance(hash(B()), int)", classes) == "True");
  CHECK(shown("A() != A()", classes) == "False");
}

TEST_CASE("bases are put in C3 order, or refused") {
  CHECK(shown("[c.__name__ for c in D.__mro__]", "class A: pass\nclass B(A): pass\nclass C(A): pass\nclass D(B, C): pass") ==
        "['D', 'B', 'C', 'A', 'object']");
  CHECK(shown("type('Z', (A, B), {})", "class A: pass\nclass B(A): pass") ==
        "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B");
  CHECK(shown("type('Z', (int, str), {})") == "TypeError: multiple bases have instance lay-out conflict");
  CHECK(shown("type('Z', (bool,), {})") == "TypeError: type 'bool' is not an acceptable base type");
}

TEST_CASE("a changed class changes what its instances do at once") {
  CHECK(output_of(
            "class A: pass\nclass B(A): pass\nb = B()\nA.__len__ = lambda self: 3\nprint(len(b))\ndel A.__len__\ntry: len(b)\n"
            "except TypeError as e: print(e)\n") == "3\nobject of type 'B' has no len()\n");
}

TEST_CASE("data descriptors win over the instance, others do not") {
  const char* program = R"(
class Data:
    def __get__(self, obj, owner): return "data"
    def __set__(self, obj, value): pass
class Plain:
    def __get__(self, obj, owner): return "plain"
class A:
    d, p = Data(), Plain()
a = A()
a.__dict__.update(d=1, p=2)
print(a.d, a.p)
)";
  CHECK(output_of(program) == "data 2\n");
}

TEST_CASE("__slots__ refuses other names") {
  const char* before = "class S:\n  __slots__ = ('a',)\ns = S()";
  CHECK(shown("s.a", before) == "AttributeError: 'S' object has no attribute 'a'");
  CHECK(shown("setattr(s, 'b', 1)", before) ==
        "AttributeError: 'S' object has no attribute 'b' and no __dict__ for setting new attributes");
}

TEST_CASE("a metaclass sees the keywords and the call") {
  const char* program = R"(
class M(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)
class A(metaclass=M, flag=1):
    def __init__(self, x): self.x = x
print(A(5).x)
)";
  CHECK(output_of(program) == "new A {'flag': 1}\ncall (5,)\n5\n");
}

TEST_CASE("instances of classes derived from built-in ones have both natures") {
  CHECK(shown("(I(5) + 1, I(5).extra, {I(5): 'x'}[5])", "class I(int):\n  extra = 7") == "(6, 7, 'x')");
  CHECK(shown("(L([1]), L([1]) + [2], len(L([1, 2])))", "class L(list): pass") == "([1], [1, 2], 2)");
  CHECK(shown("D(a=1)['zz']", "class D(dict):\n  def __missing__(self, k): return k * 2") == "'zzzz'");
}

TEST_CASE("sum of floats is compensated") {
  CHECK(shown("(sum([0.1] * 10), sum([1, 2.5, 3]), sum([10**20, 1]), sum([1e16, 1.0, -1e16]))") ==
        "(1.0, 6.5, 100000000000000000001, 1.0)");
}

TEST_CASE("an exception group is split by type and keeps its shape") {
  const char* before = "g = ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [ValueError(2), KeyError(3)])])";
  CHECK(shown("g.split(ValueError)", before) ==
        "(ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [ValueError(2)])]), ExceptionGroup('g', [ExceptionGroup('in', "
        "[KeyError(3)])]))");
  CHECK(shown("str(g)", before) == "'g (2 sub-exceptions)'");
  CHECK(shown("type(BaseExceptionGroup('b', [ValueError()])).__name__") == "'ExceptionGroup'");
}

TEST_CASE("a traceback marks the failing part of the line") {
  const char* program = "def f(x):\n    return x + g(x)['a']\ndef g(x): return {}\ny = f(1)\n";
  CHECK(output_of(program) ==
        "Traceback (most recent call last):\n  File \"types.py\", line 4, in <module>\n    y = f(1)\n"
        "  File \"types.py\", line 2, in f\n    return x + g(x)['a']\n               ~~~~^^^^^\nKeyError: 'a'\n");
}

TEST_CASE("repeated frames of a traceback are counted") {
  std::string out = output_of("def f(n): return f(n + 1)\nf(0)\n");
  CHECK(out.find("[Previous line repeated 996 more times]\nRecursionError: maximum recursion depth exceeded\n") !=
        std::string::npos);
}

TEST_CASE("a near name is suggested") {
  CHECK(output_of("value = 1\nprint(valeu)\n").find("NameError: name 'valeu' is not defined. Did you mean: 'value'?\n") !=
        std::string::npos);
  CHECK(output_of("[].apend(1)\n").find("AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?\n") !=
        std::string::npos);
  CHECK(output_of("math.pi\n").find("NameError: name 'math' is not defined. Did you forget to import 'math'?\n") !=
        std::string::npos);
}

TEST_CASE("weak references end with their object") {
  CHECK(output_of("import weakref\nclass A: pass\na = A()\nr = weakref.ref(a, lambda x: print('gone'))\nprint(r() is a)\ndel "
                  "a\nprint(r())\n") == "True\ngone\nNone\n");
}

TEST_CASE("deep nesting ends in a result or a RecursionError") {
  CHECK(shown("len(repr(a))", "a = []\nfor i in range(3000): a = [a]") == "6002");
  CHECK(shown("repr(a)", "a = []\nfor i in range(100000): a = [a]").find("RecursionError: maximum recursion depth exceeded") ==
        0);
  CHECK(shown("a == b", "a, b = [], []\nfor i in range(100000): a, b = [a], [b]")
            .find("RecursionError: maximum recursion depth exceeded") == 0);
}
