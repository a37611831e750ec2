// The operators: a + b tries both operands' slots in CPython's order, then what sequences do (CPython: Objects/abstract.c,
// binary_op1). Before: BINARY_OP in vm.cpp. After: the slots of sim/python/type.h; plain ints and floats are done here.
#include "sim/base/check.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <cmath>

namespace sim::py {

namespace {

using ast::Operator;

constexpr const char* kSymbols[] = {"+", "-", "*", "@", "/", "%", "** or pow()", "<<", ">>", "|", "^", "&", "//"};
constexpr const char* kInplaceSymbols[] = {"+=", "-=", "*=", "@=", "/=", "%=", "**=", "<<=", ">>=", "|=", "^=", "&=", "//="};

bool is_not_implemented(const Value& v) { return v.is(Kind::not_implemented); }

[[noreturn]] void raise_unsupported_operands(const char* symbol, const Value& a, const Value& b) {
  raise_type_error("unsupported operand type(s) for ", symbol, ": '", type_name(a), "' and '", type_name(b), "'");
}

// print >> f, as Python 2 wrote it.
bool is_print(const Value& v) { return v.is(Kind::builtin) && v.as<Builtin>()->name->view() == "print"; }

// NotImplemented when neither type knows the other.
Value try_both(Slots::Binary fa, Slots::Binary fb, const Value& a, const Value& b) {
  if (fa == fb) fb = nullptr;
  if (fa) {
    if (fb && type_of(b)->is_subtype_of(type_of(a))) {
      Value r = fb(a, b);
      if (!is_not_implemented(r)) return r;
      fb = nullptr;
    }
    Value r = fa(a, b);
    if (!is_not_implemented(r)) return r;
  }
  if (fb) return fb(a, b);
  return vm().not_implemented;
}

Value repeat_sequence(Value (*repeat)(const Value&, int64_t), const Value& sequence, const Value& count) {
  if (!is_int(count) && !type_of(count)->slots.index)
    raise_type_error("can't multiply sequence by non-int of type '", type_name(count), "'");
  return repeat(sequence, index_of(count));
}

// What remains when the number slots gave up; null when nothing does.
Value sequence_op(Operator op, const Value& a, const Value& b) {
  const Slots &sa = type_of(a)->slots, &sb = type_of(b)->slots;
  if (op == Operator::Add && sa.concat) return sa.concat(a, b);
  if (op == Operator::Mult) {
    if (sa.repeat) return repeat_sequence(sa.repeat, a, b);
    if (sb.repeat) return repeat_sequence(sb.repeat, b, a);
  }
  return Value();
}

Value slots_binary_op(Operator op, const Value& a, const Value& b) {
  auto i = static_cast<size_t>(op);
  Value r = try_both(type_of(a)->slots.binary[i], type_of(b)->slots.binary[i], a, b);
  if (!is_not_implemented(r)) return r;
  r = sequence_op(op, a, b);
  if (!r.is_null()) return r;
  if (op == Operator::RShift && is_print(a))
    raise_type_error("unsupported operand type(s) for >>: 'builtin_function_or_method' and '", type_name(b),
                     "'. Did you mean \"print(<message>, file=<output_stream>)\"?");
  raise_unsupported_operands(kSymbols[i], a, b);
}

// Null Value: not one of the quick cases.
Value quick_int(Operator op, int64_t a, int64_t b) {
  int64_t r;
  switch (op) {
    case Operator::Add: return __builtin_add_overflow(a, b, &r) ? Value() : Value::integer(r);
    case Operator::Sub: return __builtin_sub_overflow(a, b, &r) ? Value() : Value::integer(r);
    case Operator::Mult: return __builtin_mul_overflow(a, b, &r) ? Value() : Value::integer(r);
    case Operator::FloorDiv:
      if (b == 0 || b == -1) return Value();
      r = a / b;
      return Value::integer(a % b != 0 && (a < 0) != (b < 0) ? r - 1 : r);
    case Operator::Mod:
      if (b == 0 || b == -1) return Value();
      r = a % b;
      return Value::integer(r != 0 && (r < 0) != (b < 0) ? r + b : r);
    case Operator::BitAnd: return Value::integer(a & b);
    case Operator::BitOr: return Value::integer(a | b);
    case Operator::BitXor: return Value::integer(a ^ b);
    case Operator::RShift: return b < 0 ? Value() : Value::integer(a >> (b > 63 ? 63 : b));
    case Operator::Div: {
      constexpr int64_t kExact = int64_t{1} << 53;
      if (b == 0 || a > kExact || a < -kExact || b > kExact || b < -kExact) return Value();
      return Value::real(static_cast<double>(a) / static_cast<double>(b));
    }
    default: return Value();
  }
}

Value quick_float(Operator op, double a, double b) {
  switch (op) {
    case Operator::Add: return Value::real(a + b);
    case Operator::Sub: return Value::real(a - b);
    case Operator::Mult: return Value::real(a * b);
    case Operator::Div: return b == 0 ? Value() : Value::real(a / b);
    default: return Value();
  }
}

Value quick(Operator op, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) return quick_int(op, a.as_int(), b.as_int());
  if (a.is_float() && b.is_float()) return quick_float(op, a.as_float(), b.as_float());
  return Value();
}

}  // namespace

