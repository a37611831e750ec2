#include "sim/analysis/algorithm.h"

namespace sim {

namespace {
// Positions in the page below.
enum Place {
  run_forever = 1,
  take_count = 5,
  wait_line = 6,
  timers_line = 8,
  run_line = 10,
  send_line = 13,
  awaits_line = 15,
  returned_line = 17,
  resolve_line = 20,
  call_soon_line = 21,
  create_line = 24,
  call_at_line = 27,
  cancel_line = 30
};
}  // namespace

const std::vector<AlgorithmLine>& algorithm() {
  static const std::vector<AlgorithmLine> kPage = {
      {"def run_forever(loop):", ""},
      {"    while not loop.stopping: loop.run_once()", "The loop turns round and round until it is told to stop."},
      {"", ""},
      {"def run_once(loop):", ""},
      {"    # one turn", ""},
      {"    todo = len(loop.ready)", "A turn begins. What stands in line now runs in this turn; what is added meanwhile runs in the next."},
      {"    if todo == 0: wait(loop.timers[0].when)", "Nobody is ready, so the loop waits for the world: the next timer, an answer, a thread."},
      {"    while loop.timers and loop.timers[0].due:", ""},
      {"        loop.ready.append(loop.timers.pop())", "A timer is due: what it calls joins the end of the ready queue."},
      {"    for handle in loop.ready[:todo]:", ""},
      {"        handle.run()", "The first in line is taken out and run. It runs until it gives way; nothing can interrupt it."},
      {"", ""},
      {"def step(task):", ""},
      {"    future = task.coroutine.send(None)", "Your code runs, from where it waited to its next await that has to wait."},
      {"    if future:  # it awaits something", ""},
      {"        future.call_when_done(task.wakeup)", "The task awaits: it leaves word with what it waits for, and gives the loop back."},
      {"    else:", ""},
      {"        task.set_result(value)", "The coroutine is over: the task has its result, and who waits for it will be told."},
      {"", ""},
      {"def set_result(future, value):", ""},
      {"    for callback in future.callbacks:", "A result is there. Whoever left word with this future is put in line; nobody runs at once."},
      {"        loop.ready.append(callback)", "It joins the end of the ready queue and runs when its turn comes."},
      {"", ""},
      {"def create_task(loop, coroutine):", ""},
      {"    loop.ready.append(Task(coroutine).step)", "A new task stands in line. None of its code has run yet."},
      {"", ""},
      {"def call_at(loop, when, callback):", ""},
      {"    loop.timers.push(when, callback)", "A timer is set; the loop looks at it at the beginning of each turn."},
      {"", ""},
      {"def cancel(task):", ""},
      {"    task.waits_for.cancel()", "The task is told to stop: CancelledError will be raised where it waits, when its turn comes."},
  };
  return kPage;
}

int algorithm_line(const Trace& trace, size_t i) {
  if (i >= trace.size()) return kNoLine;
  const Record& r = trace[i];
  switch (r.event) {
    case Event::loop_started: return run_forever;
    case Event::turn_began: return take_count;
    case Event::world_waited: return wait_line;
    case Event::timer_fired: return timers_line;
    case Event::handle_ran: return run_line;
    case Event::task_suspended: return awaits_line;
    case Event::task_done: return returned_line;
    case Event::future_resolved: return resolve_line;
    case Event::task_spawned: return create_line;
    case Event::timer_set: return call_at_line;
    case Event::task_cancel_requested: return cancel_line;
    case Event::handle_queued: {
      size_t cause = r.text2_or_cause;
      return cause && cause <= i && trace[cause - 1].event == Event::task_spawned ? create_line : call_soon_line;
    }
    case Event::loop_closed:
    case Event::ended: return kNoLine;
    default: break;
  }
  // Within a step of a task its own code runs; before the loop and after it, the program's.
  for (size_t n = i; n-- > 0;) {
    Event e = trace[n].event;
    if (e == Event::task_resumed) return send_line;
    if (e == Event::task_suspended || e == Event::task_done || e == Event::handle_ran) return run_line;
    if (e == Event::loop_started || e == Event::turn_began) return run_forever;
    if (e == Event::loop_closed) return kNoLine;
  }
  return kNoLine;
}

}  // namespace sim
