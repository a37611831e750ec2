#include "sim/analysis/order.h"

#include <algorithm>

namespace sim {

Order::Order(const Trace& trace) {
  step_.reserve(trace.size());
  bool ran_task = false;  // in the present step; a lean trace has no handle_ran, there a resumed task begins the step
  bool prelude = true;    // only the turn's beginning and fired timers so far: what runs first shares the step with them
  for (size_t i = 0; i < trace.size(); ++i) {
    Event e = trace[i].event;
    bool runs = e == Event::handle_ran || e == Event::world_waited || (e == Event::task_resumed && ran_task);
    bool begins = e == Event::turn_began || (runs && !prelude);
    if (begins || starts_.empty()) {
      starts_.push_back(static_cast<uint32_t>(i));
      ran_task = false;
    }
    if (e == Event::turn_began)
      prelude = true;
    else if (e != Event::timer_fired || !prelude)
      prelude = false;
    ran_task |= e == Event::task_resumed;
    step_.push_back(static_cast<uint32_t>(starts_.size() - 1));
  }
}

int64_t Order::at(size_t i) const {
  if (i >= step_.size()) return end();
  size_t step = step_[i], first = starts_[step], length = start_of(step + 1) - first;
  return static_cast<int64_t>(step) * kStepWidth + static_cast<int64_t>((i - first) * kStepWidth / length);
}

size_t Order::record_at(int64_t position) const {
  if (position <= 0 || starts_.empty()) return 0;
  if (position >= end()) return step_.size() - 1;
  auto step = static_cast<size_t>(position / kStepWidth);
  size_t first = starts_[step], length = start_of(step + 1) - first;
  auto within = static_cast<size_t>(position % kStepWidth);
  size_t i = first + within * length / kStepWidth;
  while (i + 1 < first + length && at(i + 1) <= position) ++i;  // at() rounds down
  return i;
}

}  // namespace sim
