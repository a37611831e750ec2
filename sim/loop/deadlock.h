// Nothing is ready, no timer is set, nothing can arrive: every task waits for another one. CPython would stand still for ever.
// Before: Loop::wait_for_world throws it. After: asyncio.run cancels what is left and lets it pass; sim/run prints the report.
#pragma once
#include <cstdint>
#include <string>

namespace sim {

class Loop;

// Not a Python exception: no program can catch it.
struct Deadlock {
  std::string report;      // "DEADLOCK" and a line for each task: what it waits for, and where
  uint32_t line = 0;       // of the program, where the first task waits
};

// The report on the tasks of `loop` as they stand now.
Deadlock find_deadlock(Loop& loop);

}  // namespace sim
