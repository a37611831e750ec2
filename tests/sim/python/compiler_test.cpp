// The compiler: what it refuses and how it says so, what it makes, and that all it makes is sound.
#include "sim/python/compiler.h"

#include "sim/python/assemble.h"
#include "sim/python/parser.h"
#include "sim/python/vm.h"
#include "sim/world/sim_world.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

using namespace sim;
using namespace sim::py;

namespace {

// A run to make constants in.
struct Machine {
  Heap heap;
  Heap::Scope scope{&heap};
  SimWorld world;
  Trace trace;
  Vm vm{Limits{}, world, trace};
};

std::shared_ptr<const Source> source_of(std::string text) {
  auto source = std::make_shared<Source>();
  source->filename = "test.py", source->text = std::move(text);
  return source;
}

std::variant<Ref<Code>, SyntaxProblem> compiled(std::string text) {
  auto source = source_of(std::move(text));
  auto module = parse_module(*source);
  if (auto* problem = std::get_if<SyntaxProblem>(&module)) return *problem;
  return compile_module(std::get<ast::Module>(module), source, true);
}

Ref<Code> code_of(std::string text) {
  auto result = compiled(std::move(text));
  if (auto* problem = std::get_if<SyntaxProblem>(&result)) FAIL(problem->message);
  return std::get<Ref<Code>>(result);
}

void for_each_code(const Code& code, const std::function<void(const Code&)>& f) {
  f(code);
  for (const Value& v : code.consts)
    if (v.is(Kind::code)) for_each_code(*v.as<Code>(), f);
}

// The first code object of that qualified name.
const Code* find_code(const Code& module, std::string_view qualname) {
  const Code* found = nullptr;
  for_each_code(module, [&](const Code& c) {
    if (!found && c.qualname->view() == qualname) found = &c;
  });
  REQUIRE(found);
  return found;
}

size_t count(const Code& code, Op op) {
  return static_cast<size_t>(std::count_if(code.instrs.begin(), code.instrs.end(), [&](const Instr& i) { return i.op == op; }));
}

std::vector<uint32_t> lines_of(const Code& code, Op op) {
  std::vector<uint32_t> lines;
  for (uint32_t i = 0; i < code.instrs.size(); ++i)
    if (code.instrs[i].op == op) lines.push_back(code.line_at(i));
  std::sort(lines.begin(), lines.end());
  return lines;
}

struct Refused {
  const char* text;
  const char* message;
  uint32_t line, col, end_line, end_col;
};

// As CPython 3.13 says it.
constexpr Refused kRefused[] = {
    {"def f(x):\n  global x", "name 'x' is parameter and global", 2, 3, 2, 11},
    {"def f():\n  print(x)\n  global x", "name 'x' is used prior to global declaration", 3, 3, 3, 11},
    {"def f():\n  x=1\n  nonlocal x", "name 'x' is assigned to before nonlocal declaration", 3, 3, 3, 13},
    {"def f():\n  x: int\n  global x", "annotated name 'x' can't be global", 3, 3, 3, 11},
    {"def f():\n  global x\n  x: int = 1", "annotated name 'x' can't be global", 3, 3, 3, 13},
    {"def f():\n  global a,a\n  nonlocal a", "name 'a' is nonlocal and global", 2, 3, 2, 13},
    {"nonlocal x", "nonlocal declaration not allowed at module level", 1, 1, 1, 11},
    {"def f():\n  nonlocal x", "no binding for nonlocal 'x' found", 2, 3, 2, 13},
    {"def f(a,\n   a): pass", "duplicate argument 'a' in function definition", 2, 4, 2, 5},
    {"def f[T,T](): pass", "duplicate type parameter 'T'", 1, 9, 1, 10},
    {"class A:\n [y:=1 for x in z]", "assignment expression within a comprehension cannot be used in a class body", 2, 3, 2, 4},
    {"[x:=1 for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x'", 1, 2, 1, 3},
    {"[i for i in (j:=z)]", "assignment expression cannot be used in a comprehension iterable expression", 1, 14, 1, 18},
    {"def f():\n  from m import *", "import * only allowed at module level", 2, 17, 2, 18},
    {"x=1\nfrom __future__ import annotations", "from __future__ imports must occur at the beginning of the file", 2, 1, 2, 35},
    {"def f():\n  from __future__ import division", "from __future__ imports must occur at the beginning of the file", 2, 3, 2, 34},
    {"\xc3\xa9 = '\xc3\xa9'; return 5", "'return' outside function", 1, 12, 1, 20},
    {"class A:\n  yield", "'yield' outside function", 2, 3, 2, 8},
    {"await x", "'await' outside function", 1, 1, 1, 8},
    {"def f():\n  await x", "'await' outside async function", 2, 3, 2, 10},
    {"x = [a async for a in b]", "asynchronous comprehension outside of an asynchronous function", 1, 5, 1, 25},
    {"def f():\n  async for x in y: pass", "'async for' outside async function", 2, 3, 2, 25},
    {"async with x: pass", "'async with' outside async function", 1, 1, 1, 19},
    {"async def f():\n  yield 1\n  return 2", "'return' with value in async generator", 3, 3, 3, 11},
    {"async def f():\n  yield from x", "'yield from' inside async function", 2, 3, 2, 15},
    {"def f():\n  x = [(yield) for a in b]", "'yield' inside list comprehension", 2, 9, 2, 14},
    {"for x in y:\n  class A:\n    break", "'break' outside loop", 3, 5, 3, 10},
    {"continue", "'continue' not properly in loop", 1, 1, 1, 9},
    {"while 1:\n try: pass\n except* E:\n  break", "'break', 'continue' and 'return' cannot appear in an except* block", 4, 3, 4, 8},
    {"try:\n  pass\nexcept:\n  pass\nexcept E:\n  pass", "default 'except:' must be last", 3, 1, 4, 7},
    {"a, *b, *c = d", "multiple starred expressions in assignment", 1, 1, 1, 10},
    {"*a = b", "starred assignment target must be in a list or tuple", 1, 1, 1, 3},
    {"x = *a", "can't use starred expression here", 1, 5, 1, 7},
    {"f(a=1,a=2)", "keyword argument repeated: a", 1, 7, 1, 10},
    {"__debug__ = 1", "cannot assign to __debug__", 1, 1, 1, 10},
    {"match x:\n case _: pass\n case 2: pass", "wildcard makes remaining patterns unreachable", 2, 7, 2, 8},
    {"match x:\n  case (a|1): pass", "name capture 'a' makes remaining patterns unreachable", 2, 9, 2, 10},
    {"match x:\n case (1|2|(a)): pass", "alternative patterns bind different names", 2, 8, 2, 15},
    {"match x:\n case [a,a]: pass", "multiple assignments to name 'a' in pattern", 2, 10, 2, 11},
    {"match x:\n case [*a,*b]: pass", "multiple starred names in sequence pattern", 2, 7, 2, 14},
    {"match x:\n case {'a':1,'a':2}: pass", "mapping pattern checks duplicate key ('a')", 2, 7, 2, 20},
    {"match x:\n case A(b=1,b=2): pass", "attribute name repeated in class pattern: b", 2, 15, 2, 16},
};

constexpr const char* kEverything = R"(
"""module"""
from __future__ import annotations
import a.b.c, d.e as f
from g import h as i, j
x: int = 1
y, *z = w = (1, 2), [3, *q], {4, *r}, {**s, 't': 5}
x += 1; a.b += 2; a[1:2] += 3; a[i, j] = k; del a.b, a[0], x
@deco(1)
class C[T](B, metaclass=M, **kw):
    "doc"
    v: T
    __p = 1
    w = [__p for n in range(3) if n for m in (n,)]
    def m(self, a, /, b=1, *c, d, e=2, **f) -> "C":
        nonlocal_ = super().m(self.__p) or super(C, self).n
        self.s = lambda k=a: (k, b, __class__)
        return {k: v for k, v in f.items()}, {n for n in c}, (n async for n in d)
    @property
    async def n(self):
        async with self as s, open() as (t, u):
            async for v in aiter(s):
                try:
                    if v: continue
                    elif not u: break
                    await v
                    yield [await w async for w in v if await w]
                except (A, B) as e:
                    raise X from e
                except C:
                    return
                else:
                    pass
                finally:
                    for n in 1, 2: print(f'{n!r:>{u}} {u=}')
            else:
                await s
def g(n=1, *, k=2):
    global G
    with a as b, c:
        while n < k < 9 and (n or not k):
            try:
                return (n := n + 1)
            finally:
                with d:
                    if n: break
        else:
            n = yield from g(*n, k=1, **k)
    try:
        G = [lambda: n for n in range(3)]
    except* V as e:
        assert e, 'text'
    except* W:
        raise
    def inner():
        nonlocal n
        n = [[n for n in m] for m in n]
        del n
    match n:
        case [1, 'a', *rest] if rest: return
        case {'k': v, -1: None, **rest}: pass
        case C(1, k=[a, b]) | [C(k=[a]), b]: pass
        case (a, *_, b): pass
        case A.B | 2 as c: pass
        case _: return n if n else -n
type Alias[K, *V, **P] = dict[K, V]
print(1 if x else 2, *a, **b, sep='')
if x in [1, 2] or x not in {3, 4} or x is None: pass
)";

}  // namespace

