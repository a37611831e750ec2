// Each task's life as an unbroken row of spans: ready, running, blocked, suspended; and the loop's own row.
// Before: sim/trace/trace.h. After: app/timeline/layout.h makes bars of them; state.h and the panels ask for one moment.
#pragma once
#include "sim/analysis/order.h"
#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace sim {

enum class SpanState : uint8_t { ready, running, blocked, suspended, idle };  // idle: the loop waits for the world
const char* name(SpanState state);  // "ready", "running", ...
inline constexpr int kSpanStates = 5;

enum class TaskEnd : uint8_t { none, returned, cancelled, raised };  // none: still alive when the run ended

// A row owns the spans [first, last) of Spans. They touch: each ends where the next begins, the last one at the row's end.
struct Row {
  size_t first = 0, last = 0;
  Time end = 0;  // when the last span ends
  int64_t end_order = 0;
  size_t end_record = 0;  // where the row ends; the trace's size when it never did
  TaskId task = 0;        // 0: the loop
  TaskId parent = 0;
  TaskEnd how = TaskEnd::none;
  uint16_t depth = 0;     // below its parent
  bool hidden = false;    // one of the loop's own tasks
  uint32_t children = 0;  // of its own, not theirs
  size_t spawned = 0;     // record
  uint32_t resumes = 0;
  TextId name = 0, coroutine = 0;
};

class Spans {
 public:
  Spans(const Trace& trace, const Order& order);

  // Of tasks by TaskId, from 1; rows()[0] is the loop's.
  const std::vector<Row>& rows() const { return rows_; }
  const Row& row(TaskId task) const { return rows_[task < rows_.size() ? task : 0]; }
  // Tasks depth first under the task that made them, hidden ones left out.
  const std::vector<TaskId>& by_parent() const { return by_parent_; }

  size_t size() const { return begin_.size(); }
  SpanState state(size_t span) const { return state_[span]; }
  Time begin(size_t span) const { return begin_[span]; }
  Time end(size_t span, const Row& row) const { return span + 1 < row.last ? begin_[span + 1] : row.end; }
  // The record that begins it: for suspended the task_suspended, for ready what made it so, for the loop's rows the step's first.
  size_t record(size_t span) const { return record_[span]; }
  size_t end_record(size_t span, const Row& row) const { return span + 1 < row.last ? record_[span + 1] : row.end_record; }

  // The two axes as plain arrays, for whoever goes through thousands of spans a frame.
  const std::vector<Time>& begins() const { return begin_; }
  const std::vector<int64_t>& order_begins() const { return begin_order_; }
  const std::vector<SpanState>& states() const { return state_; }

  // The span of the row in which record i lies; row.last when the row has not begun or is over.
  size_t at(const Row& row, size_t i) const;
  // A loop row's span: the task it runs, 0 for a callback or a wait.
  TaskId runs(size_t loop_span) const { return loop_task_[loop_span - rows_[0].first]; }

 private:
  struct Making;
  std::vector<Row> rows_;
  std::vector<TaskId> by_parent_;
  std::vector<Time> begin_;
  std::vector<int64_t> begin_order_;
  std::vector<uint32_t> record_;
  std::vector<SpanState> state_;
  std::vector<TaskId> loop_task_;
};

}  // namespace sim
