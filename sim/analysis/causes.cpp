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
    case Event::task_suspended: return text.empty() ? cat(name(r.task), " gave way for one turn") : cat(name(r.task), " began to wait for ", text);
    case Event::task_done:
      return cat(name(r.task), r.a == 0 ? " finished" : r.a == 1 ? " was cancelled" : cat(" failed with ", text));
    case Event::task_cancel_requested: return cat(name(r.by), " asked to cancel ", name(r.task));
    case Event::timer_fired: return text.empty() ? "a timer came due" : cat("the timer for ", text, " came due");
    case Event::timer_set: return cat(name(r.by), " set a timer");
    case Event::future_resolved: return r.by ? cat(name(r.by), " set a result") : std::string("what it waited for was done");
    case Event::resource_released: return cat(name(r.task), " released it");
    case Event::resource_acquired: return cat(name(r.task), " got it");
    case Event::job_finished: return "a thread's job ended";
    case Event::request_answered: return "an answer arrived";
    case Event::handle_queued: return text.empty() ? "it was queued" : cat("queued: ", text);
    case Event::world_waited: return "the loop waited for the world";
    default: return "the loop ran it";
  }
}

// A record's own link back (+1), where it has one.
size_t link(const Record& r) {
  switch (r.event) {
    case Event::task_resumed:
    case Event::handle_queued: return r.text2_or_cause;
    default: return 0;
  }
}

bool made_by_a_task(Event e) {
  return e == Event::task_spawned || e == Event::task_done || e == Event::task_suspended || e == Event::future_resolved || e == Event::resource_released ||
         e == Event::task_cancel_requested || e == Event::handle_queued;
}
}  // namespace

std::vector<Cause> causes_of(const Trace& trace, const Spans& spans, size_t i, size_t longest) {
  std::vector<Cause> chain;
  while (chain.size() < longest) {
    size_t next = link(trace[i]);
    if (next == 0) {
      // What a task did, it did in a step: that step's own cause goes on. `by` names it, except for what it does to itself.
      const Record& r = trace[i];
      bool itself = r.event == Event::task_done || r.event == Event::task_suspended || r.event == Event::resource_released;
      TaskId doer = !made_by_a_task(r.event) ? 0 : itself ? r.task : r.by;
      if (doer == 0) break;
      const Row& row = spans.row(doer);
      size_t at = i > 0 ? spans.at(row, i - 1) : row.last;
      while (at != row.last && at > row.first && spans.state(at) != SpanState::running) --at;
      if (at == row.last || trace[spans.record(at)].event != Event::task_resumed) break;
      next = spans.record(at) + 1;
    }
    if (next - 1 >= i) break;   // causes lie in the past
    i = next - 1;
    const Record& r = trace[i];
    chain.push_back({i, r.by ? r.by : r.task, sentence(trace, spans, r)});
  }
  return chain;
}

}  // namespace sim
