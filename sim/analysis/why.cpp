#include "sim/analysis/why.h"

#include "sim/analysis/stats.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>

namespace sim {

namespace {

class Teller {
 public:
  Teller(const Known& known, size_t at, Time when = 0)
      : k(known),
        trace(known.trace),
        spans(known.spans),
        links(known.links),
        i(std::min(at, trace.size() ? trace.size() - 1 : 0)),
        now(std::max(when, trace.size() ? trace[i].t : 0)) {}

  Why task(TaskId id) {
    const Row& row = spans.row(id);
    if (row.task == 0 || trace.size() == 0) return {};
    if (i < row.spawned) {
      out.headline = cat(name(id), " is not made yet.");
      later(row.parent ? cat(name(row.parent), " makes it at ", clock(row.spawned), at_line(row.spawned), ".")
                       : cat("The program starts it at ", clock(row.spawned), "."),
            row.spawned, row.parent);
      return std::move(out);
    }
    if (i >= row.end_record && row.how != TaskEnd::none) return ended(row), std::move(out);
    size_t span = spans.at(row, i);
    if (span == row.last) return std::move(out);
    switch (spans.state(span)) {
      case SpanState::running: running(row, span); break;
      case SpanState::blocked: blocked(row, span); break;
      case SpanState::suspended: suspended(row, span); break;
      default: ready(row, span);
    }
    return std::move(out);
  }

  Why loop() {
    const Row& row = spans.rows()[0];
    size_t span = spans.at(row, i);
    LoopState state = k.history.at(i);
    if (span == row.last) {
      out.headline = state.phase == Phase::closed ? "The loop is closed." : "The loop has not run anything yet.";
    } else if (spans.state(span) == SpanState::idle) {
      idle(state);
    } else if (spans.state(span) == SpanState::blocked) {
      TaskId by = spans.runs(span);
      const Record& r = trace[spans.record(span)];
      out.headline = cat("The loop stands still for ", time_text(r.number), ": ", who(by), " called ", trace.text(r.text),
                         at_line(spans.record(span)), " and nothing else can run.");
      held_up(spans.record(span));
    } else if (TaskId runs = spans.runs(span)) {
      out.headline = cat("The loop runs ", name(runs), ". ", in_line(state));
      out.chain = causes_of(trace, spans, links, spans.record(span));
    } else {
      out.headline = cat("The loop runs a callback. ", in_line(state));
      out.chain = causes_of(trace, spans, links, spans.record(span));
    }
    return std::move(out);
  }

 private:
  std::string name(TaskId id) const { return std::string(task_name(trace, spans, id)); }
  std::string who(TaskId id) const { return id ? name(id) : std::string("code outside any task"); }
  std::string clock(size_t record) const { return time_text(trace[record].t); }
  std::string at_line(size_t record) const {
    uint32_t line = links.line_at(record);
    return line ? cat(" at line ", line) : std::string();
  }
  void detail(std::string text, size_t record = kNoRecord, TaskId about = 0) { out.details.push_back({std::move(text), record, about, false}); }
  void later(std::string text, size_t record, TaskId about = 0) { out.details.push_back({std::move(text), record, about, true}); }
  std::string names_of(const std::vector<TaskId>& ids) const {
    std::vector<std::string> names;
    for (TaskId id : ids) names.push_back(name(id));
    return name_list(names);
  }

  // ---- a task that runs