TEST_CASE("what the compiler refuses it refuses in CPython's words and at CPython's place") {
  Machine machine;
  for (const Refused& r : kRefused) {
    CAPTURE(r.text);
    auto result = compiled(r.text);
    auto* problem = std::get_if<SyntaxProblem>(&result);
    REQUIRE(problem);
    CHECK(problem->message == r.message);
    CHECK(problem->line == r.line);
    CHECK(problem->col == r.col);
    CHECK(problem->end_line == r.end_line);
    CHECK(problem->end_col == r.end_col);
  }
}

TEST_CASE("every code object of a program that uses everything is sound") {
  Machine machine;
  Ref<Code> module = code_of(kEverything);
  for_each_code(*module, [](const Code& c) { CHECK(verify(c) == ""); });
  CHECK(listing(*module).find("code C.m.<locals>.<genexpr>") != std::string::npos);
}

TEST_CASE("a task suspends on the line that CPython says") {
  Machine machine;
  Ref<Code> module = code_of(
      "async def f(a):\n"
      "  async for x in (\n"
      "      a):\n"
      "    async with (\n"
      "        x):\n"
      "      return await (\n"
      "          a)\n");
  // for: anext; with: enter, exit after return, exit after an error; await
  CHECK(lines_of(*find_code(*module, "f"), Op::YIELD_FROM) == std::vector<uint32_t>{2, 5, 5, 5, 6});
}

