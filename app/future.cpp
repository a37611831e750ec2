#include "app/future.h"

#include <algorithm>

namespace app {

bool hides_future(const Model& m) { return m.presenter.future_masked && m.document && m.cursor < m.document->last_record(); }

bool tells_length(const Model& m) { return m.document && !hides_future(m) && !is_covered(m); }

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
