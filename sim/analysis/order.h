// The order axis: every step of the loop (one handle run, or one wait for the world) is one unit wide, however long it took.
// Before: sim/trace/trace.h. After: spans.h and the timeline place things by it.
#pragma once
#include "sim/trace/trace.h"

#include <vector>

namespace sim {

// Positions are integers like Time is, so that one view serves both axes.
inline constexpr int64_t kStepWidth = 1'000'000;

class Order {
 public:
  explicit Order(const Trace& trace);

  // Where record i stands; rises with i. Records of one step share its width evenly. size() gives the end of the axis.
  int64_t at(size_t i) const;
  int64_t end() const { return static_cast<int64_t>(starts_.size()) * kStepWidth; }
  // The last record at or before a position; 0 before the first.
  size_t record_at(int64_t position) const;

  size_t steps() const { return starts_.size(); }
  size_t step_of(size_t i) const { return step_[i]; }
  size_t start_of(size_t step) const { return step < starts_.size() ? starts_[step] : step_.size(); }

 private:
  std::vector<uint32_t> step_;    // of each record
  std::vector<uint32_t> starts_;  // of each step: its first record
};

}  // namespace sim
