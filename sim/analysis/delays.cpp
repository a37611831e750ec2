#include "sim/analysis/delays.h"

#include "sim/analysis/causes.h"

#include <algorithm>

namespace sim {

namespace {
// When a resumed task could have run: since it stood in line, or since the deadline of the timer that put it there.
Time due_at(const Trace& trace, const Links& links, size_t resumed) {
  Time due = trace[resumed].t;
  size_t i = resumed;
  for (int steps = 0; steps < 6; ++steps) {
    size_t cause = cause_link(trace, i);
    if (cause == 0 || cause - 1 >= i) return due;
    i = cause - 1;
    const Record& r = trace[i];
    due = std::min(due, r.t);
    if (r.event == Event::timer_fired) {
      size_t set = links.timer_set(r.object);
      return set == kNoRecord ? due : std::min(due, trace[set].number);
    }
    // What another task did, it did when it ran: that is when this one became due.
    if (r.event == Event::task_spawned || r.event == Event::task_suspended || (r.event == Event::future_resolved && r.by)) return due;
  }
  return due;
}
}  // namespace

std::vector<Delay> delays_of(const Trace& trace, const Spans& spans, const Links& links) {
  std::vector<Delay> delays;
  size_t blocked = kNoRecord;
  for (size_t i = 0; i < trace.size(); ++i) {
    const Record& r = trace[i];
    if (r.event == Event::blocked && r.number > 0) blocked = i;
    if (r.event != Event::task_resumed || blocked == kNoRecord || spans.row(r.task).hidden) continue;
    Time due = due_at(trace, links, i);
    // Only a call that ended after it was due can have held it up.
    if (r.t > due && trace[blocked].t + trace[blocked].number > due) delays.push_back({r.task, due, r.t, i, blocked});
  }
  std::stable_sort(delays.begin(), delays.end(), [](auto& x, auto& y) { return x.task < y.task; });
  return delays;
}

}  // namespace sim
