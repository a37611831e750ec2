#include "sim/analysis/range.h"

#include <algorithm>

namespace sim {

bool waits_outside(const Trace& trace, const Spans& spans, const Links& links, size_t span) {
  if (spans.state(span) != SpanState::suspended) return false;
  const Record& r = trace[spans.record(span)];
  return waits_outside(trace.text(r.text)) && !links.task_of(r.object);
}

RangeStats range_stats(const Trace& trace, const Spans& spans, const Links& links, Time from, Time to) {
  RangeStats s;
  if (to < from) std::swap(from, to);
  s.length = to - from;
  for (const Row& row : spans.rows()) {
    if (row.first == row.last || row.hidden || spans.begin(row.first) > to || row.end < from) continue;
    bool task = row.task != 0;
    s.tasks += task;
    auto first = spans.begins().begin() + static_cast<ptrdiff_t>(row.first), last = spans.begins().begin() + static_cast<ptrdiff_t>(row.last);
    auto at = std::lower_bound(first, last, from);
    size_t n = static_cast<size_t>(at - spans.begins().begin());
    if (n > row.first) --n;
    for (; n < row.last && spans.begin(n) <= to; ++n) {
      Time inside = std::min(spans.end(n, row), to) - std::max(spans.begin(n), from);
      if (inside < 0) continue;
      SpanState state = spans.state(n);
      if (task && state == SpanState::running) ++s.steps;
      if (task && state == SpanState::ready) s.ready += inside;
      if (!task && state == SpanState::blocked) s.blocked += inside;
      if (task && waits_outside(trace, spans, links, n)) s.waited += inside;
    }
  }
  if (s.length > 0) s.at_once = static_cast<double>(s.waited) / static_cast<double>(s.length);
  return s;
}

std::vector<Concurrency> concurrency_of(const Trace& trace, const Spans& spans, const Links& links) {
  std::vector<std::pair<Time, int>> changes;
  for (const Row& row : spans.rows()) {
    if (row.task == 0 || row.hidden) continue;
    for (size_t n = row.first; n < row.last; ++n)
      if (Time end = spans.end(n, row); end > spans.begin(n) && waits_outside(trace, spans, links, n)) {
        changes.push_back({spans.begin(n), 1});
        changes.push_back({end, -1});
      }
  }
  std::sort(changes.begin(), changes.end());
  std::vector<Concurrency> out{{0, 0}};
  int now = 0;
  for (size_t i = 0; i < changes.size();) {
    Time t = changes[i].first;
    for (; i < changes.size() && changes[i].first == t; ++i) now += changes[i].second;
    if (out.back().t == t)
      out.back().waits = static_cast<uint32_t>(now);
    else if (out.back().waits != static_cast<uint32_t>(now))
      out.push_back({t, static_cast<uint32_t>(now)});
  }
  return out;
}

}  // namespace sim
