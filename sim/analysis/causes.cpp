#include "sim/analysis/causes.h"

#include "sim/base/text.h"

namespace sim {

std::string_view task_name(const Trace& trace, const Spans& spans, TaskId task) {
  if (task == 0) return "the loop";
  std::string_view name = trace.text(spans.row(task).name);
  return name.empty() ? "a task" : name;
}

namespace {
std::string who(const Trace& trace, const Spans& spans, TaskId task) { return std::string(task_name(trace, spans, task)); }

std::string sentence(const Trace& trace, const Spans& spans, const Record& r) {
  auto name = [&](TaskId task) { return who(trace, spans, task); };
  std::string text(trace.text(r.text));
  switch (r.event) {
    case Event::task_spawned: return r.by ? cat(name(r.by), " made ", name(r.task)) : cat("the program started ", name(r.task));
    case Event::task_resumed: return cat(name(r.task), " went on");
    case Event::task_suspended:
      return text.empty() ? cat(name(r.task), " gave way for one turn") : cat(name(r.task), " began to wait for ", text);
    case Event::task_done:
      return cat(name(r.task), r.a == 0 ? " finished" : r.a == 1 ? " was cancelled" : cat(" failed with ", text));
    case Event::task_cancel_requested: return cat(name(r.by), " asked to cancel ", name(r.task));
    case Event::timer_fired: return text.empty() ? "a timer came due" : cat("the timer for ", text, " came due");
    case Event::timer_set: return cat(name(r.by), " set that timer");
    case Event::future_resolved: return r.by ? cat(name(r.by), " set its result") : std::string("what it waited for was done");
    case Event::resource_released: return cat(name(r.task), " released it");
    case Event::resource_acquired: return cat(name(r.task), " got it");
    case Event::job_finished: return "a thread's job ended";
    case Event::request_answered: return "an answer arrived";
    case Event::handle_queued: return text.empty() ? "it was queued" : cat("queued: ", text);
    case Event::world_waited: return "the loop waited for the world";
    default: return "the loop ran it";
  }
}

// The record (plus 1) that `i` names as its cause; for what the loop does outside any task, the handle that runs.
size_t link(const Trace& trace, size_t i) {
  switch (const Record& r = trace[i]; r.event) {
    case Event::task_resumed:
    case Event::handle_ran:
    case Event::handle_queued: return r.text2_or_cause;
    case Event::future_resolved:
    case Event::job_finished:
      if (r.by) return 0;
      while (i-- > 0)
        if (Event e = trace[i].event; e == Event::handle_ran)
          return i + 1;
        else if (e == Event::turn_began)
          return 0;
      return 0;
    default: return 0;
  }
}

// The task that did what a record tells, when it was one.
TaskId doer(const Record& r) {
  switch (r.event) {
    case Event::task_done:
    case Event::task_suspended:
    case Event::resource_released:
    case Event::resource_acquired: return r.task;
    case Event::task_spawned:
    case Event::future_resolved:
    case Event::task_cancel_requested:
    case Event::timer_set:
    case Event::handle_queued: return r.by;
    default: return 0;
  }
}

// A timer fires because somebody set it. Looks back so far and no further.
size_t set_of(const Trace& trace, size_t fired) {
  constexpr size_t kFarthest = 500'000;
  for (size_t i = fired; i-- > 0 && fired - i < kFarthest;)
    if (trace[i].event == Event::timer_set && trace[i].object == trace[fired].object) return i + 1;
  return 0;
}

// What runs a handle, being queued, a future set by the loop: the next link says it better.
bool worth_telling(const Record& r) {
  return r.event != Event::handle_ran && r.event != Event::handle_queued && (r.event != Event::future_resolved || r.by != 0);
}

// A result was set because of what the same task told just before: a release, its own end.
size_t better(const Trace& trace, size_t i) {
  for (size_t n = i; n-- > 0 && i - n <= 3;) {
    const Record& r = trace[n];
    if (r.event == Event::resource_released || r.event == Event::task_done || r.event == Event::task_cancel_requested ||
        r.event == Event::job_finished)
      return n;
    if (r.event == Event::task_resumed || r.event == Event::handle_ran) break;
  }
  return i;
}
}  // namespace

std::vector<Cause> causes_of(const Trace& trace, const Spans& spans, size_t i, size_t longest) {
  std::vector<Cause> chain;
  while (chain.size() < longest) {
    size_t next = trace[i].event == Event::timer_fired ? set_of(trace, i) : link(trace, i);
    if (next == 0) {
      // What a task did, it did in a step: that step's own cause goes on.
      TaskId task = doer(trace[i]);
      if (task == 0) break;
      const Row& row = spans.row(task);
      size_t at = i > 0 ? spans.at(row, i - 1) : row.last;
      if (trace[i].event == Event::task_done && at == row.last && row.last > row.first) at = row.last - 1;
      while (at != row.last && at > row.first && trace[spans.record(at)].event != Event::task_resumed) --at;
      if (at == row.last || trace[spans.record(at)].event != Event::task_resumed) break;
      next = spans.record(at) + 1;
    }
    if (next - 1 >= i) break;  // causes lie in the past
    i = next - 1;
    if (trace[i].event == Event::future_resolved) i = better(trace, i);
    const Record& r = trace[i];
    if (worth_telling(r)) chain.push_back({i, doer(r) ? doer(r) : r.task, sentence(trace, spans, r)});
  }
  return chain;
}

}  // namespace sim