  void running(const Row& row, size_t span) {
    // A running span may be what is left of a step after a block: the step's own beginning tells why.
    while (span > row.first && trace[spans.record(span)].event != Event::task_resumed) --span;
    size_t resumed = spans.record(span);
    size_t before = span;
    while (before > row.first && spans.state(before - 1) == SpanState::ready) --before;
    const Record* waited = before > row.first ? &trace[spans.record(before - 1)] : nullptr;
    std::string what = waited && waited->event == Event::task_suspended ? std::string(trace.text(waited->text)) : std::string();
    uint8_t how = resolved_how(resumed);
    if (!waited)
      out.headline = cat(name(row.task), " runs for the first time.");
    else if (what.empty())
      out.headline = cat(name(row.task), " runs again: it had given way for one turn.");
    else if (how == 1)
      out.headline = cat(name(row.task), " runs again: CancelledError is raised where it waited for ", what, at_line(resumed), ".");
    else if (how == 2)
      out.headline = cat(name(row.task), " runs again: what failed is raised where it waited for ", what, at_line(resumed), ".");
    else
      out.headline = cat(name(row.task), " runs again: its wait for ", what, " is over.");
    late(row, resumed);
    out.chain = causes_of(trace, spans, links, resumed);
  }
  // Of the future whose end made a task ready: 0 a result, 1 cancelled, 2 an exception.
  uint8_t resolved_how(size_t from) const {
    for (int steps = 0; steps < 4; ++steps) {
      if (trace[from].event == Event::future_resolved) return trace[from].a;
      size_t link = cause_link(trace, from);
      if (link == 0 || link - 1 >= from) return 0;
      from = link - 1;
    }
    return 0;
  }
  void late(const Row& row, size_t resumed) {
    for (const Delay& d : delays(row.task))
      if (d.resumed == resumed)
        detail(cat("It was due at ", time_text(d.due), " and runs ", time_text(d.ran - d.due), " late, because ", holder(d.blocked), "."),
               d.blocked, trace[d.blocked].task);
  }
  std::string holder(size_t record) const {
    TaskId by = blocker(record);
    return cat(who(by), " held the loop with ", trace.text(trace[record].text));
  }
  TaskId blocker(size_t record) const {
    const Row& loop_row = spans.rows()[0];
    size_t span = spans.at(loop_row, record);
    return span == loop_row.last ? 0 : spans.runs(span);
  }
  std::vector<Delay> delays(TaskId id) const {
    auto first = std::lower_bound(k.delays.begin(), k.delays.end(), id, [](auto& d, TaskId t) { return d.task < t; });
    auto last = std::upper_bound(first, k.delays.end(), id, [](TaskId t, auto& d) { return t < d.task; });
    return {first, last};
  }

  // ---- a task that holds the loop

  void blocked(const Row& row, size_t span) {
    size_t record = spans.record(span);
    const Record& r = trace[record];
    std::string call(trace.text(r.text));
    out.headline = cat(name(row.task), " holds the loop for ", time_text(r.number), ": ", call, at_line(record), " does not give way.");
    held_up(record);
    if (call == "time.sleep")
      detail("With await asyncio.sleep(...) the others could run meanwhile; asyncio.to_thread(...) does that for calls that cannot wait.");
    while (span > row.first && trace[spans.record(span)].event != Event::task_resumed) --span;
    out.chain = causes_of(trace, spans, links, spans.record(span));
  }
  // Everyone who would have run during one block.
  void held_up(size_t record) {
    Time from = trace[record].t, to = from + trace[record].number;
    size_t more = 0, told = 0;
    for (const Delay& d : k.delays) {
      if (d.ran < to || d.due >= to || d.ran <= from) continue;
      if (told == 6) {
        ++more;
        continue;
      }
      ++told;
      detail(cat(name(d.task), " could run at ", time_text(std::max(d.due, from)), " and has to wait ", time_text(to - std::max(d.due, from)), "."),
             d.resumed, d.task);
    }
    if (more) detail(cat("And ", more, " more have to wait."));
    if (!told) detail("Nobody else is due in this time.");
  }

  // ---- a task that is ready

