// What the trace does not hold: the variables at a moment. Had by running the program again up to that moment and looking.
// Before: run.h. After: the variables panel and the values under the mouse in the code.
#pragma once
#include "sim/run/run.h"

#include <string>
#include <vector>

namespace sim {

struct Variable {
  std::string name;
  std::string value;  // as Python would write it, shortened; no code of the program runs for it
  std::string type;
};

struct FrameNow {
  std::string function;  // qualified name without "<locals>."; "<module>"
  uint32_t line = 0;     // where it stands
  std::vector<Variable> variables;
};

struct Snapshot {
  size_t record = 0;
  TaskId task = 0;               // whose frames: the one asked for, else the one that runs; 0: code outside any task
  std::vector<FrameNow> frames;  // the innermost first; of a waiting task the chain of its awaits
  std::vector<Variable> globals; // what the program's own statements named, without modules, functions and classes
};

// One for each of `records` (rising) that the run reaches. `task` 0: the running one at each of them. The same program and options give
// the same records; a run that is told to stop by options.interrupted gives those it came to.
std::vector<Snapshot> snapshots(const Program& program, const RunOptions& options, const std::vector<size_t>& records, TaskId task);

}  // namespace sim