TEST_CASE("an instruction of a chain over several lines stands at its own attribute") {
  Machine machine;
  Ref<Code> module = code_of("(a\n .b(1)\n .c(2))\n");
  CHECK(lines_of(*module, Op::LOAD_METHOD) == std::vector<uint32_t>{2, 3});
  CHECK(lines_of(*module, Op::CALL) == std::vector<uint32_t>{2, 3});
}

TEST_CASE("list, set and dict comprehensions run inside the code around them, generator expressions do not") {
  Machine machine;
  Ref<Code> module = code_of("def f(a):\n  return [x for x in a], {x for x in a}, {x: x for x in a}, (x for x in a)\n");
  const Code* f = find_code(*module, "f");
  CHECK(std::count_if(f->consts.begin(), f->consts.end(), [](const Value& v) { return v.is(Kind::code); }) == 1);
  CHECK(find_code(*module, "f.<locals>.<genexpr>")->co_flags & Code::generator);
  // the three never run at the same time, so that one hidden variable is enough
  CHECK(f->localsplus.size() == 2);
}

TEST_CASE("a comprehension's variable that a function inside captures is a cell of its own") {
  Machine machine;
  Ref<Code> module = code_of("def f(x):\n  return [lambda: x for x in x]\n");
  const Code* f = find_code(*module, "f");
  CHECK(count(*f, Op::MAKE_CELL) == 1);
  CHECK(f->localsplus.size() == 2);
  CHECK(f->nlocals == 2);
}

TEST_CASE("a walrus in a comprehension binds outside of it") {
  Machine machine;
  Ref<Code> module = code_of("def f(a):\n  [y := x for x in a]\n  return y\n");
  const Code* f = find_code(*module, "f");
  CHECK(f->localsplus[1]->view() == "y");
  CHECK(count(*f, Op::LOAD_GLOBAL) == 0);
}

TEST_CASE("locals are numbered as they are first met, cells and free variables come behind") {
  Machine machine;
  Ref<Code> module = code_of("def f(a, *b, c, **d):\n  y = 1\n  x = 2\n  z = 3\n  def g(): return z, a\n  return g\n");
  const Code* f = find_code(*module, "f");
  std::vector<std::string> names;
  for (const Ref<Str>& n : f->localsplus) names.push_back(n->string());
  CHECK(names == std::vector<std::string>{"a", "c", "b", "d", "y", "x", "g", "z"});
  CHECK(f->nlocals == 7);
  CHECK(find_code(*module, "f.<locals>.g")->nfree == 2);
}

TEST_CASE("super() finds __class__ in a free variable") {
  Machine machine;
  Ref<Code> module = code_of("class A:\n  def f(self): return super()\n  def g(self): pass\n");
  CHECK(find_code(*module, "A.f")->nfree == 1);
  CHECK(find_code(*module, "A.f")->localsplus.back()->view() == "__class__");
  CHECK(find_code(*module, "A.g")->nfree == 0);
  CHECK(count(*find_code(*module, "A"), Op::MAKE_CELL) == 1);
}

TEST_CASE("private names are mangled in classes only") {
  Machine machine;
  Ref<Code> module = code_of("class _A:\n  def f(self): return self.__x, __y, self.__z__\n__q\n");
  std::vector<std::string> names;
  for (const Ref<Str>& n : find_code(*module, "_A.f")->names) names.push_back(n->string());
  CHECK(names == std::vector<std::string>{"_A__x", "_A__y", "__z__"});
  CHECK(module->names.back()->view() == "__q");
}

