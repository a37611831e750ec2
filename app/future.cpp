#include "app/future.h"

#include <algorithm>
#include <cmath>

namespace app {

bool hides_future(const Model& m) { return m.presenter.future_masked && m.document && m.cursor < m.document->last_record(); }

bool tells_length(const Model& m) { return m.document && !hides_future(m) && !is_covered(m); }

double round_step(double least) {
  double power = std::pow(10, std::floor(std::log10(least)));
  for (double step : {1.0, 2.0, 5.0})
    if (step * power >= least) return step * power;
  return 10 * power;
}

namespace {
// Room for what comes soon: three times as long as until time first moves, or twenty steps.
double least_horizon(const Model& m) {
  if (m.view.axis == Axis::order) return 20 * sim::kStepWidth;
  const sim::Trace& trace = m.document->trace;
  size_t moved = m.document->record_at(0) + 1;
  return moved < trace.size() ? round_step(3.0 * static_cast<double>(trace[moved].t)) : m.axis_end();
}
}  // namespace

double told_end(const Model& m) {
  if (!hides_future(m)) return m.axis_end();
  double unit = m.view.axis == Axis::order ? static_cast<double>(sim::kStepWidth) : 1;
  return std::max(least_horizon(m), unit * round_step(std::max(m.playhead() / unit, 1.0)));
}

sim::Time told_until(const Model& m) {
  sim::Time end = m.document->end_time();
  return hides_future(m) ? std::min(static_cast<sim::Time>(m.clock), end) : end;
}

TaskSums sums_of(const Model& m, const sim::Row& row) {
  const sim::Spans& spans = m.document->spans;
  TaskSums sums;
  bool hides = hides_future(m);
  sim::Time until = told_until(m);
  for (size_t n = row.first; n < row.last && (!hides || spans.record(n) <= m.cursor); ++n) {
    sim::Time end = hides ? std::min(spans.end(n, row), until) : spans.end(n, row);
    sums.in[static_cast<int>(spans.state(n))] += std::max<sim::Time>(0, end - spans.begin(n));
    if (hides) sums.runs += spans.state(n) == sim::SpanState::running;
  }
  if (!hides) sums.runs = row.resumes;
  return sums;
}

}  // namespace app
