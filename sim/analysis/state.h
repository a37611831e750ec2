// The loop as it stood after record i: its turn and phase, the ready queue, the timers. Folded from the nearest checkpoint,
// so that any place in a long run costs about as little as the next one.
// Before: sim/trace/trace.h. After: the event loop panel.
#pragma once
#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace sim {

enum class Phase : uint8_t { not_started, turn_begins, waits_for_world, fires_timers, runs_ready, closed };

struct LoopState {
  struct Entry {
    ObjectId object;
    uint32_t record;  // ready: the handle_queued or timer_fired; timers: the timer_set
  };
  int64_t turn = 0;
  Phase phase = Phase::not_started;
  size_t phase_record = 0;    // what began the phase
  std::vector<Entry> ready;   // in the order they will run
  size_t this_turn = 0;       // so many of `ready` run in this turn of the loop, the others in the next
  std::vector<Entry> timers;  // by deadline, then in the order they were set
};

class LoopHistory {
 public:
  explicit LoopHistory(const Trace& trace);
  LoopState at(size_t i) const;
  // What a handle or timer will call: the text of the record that made it.
  std::string_view calls(LoopState::Entry entry) const;
  // The task that asked for it; 0: none did.
  TaskId asked_by(LoopState::Entry entry) const;

 private:
  // The folding form: no sorting, nothing erased from the front.
  struct Fold {
    LoopState state;
    size_t head = 0;          // ready[0, head) have run
    bool batch_open = false;  // a turn began and nothing of it has run
    size_t dead_timers = 0;   // entries of `timers` that fired or were cancelled
    void apply(const Trace& trace, size_t i);
    void enqueue(ObjectId object, size_t i) { state.ready.push_back({object, static_cast<uint32_t>(i)}); }
    void take(ObjectId object, size_t queued_by);  // queued_by: the record plus 1, 0 when not known
    bool drop_timer(ObjectId object);
    void compact();
  };
  struct Checkpoint {
    size_t next;  // the first record not folded in
    Fold fold;
  };
  const Record& asked(LoopState::Entry entry) const;  // the record in which it was first asked for
  const Trace& trace_;
  std::vector<Checkpoint> checkpoints_;
  std::vector<uint32_t> set_by_;  // timers: object -> its timer_set record (+1), 0: none
};

}  // namespace sim