TEST_CASE("constants fold, but not into huge ones") {
  Machine machine;
  auto folded = [](const char* text) { return count(*code_of(text), Op::BINARY_OP) == 0; };
  CHECK(folded("x = 60 * 60 * 24 + -1"));
  CHECK(folded("x = 'ab' * 10"));
  CHECK(folded("x = (1, 2 + 3, 'a')"));
  CHECK_FALSE(folded("x = 'ab' * 1000000"));
  CHECK_FALSE(folded("x = 1 << 100000"));
  CHECK_FALSE(folded("x = 10 ** 10 ** 10"));
  CHECK_FALSE(folded("x = 1 / 0"));
}

TEST_CASE("code that can never run is not there") {
  Machine machine;
  Ref<Code> module = code_of("if 0:\n  a()\nwhile 1:\n  b()\nelse:\n  c()\nd()\n");
  CHECK(count(*module, Op::CALL) == 1);
}

TEST_CASE("swapping names makes no tuple") {
  Machine machine;
  Ref<Code> module = code_of("a, b = b, a\n");
  CHECK(count(*module, Op::BUILD_TUPLE) == 0);
  CHECK(count(*module, Op::SWAP) == 1);
}

TEST_CASE("annotations of functions, classes and modules run; those of a function's variables do not") {
  Machine machine;
  Ref<Code> module = code_of("class A:\n  x: List[int] = 1\ndef f(a: 1/0, *b: c) -> d:\n  v: 2/0 = 3\ny: 3/0\n");
  CHECK(count(*find_code(*module, "A"), Op::ANNOTATE) == 1);
  CHECK(count(*find_code(*module, "A"), Op::SETUP_ANNOTATIONS) == 1);
  CHECK(count(*module, Op::BINARY_OP) == 2);
  CHECK(count(*module, Op::ANNOTATE) == 1);
  CHECK(count(*find_code(*module, "f"), Op::BINARY_OP) == 0);
}

TEST_CASE("under the future import annotations are text, written anew") {
  Machine machine;
  Ref<Code> module = code_of("from __future__ import annotations\ndef f(a: 1/ 0, *b: \"c\", d: x [1:2,  (3)]) -> (g,\n h): pass\n");
  CHECK(count(*module, Op::BINARY_OP) == 0);
  std::vector<std::string> texts;
  for (const Value& v : module->consts)
    if (v.is(Kind::str)) texts.push_back(v.as<Str>()->string());
  for (const char* wanted : {"1 / 0", "'c'", "x[1:2, 3]", "(g, h)"}) CHECK(std::find(texts.begin(), texts.end(), wanted) != texts.end());
}

TEST_CASE("a docstring loses its margin") {
  Machine machine;
  Ref<Code> module = code_of("def f():\n  \"\"\" One.\n\n    Two\n      three\n    \"\"\"\n");
  const Code* f = find_code(*module, "f");
  REQUIRE(f->co_flags & Code::has_docstring);
  CHECK(f->consts[0].as<Str>()->view() == "One.\n\nTwo\n  three\n");
}

TEST_CASE("nesting has limits that end in a message") {
  Machine machine;
  std::string loops, finals = "def f():\n", nots = "x = " + std::string(2800, '~') + "y\n";
  for (int i = 0; i < 22; ++i) loops += std::string(static_cast<size_t>(i), ' ') + "for a in b:\n";
  loops += std::string(22, ' ') + "pass\n";
  auto too_many = compiled(loops);
  REQUIRE(std::get_if<SyntaxProblem>(&too_many));
  CHECK(std::get<SyntaxProblem>(too_many).message == "too many statically nested blocks");
  auto too_deep = compiled(nots);
  REQUIRE(std::get_if<SyntaxProblem>(&too_deep));
  CHECK(std::get<SyntaxProblem>(too_deep).type == SyntaxProblem::Type::RecursionError);
  // each finally body is compiled twice, and so on inwards: twenty of them would be a million
  for (size_t i = 1; i <= 20; ++i) finals += std::string(i, ' ') + "try: pass\n" + std::string(i, ' ') + "finally:\n";
  finals += std::string(21, ' ') + "a = [" + std::string(40, '1');
  for (int i = 0; i < 30; ++i) finals += ", b";
  finals += "]\n";
  auto too_long = compiled(finals);
  REQUIRE(std::get_if<SyntaxProblem>(&too_long));
  CHECK(std::get<SyntaxProblem>(too_long).type == SyntaxProblem::Type::MemoryError);
}

TEST_CASE("a long chain of operators is no deep one") {
  Machine machine;
  std::string sum = "x = y";
  for (int i = 0; i < 2500; ++i) sum += " + y";
  CHECK(count(*code_of(sum + "\n"), Op::BINARY_OP) == 2500);
}
