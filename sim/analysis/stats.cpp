#include "sim/analysis/stats.h"

#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>

namespace sim {

// A wait for another task, a lock or a queue is that other task's work; counting it again would call every nested await a gain.
bool waits_outside(std::string_view what) {
  constexpr std::string_view kInside[] = {"gather",  "wait",   "TaskGroup", "as_completed",  "Semaphore", "BoundedSemaphore",
                                          "Lock",    "Queue",  "LifoQueue", "PriorityQueue", "Event",     "Condition",
                                          "Barrier", "Future", "shield",    "timeout", "Queue.join"};
  for (std::string_view kind : kInside)
    if (what.starts_with(kind)) return false;
  return true;
}

bool gives_up(const Trace& trace, size_t timer) { return trace.text(trace[timer].text).starts_with("give up "); }

std::string until(const Trace& trace, size_t timer) {
  return cat(std::string_view(gives_up(trace, timer) ? ", given up at " : ", until "), time_text(trace[timer].number));
}

namespace {
// How long a wait would have taken were it alone: a timer is over at its deadline, a job takes as long as it runs.
Time alone(const Trace& trace, const Spans& spans, const Links& links, const Row& row, size_t span) {
  Time begin = spans.begin(span), length = spans.end(span, row) - begin;
  size_t record = spans.record(span);
  if (const ThreadJob* job = links.waited_job(record)) return std::min(length, job->end - job->start);
  size_t timer = links.timer_set(trace[record].object);
  return timer == kNoRecord ? length : std::clamp<Time>(trace[timer].number - begin, 0, length);
}
}  // namespace

Stats stats_of(const Trace& trace, const Spans& spans, const Order& order, const Links& links) {
  Stats s;
  if (trace.size()) s.total = trace[trace.size() - 1].t - trace[0].t;
  s.steps = order.steps();
  std::vector<std::pair<size_t, int>> changes;
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
          if (const Record& r = trace[spans.record(n)]; task && !links.task_of(r.object) && waits_outside(trace.text(r.text)))
            s.serial += alone(trace, spans, links, row, n);
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
