// Finding in a run: tasks by name, coroutines, lines of the program, lines of its output.
// Before: document.h. After: panels/search.cpp.
#pragma once
#include "app/document.h"

#include <string>
#include <vector>

namespace app {

struct Found {
  enum class Kind : uint8_t { task, line, output } kind;
  std::string text;    // what is shown
  std::string where;   // "Task-3", "line 12", "0.3 s"
  sim::TaskId task = 0;
  size_t record = 0;   // where the playhead goes; of a line where it first runs, sim::kNoRecord when it never does
};

// Capitals do not count. Tasks first, then lines, then output; at most `most` of each kind.
std::vector<Found> search(const Document& document, std::string_view what, size_t most = 50);

}  // namespace app
