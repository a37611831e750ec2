// The process ends at once, as a signal that nobody handles ends it: no except, finally or __del__ of the program runs any more.
// Before: sim/python/library/signal.py by modules/process.cpp. After: sim/run/run.cpp.
#pragma once
#include <string>

namespace sim::py {

struct ProcessEnded {
  int status = 0;          // as a shell sees it
  std::string message;     // what a shell says about it
};

}  // namespace sim::py
