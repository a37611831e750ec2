// A run in a few numbers: how long, how long one after another, how much at once.
// Before: spans.h. After: the top bar and `loopscope timeline`.
#pragma once
#include "sim/analysis/links.h"

namespace sim {

struct Stats {
  Time total = 0;       // virtual time from the first record to the last
  Time serial = 0;      // every wait for the outside and every block, one after another: what a timer was late by and the line for a
                        // thread are no part of it
  Time blocked = 0;     // the loop was held
  Time idle = 0;        // the loop had nothing to run
  Time delayed = 0;     // tasks were due and could not run, because the loop was held; summed over tasks
  double speed_up = 1;  // serial / total
  uint32_t tasks = 0;   // without the loop's own
  uint32_t returned = 0, cancelled = 0, raised = 0, unfinished = 0;
  uint32_t most_alive = 0;  // tasks alive at once
  size_t steps = 0, turns = 0;
};

// Does a wait of that name (the text of a task_suspended) stand for the world outside? The names of tasks are for the caller to know.
bool waits_outside(std::string_view what);
// Does a timer, by the record that set it, not bring what is waited for but end the wait without it?
bool gives_up(const Trace& trace, size_t timer);
std::string until(const Trace& trace, size_t timer);  // ", until 0.3 s", or ", given up at 5 s"

Stats stats_of(const Trace& trace, const Spans& spans, const Order& order, const Links& links);
inline Stats stats_of(const Trace& trace, const Spans& spans, const Order& order) { return stats_of(trace, spans, order, Links(trace, spans)); }

}  // namespace sim
