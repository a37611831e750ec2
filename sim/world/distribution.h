// How long something takes: a distribution of durations, drawn by inverting its quantile function.
// Before: scenario_reader.cpp reads it. After: server.cpp and sim_network.cpp draw from it.
#pragma once
#include "sim/base/random.h"
#include "sim/base/time.h"

#include <limits>

namespace sim {

// The sum of two times that are not negative; kNever when it is beyond all time.
inline Time later(Time t, Time more) { return more > kNever - t ? kNever : t + more; }

struct Distribution {
  enum class Kind : uint8_t { constant, uniform, normal, lognormal, exponential, pareto };
  Kind kind = Kind::constant;
  double a = 0;              // seconds. constant: the value · uniform: least · normal: mean · lognormal: median · exponential: mean · pareto: least
  double b = 0;              // uniform: most, seconds · normal: standard deviation, seconds · lognormal: sigma · pareto: alpha, the tail's shape
  double most = std::numeric_limits<double>::infinity();   // seconds; longer draws are cut to it. Below 0 they are cut to 0.

  static Distribution constant(double seconds) { return {Kind::constant, seconds, 0, std::numeric_limits<double>::infinity()}; }
  double quantile(double p) const;                         // 0 <= p < 1; seconds
  double mean() const;                                     // seconds; infinity for a Pareto tail with alpha <= 1 and no cut
  Time sample(Random& random) const { return time_from_seconds(quantile(random.uniform())); }
};

}  // namespace sim
