// The C++ part of the module ast: which node of an expression is no literal. CPython: Lib/ast.py, literal_eval.
// Before: library/ast.py. After: parser.h; eval() gives the value of what is nothing but literals.
#include "sim/python/modules/modules.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/parser.h"
#include "sim/python/protocol.h"

#include <iterator>

namespace sim::py {

namespace {

using K = ast::ExprKind;
using ast::ExprPtr;

constexpr const char* kKinds[] = {
    "BoolOp", "NamedExpr", "BinOp", "UnaryOp", "Lambda", "IfExp", "Dict", "Set", "ListComp", "SetComp", "DictComp", "GeneratorExp",
    "Await", "Yield", "YieldFrom", "Compare", "Call", "FormattedValue", "JoinedStr", "Constant", "Attribute", "Subscript", "Starred",
    "Name", "List", "Tuple", "Slice",
};
static_assert(std::size(kKinds) == static_cast<size_t>(K::Slice) + 1);

// A node that stands where only a literal may; nothing at all where a dict's ** stands.
struct Malformed {
  ExprPtr node;
};

void check_number(ExprPtr e) {
  using Type = ast::Constant::Type;
  if (e->kind != K::Constant) throw Malformed{e};
  Type type = ast::as<ast::Constant>(*e).type;
  if (type != Type::Int && type != Type::BigInt && type != Type::Float) throw Malformed{e};
}

void check_signed_number(ExprPtr e) {
  if (e->kind != K::UnaryOp) return check_number(e);
  auto& signed_ = ast::as<ast::UnaryOp>(*e);
  check_number(signed_.op == ast::UnaryOperator::UAdd || signed_.op == ast::UnaryOperator::USub ? signed_.operand : e);
}

void check(ExprPtr e);
void check_all(const Seq<ExprPtr>& items) {
  for (ExprPtr item : items) check(item);
}

// A sum of two real numbers is no literal, only one of a real and an imaginary number is, and those there are none of here.
[[noreturn]] void refuse_sum(ExprPtr e) {
  auto& sum = ast::as<ast::BinOp>(*e);
  if (sum.op == ast::Operator::Add || sum.op == ast::Operator::Sub) {
    check_signed_number(sum.left);
    check_number(sum.right);
  }
  throw Malformed{e};
}

void check_dict(const ast::Dict& dict) {
  for (size_t i = 0; i < dict.keys.size(); ++i) {
    if (!dict.keys[i]) throw Malformed{nullptr};
    check(dict.keys[i]);
    check(dict.values[i]);
  }
}

bool is_empty_set(const ast::Call& call) {
  return call.func->kind == K::Name && ast::as<ast::Name>(*call.func).id == "set" && call.args.empty() && call.keywords.empty();
}

void check(ExprPtr e) {
  switch (e->kind) {
    case K::Constant: return;
    case K::Tuple: return check_all(ast::as<ast::Tuple>(*e).elts);
    case K::List: return check_all(ast::as<ast::List>(*e).elts);
    case K::Set: return check_all(ast::as<ast::Set>(*e).elts);
    case K::Dict: return check_dict(ast::as<ast::Dict>(*e));
    case K::Call:
      if (is_empty_set(ast::as<ast::Call>(*e))) return;
      throw Malformed{e};
    case K::BinOp: refuse_sum(e);
    default: return check_signed_number(e);
  }
}

// None when the text is a literal, or no expression at all; else the kind of the node that is none, and its line.
Value not_literal(const Value* a) {
  const Source source{"<unknown>", str(a[0])->string()};
  auto parsed = parse_expression(source);
  const auto* expression = std::get_if<ast::Expression>(&parsed);
  if (!expression) return Value::none();
  try {
    check(expression->body);
  } catch (const Malformed& found) {
    if (!found.node) return Tuple::make({Value::none(), Value::none()});
    return Tuple::make({Value(Str::make(kKinds[static_cast<size_t>(found.node->kind)])), Value::integer(found.node->span.line)});
  }
  return Value::none();
}

}  // namespace

void fill_ast(const Ref<Dict>& d) { d->set(intern("not_literal").get(), Value(make_builtin("not_literal", "text, /", not_literal))); }

}  // namespace sim::py
