// math's functions of many numbers: exact sums, products, distances.
#include "sim/python/modules/math_parts.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sim::py {
namespace {

// Shewchuk's sum: floats that do not overlap and add up to the exact total.
class ExactSum {
 public:
  bool add(double x);            // false: the sum of some is out of range
  double total() const;          // correctly rounded
  double specials = 0;           // the sum of the infinities and nans met
  bool has_specials = false;

 private:
  std::vector<double> partials_; // growing magnitudes; at most some forty
};

bool ExactSum::add(double x) {
  if (!std::isfinite(x)) {
    if (std::isinf(x) && std::isinf(specials) && x != specials) raise_value_error("-inf + inf in fsum");
    specials += x;
    has_specials = true;
    return true;
  }
  size_t kept = 0;
  for (size_t i = 0; i < partials_.size(); ++i) {
    double y = partials_[i];
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    double high = x + y, low = y - (high - x);
    if (low != 0) partials_[kept++] = low;
    x = high;
  }
  if (!std::isfinite(x)) return false;
  partials_.resize(kept);
  partials_.push_back(x);
  return true;
}

double ExactSum::total() const {
  size_t n = partials_.size();
  if (n == 0) return 0.0;
  double high = partials_[--n], low = 0;
  while (n > 0) {
    double x = high, y = partials_[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  // Half-way cases round by what lies further down.
  if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
    double twice = low * 2, up = high + twice;
    if (twice == up - high) high = up;
  }
  return high;
}

Value math_fsum(const Value* a) {
  ExactSum sum;
  iterate(a[0], [&sum](const Value& v) {
    charge_steps(1);
    if (!sum.add(to_double(v))) raise(Exc::OverflowError, "intermediate overflow in fsum");
  });
  return Value::real(sum.has_specials ? sum.specials : sum.total());
}

Value math_prod(const Value* a) {
  Value r = a[1].is_null() ? Value::integer(1) : a[1];
  iterate(a[0], [&r](const Value& v) { r = binary_op(ast::Operator::Mult, r, v); });
  return r;
}

// A float, or an int that one can hold.
bool as_factor(const Value& v, double* out) {
  if (v.is_float()) return std::isfinite(*out = v.as_float());
  if (!v.is_int() && !(v.is(Kind::big_int) && int_bit_length(v) < 1000)) return false;
  return float_of(v, out);
}

// The exact sum of the products when floats are among them and all goes well; false: the general way decides.
bool sum_floats(const List& p, const List& q, double* out) {
  ExactSum sum;
  bool some = false;
  for (size_t i = 0; i < p.items.size(); ++i) {
    charge_steps(1);
    double x, y;
    if (!as_factor(p.items[i], &x) || !as_factor(q.items[i], &y)) return false;
    some = some || p.items[i].is_float() || q.items[i].is_float();
    double high = x * y;
    if (!std::isfinite(high) || !sum.add(high)) return false;
    if (!sum.add(std::fma(x, y, -high))) return false;                 // what the rounded product lost
  }
  *out = sum.total();
  return some;
}

Value math_sumprod(const Value* a) {
  Ref<List> p = to_list(a[0]), q = to_list(a[1]);
  if (p->items.size() != q->items.size()) raise_value_error("Inputs are not the same length");
  double exact;
  if (sum_floats(*p, *q, &exact)) return Value::real(exact);
  Value total = Value::integer(0);
  for (size_t i = 0; i < p->items.size(); ++i) {
    charge_steps(2);
    total = binary_op(ast::Operator::Add, total, binary_op(ast::Operator::Mult, p->items[i], q->items[i]));
  }
  return total;
}

// The Euclidean length, scaled so that squares neither overflow nor vanish, with twice the precision until the end.
double length_of(std::vector<double>& v) {
  double largest = 0;
  bool nan = false;
  for (double& x : v) {
    x = std::fabs(x);
    nan = nan || std::isnan(x);
    largest = std::max(largest, x);
  }
  if (std::isinf(largest)) return largest;
  if (nan) return std::nan("");
  if (largest == 0 || v.size() == 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  double high = 0, low = 0;
  for (double x : v) {
    x = std::ldexp(x, -exponent);
    double square = x * x, sum = high + square;
    double lost = std::fabs(high) >= square ? square - (sum - high) : high - (sum - square);
    low += std::fma(x, x, -square) + lost;
    high = sum;
  }
  double h = std::sqrt(high + low);
  double rest = std::fma(-h, h, high) + low;     // one step of Newton mends the last bit
  h += rest / (2 * h);
  return std::ldexp(h, exponent);
}

Value math_hypot(const Args& args) {
  if (args.names) raise_type_error("math.hypot() takes no keyword arguments");
  std::vector<double> v;
  for (size_t i = 0; i < args.npos; ++i) v.push_back(to_double(args[i]));
  return Value::real(length_of(v));
}

Value math_dist(const Value* a) {
  Ref<Tuple> p = to_tuple(a[0]), q = to_tuple(a[1]);
  if (p->size() != q->size()) raise_value_error("both points must have the same number of dimensions");
  std::vector<double> v;
  for (size_t i = 0; i < p->size(); ++i) v.push_back(to_double((*p)[i]) - to_double((*q)[i]));
  return Value::real(length_of(v));
}

}  // namespace

void fill_math_sums(const Ref<Dict>& d) {
  define(d, "fsum", "seq, /", math_fsum);
  define(d, "prod", "iterable, /, *, start=1", math_prod);
  define(d, "sumprod", "p, q, /", math_sumprod);
  define_raw(d, "hypot", math_hypot);
  define(d, "dist", "p, q, /", math_dist);
}

}  // namespace sim::py