Value binary_op(Operator op, const Value& a, const Value& b) {
  Value r = quick(op, a, b);
  return r.is_null() ? slots_binary_op(op, a, b) : r;
}

// CPython: binary_iop1, PyNumber_InPlaceAdd, PyNumber_InPlaceMultiply.
Value inplace_op(Operator op, const Value& a, const Value& b) {
  Value r = quick(op, a, b);
  if (!r.is_null()) return r;
  auto i = static_cast<size_t>(op);
  const Slots& s = type_of(a)->slots;
  if (auto f = s.inplace[i]) {
    r = f(a, b);
    if (!is_not_implemented(r)) return r;
  }
  r = try_both(type_of(a)->slots.binary[i], type_of(b)->slots.binary[i], a, b);
  if (!is_not_implemented(r)) return r;
  if (op == Operator::Add && type_of(a)->slots.inplace_concat) return type_of(a)->slots.inplace_concat(a, b);
  r = sequence_op(op, a, b);
  if (!r.is_null()) return r;
  raise_unsupported_operands(kInplaceSymbols[i], a, b);
}

// ---- one operand
namespace {
Value unary(Slots::Unary slot, const char* symbol, const Value& v) {
  if (slot) return slot(v);
  raise_type_error("bad operand type for ", symbol, ": '", type_name(v), "'");
}
}  // namespace

Value negative(const Value& v) {
  if (v.is_int() && v.as_int() != INT64_MIN) return Value::integer(-v.as_int());
  if (v.is_float()) return Value::real(-v.as_float());
  return unary(type_of(v)->slots.negative, "unary -", v);
}
Value positive(const Value& v) { return unary(type_of(v)->slots.positive, "unary +", v); }
Value invert(const Value& v) { return unary(type_of(v)->slots.invert, "unary ~", v); }
Value absolute(const Value& v) { return unary(type_of(v)->slots.absolute, "abs()", v); }

// ---- conversions
Value to_int(const Value& v) {
  if (v.is_int()) return v;
  Type* t = type_of(v);
  if (t->slots.to_int) return plain_int(t->slots.to_int(v));
  if (t->slots.index) return plain_int(t->slots.index(v));
  Value trunc = special_method(v, vm().names.__trunc__);
  if (!trunc.is_null()) {
    Value r = call(trunc);
    if (is_int(r)) return plain_int(r);
    if (type_of(r)->slots.index) return plain_int(type_of(r)->slots.index(r));
    raise_type_error("__trunc__ returned non-Integral (type ", type_name(r), ")");
  }
  raise_type_error("int() argument must be a string, a bytes-like object or a real number, not '", type_name(v), "'");
}

double to_double(const Value& v) {
  if (v.is_float()) return v.as_float();
  double out;
  if (is_number(v) && float_of(v, &out)) return out;
  Type* t = type_of(v);
  if (t->slots.to_float) {
    Value r = t->slots.to_float(v);
    if (float_of(r, &out)) return out;
  }
  if (t->slots.index) {
    Value r = t->slots.index(v);
    if (float_of(r, &out)) return out;
  }
  raise_type_error("must be real number, not ", type_name(v));
}

namespace {
Value as_index(const Value& v) {
  if (is_int(v)) return plain_int(v);
  auto slot = type_of(v)->slots.index;
  if (!slot) raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
  return plain_int(slot(v));
}
}  // namespace

namespace {
template <class F>
int64_t index_or(const Value& v, F too_large) {
  if (v.is_int()) return v.as_int();
  Value i = as_index(v);
  int64_t out;
  if (!int_fits_int64(i, &out)) too_large();
  return out;
}
std::string does_not_fit(const Value& v) { return cat("cannot fit '", type_name(v), "' into an index-sized integer"); }
}  // namespace

int64_t index_of(const Value& v) {
  return index_or(v, [&] { raise(Exc::OverflowError, does_not_fit(v)); });
}
int64_t ssize_of(const Value& v) {
  return index_or(v, [] { raise(Exc::OverflowError, "Python int too large to convert to C ssize_t"); });
}
int64_t subscript_of(const Value& v) {
  return index_or(v, [&] { raise(Exc::IndexError, does_not_fit(v)); });
}

int64_t clamp_index(const Value& v) {
  Value i = as_index(v);
  int64_t out;
  if (int_fits_int64(i, &out)) return out;
  return int_sign(i) < 0 ? INT64_MIN : INT64_MAX;
}

}  // namespace sim::py
