#include "sim/analysis/causes.h"

#include "sim/base/text.h"

namespace sim {

std::string_view task_name(const Trace& trace, const Spans& spans, TaskId task) {
  if (task == 0) return "the loop";
  std::string_view name = trace.text(spans.row(task).name);
  return name.empty() ? "a task" : name;
}

size_t cause_link(const Trace& trace, size_t i) {
  switch (const Record& r = trace[i]; r.event) {
    case Event::task_resumed:
    case Event::handle_ran:
    case Event::handle_queued: return r.text2_or_cause;
    case Event::future_resolved:
    case Event::task_cancel_requested:
    case Event::resource_acquired:
    case Event::resource_released:
    case Event::job_finished:
      if (r.by || (r.task && r.event >= Event::resource_created && r.event <= Event::resource_released)) return 0;
      while (i-- > 0)
        if (Event e = trace[i].event; e == Event::handle_ran)
          return i + 1;
        else if (e == Event::turn_began)
          return 0;
      return 0;
    default: return 0;
  }
}

namespace {

bool is_queue(const Record& r) { return r.a == static_cast<uint8_t>(Resource::queue); }

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

// What a timer was set for: "sleep 0.3", "timeout". It fires without saying so again.
const Record* set_with(const Trace& trace, const Links& links, const Record& fired) {
  size_t set = links.timer_set(fired.object);
  return set == kNoRecord ? nullptr : &trace[set];
}

class Chain {
 public:
  Chain(const Trace& trace, const Spans& spans, const Links& links) : trace_(trace), spans_(spans), links_(links) {}

  std::vector<Cause> from(size_t i, size_t longest) {
    std::vector<Cause> chain;
    awaited_ = awaited_before(i);
    while (chain.size() < longest) {
      size_t next = before(i);
      if (next == 0 || next - 1 >= i) break;  // causes lie in the past
      i = next - 1;
      if (trace_[i].event == Event::future_resolved) i = better(i);
      const Record& r = trace_[i];
      if (worth_telling(r)) chain.push_back({i, doer(r) ? doer(r) : r.task, sentence(i)});
      if (r.event == Event::task_resumed) awaited_ = awaited_before(i);
    }
    return chain;
  }

 private:
  std::string name(TaskId task) const { return std::string(task_name(trace_, spans_, task)); }
  std::string at_line(size_t i) const {
    uint32_t line = links_.line_at(i);
    return line ? cat(" at line ", line) : std::string();
  }
  // What the task of a resumed record had waited for.
  std::string_view awaited_before(size_t i) const {
    if (i >= trace_.size() || i == 0) return {};
    const Row& row = spans_.row(trace_[i].task);
    if (row.task == 0) return {};
    size_t span = spans_.at(row, i - 1);
    while (span != row.last && span > row.first && spans_.state(span) == SpanState::ready) --span;
    return span == row.last || spans_.state(span) != SpanState::suspended ? std::string_view() : trace_.text(trace_[spans_.record(span)].text);
  }

