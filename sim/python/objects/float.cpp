// What floats do: Python's floor division, modulo and power, and the hash that ints share. CPython: Objects/floatobject.c.
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

#include <cmath>

namespace sim::py {

namespace {

// Quotient (floored) and remainder with the divisor's sign. CPython: _float_div_mod.
void floor_divide(double a, double b, double* quotient, double* remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  double floored;
  if (div != 0) {
    floored = std::floor(div);
    if (div - floored > 0.5) floored += 1.0;
  } else {
    floored = std::copysign(0.0, a / b);
  }
  *quotient = floored;
  *remainder = mod;
}

}  // namespace

Value float_floordiv(double a, double b) {
  if (b == 0) raise(Exc::ZeroDivisionError, "float floor division by zero");
  double q, r;
  floor_divide(a, b, &q, &r);
  return Value::real(q);
}

Value float_mod(double a, double b) {
  if (b == 0) raise(Exc::ZeroDivisionError, "float modulo by zero");
  double mod = std::fmod(a, b);
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) mod += b;
  } else {
    mod = std::copysign(0.0, b);
  }
  return Value::real(mod);
}

Value float_divmod(double a, double b) {
  if (b == 0) raise(Exc::ZeroDivisionError, "float divmod()");
  double q, r;
  floor_divide(a, b, &q, &r);
  return Tuple::make({Value::real(q), Value::real(r)});
}

Value float_pow(double a, double b) {
  if (b == 0) return Value::real(1.0);
  if (a == 0 && b < 0) raise(Exc::ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
    raise_unsupported("a negative number to a fractional power (a complex number)", "use abs(), or round the exponent");
  double r = std::pow(a, b);
  if (std::isinf(r) && std::isfinite(a) && std::isfinite(b))
    raise(make_exception(exception_type(Exc::OverflowError),
                         Args{Tuple::make({Value::integer(34), Value(Str::make("Numerical result out of range"))})->data(), 2, nullptr}));
  return Value::real(r);
}

// CPython: _Py_HashDouble: the same number as an int of equal value has.
int64_t float_hash(double d) {
  constexpr int kBits = 61;
  constexpr uint64_t kModulus = (uint64_t{1} << kBits) - 1;
  if (!std::isfinite(d)) return std::isinf(d) ? (d > 0 ? 314159 : -314159) : 0;
  int e;
  double m = std::frexp(d, &e);
  bool negative = m < 0;
  if (negative) m = -m;
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & kModulus) | x >> (kBits - 28);
    m *= 268435456.0;
    e -= 28;
    auto y = static_cast<uint64_t>(m);
    m -= static_cast<double>(y);
    x += y;
    if (x >= kModulus) x -= kModulus;
  }
  e = e >= 0 ? e % kBits : kBits - 1 - ((-1 - e) % kBits);
  x = ((x << e) & kModulus) | x >> (kBits - e);
  auto h = static_cast<int64_t>(x);
  if (negative) h = -h;
  return h == -1 ? -2 : h;
}

}  // namespace sim::py
