// The module math: functions of floats. CPython: Modules/mathmodule.c, whose rules for errors these follow.
// Before: import math. After: math_integers.cpp, math_sums.cpp.
#include "sim/python/modules/math_parts.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/protocol.h"

#include <cmath>
#include <limits>

namespace sim::py {

void define(const Ref<Dict>& d, const char* name, const char* signature, NativeFn fn) {
  d->set(intern(name).get(), Value(make_builtin(name, signature, fn)));
}
void define_raw(const Ref<Dict>& d, const char* name, RawFn fn) { d->set(intern(name).get(), Value(make_raw_builtin(name, fn))); }
void raise_domain_error() { raise_value_error("math domain error"); }
void raise_range_error() { raise(Exc::OverflowError, "math range error"); }

namespace {

constexpr double kPi = 3.141592653589793, kE = 2.718281828459045;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

using Function = double (*)(double);

// A new nan means the argument was outside the domain; a new infinity a pole, or a result out of range.
template <Function kF, bool kCanOverflow = false>
Value of_one(const Value* a) {
  double x = to_double(a[0]), r = kF(x);
  if (std::isnan(r) && !std::isnan(x)) raise_domain_error();
  if (std::isinf(r) && std::isfinite(x)) {
    if (kCanOverflow) raise_range_error();
    raise_domain_error();
  }
  return Value::real(r);
}

double exp2_of(double x) { return std::exp2(x); }
double log1p_of(double x) { return x == 0 ? x : std::log1p(x); }
double degrees_of(double x) { return x * (180.0 / kPi); }
double radians_of(double x) { return x * (kPi / 180.0); }

// ---- logarithms
double natural(double x) { return std::log(x); }
double binary(double x) { return std::log2(x); }
double decimal(double x) { return std::log10(x); }

// Of an int past double's range: its leading bits and a power of two.
double log_of_large(const Value& v, Function f) {
  auto shift = static_cast<int64_t>(int_bit_length(v)) - 64;
  double leading = int_to_double(int_or(int_rshift(v, Value::integer(shift)), Value::integer(1)));
  return f(std::ldexp(leading, -64)) + f(2.0) * static_cast<double>(shift + 64);
}

double logarithm(const Value& v, Function f) {
  if (is_int(v)) {
    Value n = plain_int(v);
    if (int_sign(n) <= 0) raise_domain_error();
    if (int_bit_length(n) > 1023) return log_of_large(n, f);
  }
  double x = to_double(v);
  if (x <= 0) raise_domain_error();
  return f(x);
}

Value math_log(const Value* a) {
  double x = logarithm(a[0], natural);
  if (a[1].is_null()) return Value::real(x);
  double base = logarithm(a[1], natural);
  if (base == 0) raise(Exc::ZeroDivisionError, "float division by zero");
  return Value::real(x / base);
}
Value math_log2(const Value* a) { return Value::real(logarithm(a[0], binary)); }
Value math_log10(const Value* a) { return Value::real(logarithm(a[0], decimal)); }

// ---- two arguments
Value math_pow(const Value* a) {
  double x = to_double(a[0]), y = to_double(a[1]), r = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(r)) raise_domain_error();
    if (std::isinf(r)) {
      if (x == 0) raise_domain_error();
      raise_range_error();
    }
  }
  return Value::real(r);
}
Value math_fmod(const Value* a) {
  double x = to_double(a[0]), y = to_double(a[1]);
  if (std::isinf(y) && std::isfinite(x)) return Value::real(x);
  double r = std::fmod(x, y);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y)) raise_domain_error();
  return Value::real(r);
}
Value math_remainder(const Value* a) {
  double x = to_double(a[0]), y = to_double(a[1]), r = std::remainder(x, y);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y)) raise_domain_error();
  return Value::real(r);
}
Value math_atan2(const Value* a) { return Value::real(std::atan2(to_double(a[0]), to_double(a[1]))); }
Value math_copysign(const Value* a) { return Value::real(std::copysign(to_double(a[0]), to_double(a[1]))); }

