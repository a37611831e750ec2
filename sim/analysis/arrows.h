// From whom to whom: who made a task, who woke it, whose result or cancellation reached it; one arrow into each of a task's steps.
// Before: links.h, causes.h. After: the timeline draws those of the selection and of the current step.
#pragma once
#include "sim/analysis/causes.h"

#include <vector>

namespace sim {

enum class ArrowKind : uint8_t { spawn, wake, result, cancel, timer };

struct Arrow {
  ArrowKind kind = ArrowKind::wake;
  TaskId from = 0, to = 0;       // from 0: the loop (a timer, the world)
  uint32_t from_record = 0, to_record = 0;
};

class Arrows {
 public:
  Arrows(const Trace& trace, const Spans& spans);

  const std::vector<Arrow>& all() const { return all_; }  // by the record they arrive at
  // Those that arrive at records [first, last), of any task.
  std::vector<Arrow> into(size_t first, size_t last) const;
  // Those that leave from records [first, last) of a task.
  std::vector<Arrow> out_of(TaskId task, size_t first, size_t last) const;

 private:
  std::vector<Arrow> all_;
  std::vector<uint32_t> by_from_;  // indices of all_, by the record they leave from
};

}  // namespace sim
