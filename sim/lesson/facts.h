// What the words of the expressions measure in one run: each a question to the trace, answered with the record that shows it best.
// Before: sim/analysis. After: evaluate.h puts them together; moments.h finds places in the run.
#pragma once
#include "sim/analysis/spans.h"
#include "sim/analysis/state.h"
#include "sim/analysis/stats.h"
#include "sim/lesson/expression.h"
#include "sim/run/run.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim::lesson {

struct Measure {
  double number = 0;
  size_t where = kNowhere;
};

struct PrintedLine {
  std::string text;
  size_t record = 0;  // what wrote its last character
};

// A point of the run: what has happened up to and with `record`, and the clock there.
struct Point {
  size_t record = 0;
  Time time = 0;
};

class Facts {
 public:
  // `text` is the program; `run` has its lines recorded (Trace::Detail::lines) and outlives this.
  Facts(const Run& run, std::string text);
  Facts(std::shared_ptr<const Run> run, std::string text);

  const Run& run() const { return run_; }
  const std::shared_ptr<const Run>& shared_run() const { return kept_; }
  const std::string& text() const { return text_; }
  const Trace& trace() const { return run_.trace; }
  const Spans& spans() const { return spans_; }
  const Stats& stats() const { return stats_; }

  // ---- of the whole run
  Measure total() const;
  Measure left() const;
  Measure longest_block() const;
  Measure ended(TaskEnd how) const;  // tasks that ended so
  Result<Measure> peak(std::string_view what) const;
  Measure held(std::string_view what) const;
  Measure waited(std::string_view what) const;
  Measure requests() const;
  Measure requests_at_once() const;
  Measure requests_per_second() const;
  Measure complaints(std::string_view words) const;  // lines of stderr that contain them
  std::string error() const;                         // "ValueError"
  const std::vector<PrintedLine>& output() const { return output_; }
  const std::vector<PrintedLine>& errors() const { return errors_; }
  const PrintedLine* find_line(std::string_view text) const;  // the first that contains it
  std::vector<std::string> started() const;
  std::vector<std::string> finished() const;
  bool uses(std::string_view words) const;
  std::vector<std::string> findings() const;         // names of mistakes that the detectors see, each once

  // ---- of tasks
  // 0: there is none of that name.
  TaskId task(std::string_view name) const;
  std::string_view name(TaskId task) const;
  std::vector<std::string> task_names() const;  // in the order of the timeline
  std::optional<size_t> first_resume(TaskId task) const;
  std::string how(TaskId task) const;

  // ---- of a moment
  TaskId running(Point at) const;
  TaskId next(Point at) const;
  std::vector<TaskId> in_state(Point at, SpanState state) const;  // ready: in the order in which they will run
  std::string state(TaskId task, Point at) const;
  std::string waits_for(TaskId task, Point at) const;
  std::vector<TaskId> alive(Point at) const;
  LoopState loop(Point at) const { return history_.at(at.record); }
  Point at_record(size_t record) const;

 private:
  void split_output();
  bool counts(const Row& row) const { return row.task != 0 && !row.hidden; }
  std::vector<bool> region(std::string_view what) const;  // lines of the program; empty: there is no such place
  std::vector<TaskId> main_tasks() const;

  std::shared_ptr<const Run> kept_;
  const Run& run_;
  std::string text_;
  Order order_;
  Spans spans_;
  Stats stats_;
  LoopHistory history_;
  std::vector<PrintedLine> output_, errors_;
};

}  // namespace sim::lesson