  void ready(const Row& row, size_t span) {
    LoopState state = k.history.at(i);
    std::vector<std::string> ahead;
    // Right where it is put in line the queue does not hold it yet; where it is taken out, it does not any more.
    bool found = trace[i].event != Event::handle_ran;
    for (const LoopState::Entry& e : state.ready) {
      if (e.record == spans.record(span) || trace[e.record].text2_or_cause == spans.record(span) + 1) {
        found = true;
        break;
      }
      ahead.push_back(entry_name(e));
    }
    size_t loop_span = spans.at(spans.rows()[0], i);
    bool frozen = loop_span != spans.rows()[0].last && spans.state(loop_span) == SpanState::blocked;
    TaskId runs = loop_span == spans.rows()[0].last ? 0 : spans.runs(loop_span);
    out.headline = cat(name(row.task), " is ready");
    if (found && ahead.empty())
      out.headline += runs && runs != row.task ? cat(", first in line: it runs as soon as ", name(runs), frozen ? " lets go of the loop." : " awaits.")
                                               : std::string(", first in line: the loop runs it next.");
    else if (found)
      out.headline += cat(", ", ordinal(ahead.size() + 1), " in line behind ", name_list(ahead), ".");
    else
      out.headline += ": its turn has come.";
    if (frozen) {
      const Record& r = trace[spans.record(loop_span)];
      detail(cat(who(runs), " holds the loop with ", trace.text(r.text), " until ", time_text(r.t + r.number), ": no one's turn can come."),
             spans.record(loop_span), runs);
    }
    size_t made = spans.record(span);
    const Record& r = trace[made];
    if (r.event == Event::task_spawned)
      detail(r.by ? cat(name(r.by), " made it", at_line(made), "; it has not run yet.") : std::string("The program made it; it has not run yet."),
             made, r.by);
    else if (r.event == Event::task_suspended)
      detail("It gave way for one turn (sleep(0)) and stands in line again.", made, row.task);
    else if (span > row.first)
      detail(cat("Its wait for ", trace.text(trace[spans.record(span - 1)].text),
                 std::string_view(resolved_how(made) == 1 ? " was cancelled." : resolved_how(made) == 2 ? " ended with an exception." : " is over.")),
             made);
    out.chain = causes_of(trace, spans, links, made);
  }
  // "Task-3 step" is Task-3; a timer or a callback by what it calls.
  std::string entry_name(const LoopState::Entry& e) const {
    std::string text(k.history.calls(e));
    if (text.ends_with(" step")) return text.substr(0, text.size() - 5);
    if (text.starts_with("wakeup ")) return text.substr(7);
    if (trace[e.record].event == Event::timer_fired) return cat("the timer for ", text);
    return cat("the callback ", text);
  }
  std::string in_line(const LoopState& state) const {
    if (state.ready.empty()) return "Nothing else is ready.";
    std::vector<std::string> names;
    for (const LoopState::Entry& e : state.ready) names.push_back(entry_name(e));
    return cat("Next in line: ", name_list(names), ".");
  }

  // ---- a task that waits

  void suspended(const Row& row, size_t span) {
    size_t record = spans.record(span);
    const Record& r = trace[record];
    std::string what(trace.text(r.text)), me = name(row.task), where = r.line ? cat(" (line ", r.line, ")") : std::string();
    size_t timer = links.timer_set(r.object);
    if (const ResourceRow* resource = links.waited_resource(record)) {
      waits_for_resource(row, *resource, where);
    } else if (TaskId other = links.task_of(r.object)) {
      out.headline = cat(me, " waits for ", name(other), " to end", where, ".");
      detail(brief(other), kNoRecord, other);
    } else if (auto watched = links.watched(r.object); !watched.empty()) {
      waits_for_many(what, watched, me, where);
    } else if (const ThreadJob* job = links.waited_job(record)) {
      waits_for_job(*job, me, where);
    } else if (timer != kNoRecord) {
      Time due = trace[timer].number;
      bool over = due < now, limit = gives_up(trace, timer);
      std::string_view end = limit && what.ends_with("of the pool") ? ": until one is free; it is given up at "
                             : limit                ? ": until the answer comes; it is given up at "
                             : what.starts_with("sleep") ? (over ? ": its timer came due at " : ": its timer comes due at ")
                                                    : (over ? ": it came at " : ": it comes at ");
      out.headline = cat(me, " waits for ", what, where, end, time_text(due),
                         due > now ? cat(", in ", time_text(due - now), ".") : due == now ? std::string(", now.") : cat(", ", time_text(now - due), " ago."));
    } else if (what == "as_completed") {
      out.headline = cat(me, " waits for the next task of as_completed to end", where, ".");
    } else if (what == "Future" || what.empty()) {
      out.headline = cat(me, " waits for a Future", where, ": until somebody sets its result.");
    } else {
      out.headline = cat(me, " waits for ", what, where, ".");
    }
    how_it_ends(row, span);
    out.chain = causes_of(trace, spans, links, record);
  }

