#include "sim/analysis/stats.h"

#include <algorithm>
#include <set>

namespace sim {

// A wait for another task, a lock or a queue is that other task's work; counting it again would call every nested await a gain.
bool waits_outside(std::string_view what) {
  constexpr std::string_view kInside[] = {"gather",  "wait",   "TaskGroup", "as_completed",  "Semaphore", "BoundedSemaphore",
                                          "Lock",    "Queue",  "LifoQueue", "PriorityQueue", "Event",     "Condition",
                                          "Barrier", "Future", "shield",    "timeout"};
  for (std::string_view kind : kInside)
    if (what.starts_with(kind)) return false;
  return true;
}

Stats stats_of(const Trace& trace, const Spans& spans, const Order& order) {
  Stats s;
  if (trace.size()) s.total = trace[trace.size() - 1].t - trace[0].t;
  s.steps = order.steps();
  std::vector<std::pair<size_t, int>> changes;
  std::set<TextId> names;  // a task that waits for another has that one's name as its text
  for (const Row& row : spans.rows())
    if (row.task) names.insert(row.name);
  for (const Row& row : spans.rows()) {
    bool task = row.task != 0 && !row.hidden;
    if (task) {
      ++s.tasks;
      ++(row.how == TaskEnd::returned    ? s.returned
         : row.how == TaskEnd::cancelled ? s.cancelled
         : row.how == TaskEnd::raised    ? s.raised
                                         : s.unfinished);
      changes.push_back({row.spawned, 1});
      changes.push_back({row.end_record, -1});
    }
    for (size_t n = row.first; n < row.last; ++n) {
      Time length = spans.end(n, row) - spans.begin(n);
      if (length <= 0) continue;
      switch (spans.state(n)) {
        case SpanState::blocked: (&row == spans.rows().data() ? s.blocked : s.serial) += length; break;
        case SpanState::idle: s.idle += length; break;
        case SpanState::suspended:
          if (TextId what = trace[spans.record(n)].text; task && !names.count(what) && waits_outside(trace.text(what)))
            s.serial += length;
          break;
        default: break;
      }
    }
  }
  for (size_t i = 0; i < trace.size(); ++i) s.turns += trace[i].event == Event::turn_began;
  std::sort(changes.begin(), changes.end());
  int alive = 0;
  for (auto& [record, by] : changes) s.most_alive = std::max(s.most_alive, static_cast<uint32_t>(std::max(alive += by, 0)));
  if (s.total > 0) s.speed_up = static_cast<double>(s.serial) / static_cast<double>(s.total);
  return s;
}

}  // namespace sim
