// The event loop's own algorithm as a page of Python-like lines, and which of them a record of the trace belongs to.
// Before: sim/trace/trace.h. After: the panel "under the hood".
#pragma once
#include "sim/trace/trace.h"

#include <vector>

namespace sim {

struct AlgorithmLine {
  const char* code;  // "" parts two functions
  const char* says;  // one sentence; "" for lines that nothing stands on
};
const std::vector<AlgorithmLine>& algorithm();

inline constexpr int kNoLine = -1;
// The line that runs when record i is written; kNoLine: the program runs outside the loop.
int algorithm_line(const Trace& trace, size_t i);

}  // namespace sim
