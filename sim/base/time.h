// Virtual time: whole nanoseconds since the run began. Never a double: a trace must be the same on every machine.
#pragma once
#include <cmath>
#include <cstdint>

namespace sim {

using Time = int64_t;  // nanoseconds

inline constexpr Time kNever = INT64_MAX;
inline constexpr Time kSecond = 1'000'000'000;

// Nearest nanosecond, ties to even as CPython's round(); saturates, so that sleep(1e300) is a time and not undefined.
inline Time time_from_seconds(double seconds) {
  double ns = std::nearbyint(seconds * 1e9);
  if (!(ns < 9.2e18)) return kNever;   // also NaN
  if (ns < -9.2e18) return INT64_MIN;
  return static_cast<Time>(ns);
}

inline double seconds(Time t) { return static_cast<double>(t) / 1e9; }

}  // namespace sim
