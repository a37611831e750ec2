// Who waits for whom at a moment, as a tree: at the top the tasks that nobody waits for, under each what it waits for.
// Before: links.h. After: the await tree panel.
#pragma once
#include "sim/analysis/why.h"

#include <string>
#include <vector>

namespace sim {

struct AwaitNode {
  uint16_t depth = 0;
  bool last = false;       // of its parent's children
  TaskId task = 0;
  std::string text;        // what it waits for: "sleep 0.3, until 0.3 s", "gather of 3: 2 not done", "Lock, held by Task-2"; "" when it does not
};

// As things stood after record i; at most `most` nodes. A task that several wait for stands under the first of them.
std::vector<AwaitNode> await_tree(const Known& known, size_t i, size_t most = 400);

}  // namespace sim
