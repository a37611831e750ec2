// math.gamma and math.lgamma by Lanczos' approximation with the constants CPython uses, so that results agree to the last bit.
#include "sim/python/modules/math_parts.h"
#include "sim/python/protocol.h"

#include <cmath>
#include <iterator>
#include <limits>

namespace sim::py {
namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375, kGMinusHalf = 5.524680040776729583740234375;
constexpr double kNumerator[] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[] = {0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                   2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};
constexpr int kTerms = static_cast<int>(std::size(kNumerator));

// The quotient of two polynomials, from the end that keeps the terms small.
double lanczos_sum(double x) {
  double above = 0, below = 0;
  for (int k = 0; k < kTerms; ++k) {
    int i = x < 5 ? kTerms - 1 - k : k;
    above = (x < 5 ? above * x : above / x) + kNumerator[i];
    below = (x < 5 ? below * x : below / x) + kDenominator[i];
  }
  return above / below;
}

double sin_pi(double x) {            // of a finite x, exact in its reduction
  double y = std::fmod(std::fabs(x), 2.0), r;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = std::sin(kPi * y); break;
    case 1: r = std::cos(kPi * (y - 0.5)); break;
    case 2: r = std::sin(kPi * (1.0 - y)); break;
    case 3: r = -std::cos(kPi * (y - 1.5)); break;
    default: r = std::sin(kPi * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * r;
}

double gamma_of(double x) {          // x is finite and no pole
  double a = std::fabs(x);
  if (a < 1e-20) return 1.0 / x;
  if (a > 200.0) return x < 0 ? 0.0 / sin_pi(x) : std::numeric_limits<double>::infinity();
  double y = a + kGMinusHalf;
  double z = a > kGMinusHalf ? (y - a) - kGMinusHalf : (y - kGMinusHalf) - a;     // what y lost
  z = z * kG / y;
  bool large = a >= 140.0;
  double power = large ? std::pow(y, a / 2.0 - 0.25) : std::pow(y, a - 0.5);
  double r;
  if (x < 0) {
    r = -kPi / sin_pi(a) / a * std::exp(y) / lanczos_sum(a);
    r -= z * r;
    r /= power;
    return large ? r / power : r;
  }
  r = lanczos_sum(a) / std::exp(y);
  r += z * r;
  r *= power;
  return large ? r * power : r;
}

Value math_gamma(const Value* a) {
  double x = to_double(a[0]);
  if (std::isinf(x) && x < 0) raise_domain_error();
  if (!std::isfinite(x)) return Value::real(x);
  if (x == 0) raise_domain_error();
  if (x == std::floor(x)) {
    if (x < 0) raise_domain_error();
    if (x <= 23) {
      double r = 1;
      for (double i = 2; i < x; ++i) r *= i;
      return Value::real(r);
    }
  }
  double r = gamma_of(x);
  if (std::isinf(r)) raise_range_error();
  return Value::real(r);
}

Value math_lgamma(const Value* a) {
  double x = to_double(a[0]);
  if (std::isnan(x)) return Value::real(x);
  if (std::isinf(x)) return Value::real(std::numeric_limits<double>::infinity());
  if (x == std::floor(x) && x <= 2) {
    if (x <= 0) raise_domain_error();
    return Value::real(0.0);
  }
  double m = std::fabs(x);
  if (m < 1e-20) return Value::real(-std::log(m));
  double r = std::log(lanczos_sum(m)) - kG;
  r += (m - 0.5) * (std::log(m + kG - 0.5) - 1);
  if (x < 0) r = kLogPi - std::log(std::fabs(sin_pi(m))) - std::log(m) - r;
  if (std::isinf(r)) raise_range_error();
  return Value::real(r);
}

}  // namespace

void fill_math_gamma(const Ref<Dict>& d) {
  define(d, "gamma", "x, /", math_gamma);
  define(d, "lgamma", "x, /", math_lgamma);
}

}  // namespace sim::py
