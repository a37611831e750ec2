// A stretch of the run in numbers, and how much went on at once over the whole of it.
// Before: spans.h, stats.h. After: the range measure and the minimap of the timeline, the statistics panel.
#pragma once
#include "sim/analysis/stats.h"

#include <vector>

namespace sim {

struct RangeStats {
  Time length = 0;
  uint32_t tasks = 0;      // alive in it
  uint32_t steps = 0;      // a task ran so often
  Time waited = 0;         // sums over tasks: for the world outside ...
  Time ready = 0;          // ... and in line, due and not run
  Time blocked = 0;        // the loop was held
  double at_once = 0;      // waits for the world at once, on average
};
RangeStats range_stats(const Trace& trace, const Spans& spans, const Links& links, Time from, Time to);

// How many tasks waited for the world outside at the same time: a step function; each value holds until the next point.
struct Concurrency {
  Time t;
  uint32_t waits;
};
// Does the span wait for the world outside, a timer, an answer or a thread, and not for another task?
bool waits_outside(const Trace& trace, const Spans& spans, const Links& links, size_t span);
std::vector<Concurrency> concurrency_of(const Trace& trace, const Spans& spans, const Links& links);

}  // namespace sim