  std::string sentence(size_t i) const {
    const Record& r = trace_[i];
    std::string text(trace_.text(r.text));
    const ResourceRow* resource = links_.resource(r.object);
    std::string what = resource ? resource->name : std::string("it");
    switch (r.event) {
      case Event::task_spawned: return r.by ? cat(name(r.by), " made ", name(r.task), at_line(i)) : cat("the program started ", name(r.task));
      case Event::task_suspended:
        return text.empty() ? cat(name(r.task), " gave way for one turn", at_line(i)) : cat(name(r.task), " began to wait for ", text);
      case Event::task_done: return cat(name(r.task), r.a == 0 ? " returned" : r.a == 1 ? " ended, cancelled" : cat(" failed with ", text));
      case Event::task_cancel_requested:
        return r.by ? cat(name(r.by), " cancelled ", name(r.task), at_line(i)) : by_timer(i) ? cat("that cancelled ", name(r.task)) : cat("asyncio.run ended and cancelled ", name(r.task));
      case Event::timer_fired: {
        const Record* set = set_with(trace_, links_, r);
        if (!set) return "a timer came due";
        std::string_view why = trace_.text(set->text);
        if (why == "job ends") return "the thread's job ended";
        if (why == "timeout") return cat(name(set->by), "'s timeout came due");
        return set->by ? cat(name(set->by), "'s timer came due: ", why) : cat("a timer came due: ", why);
      }
      case Event::timer_set:
        return cat(name(r.by), text == "job ends" ? " gave that job to a thread" : text == "timeout" ? " set that timeout" : " set that timer", at_line(i));
      case Event::future_resolved:
        if (!r.by) return "what it waited for was done";
        if (awaited_ == "Barrier") return cat(name(r.by), " opened the Barrier", at_line(i));
        if (awaited_ == "Condition") return cat(name(r.by), " notified the Condition", at_line(i));
        if (awaited_ == "Queue.join") return cat(name(r.by), " called task_done() for the last item", at_line(i));
        return cat(name(r.by), std::string_view(r.a == 2 ? " set an exception" : r.a == 1 ? " cancelled it" : " set its result"), at_line(i));
      case Event::resource_released:
        return is_queue(r)                                       ? cat(name(r.task), " took an item out of ", what, at_line(i))
               : r.a == static_cast<uint8_t>(Resource::event)    ? cat(name(r.task), " set the ", what, at_line(i))
                                                                 : cat(name(r.task), " released ", what, at_line(i));
      case Event::resource_acquired:
        return is_queue(r) ? cat(name(r.task), " put an item into ", what, at_line(i)) : cat(name(r.task), " got ", what, at_line(i));
      case Event::job_finished: return "a thread's job ended";
      case Event::request_answered: return text.empty() ? std::string("an answer arrived") : cat("the answer to ", text, " arrived");
      case Event::handle_queued: return text.empty() ? std::string("it was queued") : cat("queued: ", text);
      case Event::world_waited: return "the loop waited for the world";
      default: return "the loop ran it";
    }
  }

  // Outside any task a timeout cancels, in a timer's handle; or asyncio.run does, when the main task is over.
  bool by_timer(size_t cancel) const {
    size_t ran = cause_link(trace_, cancel);
    if (ran == 0) return false;
    size_t fired = cause_link(trace_, ran - 1);
    return fired && trace_[fired - 1].event == Event::timer_fired;
  }

  // What runs a handle, being queued, going on, what the loop does by itself: the next link says it better.
  bool worth_telling(const Record& r) const {
    switch (r.event) {
      case Event::handle_ran:
      case Event::handle_queued:
      case Event::task_resumed: return false;
      case Event::future_resolved: return r.by != 0;
      case Event::resource_acquired:
      case Event::resource_released: return r.task != 0;
      default: return true;
    }
  }

  // A result was set because of what the same task told just before: a release, an item put in, its own end.
  size_t better(size_t i) const {
    for (size_t n = i; n-- > 0 && i - n <= 3;) {
      const Record& r = trace_[n];
      if (r.event == Event::resource_released || r.event == Event::task_done || r.event == Event::task_cancel_requested ||
          r.event == Event::job_finished || r.event == Event::request_answered || (r.event == Event::resource_acquired && is_queue(r)))
        return n;
      if (r.event == Event::task_resumed || r.event == Event::handle_ran) break;
    }
    return i;
  }

  // The record (plus 1) before `i` in the chain.
  size_t before(size_t i) const {
    const Record& r = trace_[i];
    // A timer fires because somebody set it.
    if (r.event == Event::timer_fired) {
      size_t set = links_.timer_set(r.object);
      return set == kNoRecord ? 0 : set + 1;
    }
    if (size_t link = cause_link(trace_, i)) return link;
    // What a task did, it did in a step: that step's own cause goes on.
    TaskId task = doer(r);
    if (task == 0) return 0;
    const Row& row = spans_.row(task);
    size_t at = i > 0 ? spans_.at(row, i - 1) : row.last;
    if (r.event == Event::task_done && at == row.last && row.last > row.first) at = row.last - 1;
    while (at != row.last && at > row.first && trace_[spans_.record(at)].event != Event::task_resumed) --at;
    if (at == row.last || trace_[spans_.record(at)].event != Event::task_resumed) return 0;
    return spans_.record(at) + 1;
  }

  const Trace& trace_;
  const Spans& spans_;
  const Links& links_;
  std::string_view awaited_;
};

}  // namespace

std::vector<Cause> causes_of(const Trace& trace, const Spans& spans, const Links& links, size_t i, size_t longest) {
  return Chain(trace, spans, links).from(i, longest);
}

}  // namespace sim