  void waits_for_many(const std::string& what, const std::vector<ObjectId>& watched, const std::string& me, const std::string& where) {
    size_t open = 0, told = 0;
    for (ObjectId future : watched) {
      if (size_t done = links.resolved(future); done <= i) continue;
      ++open;
      TaskId other = links.task_of(future);
      if (other && told < 6) {
        ++told;
        detail(brief(other), kNoRecord, other);
      }
    }
    if (open > told) detail(cat("And ", open - told, " more are not done."));
    if (what == "TaskGroup")
      out.headline = cat(me, " waits for its TaskGroup", where, ": ", open, open == 1 ? " task is" : " tasks are", " not done.");
    else if (watched.size() == 1)
      out.headline = cat(me, " waits for ", what, where, ", which is not done.");
    else
      out.headline = cat(me, " waits for ", what, where, ": ", open, " of ", watched.size(), open == 1 ? " is" : " are", " not done.");
  }

  void waits_for_job(const ThreadJob& job, const std::string& me, const std::string& where) {
    std::string call(trace.text(job.name));
    if (job.start > now)
      out.headline = cat(me, " waits for a thread to run ", call, where, ": every worker is busy until ", time_text(job.start), ".");
    else
      out.headline = cat(me, " waits for the thread that runs ", call, where,
                         job.finished ? cat(": it is done at ", time_text(job.end), ".") : std::string(": it is not done when the run ends."),
                         " The loop is free meanwhile.");
  }

  void waits_for_resource(const Row& row, const ResourceRow& resource, const std::string& where) {
    ResourceState state = links.state(resource, i);
    std::vector<TaskId> ahead;
    for (const auto& w : state.waiters) {
      if (w.task == row.task) break;
      ahead.push_back(w.task);
    }
    bool queue = resource.kind == Resource::queue, full = queue && resource.capacity > 0 && state.count >= resource.capacity;
    std::string me = name(row.task);
    std::string place = ahead.empty() ? std::string() : cat(", ", ordinal(ahead.size() + 1), " in line behind ", names_of(ahead));
    switch (resource.kind) {
      case Resource::queue:
        out.headline = full ? cat(me, " waits for room in ", resource.name, where, place, ": all ", resource.capacity, " places are taken.")
                            : cat(me, " waits for an item from ", resource.name, where, place, ": it is empty.");
        detail(full ? "Any task that takes an item out ends this wait." : "Any task that puts an item in ends this wait.");
        break;
      case Resource::lock:
      case Resource::semaphore: {
        out.headline = cat(me, " waits for ", resource.name, where, place.empty() ? std::string(", first in line") : place, ".");
        if (state.holders.empty()) break;
        bool one = state.holders.size() == 1;
        const char* holds = one ? " holds it." : " hold it.";
        detail(cat(names_of(state.holders), std::string_view(holds)));
        for (size_t n = 0; n < std::min<size_t>(state.holders.size(), 4); ++n)
          detail(brief(state.holders[n]), kNoRecord, state.holders[n]);
        break;
      }
      case Resource::event:
        if (trace.text(trace[spans.record(spans.at(row, i))].text) == "Queue.join")
          out.headline = cat(me, " waits until every item of the queue is done", where, ": task_done() once for each.");
        else
          out.headline = cat(me, " waits for the ", resource.name, where, ": until somebody calls set().");
        break;
      case Resource::condition: out.headline = cat(me, " waits for the ", resource.name, where, place, ": until somebody calls notify()."); break;
      case Resource::barrier: {
        auto more = resource.capacity - static_cast<int64_t>(state.waiters.size());
        out.headline = cat(me, " waits at ", resource.name, where, more > 0 ? cat(": until ", more, " more ", std::string_view(more == 1 ? "task comes." : "tasks come.")) : std::string("."));
        break;
      }
      default: out.headline = cat(me, " waits for ", resource.name, where, place, ".");
    }
  }