Value math_ldexp(const Value* a) {
  double x = to_double(a[0]);
  if (!is_int(a[1])) raise_type_error("Expected an int as second argument to ldexp.");
  int64_t exponent;
  if (!int_fits_int64(a[1], &exponent)) exponent = int_sign(a[1]) > 0 ? 10000 : -10000;
  if (x == 0 || !std::isfinite(x)) return Value::real(x);
  double r = std::ldexp(x, static_cast<int>(std::max<int64_t>(std::min<int64_t>(exponent, 10000), -10000)));
  if (std::isinf(r)) raise_range_error();
  return Value::real(r);
}
Value math_frexp(const Value* a) {
  double x = to_double(a[0]);
  int exponent = 0;
  double m = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  return Tuple::make({Value::real(m), Value::integer(exponent)});
}
Value math_modf(const Value* a) {
  double x = to_double(a[0]), whole;
  double fraction = std::modf(x, &whole);
  return Tuple::make({Value::real(fraction), Value::real(whole)});
}
Value math_fma(const Value* a) {
  double x = to_double(a[0]), y = to_double(a[1]), z = to_double(a[2]), r = std::fma(x, y, z);
  if (std::isfinite(r)) return Value::real(r);
  if (std::isnan(r)) {
    if (!std::isnan(x) && !std::isnan(y) && !std::isnan(z)) raise_value_error("invalid operation in fma");
  } else if (std::isfinite(x) && std::isfinite(y) && std::isfinite(z)) {
    raise(Exc::OverflowError, "overflow in fma");
  }
  return Value::real(r);
}

// One step, or `steps` of them: on the line of all doubles in order, each is its bits as a number.
Value math_nextafter(const Value* a) {
  double x = to_double(a[0]), y = to_double(a[1]);
  if (a[2].is_null() || a[2].is_none()) return Value::real(std::nextafter(x, y));
  Value count = is_int(a[2]) ? plain_int(a[2]) : Value::integer(index_of(a[2]));
  if (int_sign(count) < 0) raise_value_error("steps must be a non-negative integer");
  int64_t steps;
  if (!int_fits_int64(count, &steps)) steps = std::numeric_limits<int64_t>::max();
  if (std::isnan(x) || std::isnan(y)) return Value::real(x + y);
  if (steps == 0 || x == y) return Value::real(steps == 0 ? x : y);
  auto place = [](double d) {
    int64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    return bits < 0 ? -(bits & std::numeric_limits<int64_t>::max()) : bits;
  };
  int64_t from = place(x), to = place(y);
  uint64_t distance = from < to ? static_cast<uint64_t>(to) - static_cast<uint64_t>(from) : static_cast<uint64_t>(from) - static_cast<uint64_t>(to);
  if (static_cast<uint64_t>(steps) >= distance) return Value::real(y);
  int64_t at = from < to ? from + steps : from - steps;
  uint64_t bits = at < 0 ? static_cast<uint64_t>(-at) | 0x8000000000000000u : static_cast<uint64_t>(at);
  double r;
  std::memcpy(&r, &bits, sizeof r);
  if (at == 0 && from < 0) r = -0.0;
  return Value::real(r);
}
Value math_ulp(const Value* a) {
  double x = std::fabs(to_double(a[0]));
  if (!std::isfinite(x)) return Value::real(x);
  double next = std::nextafter(x, kInfinity);
  return Value::real(std::isinf(next) ? x - std::nextafter(x, -kInfinity) : next - x);
}

