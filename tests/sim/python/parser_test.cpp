#include "sim/python/parser.h"

#include <catch2/catch.hpp>

#include <string>

using namespace sim::py;
using namespace sim::py::ast;

namespace {

// What describes an expression in these tests: Lisp-like, operators by their names in ast.
std::string shown(ExprPtr e) {
  static constexpr const char* kOperators[] = {"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"};
  auto list = [](const sim::Seq<ExprPtr>& items) {
    std::string out;
    for (ExprPtr item : items) out += " " + shown(item);
    return out;
  };
  if (e == nullptr) return "-";
  switch (e->kind) {
    case ExprKind::Name: return std::string(as<Name>(*e).id);
    case ExprKind::Constant: {
      const auto& constant = as<Constant>(*e);
      if (constant.type == Constant::Type::Int) return std::to_string(constant.integer);
      return "'" + std::string(constant.text) + "'";
    }
    case ExprKind::BinOp: {
      const auto& binary = as<BinOp>(*e);
      return std::string("(") + kOperators[static_cast<int>(binary.op)] + " " + shown(binary.left) + " " + shown(binary.right) + ")";
    }
    case ExprKind::UnaryOp: return "(unary " + shown(as<UnaryOp>(*e).operand) + ")";
    case ExprKind::BoolOp: return std::string(as<BoolOp>(*e).op == BoolOperator::And ? "(and" : "(or") + list(as<BoolOp>(*e).values) + ")";
    case ExprKind::Compare: return "(compare " + shown(as<Compare>(*e).left) + list(as<Compare>(*e).comparators) + ")";
    case ExprKind::Call: return "(call " + shown(as<Call>(*e).func) + list(as<Call>(*e).args) + ")";
    case ExprKind::Attribute: return shown(as<Attribute>(*e).value) + "." + std::string(as<Attribute>(*e).attr);
    case ExprKind::Subscript: return shown(as<Subscript>(*e).value) + "[" + shown(as<Subscript>(*e).slice) + "]";
    case ExprKind::Slice: return shown(as<Slice>(*e).lower) + ":" + shown(as<Slice>(*e).upper) + ":" + shown(as<Slice>(*e).step);
    case ExprKind::Tuple: return "(tuple" + list(as<Tuple>(*e).elts) + ")";
    case ExprKind::List: return "(list" + list(as<List>(*e).elts) + ")";
    case ExprKind::Starred: return "*" + shown(as<Starred>(*e).value);
    case ExprKind::Await: return "(await " + shown(as<Await>(*e).value) + ")";
    case ExprKind::NamedExpr: return "(:= " + shown(as<NamedExpr>(*e).target) + " " + shown(as<NamedExpr>(*e).value) + ")";
    case ExprKind::IfExp: return "(if " + shown(as<IfExp>(*e).test) + " " + shown(as<IfExp>(*e).body) + " " + shown(as<IfExp>(*e).orelse) + ")";
    case ExprKind::JoinedStr: return "(f" + list(as<JoinedStr>(*e).values) + ")";
    case ExprKind::FormattedValue: return "{" + shown(as<FormattedValue>(*e).value) + " " + shown(as<FormattedValue>(*e).format_spec) + "}";
    default: return "?";
  }
}

std::string expression(const std::string& text) {
  auto parsed = parse_expression(Source{"t.py", text});
  if (const auto* problem = std::get_if<SyntaxProblem>(&parsed)) return problem->message;
  return shown(std::get<Expression>(parsed).body);
}

Module parsed(const std::string& text) {
  auto result = parse_module(Source{"t.py", text});
  INFO(text);
  REQUIRE(result.index() == 0);
  return std::move(std::get<Module>(result));
}

SyntaxProblem problem(const std::string& text) {
  auto parsed = parse_module(Source{"t.py", text});
  INFO(text);
  REQUIRE(parsed.index() == 1);
  return std::get<SyntaxProblem>(parsed);
}

std::string repeated(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

using Type = SyntaxProblem::Type;

struct Mistake {
  const char* text;
  Type type;
  const char* message;
  uint32_t line, col, end_line, end_col;   // end_col 0: CPython does not know it either
};

// As CPython 3.13 has them.
const Mistake kMistakes[] = {
    // clang-format off
    {"import", Type::SyntaxError, "Expected one or more names after 'import'", 1, 7, 1, 7},
    {"from a import b,", Type::SyntaxError, "trailing comma not allowed without surrounding parentheses", 1, 17, 1, 18},
    {"f(**k, *a)", Type::SyntaxError, "iterable argument unpacking follows keyword argument unpacking", 1, 6, 1, 10},
    {"f(x for x in y, 1)", Type::SyntaxError, "Generator expression must be parenthesized", 1, 3, 1, 15},
    {"f(a=)", Type::SyntaxError, "expected argument value expression", 1, 3, 1, 5},
    {"f(a=1, b)", Type::SyntaxError, "positional argument follows keyword argument", 1, 9, 1, 10},
    {"f(True=1)", Type::SyntaxError, "cannot assign to True", 1, 3, 1, 8},
    {"f(a.b=1)", Type::SyntaxError, "expression cannot contain assignment, perhaps you meant \"==\"?", 1, 3, 1, 7},
    {"f(*)", Type::SyntaxError, "Invalid star expression", 1, 4, 1, 5},
    {"(*a)", Type::SyntaxError, "cannot use starred expression here", 1, 2, 1, 4},
    {"{1:2, 3}", Type::SyntaxError, "':' expected after dictionary key", 1, 7, 1, 0},
    {"{1:}", Type::SyntaxError, "expression expected after dictionary key and ':'", 1, 3, 1, 4},
    {"[a, b for a in c]", Type::SyntaxError, "did you forget parentheses around the comprehension target?", 1, 2, 1, 6},
    {"[*a for a in b]", Type::SyntaxError, "iterable unpacking cannot be used in comprehension", 1, 2, 1, 4},
    {"a + not b", Type::SyntaxError, "'not' after an operator must be parenthesized", 1, 5, 1, 10},
    {"x if y", Type::SyntaxError, "expected 'else' after 'if' expression", 1, 1, 1, 7},
    {"for f() in y: pass", Type::SyntaxError, "cannot assign to function call", 1, 5, 1, 8},
    {"[x for x y]", Type::SyntaxError, "'in' expected after for-loop variables", 1, 10, 1, 11},
    {"print x", Type::SyntaxError, "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1, 1, 8},
    {"print a, b", Type::SyntaxError, "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1, 1, 11},
    {"exec x", Type::SyntaxError, "Missing parentheses in call to 'exec'. Did you mean exec(...)?", 1, 1, 1, 7},
    {"try:\n  pass\nx=1", Type::SyntaxError, "expected 'except' or 'finally' block", 3, 1, 3, 2},
    {"try\n  pass", Type::SyntaxError, "expected ':'", 1, 4, 1, 5},
    {"try:\n  pass\nexcept A, B:\n  pass", Type::SyntaxError, "multiple exception types must be parenthesized", 3, 8, 3, 12},
    {"try:\n  pass\nexcept A\n  pass", Type::SyntaxError, "expected ':'", 3, 9, 3, 10},
    {"try:\n  pass\nexcept A:\n  pass\nexcept* B:\n  pass", Type::SyntaxError, "cannot have both 'except' and 'except*' on the same 'try'", 5, 1, 5, 8},
    {"try:\n  pass\nexcept A:\npass", Type::IndentationError, "expected an indented block after 'except' statement on line 3", 4, 1, 4, 5},
    {"if x\n  pass", Type::SyntaxError, "expected ':'", 1, 5, 1, 6},
    {"if x:\npass", Type::IndentationError, "expected an indented block after 'if' statement on line 1", 2, 1, 2, 5},
    {"if x = 1:\n pass", Type::SyntaxError, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", 1, 4, 1, 9},
    {"if x.y = 1:\n pass", Type::SyntaxError, "cannot assign to attribute here. Maybe you meant '==' instead of '='?", 1, 4, 1, 7},
    {"if x:\n  pass\nelse\n  pass", Type::SyntaxError, "expected ':'", 3, 5, 3, 6},
    {"while x:\npass", Type::IndentationError, "expected an indented block after 'while' statement on line 1", 2, 1, 2, 5},
    {"for x in y\n  pass", Type::SyntaxError, "expected ':'", 1, 11, 1, 12},
    {"def f()\n  pass", Type::SyntaxError, "expected ':'", 1, 8, 1, 9},
    {"def f():\npass", Type::IndentationError, "expected an indented block after function definition on line 1", 2, 1, 2, 5},
    {"def f:\n  pass", Type::SyntaxError, "expected '('", 1, 6, 1, 7},
    {"def f(a=1, b): pass", Type::SyntaxError, "parameter without a default follows parameter with a default", 1, 12, 1, 13},
    {"def f(*): pass", Type::SyntaxError, "named arguments must follow bare *", 1, 7, 1, 8},
    {"def f(**k, a): pass", Type::SyntaxError, "arguments cannot follow var-keyword argument", 1, 12, 1, 13},
    {"def f(*a, *b): pass", Type::SyntaxError, "* argument may appear only once", 1, 11, 1, 12},
    {"def f(*a=1): pass", Type::SyntaxError, "var-positional argument cannot have default value", 1, 9, 1, 10},
    {"def f(a, /, b, /): pass", Type::SyntaxError, "/ may appear only once", 1, 16, 1, 17},
    {"def f(/, a): pass", Type::SyntaxError, "at least one argument must precede /", 1, 7, 1, 8},
    {"def f(a, (b, c)): pass", Type::SyntaxError, "Function parameters cannot be parenthesized", 1, 10, 1, 16},
    {"def f(a=): pass", Type::SyntaxError, "expected default value expression", 1, 8, 1, 9},
    {"lambda *: 0", Type::SyntaxError, "named arguments must follow bare *", 1, 9, 1, 10},
    {"lambda (a, b): 0", Type::SyntaxError, "Lambda expression parameters cannot be parenthesized", 1, 8, 1, 14},
    {"class A\n  pass", Type::SyntaxError, "expected ':'", 1, 8, 1, 9},
    {"class A:\npass", Type::IndentationError, "expected an indented block after class definition on line 1", 2, 1, 2, 5},
    {"class A(x for x in y): pass", Type::SyntaxError, "invalid syntax", 1, 11, 1, 14},
    {"with a as f():\n pass", Type::SyntaxError, "cannot assign to function call", 1, 11, 1, 14},
    {"with (a, b as c)\n pass", Type::SyntaxError, "expected ':'", 1, 17, 1, 18},
    {"match x\n case 1: pass", Type::SyntaxError, "expected ':'", 1, 8, 1, 9},
    {"match x:\n case 1:\n pass", Type::IndentationError, "expected an indented block after 'case' statement on line 2", 3, 2, 3, 6},
    {"match x:\n  case a as _: pass", Type::SyntaxError, "cannot use '_' as a target", 2, 13, 2, 14},
    {"match x:\n  case A(x=1, 2): pass", Type::SyntaxError, "positional patterns follow keyword patterns", 2, 15, 2, 16},
    {"x = 1 2", Type::SyntaxError, "invalid syntax", 1, 7, 1, 8},
    {"x = (1 2)", Type::SyntaxError, "invalid syntax. Perhaps you forgot a comma?", 1, 6, 1, 9},
    {"f(a b)", Type::SyntaxError, "invalid syntax. Perhaps you forgot a comma?", 1, 3, 1, 6},
    {"{'a': 1 'b': 2}", Type::SyntaxError, "invalid syntax. Perhaps you forgot a comma?", 1, 7, 1, 12},
    {"x + 1 = 2", Type::SyntaxError, "cannot assign to expression here. Maybe you meant '==' instead of '='?", 1, 1, 1, 6},
    {"f() = 1", Type::SyntaxError, "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 1, 1, 4},
    {"x = f() = 1", Type::SyntaxError, "cannot assign to function call", 1, 5, 1, 8},
    {"None = 1", Type::SyntaxError, "cannot assign to None", 1, 1, 1, 5},
    {"(a, 1) = x", Type::SyntaxError, "cannot assign to literal", 1, 5, 1, 6},
    {"a + b += 1", Type::SyntaxError, "'expression' is an illegal expression for augmented assignment", 1, 1, 1, 6},
    {"(a, b): int", Type::SyntaxError, "only single target (not tuple) can be annotated", 1, 1, 1, 7},
    {"a, b: int", Type::SyntaxError, "only single target (not tuple) can be annotated", 1, 1, 1, 2},
    {"f(): int", Type::SyntaxError, "illegal target for annotation", 1, 1, 1, 4},
    {"x := 1", Type::SyntaxError, "invalid syntax", 1, 3, 1, 5},
    {"(x.y := 1)", Type::SyntaxError, "cannot use assignment expressions with attribute", 1, 2, 1, 5},
    {"yield = 1", Type::SyntaxError, "assignment to yield expression not possible", 1, 1, 1, 6},
    {"del f()", Type::SyntaxError, "cannot delete function call", 1, 5, 1, 8},
    {"del *a", Type::SyntaxError, "cannot delete starred", 1, 5, 1, 7},
    {"x = {", Type::SyntaxError, "'{' was never closed", 1, 5, 1, 0},
    {"x = (1,\ny = 2", Type::SyntaxError, "'(' was never closed", 1, 5, 1, 0},
    {"foo(a, b))", Type::SyntaxError, "unmatched ')'", 1, 10, 1, 10},
    {"foo(a, b]", Type::SyntaxError, "closing parenthesis ']' does not match opening parenthesis '('", 1, 9, 1, 9},
    {"foo(a,\nb]", Type::SyntaxError, "closing parenthesis ']' does not match opening parenthesis '(' on line 1", 2, 2, 2, 2},
    {"x = [1, 2\nprint(x)", Type::SyntaxError, "'[' was never closed", 1, 5, 1, 0},
    {"  x = 1", Type::IndentationError, "unexpected indent", 1, 2, 1, 0},
    {"if 1:\n    x\n  y", Type::IndentationError, "unindent does not match any outer indentation level", 3, 4, 3, 0},
    {"if 1:\n  x\n    y", Type::IndentationError, "unexpected indent", 3, 4, 3, 0},
    {"if 1:\n\tx\n        y", Type::TabError, "inconsistent use of tabs and spaces in indentation", 3, 1, 3, 0},
    {"x = $", Type::SyntaxError, "invalid syntax", 1, 5, 1, 6},
    {"a <> b", Type::SyntaxError, "invalid syntax", 1, 3, 1, 5},
    {"x = 5a", Type::SyntaxError, "invalid decimal literal", 1, 5, 1, 5},
    {"x = 0777", Type::SyntaxError, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", 1, 5, 1, 6},
    {"x = 0b12", Type::SyntaxError, "invalid digit '2' in binary literal", 1, 8, 1, 8},
    {"x = 0xg", Type::SyntaxError, "invalid hexadecimal literal", 1, 6, 1, 6},
    {"x = 1__0", Type::SyntaxError, "invalid decimal literal", 1, 6, 1, 6},
    {"x = 1jx", Type::SyntaxError, "invalid imaginary literal", 1, 6, 1, 6},
    {"x = 'abc", Type::SyntaxError, "unterminated string literal (detected at line 1)", 1, 5, 1, 5},
    {"x = '''abc", Type::SyntaxError, "unterminated triple-quoted string literal (detected at line 1)", 1, 5, 1, 5},
    {"x = f'abc", Type::SyntaxError, "unterminated f-string literal (detected at line 1)", 1, 5, 1, 5},
    {"x = 'abc\\'", Type::SyntaxError, "unterminated string literal (detected at line 1); perhaps you escaped the end quote?", 1, 5, 1, 5},
    {"x = f'{'", Type::SyntaxError, "f-string: expecting '}'", 1, 8, 1, 8},
    {"x = f'{a b}'", Type::SyntaxError, "invalid syntax. Perhaps you forgot a comma?", 1, 8, 1, 11},
    {"x = f'{}'", Type::SyntaxError, "f-string: valid expression required before '}'", 1, 8, 1, 9},
    {"x = f'{!r}'", Type::SyntaxError, "f-string: valid expression required before '!'", 1, 8, 1, 9},
    {"x = f'{a!x}'", Type::SyntaxError, "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'", 1, 10, 1, 11},
    {"x = f'{a=b}'", Type::SyntaxError, "f-string: expecting '!', or ':', or '}'", 1, 10, 1, 11},
    {"x = f'{a:{b}'", Type::SyntaxError, "f-string: expecting '}', or format specs", 1, 13, 1, 14},
    {"x = f'{a)}'", Type::SyntaxError, "f-string: unmatched ')'", 1, 9, 1, 9},
    {"x = f'}'", Type::SyntaxError, "f-string: single '}' is not allowed", 1, 7, 1, 7},
    {"x = f'{lambda x: 1}'", Type::SyntaxError, "f-string: lambda expressions are not allowed without parentheses", 1, 8, 1, 17},
    {"b'é'", Type::SyntaxError, "bytes can only contain ASCII literal characters", 1, 1, 1, 5},
    {"'a' b'b'", Type::SyntaxError, "cannot mix bytes and nonbytes literals", 1, 9, 1, 10},
    {"'\\x1'", Type::SyntaxError, "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape", 1, 1, 1, 6},
    {"b'\\x1'", Type::SyntaxError, "(value error) invalid \\x escape at position 0", 1, 1, 1, 7},
    {"'\\N{foo}'", Type::SyntaxError, "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name", 1, 1, 1, 10},
    {"\u00a0x = 1", Type::SyntaxError, "invalid non-printable character U+00A0", 1, 1, 1, 1},
    {"x = “hello”", Type::SyntaxError, "invalid character '“' (U+201C)", 1, 5, 1, 5},
    {"x = 1 \\ y", Type::SyntaxError, "unexpected character after line continuation character", 1, 8, 1, 0},
    {"@a\nx = 1", Type::SyntaxError, "invalid syntax", 2, 1, 2, 2},
    {"x[]", Type::SyntaxError, "invalid syntax", 1, 3, 1, 4},
    {"else:\n pass", Type::SyntaxError, "invalid syntax", 1, 1, 1, 5},
    {"if x: pass\nelse if y: pass", Type::SyntaxError, "expected ':'", 2, 6, 2, 8},
    {"a b = c", Type::SyntaxError, "invalid syntax", 1, 3, 1, 4},
    {"i++", Type::SyntaxError, "invalid syntax", 1, 4, 1, 5},
    {"type X[] = int", Type::SyntaxError, "Type parameter list cannot be empty", 1, 8, 1, 10},
    {"type X[*T: int] = int", Type::SyntaxError, "cannot use bound with TypeVarTuple", 1, 10, 1, 15},
    {"f(c d)", Type::SyntaxError, "invalid syntax", 1, 5, 1, 6},
    // clang-format on
};

}  // namespace

TEST_CASE("operators bind as in Python") {
  CHECK(expression("a + b * c ** -d") == "(+ a (* b (** c (unary d))))");
  CHECK(expression("a - b - c") == "(- (- a b) c)");
  CHECK(expression("-a ** b") == "(unary (** a b))");
  CHECK(expression("not a or b and c < d < e") == "(or (unary a) (and b (compare c d e)))");
  CHECK(expression("await a.b(c) ** d") == "(** (await (call a.b c)) d)");
  CHECK(expression("a if b else c if d else e") == "(if b a (if d c e))");
}

TEST_CASE("stars, slices and walruses stand where Python lets them") {
  CHECK(expression("(*a, b)") == "(tuple *a b)");
  CHECK(expression("a[1:, ::2, *b]") == "a[(tuple 1:-:- -:-:2 *b)]");
  CHECK(expression("[y := 1, y]") == "(list (:= y 1) y)");
  CHECK(expression("f(a, *b)") == "(call f a *b)");
}

TEST_CASE("neighbouring strings become one, f-strings keep their fields") {
  CHECK(expression(R"('a' "b" 'c')") == "'abc'");
  CHECK(expression("'a' f'b{c}' 'd'") == "(f 'ab' {c -} 'd')");
  CHECK(expression("f'{x = }'") == "(f 'x = ' {x -})");
  CHECK(expression("f'{x:>{w}}{{}}'") == "(f {x (f '>' {w -})} '{}')");
  CHECK(expression("f\"{a[\"b\"]}\"") == "(f {a['b'] -})");
}

TEST_CASE("escapes are read, unknown ones kept with a warning") {
  CHECK(expression(R"('\x41\u0042\103\N{BULLET}')") == "'ABC\u2022'");
  CHECK(expression(R"(r'\n')") == R"('\n')");
  Module made = parsed(R"(x = '\d')");
  REQUIRE(made.warnings.size() == 1);
  CHECK(made.warnings[0].message == R"(invalid escape sequence '\d')");
}

TEST_CASE("integers beyond 64 bits keep their digits") {
  CHECK(expression("9_223_372_036_854_775_807") == "9223372036854775807");
  CHECK(expression("9223372036854775808") == "'9223372036854775808'");
  CHECK(expression("0xFFFF_FFFF_FFFF_FFFF") == "'0xFFFFFFFFFFFFFFFF'");
}

TEST_CASE("match, case, type and _ are names everywhere else") {
  CHECK(parsed("match = case = type = _ = 1\nmatch(x)\nmatch[x]: int\ntype(x)\nprint(match, case)\n").body.size() == 5);
  CHECK(parsed("match x:\n  case [1, *_] | {'a': b, **c} if d: pass\n").body[0]->kind == StmtKind::Match);
  CHECK(parsed("type A[T: int = str, *Ts, **P] = B\n").body[0]->kind == StmtKind::TypeAlias);
}

TEST_CASE("with takes bracketed items, and a bracketed expression") {
  const Module items = parsed("with (a as b, c,):\n  pass\n");
  CHECK(as<With>(*items.body[0]).items.size() == 2);
  const Module tuple = parsed("with (a, b) as c:\n  pass\n");
  CHECK(as<With>(*tuple.body[0]).items.size() == 1);
  const Module generator = parsed("with (x for x in y):\n  pass\n");
  CHECK(as<With>(*generator.body[0]).items[0].context_expr->kind == ExprKind::GeneratorExp);
}

TEST_CASE("spans are CPython's: bytes of the line, the end exclusive") {
  const Module made = parsed("if x:\n  é = (1 +\n    2)\n");
  const auto& assign = as<Assign>(*as<If>(*made.body[0]).body[0]);
  CHECK(assign.span.line == 2);
  CHECK(assign.span.col == 2);
  CHECK(assign.span.end_line == 3);
  CHECK(assign.span.end_col == 6);
  CHECK(assign.value->span.col == 8);
  CHECK(assign.value->span.end_col == 5);
}

TEST_CASE("mistakes are named and placed as CPython does") {
  for (const Mistake& mistake : kMistakes) {
    INFO(mistake.text);
    const SyntaxProblem found = problem(mistake.text);
    CHECK(found.message == mistake.message);
    CHECK(found.type == mistake.type);
    CHECK(found.line == mistake.line);
    CHECK(found.col == mistake.col);
    CHECK(found.end_line == mistake.end_line);
    CHECK(found.end_col == mistake.end_col);
  }
}

TEST_CASE("a problem is shown with its line and carets") {
  const Source source{"t.py", "x = 1\n    \ny = (1 2)\n"};
  auto parsed = parse_module(source);
  CHECK(describe(std::get<SyntaxProblem>(parsed), source) ==
        "  File \"t.py\", line 3\n    y = (1 2)\n         ^^^\nSyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
}

TEST_CASE("very deep and very long texts end with one sentence") {
  for (const char* prefix : {"-", "not ", "lambda: ", "x if y else ", "a ** "}) {
    CHECK(problem(repeated(prefix, 100'000) + "z").message == "Parser stack overflowed - Python source too complex to parse");
  }
  for (const char* suffix : {".b", "()", "[0]", " + 1"}) {
    CHECK(problem("a" + repeated(suffix, 100'000)).message == "maximum recursion depth exceeded during compilation");
  }
  CHECK(problem(std::string(1'000'000, '[')).message == "too many nested parentheses");
  CHECK(parsed("a" + repeated(" + 1", 2'000)).body.size() == 1);
  CHECK(parsed("x = [" + repeated("1, ", 100'000) + "]").body.size() == 1);
}

TEST_CASE("bytes become a source text, or are refused") {
  CHECK(std::get<std::string>(normalise("\xEF\xBB\xBF""a\r\nb\rc")) == "a\nb\nc");
  CHECK(std::get<std::string>(normalise("# coding: latin-1\n\xE9")) == "# coding: latin-1\n\u00e9");
  CHECK(std::get<SyntaxProblem>(normalise("a\xFF")).message ==
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
  CHECK(std::get<SyntaxProblem>(normalise("a\n\xFF", "t.py")).message ==
        "Non-UTF-8 code starting with '\\xff' in file t.py on line 2, but no encoding declared; "
        "see https://peps.python.org/pep-0263/ for details");
  CHECK(std::get<SyntaxProblem>(normalise(std::string("a\0b", 3))).message == "source code cannot contain null bytes");
}
