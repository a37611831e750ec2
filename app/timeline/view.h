// Which part of the run the timeline shows, and how axis values become pixels.
// Before: model.h holds one. After: layout.h, draw.h.
#pragma once
#include "sim/analysis/order.h"

#include <algorithm>
#include <cstdint>

namespace app {

enum class Axis : uint8_t { time, order };  // nanoseconds; or steps of the loop, sim::kStepWidth each

struct View {
  Axis axis = Axis::time;
  double from = 0, to = 1;  // axis values at the left and right edge
  double lane_height = 30;  // points; small: lanes fold into a density band
  double scroll = 0;        // points: of lanes above the top edge

  double length() const { return to - from; }
  double unit() const { return axis == Axis::time ? 1e9 : static_cast<double>(sim::kStepWidth); }  // what actions count in: a second, or a step
};

inline constexpr double kSmallestLane = 0.002, kLargestLane = 60;

// From an axis value to pixels from the left edge of the lanes.
struct Scale {
  double from, per_unit;
  Scale(const View& view, float width) : from(view.from), per_unit(width / std::max(view.length(), 1e-9)) {}
  float x(double value) const { return static_cast<float>(std::clamp((value - from) * per_unit, -1e6, 1e6)); }
  double value(float x) const { return from + x / per_unit; }
};

}  // namespace app
