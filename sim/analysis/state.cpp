#include "sim/analysis/state.h"

#include <algorithm>

namespace sim {

namespace {
constexpr uint32_t kDead = UINT32_MAX;  // the record of a timer that fired or was cancelled
}

void LoopHistory::Fold::take(ObjectId object, size_t queued_by) {
  auto& ready = state.ready;
  // Most of what is queued is no Handle and has no number of its own; the record that queued it tells it apart.
  auto same = [&](const LoopState::Entry& e) { return queued_by ? e.record + size_t{1} == queued_by : e.object == object; };
  if (head < ready.size() && same(ready[head])) {
    ++head;
    return;
  }
  auto found = std::find_if(ready.begin() + static_cast<ptrdiff_t>(head), ready.end(), same);
  if (found != ready.end()) ready.erase(found);
}

bool LoopHistory::Fold::drop_timer(ObjectId object) {
  // Objects are numbered as they are made, so that timers stand in rising order; a dead one keeps its place until compact().
  auto& timers = state.timers;
  auto found = std::lower_bound(timers.begin(), timers.end(), object, [](auto& e, ObjectId id) { return e.object < id; });
  if (found == timers.end() || found->object != object || found->record == kDead) return false;
  found->record = kDead;
  ++dead_timers;
  if (dead_timers > 64 && dead_timers * 2 > timers.size()) compact();
  return true;
}

void LoopHistory::Fold::compact() {
  auto& ready = state.ready;
  ready.erase(ready.begin(), ready.begin() + static_cast<ptrdiff_t>(head));
  head = 0;
  auto& timers = state.timers;
  timers.erase(std::remove_if(timers.begin(), timers.end(), [](const LoopState::Entry& e) { return e.record == kDead; }),
               timers.end());
  dead_timers = 0;
}

void LoopHistory::Fold::apply(const Trace& trace, size_t i) {
  const Record& r = trace[i];
  auto phase = [&](Phase p) {
    state.phase = p;
    state.phase_record = i;
  };
  switch (r.event) {
    case Event::loop_started: phase(Phase::turn_begins); break;
    case Event::loop_closed: phase(Phase::closed); break;
    case Event::turn_began:
      state.turn = r.number;
      state.this_turn = 0;
      batch_open = true;
      phase(Phase::turn_begins);
      break;
    case Event::world_waited: phase(Phase::waits_for_world); break;
    case Event::handle_queued: enqueue(r.object, i); break;
    case Event::timer_set: state.timers.push_back({r.object, static_cast<uint32_t>(i)}); break;
    case Event::timer_cancelled:
      if (!drop_timer(r.object)) take(r.object, 0);  // it had fired and stood in line
      break;
    case Event::timer_fired:
      if (drop_timer(r.object)) enqueue(r.object, i);  // else it was cancelled: it falls due with the others and does nothing
      phase(Phase::fires_timers);
      break;
    case Event::handle_ran:
      if (batch_open) state.this_turn = state.ready.size() - head;
      batch_open = false;
      take(r.object, r.text2_or_cause);
      if (state.this_turn > 0) --state.this_turn;
      phase(Phase::runs_ready);
      break;
    case Event::handle_cancelled: take(r.object, 0); break;
    default: break;
  }
}

LoopHistory::LoopHistory(const Trace& trace) : trace_(trace) {
  Fold fold;
  size_t due = 0;
  for (size_t i = 0; i < trace.size(); ++i) {
    if (i == due) {
      fold.compact();
      checkpoints_.push_back({i, fold});
      // The more a checkpoint holds, the rarer it is: all of them together stay smaller than the trace.
      due = i + std::max<size_t>(4096, 4 * (fold.state.ready.size() + fold.state.timers.size()));
    }
    fold.apply(trace, i);
    const Record& r = trace[i];
    if (r.event == Event::timer_set) {
      if (r.object >= set_by_.size()) set_by_.resize(std::max<size_t>(r.object + 1, set_by_.size() * 2));
      set_by_[r.object] = static_cast<uint32_t>(i + 1);
    }
  }
}

LoopState LoopHistory::at(size_t i) const {
  Fold fold;
  size_t next = 0;
  auto after =
      std::upper_bound(checkpoints_.begin(), checkpoints_.end(), i, [](size_t v, const Checkpoint& c) { return v < c.next; });
  if (after != checkpoints_.begin()) {
    fold = std::prev(after)->fold;
    next = std::prev(after)->next;
  }
  for (; next <= i && next < trace_.size(); ++next) fold.apply(trace_, next);
  fold.compact();
  if (fold.batch_open) fold.state.this_turn = fold.state.ready.size();
  std::stable_sort(fold.state.timers.begin(), fold.state.timers.end(),
                   [&](auto& x, auto& y) { return trace_[x.record].number < trace_[y.record].number; });
  return std::move(fold.state);
}

const Record& LoopHistory::asked(LoopState::Entry entry) const {
  const Record& r = trace_[entry.record];
  if (r.event == Event::timer_fired && r.object < set_by_.size() && set_by_[r.object]) return trace_[set_by_[r.object] - 1];
  return r;
}

std::string_view LoopHistory::calls(LoopState::Entry entry) const { return trace_.text(asked(entry).text); }
TaskId LoopHistory::asked_by(LoopState::Entry entry) const { return asked(entry).by; }

}  // namespace sim