// ---- rounding
template <Function kF>
Value rounded(const Value& v, const char* method) {
  if (is_int(v)) return plain_int(v);
  if (v.is_float()) return int_from_double(kF(v.as_float()));
  if (Value m = special_method(v, intern(method).get()); !m.is_null()) return call(m);
  return int_from_double(kF(to_double(v)));
}
Value math_floor(const Value* a) { return rounded<std::floor>(a[0], "__floor__"); }
Value math_ceil(const Value* a) { return rounded<std::ceil>(a[0], "__ceil__"); }
Value math_trunc(const Value* a) {
  if (is_int(a[0])) return plain_int(a[0]);
  if (a[0].is_float()) return int_from_double(a[0].as_float());
  if (Value m = special_method(a[0], vm().names.__trunc__); !m.is_null()) return call(m);
  raise_type_error("type ", type_name(a[0]), " doesn't define __trunc__ method");
}

// ---- questions
Value math_isnan(const Value* a) { return Value::boolean(std::isnan(to_double(a[0]))); }
Value math_isinf(const Value* a) { return Value::boolean(std::isinf(to_double(a[0]))); }
Value math_isfinite(const Value* a) { return Value::boolean(std::isfinite(to_double(a[0]))); }
Value math_isclose(const Value* args) {
  double a = to_double(args[0]), b = to_double(args[1]);
  double relative = args[2].is_null() ? 1e-9 : to_double(args[2]), absolute = args[3].is_null() ? 0.0 : to_double(args[3]);
  if (relative < 0 || absolute < 0) raise_value_error("tolerances must be non-negative");
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute);
}

void fill_functions_of_one(const Ref<Dict>& d) {
  auto add = [&d](const char* name, NativeFn fn) { define(d, name, "x, /", fn); };
  add("acos", of_one<std::acos>);
  add("acosh", of_one<std::acosh>);
  add("asin", of_one<std::asin>);
  add("asinh", of_one<std::asinh>);
  add("atan", of_one<std::atan>);
  add("atanh", of_one<std::atanh>);
  add("cbrt", of_one<std::cbrt>);
  add("cos", of_one<std::cos>);
  add("cosh", of_one<std::cosh, true>);
  add("degrees", of_one<degrees_of>);
  add("erf", of_one<std::erf>);
  add("erfc", of_one<std::erfc>);
  add("exp", of_one<std::exp, true>);
  add("exp2", of_one<exp2_of, true>);
  add("expm1", of_one<std::expm1, true>);
  add("fabs", of_one<std::fabs>);
  add("log1p", of_one<log1p_of>);
  add("radians", of_one<radians_of>);
  add("sin", of_one<std::sin>);
  add("sinh", of_one<std::sinh, true>);
  add("sqrt", of_one<std::sqrt>);
  add("tan", of_one<std::tan>);
  add("tanh", of_one<std::tanh>);
  add("log2", math_log2);
  add("log10", math_log10);
  add("frexp", math_frexp);
  add("modf", math_modf);
  add("ulp", math_ulp);
  add("floor", math_floor);
  add("ceil", math_ceil);
  add("trunc", math_trunc);
  add("isnan", math_isnan);
  add("isinf", math_isinf);
  add("isfinite", math_isfinite);
}

}  // namespace

void fill_math(const Ref<Dict>& d) {
  fill_functions_of_one(d);
  define(d, "log", "x, base=absent, /", math_log);
  define(d, "pow", "x, y, /", math_pow);
  define(d, "fmod", "x, y, /", math_fmod);
  define(d, "remainder", "x, y, /", math_remainder);
  define(d, "atan2", "y, x, /", math_atan2);
  define(d, "copysign", "x, y, /", math_copysign);
  define(d, "ldexp", "x, i, /", math_ldexp);
  define(d, "fma", "x, y, z, /", math_fma);
  define(d, "nextafter", "x, y, /, *, steps=None", math_nextafter);
  define(d, "isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", math_isclose);
  fill_math_gamma(d);
  fill_math_integers(d);
  fill_math_sums(d);
  d->set(intern("pi").get(), Value::real(kPi));
  d->set(intern("e").get(), Value::real(kE));
  d->set(intern("tau").get(), Value::real(2 * kPi));
  d->set(intern("inf").get(), Value::real(kInfinity));
  d->set(intern("nan").get(), Value::real(kNan));
}

}  // namespace sim::py
