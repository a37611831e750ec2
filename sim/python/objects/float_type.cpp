// The type float: construction, operators and methods. CPython: Objects/floatobject.c.
// Before: init_number_types. After: float.cpp computes, float_text.cpp reads and writes digits.
#include "sim/python/format.h"
#include "sim/python/init.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/number_types.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <charconv>
#include <cmath>

namespace sim::py {

namespace {

using Operator = ast::Operator;

double real_of(const Value& v) { return v.is_float() ? v.as_float() : v.as<FloatObject>()->value; }

// ---- construction
Value parse_text(std::string_view text, const Value& shown) {
  Value v = float_from_text(text);
  if (v.is_null()) raise_value_error("could not convert string to float: ", repr(shown)->view());
  return v;
}

Value float_value(const Value& x) {
  if (x.is_float()) return x;
  if (is_str(x)) return parse_text(plain_str(x.as<Str>())->view(), x);
  if (is_bytes_like(x)) return parse_text(bytes_like(x), x);
  if (is_int(x) && !x.is(Kind::int_object)) return Value::real(int_to_double(x));
  const Slots& s = type_of(x)->slots;
  if (s.to_float) return Value::real(real_of(s.to_float(x)));
  if (s.index) return Value::real(int_to_double(s.index(x)));
  raise_type_error("float() argument must be a string or a real number, not '", type_name(x), "'");
}

Value float_create(Type* type, const Args& args) {
  bool plain = type == vm().types.float_;
  check_arguments("float", plain ? args : Args{args.items, args.npos, nullptr}, 1);
  Value v = args.npos ? float_value(args[0]) : Value::real(0.0);
  if (plain) return v;
  Ref<FloatObject> o(new FloatObject(type, v.as_float()));
  o->flags |= Object::is_subclass;
  if (type->type_flags & Type::has_del) o->flags |= Object::has_finalizer;
  return o;
}

// ---- operators
template <Value (*operation)(double, double)>
Value binary(const Value& a, const Value& b) {
  double x, y;
  if (!float_of(a, &x) || !float_of(b, &y)) return vm().not_implemented;
  return operation(x, y);
}
Value add(double a, double b) { return Value::real(a + b); }
Value sub(double a, double b) { return Value::real(a - b); }
Value mul(double a, double b) { return Value::real(a * b); }
Value div(double a, double b) {
  if (b == 0) raise(Exc::ZeroDivisionError, "float division by zero");
  return Value::real(a / b);
}

Value float_power(const Value& a, const Value& b, const Value& mod) {
  if (!mod.is_null() && !mod.is_none()) {
    if (!is_number(a) || !is_number(b)) return vm().not_implemented;
    raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
  }
  return binary<float_pow>(a, b);
}

bool real_holds(double x, double y, CompareOp op) {
  switch (op) {
    case CompareOp::eq: return x == y;
    case CompareOp::ne: return x != y;
    case CompareOp::lt: return x < y;
    case CompareOp::le: return x <= y;
    case CompareOp::gt: return x > y;
    case CompareOp::ge: return x >= y;
  }
  return false;
}

Value float_compare(const Value& a, const Value& b, CompareOp op) {
  double x = real_of(a);
  if (b.is_float() || b.is(Kind::float_object)) return Value::boolean(real_holds(x, real_of(b), op));
  if (!is_int(b)) return vm().not_implemented;
  if (std::isnan(x)) return Value::boolean(op == CompareOp::ne);
  return order_holds(-int_compare_double(b, x), op);
}

Value float_repr_slot(const Value& v) { return Str::make_ascii(float_repr(real_of(v))); }
int64_t float_hash_slot(const Value& v) { return float_hash(real_of(v)); }
bool float_truth(const Value& v) { return real_of(v) != 0; }
Value float_negative(const Value& v) { return Value::real(-real_of(v)); }
Value float_positive(const Value& v) { return Value::real(real_of(v)); }
Value float_absolute(const Value& v) { return Value::real(std::fabs(real_of(v))); }
Value float_to_int(const Value& v) { return int_from_double(real_of(v)); }

// ---- methods
Value self_as_float(const Value* a) { return Value::real(real_of(a[0])); }
Value get_self(const Value& v) { return Value::real(real_of(v)); }
Value get_zero(const Value&) { return Value::real(0.0); }
Value float_trunc(const Value* a) { return int_from_double(real_of(a[0])); }
Value float_floor(const Value* a) { return int_from_double(std::floor(real_of(a[0]))); }
Value float_ceil(const Value* a) { return int_from_double(std::ceil(real_of(a[0]))); }
Value float_is_integer(const Value* a) {
  double x = real_of(a[0]);
  return Value::boolean(std::isfinite(x) && std::floor(x) == x);
}

Value float_ratio(const Value* a) {
  double x = real_of(a[0]);
  if (std::isinf(x)) raise(Exc::OverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(x)) raise_value_error("cannot convert NaN to integer ratio");
  int e;
  double m = std::frexp(x, &e);
  for (int i = 0; i < 300 && m != std::floor(m); ++i) {
    m *= 2.0;
    --e;
  }
  Value n = int_from_double(m), d = Value::integer(1);
  if (e > 0) n = int_lshift(n, Value::integer(e));
  else d = int_lshift(d, Value::integer(-e));
  return Tuple::make({n, d});
}

// Exactly, as CPython does with David Gay's digits.
double round_to(double x, int64_t n) {
  constexpr int64_t kMost = 323, kLeast = -308;   // beyond them every digit or none is kept
  if (n > kMost || !std::isfinite(x)) return x;
  if (n < kLeast) return 0.0 * x;
  double rounded;
  if (n >= 0) {
    char digits[768];
    auto end = std::to_chars(digits, digits + sizeof digits, x, std::chars_format::fixed, static_cast<int>(n)).ptr;
    std::from_chars(digits, end, rounded);
  } else {
    Value whole = int_from_double(std::trunc(x));
    Value unit = int_pow(Value::integer(10), Value::integer(-n));
    Value r = round_to_multiple(whole, unit, std::trunc(x) != x);
    rounded = int_bit_length(r) > 1024 ? HUGE_VAL : std::copysign(int_to_double(r), x);
  }
  if (std::isinf(rounded)) raise(Exc::OverflowError, "rounded value too large to represent");
  return rounded;
}

Value float_round(const Value* a) {
  double x = real_of(a[0]);
  if (a[1].is_null() || a[1].is_none()) {
    double r = std::round(x);
    if (std::fabs(x - r) == 0.5) r = 2.0 * std::round(x / 2.0);
    return int_from_double(r);
  }
  if (!has_index(a[1])) raise_type_error("'", type_name(a[1]), "' object cannot be interpreted as an integer");
  return Value::real(round_to(x, clamp_index(a[1])));
}

Value float_hex(const Value* a) {
  double x = real_of(a[0]);
  if (!std::isfinite(x)) return Str::make_ascii(float_repr(x));
  if (x == 0) return Str::make_ascii(std::signbit(x) ? "-0x0.0p+0" : "0x0.0p+0");
  auto bits = std::bit_cast<uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  std::string digits(13, '0');
  for (size_t i = 13; i-- > 0; fraction >>= 4) digits[i] = "0123456789abcdef"[fraction & 15];
  bool subnormal = exponent == 0;
  int e = subnormal ? -1022 : exponent - 1023;
  return Str::make(cat(x < 0 ? "-" : "", subnormal ? "0x0." : "0x1.", digits, "p", e < 0 ? "-" : "+", std::abs(e)));
}

Value float_from_hex(const Value* a) {
  if (!is_str(a[1])) raise_type_error("bad argument type for built-in operation");
  std::string text = a[1].as<Str>()->string();
  auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  size_t from = 0, to = text.size();
  while (from < to && space(text[from])) ++from;
  while (to > from && space(text[to - 1])) --to;
  std::string body;
  for (size_t i = from; i < to; ++i) body += static_cast<char>(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
  bool negative = !body.empty() && body[0] == '-';
  if (!body.empty() && (body[0] == '-' || body[0] == '+')) body.erase(0, 1);
  double v = 0;
  if (body == "inf" || body == "infinity") {
    v = HUGE_VAL;
  } else if (body == "nan") {
    v = NAN;
  } else {
    if (body.substr(0, 2) == "0x") body.erase(0, 2);
    if (body.find_first_of("0123456789abcdef") == std::string::npos || body[0] == '-' || body[0] == 'i' || body[0] == 'n')
      raise_value_error("invalid hexadecimal floating-point string");
    if (size_t p = body.find("p+"); p != std::string::npos) body.erase(p + 1, 1);
    auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), v, std::chars_format::hex);
    if (error == std::errc::result_out_of_range && std::isinf(v)) raise(Exc::OverflowError, "hexadecimal value too large to represent as a float");
    if (end != body.data() + body.size()) raise_value_error("invalid hexadecimal floating-point string");
  }
  Value result = Value::real(negative ? -v : v);
  return a[0].identical(Value(vm().types.float_)) ? result : call(a[0], {result});
}

Value float_format(const Value* a) {
  if (!is_str(a[1])) raise_type_error("__format__() argument must be str, not ", type_name(a[1]));
  return format_float(Value::real(real_of(a[0])), *a[1].as<Str>());
}

Value float_getnewargs(const Value* a) { return Tuple::make({Value::real(real_of(a[0]))}); }

void add_operators(Slots& s) {
  auto at = [&s](Operator op) -> Slots::Binary& { return s.binary[static_cast<size_t>(op)]; };
  at(Operator::Add) = binary<add>;
  at(Operator::Sub) = binary<sub>;
  at(Operator::Mult) = binary<mul>;
  at(Operator::Div) = binary<div>;
  at(Operator::FloorDiv) = binary<float_floordiv>;
  at(Operator::Mod) = binary<float_mod>;
  at(Operator::Pow) = binary<float_pow>;
  s.divmod = binary<float_divmod>;
  s.power = float_power;
  s.negative = float_negative;
  s.positive = float_positive;
  s.absolute = float_absolute;
  s.truth = float_truth;
  s.to_int = float_to_int;
  s.to_float = float_positive;
}

}  // namespace

void init_float_type(Vm& vm) {
  TypeBuilder b("float", Kind::float_object, vm.types.object, Type::match_self);
  Slots& s = b.slots();
  s.create = float_create;
  s.repr = float_repr_slot;
  s.hash = float_hash_slot;
  s.compare = float_compare;
  add_operators(s);
  b.method("is_integer", "self, /", float_is_integer)
      .method("as_integer_ratio", "self, /", float_ratio)
      .method("conjugate", "self, /", self_as_float)
      .method("hex", "self, /", float_hex)
      .class_method("fromhex", "cls, string, /", float_from_hex)
      .method("__trunc__", "self, /", float_trunc)
      .method("__floor__", "self, /", float_floor)
      .method("__ceil__", "self, /", float_ceil)
      .method("__round__", "self, ndigits=None, /", float_round)
      .method("__format__", "self, format_spec, /", float_format)
      .method("__getnewargs__", "self, /", float_getnewargs)
      .getter("real", get_self)
      .getter("imag", get_zero);
  vm.types.float_ = b.finish();
}

}  // namespace sim::py
