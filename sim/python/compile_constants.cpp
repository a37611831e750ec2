// Values known before the run: literals, and what folds to one (CPython: ast_opt.c), with CPython's limits on size.
// Before: sim/python/objects/number.h computes. After: Code::consts.
#include "sim/base/check.h"
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <cmath>
#include <cstdlib>

namespace sim::py {
namespace {

using Operator = ast::Operator;

constexpr size_t kMaxIntBits = 128, kMaxStrSize = 4096;

bool is_whole(const Value& v) { return v.is_int() || v.is_bool() || v.is(Kind::big_int); }
bool is_numeric(const Value& v) { return is_whole(v) || v.is_float(); }

// Small ints only where the size of the result depends on the right side's value.
Value fold_whole(Operator op, const Value& a, const Value& b) {
  auto small = [](const Value& v, int64_t most) { return (v.is_int() || v.is_bool()) && v.as_int() >= 0 && v.as_int() <= most; };
  switch (op) {
    case Operator::Add: return int_add(a, b);
    case Operator::Sub: return int_sub(a, b);
    case Operator::Mult: return int_bit_length(a) + int_bit_length(b) > kMaxIntBits ? Value() : int_mul(a, b);
    case Operator::Div: return int_sign(b) == 0 || int_bit_length(a) > 500 || int_bit_length(b) > 500 ? Value() : int_truediv(a, b);
    case Operator::FloorDiv: return int_sign(b) == 0 ? Value() : int_floordiv(a, b);
    case Operator::Mod: return int_sign(b) == 0 ? Value() : int_mod(a, b);
    case Operator::Pow:
      if (!small(b, kMaxIntBits) || int_bit_length(a) * static_cast<size_t>(b.as_int()) > kMaxIntBits) return {};
      return int_pow(a, b);
    case Operator::LShift:
      if (!small(b, kMaxIntBits) || int_bit_length(a) + static_cast<size_t>(b.as_int()) > kMaxIntBits) return {};
      return int_lshift(a, b);
    case Operator::RShift: return int_sign(b) < 0 ? Value() : int_rshift(a, b);
    case Operator::BitOr: return a.is_bool() || b.is_bool() ? Value() : int_or(a, b);
    case Operator::BitXor: return a.is_bool() || b.is_bool() ? Value() : int_xor(a, b);
    case Operator::BitAnd: return a.is_bool() || b.is_bool() ? Value() : int_and(a, b);
    case Operator::MatMult: break;
  }
  return {};
}

bool as_double(const Value& v, double* out) {
  if (v.is_float()) return *out = v.as_float(), true;
  if (v.is(Kind::big_int)) return false;
  return *out = static_cast<double>(v.as_int()), true;
}

Value fold_real(Operator op, const Value& a, const Value& b) {
  double x, y;
  if (!as_double(a, &x) || !as_double(b, &y)) return {};
  switch (op) {
    case Operator::Add: return Value::real(x + y);
    case Operator::Sub: return Value::real(x - y);
    case Operator::Mult: return Value::real(x * y);
    case Operator::Div: return y == 0 ? Value() : Value::real(x / y);
    default: return {};   // rare in constants: left to the run
  }
}

Value repeated(const Str& text, const Value& times) {
  if (!times.is_int() || times.as_int() < 0) return {};
  auto n = static_cast<size_t>(times.as_int());
  if (n > kMaxStrSize || text.bytes() * n > kMaxStrSize) return {};
  std::string out;
  for (size_t i = 0; i < n; ++i) out += text.view();
  return Value(Str::make(out));
}

Value fold_unary(ast::UnaryOperator op, const Value& v) {
  switch (op) {
    case ast::UnaryOperator::USub: return is_whole(v) ? int_neg(v) : v.is_float() ? Value::real(-v.as_float()) : Value();
    case ast::UnaryOperator::UAdd: return v.is_bool() ? Value::integer(v.as_int()) : is_numeric(v) ? v : Value();
    case ast::UnaryOperator::Invert: return is_whole(v) && !v.is_bool() ? int_invert(v) : Value();
    case ast::UnaryOperator::Not: return {};   // see constant_of
  }
  return {};
}

Value big_constant(std::string_view text) {
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    char c = text[1];
    base = c == 'x' || c == 'X' ? 16 : c == 'o' || c == 'O' ? 8 : c == 'b' || c == 'B' ? 2 : 10;
    if (base != 10) text.remove_prefix(2);
  }
  return int_from_text(text, base);
}

}  // namespace

