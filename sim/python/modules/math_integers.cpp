// math's functions of whole numbers of any size.
#include "sim/python/modules/math_parts.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace sim::py {
namespace {

Value integer_of(const Value& v) { return is_int(v) ? plain_int(v) : Value::integer(index_of(v)); }

Value absolute_int(const Value& v) { return int_sign(v) < 0 ? int_neg(v) : v; }

// Magnitude of a plain int; the smallest int64 fits an unsigned one.
uint64_t magnitude(int64_t i) { return i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i); }

Value gcd_of(Value a, Value b) {
  while (true) {
    if (a.is_int() && b.is_int()) {
      uint64_t g = std::gcd(magnitude(a.as_int()), magnitude(b.as_int()));
      if (g <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) return Value::integer(static_cast<int64_t>(g));
      return int_neg(Value::integer(std::numeric_limits<int64_t>::min()));
    }
    if (int_sign(b) == 0) return absolute_int(a);
    charge_steps(1 + int_bit_length(a) / 512);
    Value r = int_mod(a, b);
    a = std::move(b);
    b = std::move(r);
  }
}

Value math_gcd(const Args& args) {
  if (args.names) raise_type_error("math.gcd() takes no keyword arguments");
  Value g = Value::integer(0);
  for (size_t i = 0; i < args.npos; ++i) g = gcd_of(std::move(g), integer_of(args[i]));
  return g;
}

Value math_lcm(const Args& args) {
  if (args.names) raise_type_error("math.lcm() takes no keyword arguments");
  Value l = Value::integer(1);
  for (size_t i = 0; i < args.npos; ++i) {
    Value n = absolute_int(integer_of(args[i]));
    l = int_sign(n) == 0 || int_sign(l) == 0 ? Value::integer(0) : int_mul(int_floordiv(l, gcd_of(l, n)), n);
  }
  return l;
}

// first * (first + 1) * ... * last, halves first, so that large factors meet large ones.
Value product_of_range(int64_t first, int64_t last) {
  if (last - first < 8) {
    Value r = Value::integer(first);
    for (int64_t i = first + 1; i <= last; ++i) r = int_mul(r, Value::integer(i));
    return r;
  }
  charge_steps(static_cast<uint64_t>(last - first));
  int64_t middle = first + (last - first) / 2;
  return int_mul(product_of_range(first, middle), product_of_range(middle + 1, last));
}

// The bits of such a product, to be asked for before it is made.
void require_product(int64_t count, int64_t largest) {
  double bits = static_cast<double>(count) * std::log2(static_cast<double>(largest) + 1);
  Heap::current().require(bits / 8 > 1e15 ? ~size_t{0} : static_cast<size_t>(bits / 8));
}

Value math_factorial(const Value* a) {
  Value n = integer_of(a[0]);
  if (int_sign(n) < 0) raise_value_error("factorial() not defined for negative values");
  int64_t i;
  if (!int_fits_int64(n, &i)) raise(Exc::OverflowError, "factorial() argument should not exceed 9223372036854775807");
  if (i < 2) return Value::integer(1);
  require_product(i, i);
  return product_of_range(2, i);
}

struct Choice {
  int64_t n, k;
};
// n and k as comb and perm want them; k < 0: more are taken than there are.
Choice choice(const Value& n, const Value& k) {
  Choice c{0, 0};
  if (int_sign(n) < 0) raise_value_error("n must be a non-negative integer");
  if (int_sign(k) < 0) raise_value_error("k must be a non-negative integer");
  if (int_compare(k, n) > 0) return {0, -1};
  if (!int_fits_int64(k, &c.k)) raise(Exc::OverflowError, cat("min(n - k, k) must not exceed ", std::numeric_limits<int64_t>::max()));
  if (!int_fits_int64(n, &c.n)) c.n = -1;
  return c;
}

Value falling_product(const Value& n, int64_t k) {       // n * (n - 1) * ... k factors
  Value r = Value::integer(1);
  for (int64_t i = 0; i < k; ++i) {
    charge_steps(1 + int_bit_length(r) / 4096);
    r = int_mul(r, int_sub(n, Value::integer(i)));
  }
  return r;
}

Value math_perm(const Value* a) {
  if (a[1].is_null() || a[1].is_none()) return math_factorial(a);
  Value n = integer_of(a[0]), k = integer_of(a[1]);
  Choice c = choice(n, k);
  if (c.k < 0) return Value::integer(0);
  if (c.k == 0) return Value::integer(1);
  if (c.n < 0) return falling_product(n, c.k);
  require_product(c.k, c.n);
  return product_of_range(c.n - c.k + 1, c.n);
}

Value math_comb(const Value* a) {
  Value n = integer_of(a[0]), k = integer_of(a[1]);
  if (int_sign(n) >= 0 && int_sign(k) >= 0 && int_compare(k, n) <= 0) {
    Value other = int_sub(n, k);
    if (int_compare(other, k) < 0) k = other;
  }
  Choice c = choice(n, k);
  if (c.k < 0) return Value::integer(0);
  if (c.k == 0) return Value::integer(1);
  if (c.n >= 0) require_product(c.k, c.n);
  Value top = c.n < 0 ? falling_product(n, c.k) : product_of_range(c.n - c.k + 1, c.n);
  return int_floordiv(top, product_of_range(1, c.k));
}

// The largest r with r * r <= n, by Newton's steps from above.
Value math_isqrt(const Value* a) {
  Value n = integer_of(a[0]);
  if (int_sign(n) < 0) raise_value_error("isqrt() argument must be nonnegative");
  if (int_sign(n) == 0) return n;
  auto half = static_cast<int64_t>((int_bit_length(n) + 1) / 2);
  Value r = int_lshift(Value::integer(1), Value::integer(half));
  while (true) {
    charge_steps(1 + int_bit_length(n) / 256);
    Value next = int_rshift(int_add(r, int_floordiv(n, r)), Value::integer(1));
    if (int_compare(next, r) >= 0) return r;
    r = std::move(next);
  }
}

}  // namespace

void fill_math_integers(const Ref<Dict>& d) {
  define_raw(d, "gcd", math_gcd);
  define_raw(d, "lcm", math_lcm);
  define(d, "factorial", "n, /", math_factorial);
  define(d, "perm", "n, k=None, /", math_perm);
  define(d, "comb", "n, k, /", math_comb);
  define(d, "isqrt", "n, /", math_isqrt);
}

}  // namespace sim::py
