#include "sim/world/distribution.h"

#include <algorithm>
#include <cmath>

namespace sim {

namespace {

double horner(const double* c, int degree, double x) {
  double v = c[degree];
  while (degree > 0) v = v * x + c[--degree];
  return v;
}

// The standard normal quantile: M. J. Wichura, "Algorithm AS 241" (1988), PPND16; relative error about 1e-16.
double normal_quantile(double p) {
  static constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
                                 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double b[] = {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
                                 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3};
  static constexpr double c[] = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
                                 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double d[] = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
  static constexpr double e[] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
                                 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double f[] = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
  double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return q * horner(a, 7, r) / horner(b, 7, r);
  }
  double r = std::sqrt(-std::log(std::clamp(std::min(p, 1 - p), 1e-300, 0.5)));
  double x = r <= 5 ? horner(c, 7, r - 1.6) / horner(d, 7, r - 1.6) : horner(e, 7, r - 5) / horner(f, 7, r - 5);
  return q < 0 ? -x : x;
}

double uncut_quantile(const Distribution& d, double p) {
  switch (d.kind) {
    case Distribution::Kind::constant: return d.a;
    case Distribution::Kind::uniform: return d.a + (d.b - d.a) * p;
    case Distribution::Kind::normal: return d.a + d.b * normal_quantile(p);
    case Distribution::Kind::lognormal: return d.a * std::exp(d.b * normal_quantile(p));
    case Distribution::Kind::exponential: return -d.a * std::log1p(-p);
    case Distribution::Kind::pareto: return d.a * std::pow(1 - p, -1 / d.b);
  }
  return d.a;
}

}  // namespace

double Distribution::quantile(double p) const { return std::clamp(uncut_quantile(*this, p), 0.0, most); }

double Distribution::mean() const {
  bool cut = most < std::numeric_limits<double>::infinity() || (kind == Kind::normal && a < 6 * b);
  if (cut) {                                               // the mean of what the cut leaves, by the midpoint rule over p
    constexpr int kPieces = 20000;
    double sum = 0;
    for (int i = 0; i < kPieces; ++i) sum += quantile((i + 0.5) / kPieces);
    return sum / kPieces;
  }
  switch (kind) {
    case Kind::constant:
    case Kind::exponential:
    case Kind::normal: return a;
    case Kind::uniform: return (a + b) / 2;
    case Kind::lognormal: return a * std::exp(b * b / 2);
    case Kind::pareto: return b > 1 ? a * b / (b - 1) : std::numeric_limits<double>::infinity();
  }
  return a;
}

}  // namespace sim