Value Compiler::fold(Operator op, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (is_whole(a) && is_whole(b)) return fold_whole(op, a, b);
  if (is_numeric(a) && is_numeric(b)) return fold_real(op, a, b);
  if (op == Operator::Mult && a.is(Kind::str) && is_whole(b)) return repeated(*a.as<Str>(), b);
  if (op == Operator::Mult && b.is(Kind::str) && is_whole(a)) return repeated(*b.as<Str>(), a);
  if (op == Operator::Add && a.is(Kind::str) && b.is(Kind::str) && a.as<Str>()->bytes() + b.as<Str>()->bytes() <= kMaxStrSize)
    return Value(Str::make(cat(a.as<Str>()->view(), b.as<Str>()->view())));
  return {};
}

Value Compiler::constant(const ast::Constant& c) {
  using T = ast::Constant::Type;
  switch (c.type) {
    case T::None: return Value::none();
    case T::True: return Value::boolean(true);
    case T::False: return Value::boolean(false);
    case T::Ellipsis: return vm().ellipsis;
    case T::Int: return Value::integer(c.integer);
    case T::BigInt: return big_constant(c.text);
    case T::Float: return Value::real(c.real);
    case T::Imaginary: throw Unsupported{c.span.line, "a complex number", "keep the real and the imaginary part in two floats"};
    case T::Str: return c.text.size() <= kMaxStrSize ? Value(intern(c.text)) : Value(Str::make(c.text));
    case T::Bytes: return Value(Bytes::make(c.text));
  }
  return {};
}

Value Compiler::constant_of(ExprPtr e) {
  switch (e->kind) {
    case ast::ExprKind::Constant: return constant(ast::as<ast::Constant>(*e));
    case ast::ExprKind::Name: return ast::as<ast::Name>(*e).id == "__debug__" ? Value::boolean(true) : Value();
    case ast::ExprKind::Tuple:
      return ast::as<ast::Tuple>(*e).ctx == ast::Context::Load ? tuple_constant(ast::as<ast::Tuple>(*e).elts) : Value();
    case ast::ExprKind::UnaryOp: {
      DepthGuard guard(depth_);
      auto& u = ast::as<ast::UnaryOp>(*e);
      Value v = constant_of(u.operand);
      if (v.is_null()) return v;
      return u.op == ast::UnaryOperator::Not ? Value::boolean(!constant_truth(v)) : fold_unary(u.op, v);
    }
    case ast::ExprKind::BinOp: return binary_constant(e);
    default: return {};
  }
}

Value Compiler::binary_constant(ExprPtr e) {
  DepthGuard guard(depth_);
  std::vector<const ast::BinOp*> spine;
  for (; e->kind == ast::ExprKind::BinOp; e = ast::as<ast::BinOp>(*e).left) spine.push_back(&ast::as<ast::BinOp>(*e));
  Value v = constant_of(e);
  for (auto it = spine.rbegin(); it != spine.rend() && !v.is_null(); ++it) {
    Value right = constant_of((*it)->right);
    v = fold((*it)->op, v, right);
  }
  return v;
}

Value Compiler::tuple_constant(const Seq<ExprPtr>& items) {
  DepthGuard guard(depth_);
  std::vector<Value> values;
  for (ExprPtr item : items) {
    values.push_back(constant_of(item));
    if (values.back().is_null()) return {};
  }
  return Value(Tuple::make(values.data(), values.size()));
}

bool Compiler::constant_truth(const Value& v) {
  switch (v.tag()) {
    case Tag::null:
    case Tag::none: return false;
    case Tag::boolean:
    case Tag::integer: return v.as_int() != 0;
    case Tag::real: return v.as_float() != 0;
    case Tag::object: break;
  }
  if (v.is(Kind::str)) return v.as<Str>()->bytes() > 0;
  if (v.is(Kind::bytes)) return !v.as<Bytes>()->data.empty();
  if (v.is(Kind::tuple)) return v.as<Tuple>()->size() > 0;
  return true;
}

// Equal for constants that may share a place: same type, same value (0.0 and -0.0 differ, 1 and True too). Empty: never shared.
std::string Compiler::constant_key(const Value& v) {
  switch (v.tag()) {
    case Tag::null: return {};
    case Tag::none: return "n";
    case Tag::boolean: return v.is_true() ? "t" : "f";
    case Tag::integer: return cat("i", v.as_int());
    case Tag::real: {
      double d = v.as_float();
      return "d" + std::string(reinterpret_cast<const char*>(&d), sizeof d);
    }
    case Tag::object: break;
  }
  if (v.is(Kind::str)) return cat("s", v.as<Str>()->view());
  if (v.is(Kind::bytes)) return cat("b", v.as<Bytes>()->view());
  if (!v.is(Kind::tuple)) return {};
  std::string key = "(";
  for (const Value& item : *v.as<Tuple>()) {
    std::string part = constant_key(item);
    if (part.empty()) return {};
    key += cat(part.size(), ":", part);
  }
  return key;
}

}  // namespace sim::py
