// The distributions of the module random, by the published methods that CPython's Lib/random.py uses, so that each draws the same numbers.
// Before: random.cpp.
#include "sim/python/modules/random_parts.h"
#include "sim/python/objects/number.h"
#include "sim/python/vm.h"

#include <cmath>

namespace sim::py {

namespace {

constexpr double kTwoPi = 6.283185307179586, kPi = 3.141592653589793, kE = 2.718281828459045;

double number(const Value& v, double otherwise) { return v.is_null() ? otherwise : to_double(v); }

// math.log of CPython: an argument that is not positive is an error.
double log_of(double x) {
  if (x <= 0) raise_value_error("math domain error");
  return std::log(x);
}
double divide(double a, double b) {
  if (b == 0) raise(Exc::ZeroDivisionError, "float division by zero");
  return a / b;
}

bool is_plain(const Value& v) { return v.is_int() || v.is_float(); }

// mu + factor * sigma, as Python code does it, with whatever numbers these are.
Value linear(const Value& mu, double factor, const Value& sigma) {
  if (is_plain(mu) && is_plain(sigma)) return Value::real(to_double(mu) + factor * to_double(sigma));
  return binary_op(ast::Operator::Add, mu, binary_op(ast::Operator::Mult, Value::real(factor), sigma));
}
Value or_else(const Value& v, double otherwise) { return v.is_null() ? Value::real(otherwise) : v; }

Value uniform(const Value* a) {
  if (is_plain(a[1]) && is_plain(a[2])) {
    double low = to_double(a[1]), high = to_double(a[2]);
    return Value::real(low + (high - low) * draw(a[0]));
  }
  Value width = binary_op(ast::Operator::Sub, a[2], a[1]);
  return binary_op(ast::Operator::Add, a[1], binary_op(ast::Operator::Mult, width, Value::real(draw(a[0]))));
}

Value triangular(const Value* a) {
  double low = number(a[1], 0.0), high = number(a[2], 1.0), u = draw(a[0]), c = 0.5;
  if (!a[3].is_null() && !a[3].is_none()) {
    if (high == low) return a[1].is_null() ? Value::real(low) : a[1];
    c = (to_double(a[3]) - low) / (high - low);
  }
  if (u > c) {
    u = 1.0 - u;
    c = 1.0 - c;
    std::swap(low, high);
  }
  return Value::real(low + (high - low) * std::sqrt(u * c));
}

// Kinderman and Monahan: the ratio of two uniform numbers.
double normal(const Value& self) {
  const double kMagic = 4 * std::exp(-0.5) / std::sqrt(2.0);
  for (;;) {
    double u1 = draw(self), u2 = 1.0 - draw(self);
    double z = kMagic * (u1 - 0.5) / u2;
    if (z * z / 4.0 <= -std::log(u2)) return z;
  }
}
Value normalvariate(const Value* a) { return linear(or_else(a[1], 0.0), normal(a[0]), or_else(a[2], 1.0)); }
Value lognormvariate(const Value* a) { return Value::real(std::exp(to_double(normalvariate(a)))); }

// Box and Muller: two numbers at a time.
Value gauss(const Value* a) {
  auto* r = a[0].as<Random>();
  double z;
  if (r->gauss_next.is_none()) {
    double angle = draw(a[0]) * kTwoPi;
    double radius = std::sqrt(-2.0 * std::log(1.0 - draw(a[0])));
    z = std::cos(angle) * radius;
    r->gauss_next = Value::real(std::sin(angle) * radius);
  } else {
    z = to_double(r->gauss_next);
    r->gauss_next = Value::none();
  }
  return linear(or_else(a[1], 0.0), z, or_else(a[2], 1.0));
}

Value expovariate(const Value* a) { return Value::real(divide(-std::log(1.0 - draw(a[0])), number(a[1], 1.0))); }

// Fisher's method for directions on a circle.
Value vonmisesvariate(const Value* a) {
  double mu = to_double(a[1]), kappa = to_double(a[2]);
  if (kappa <= 1e-6) return Value::real(kTwoPi * draw(a[0]));
  double s = 0.5 / kappa, r = s + std::sqrt(1.0 + s * s), z;
  for (;;) {
    double u1 = draw(a[0]);
    z = std::cos(kPi * u1);
    double d = z / (r + z), u2 = draw(a[0]);
    if (u2 < 1.0 - d * d || u2 <= (1.0 - d) * std::exp(d)) break;
  }
  double q = 1.0 / r, f = (q + z) / (1.0 + q * z);
  double theta = draw(a[0]) > 0.5 ? mu + std::acos(f) : mu - std::acos(f);
  return float_mod(theta, kTwoPi);
}

// Cheng for alpha above 1, Ahrens and Dieter below.
double gamma_of(const Value& self, double alpha, double beta) {
  if (alpha <= 0.0 || beta <= 0.0) raise_value_error("gammavariate: alpha and beta must be > 0.0");
  if (alpha == 1.0) return -std::log(1.0 - draw(self)) * beta;
  if (alpha > 1.0) {
    const double kLog4 = std::log(4.0), kMagic = 1.0 + std::log(4.5);
    double ainv = std::sqrt(2.0 * alpha - 1.0), b = alpha - kLog4, c = alpha + ainv;
    for (;;) {
      double u1 = draw(self);
      if (!(1e-7 < u1 && u1 < 0.9999999)) continue;
      double u2 = 1.0 - draw(self);
      double v = std::log(u1 / (1.0 - u1)) / ainv, x = alpha * std::exp(v), z = u1 * u1 * u2, r = b + c * v - x;
      if (r + kMagic - 4.5 * z >= 0.0 || r >= std::log(z)) return x * beta;
    }
  }
  for (;;) {
    double b = (kE + alpha) / kE, p = b * draw(self);
    double x = p <= 1.0 ? std::pow(p, 1.0 / alpha) : -std::log((b - p) / alpha);
    double u1 = draw(self);
    if (p > 1.0 ? u1 <= std::pow(x, alpha - 1.0) : u1 <= std::exp(-x)) return x * beta;
  }
}
Value gammavariate(const Value* a) { return Value::real(gamma_of(a[0], to_double(a[1]), to_double(a[2]))); }

Value betavariate(const Value* a) {
  double alpha = to_double(a[1]), beta = to_double(a[2]);
  double y = gamma_of(a[0], alpha, 1.0);
  return Value::real(y == 0 ? 0.0 : y / (y + gamma_of(a[0], beta, 1.0)));
}

Value paretovariate(const Value* a) {
  double alpha = to_double(a[1]), u = 1.0 - draw(a[0]);
  return Value::real(std::pow(u, divide(-1.0, alpha)));
}

Value weibullvariate(const Value* a) {
  double alpha = to_double(a[1]), beta = to_double(a[2]), u = 1.0 - draw(a[0]);
  return Value::real(alpha * std::pow(-std::log(u), divide(1.0, beta)));
}

// The number of successes: by geometric gaps when few are expected, else Hörmann's transformed rejection.
int64_t binomial(const Value& self, int64_t n, double p) {
  if (n == 1) return draw(self) < p;
  if (p > 0.5) return n - binomial(self, n, 1.0 - p);
  if (static_cast<double>(n) * p < 10.0) {
    int64_t x = 0, y = 0;
    double c = std::log2(1.0 - p);
    if (c == 0) return x;
    for (;;) {
      charge_steps(1);
      double u = draw(self);
      if (u <= 0) raise_value_error("math domain error");
      y += static_cast<int64_t>(std::floor(std::log2(u) / c)) + 1;
      if (y > n) return x;
      ++x;
    }
  }
  auto count = static_cast<double>(n);
  double spq = std::sqrt(count * p * (1.0 - p)), b = 1.15 + 2.53 * spq, a = -0.0873 + 0.0248 * b + 0.01 * p, c = count * p + 0.5;
  double vr = 0.92 - 4.2 / b, alpha = 0, lpq = 0, m = 0, h = 0;
  bool setup = false;
  for (;;) {
    double u = draw(self) - 0.5, us = 0.5 - std::fabs(u), k = std::floor((2.0 * a / us + b) * u + c);
    if (k < 0 || k > count) continue;
    double v = draw(self);
    if (us >= 0.07 && v <= vr) return static_cast<int64_t>(k);
    if (!setup) {
      alpha = (2.83 + 5.1 / b) * spq;
      lpq = std::log(p / (1.0 - p));
      m = std::floor((count + 1) * p);
      h = std::lgamma(m + 1) + std::lgamma(count - m + 1);
      setup = true;
    }
    v *= alpha / (a / (us * us) + b);
    if (log_of(v) <= h - std::lgamma(k + 1) - std::lgamma(count - k + 1) + (k - m) * lpq) return static_cast<int64_t>(k);
  }
}

Value binomialvariate(const Value* a) {
  int64_t n = a[1].is_null() ? 1 : index_of(a[1]);
  double p = number(a[2], 0.5);
  if (n < 0) raise_value_error("n must be non-negative");
  if (p <= 0.0 || p >= 1.0) {
    if (p == 0.0) return Value::integer(0);
    if (p == 1.0) return Value::integer(n);
    raise_value_error("p must be in the range 0.0 <= p <= 1.0");
  }
  return Value::integer(binomial(a[0], n, p));
}

struct Distribution {
  const char *name, *signature;
  NativeFn fn;
};
constexpr Distribution kDistributions[] = {
    {"uniform", "self, a, b", uniform},
    {"triangular", "self, low=0.0, high=1.0, mode=None", triangular},
    {"normalvariate", "self, mu=0.0, sigma=1.0", normalvariate},
    {"gauss", "self, mu=0.0, sigma=1.0", gauss},
    {"lognormvariate", "self, mu, sigma", lognormvariate},
    {"expovariate", "self, lambd=1.0", expovariate},
    {"vonmisesvariate", "self, mu, kappa", vonmisesvariate},
    {"gammavariate", "self, alpha, beta", gammavariate},
    {"betavariate", "self, alpha, beta", betavariate},
    {"paretovariate", "self, alpha", paretovariate},
    {"weibullvariate", "self, alpha, beta", weibullvariate},
    {"binomialvariate", "self, n=1, p=0.5", binomialvariate},
};

}  // namespace

void add_distributions(TypeBuilder& b) {
  for (const Distribution& d : kDistributions) b.method(d.name, d.signature, d.fn);
}
void append_distribution_names(Vec<const char*>& names) {
  for (const Distribution& d : kDistributions) names.push_back(d.name);
}

}  // namespace sim::py
