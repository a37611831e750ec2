// Who woke whom: the chain from a task's step back to the timer, result or task that began it; told in plain sentences.
// Before: links.h. After: why.h, the inspector, and arrows on the timeline.
#pragma once
#include "sim/analysis/links.h"

#include <string>
#include <vector>

namespace sim {

struct Cause {
  size_t record;         // what happened
  TaskId task = 0;       // who did it; 0: the loop or the world
  std::string sentence;  // "Task-2 released Semaphore(3) at line 8"
};

// What led to record i, the nearest first. Ends at the first step of the program, or after `longest` links.
std::vector<Cause> causes_of(const Trace& trace, const Spans& spans, const Links& links, size_t i, size_t longest = 12);

// The record (plus 1) that `i` names as its cause; for what the loop does outside any task, the handle that runs. 0: none is known.
size_t cause_link(const Trace& trace, size_t i);

// A task's name as it was last called; "Task-3".
std::string_view task_name(const Trace& trace, const Spans& spans, TaskId task);

}  // namespace sim
