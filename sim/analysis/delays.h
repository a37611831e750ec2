// Who had to wait because a call held the loop: a task that was due and could not run, by how much, and which call it was.
// Before: links.h. After: why.h says it, the timeline draws it over the task's lane.
#pragma once
#include "sim/analysis/links.h"

namespace sim {

struct Delay {
  TaskId task = 0;
  Time due = 0, ran = 0;
  size_t resumed = 0;  // the record with which it ran at last
  size_t blocked = 0;  // the call that held the loop last
};

// By task, then in time. Empty in a program that never blocks.
std::vector<Delay> delays_of(const Trace& trace, const Spans& spans, const Links& links);

}  // namespace sim
