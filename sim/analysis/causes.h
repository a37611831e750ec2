// Who woke whom: the chain from a task's step back to the timer, result or task that began it; told in plain sentences.
// Before: spans.h. After: the inspector, and arrows on the timeline.
#pragma once
#include "sim/analysis/spans.h"

#include <string>
#include <vector>

namespace sim {

struct Cause {
  size_t record;         // what happened
  TaskId task = 0;       // who did it; 0: the loop or the world
  std::string sentence;  // "Task-2 finished"
};

// What led to record i, the nearest first. Ends at the first step of the program, or after `longest` links.
std::vector<Cause> causes_of(const Trace& trace, const Spans& spans, size_t i, size_t longest = 12);

// A task's name as it was last called; "Task-3".
std::string_view task_name(const Trace& trace, const Spans& spans, TaskId task);

}  // namespace sim