  // One sentence about another task, without going on to whom that one waits for: a ring of waits would never end.
  std::string brief(TaskId id) const {
    const Row& row = spans.row(id);
    size_t span = spans.at(row, i);
    if (span == row.last) return cat(name(id), std::string_view(i < row.spawned ? " is not made yet." : " has ended."));
    switch (spans.state(span)) {
      case SpanState::running: return cat(name(id), " runs.");
      case SpanState::blocked: return cat(name(id), " holds the loop.");
      case SpanState::suspended: {
        const Record& r = trace[spans.record(span)];
        std::string_view what = trace.text(r.text);
        size_t timer = links.timer_set(r.object);
        return cat(name(id), " waits for ", what.empty() ? std::string_view("a Future") : what,
                   timer == kNoRecord ? std::string() : until(trace, timer), ".");
      }
      default: return cat(name(id), " is ready.");
    }
  }

  // What in this run ends a wait, told as what is still to come.
  void how_it_ends(const Row& row, size_t span) {
    if (span + 1 >= row.last) {
      if (row.how == TaskEnd::none && deadlock()) later("Nobody ever ends this wait: it is a deadlock, and the run ends.", trace.size() - 1);
      return;
    }
    size_t next = span + 1;
    while (next + 1 < row.last && spans.state(next) == SpanState::ready) ++next;
    auto chain = causes_of(trace, spans, links, spans.record(next), 2);
    if (chain.empty()) return;
    const Record& first = trace[chain.front().record];
    bool from_outside = first.event == Event::task_cancel_requested && first.by == 0;
    if (from_outside && deadlock()) return later("Nobody ever ends this wait: it is a deadlock, and the run ends.", chain.front().record);
    // Behind a cancellation in a timer's name stands the timeout, which says more.
    const Cause& cause = from_outside && chain.size() > 1 && trace[chain[1].record].event == Event::timer_fired ? chain[1] : chain.front();
    if (trace[cause.record].event == Event::timer_fired && trace[cause.record].object == trace[spans.record(span)].object) return;  // said already
    later(cat(std::string_view(resolved_how(spans.record(next)) == 1 ? "It is cancelled at " : "It ends at "), time_text(trace[spans.record(span + 1)].t), ": ", cause.sentence, "."), cause.record, cause.task);
  }

  bool deadlock() const {
    const Record& last = trace[trace.size() - 1];
    return last.event == Event::ended && last.a == static_cast<uint8_t>(Ending::deadlock);
  }

  void idle(const LoopState& state) {
    const Record& waited = trace[state.phase_record];
    if (waited.event != Event::world_waited) {
      out.headline = "Nothing is ready.";
      return;
    }
    out.headline = cat("Nothing is ready, so the loop waits until ", time_text(waited.number), ".");
    size_t told = 0;
    for (const LoopState::Entry& e : state.timers) {
      const Record& set = trace[e.record];
      if (set.number > waited.number || told == 5) break;
      ++told;
      detail(set.by ? cat(name(set.by), "'s timer for ", trace.text(set.text), " is due then.") : cat("The timer for ", trace.text(set.text), " is due then."),
             e.record, set.by);
    }
  }

  // ---- a task that is over

  void ended(const Row& row) {
    const Record& r = trace[row.end_record];
    std::string when = cat(" at ", clock(row.end_record));
    if (row.how == TaskEnd::returned) {
      out.headline = cat(name(row.task), " returned", when, ".");
    } else if (row.how == TaskEnd::cancelled) {
      out.headline = cat(name(row.task), " was cancelled and ended", when, ".");
    } else {
      out.headline = cat(name(row.task), " failed", when, at_line(row.end_record), " with ", trace.text(r.text));
      std::string_view message = trace.text(r.text2_or_cause);
      out.headline += message.empty() ? std::string(".") : cat(": ", message);
    }
    out.chain = causes_of(trace, spans, links, row.end_record);
  }

  const Known& k;
  const Trace& trace;
  const Spans& spans;
  const Links& links;
  size_t i;
  Time now;
  Why out;
};

}  // namespace

Why why_task(const Known& known, TaskId task, size_t i, Time now) { return Teller(known, i, now).task(task); }
Why why_loop(const Known& known, size_t i) { return Teller(known, i).loop(); }

}  // namespace sim
