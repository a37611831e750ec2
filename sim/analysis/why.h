// "Why?": for a task at a moment, or for the loop, what goes on and what it depends on, in plain sentences with places to jump to.
// Before: links.h, causes.h, delays.h, state.h. After: the why panel, the inspector, hover cards.
#pragma once
#include "sim/analysis/causes.h"
#include "sim/analysis/delays.h"
#include "sim/analysis/state.h"

#include <string>
#include <vector>

namespace sim {

// All that the sentences are made from. The parts outlive it.
struct Known {
  const Trace& trace;
  const Spans& spans;
  const Links& links;
  const LoopHistory& history;
  const std::vector<Delay>& delays;
};

struct WhyLine {
  std::string text;
  size_t record = kNoRecord;  // where to jump; kNoRecord: nowhere
  TaskId task = 0;            // whom it is about; 0: nobody
  bool later = false;         // tells what has not happened yet at that moment
};

struct Why {
  std::string headline;          // "Task-5 waits for Semaphore(3), second in line behind Task-4."
  std::vector<WhyLine> details;  // who holds it, who could end it, what it is late by
  std::vector<Cause> chain;      // how it came to this, the nearest first
};

// As things stood after record i; `now` goes on while the loop waits or is held, and nothing is recorded.
Why why_task(const Known& known, TaskId task, size_t i, Time now = 0);
Why why_loop(const Known& known, size_t i);

}  // namespace sim
