// What happened, one plain record each: the only thing that panels, analysis and exports ever see of a run.
// Before: sim/loop and the interpreter append them. After: sim/analysis folds them, app/ draws them.
#pragma once
#include "sim/base/time.h"

#include <cstdint>

namespace sim {

using TaskId = uint32_t;     // in order of creation, from 1; 0: none (code outside any task)
using ObjectId = uint32_t;   // futures, handles, timers, locks, queues, executors ... one numbering, from 1; 0: none
using TextId = uint32_t;     // Trace::text(id); 0 is ""

// Each event with the meaning of the record's fields; those not named are 0. `task` is always the task that runs at that moment (0: none)
// unless the event is about another task, which then is `task` and the running one is `by`.
enum class Event : uint8_t {
  task_spawned,     // task: the new one; by: the task that made it; text: coroutine's qualified name; text2: its name; line: where in the program
                    // (a lean trace: no text2 and a number n for the default name "Task-n")
  task_resumed,     // task; cause: index of the record that made it ready (+1; 0 unknown)
  task_suspended,   // task; line: innermost program line that awaits, 0 none; object: the future waited for (0: a bare yield); text: "sleep 0.3", "Semaphore(3)", "Task-4", ...
  task_done,        // task; a: 0 returned, 1 cancelled, 2 raised; text: exception's type name; text2: its message
  task_cancel_requested,  // task: the one to be cancelled; by
  task_renamed,     // task; text: new name
  task_hidden,      // task: from here on the steps format shows nothing of it. The loop's own tasks (shutdown): before task_spawned;
                    // the closer of a dropped async generator: right after task_spawned; a task whose coroutine ended elsewhere: when it would run
  loop_started,     // object: the loop
  loop_closed,      // object
  turn_began,       // object: the loop; number: of the turn, from 1; count: handles ready
  world_waited,     // number: the instant that was waited for; the record's t is when the wait began
  handle_queued,    // object: handle put into the ready queue; by: task that did it; text: what it will call ("Task-3 step", "wakeup Task-2", "callback f"); cause: record that led to it (+1)
  handle_ran,       // object: handle taken from the ready queue and now run
  handle_cancelled, // object
  timer_set,        // object: the timer; number: its deadline; text: what it will call; by
  timer_fired,      // object: put into the ready queue at its deadline
  timer_cancelled,  // object
  future_created,   // object; by; text: "Future" or "Task"
  future_resolved,  // object; a: 0 result, 1 cancelled, 2 exception; by: the task that did it
  resource_created, // object; a: Resource; number: its capacity (semaphore's value, queue's maxsize); text: "Semaphore(3)"
  resource_waited,  // object; task begins to wait; a: Resource; b: 1 a queue's putter
  resource_acquired,// object; task: who got it; a: Resource; count: what is free now (semaphore) or inside (queue)
  resource_released,// object; task; a; count: as above
  job_submitted,    // object: the job; object2 in `count`: the executor; by: task; text: function's name
  job_started,      // object: the job; number: instant it starts on its worker; count: worker
  job_finished,     // object: the job; number: instant it ends; count: worker; a: 0 returned, 2 raised
  blocked,          // the loop was held from t for `number` nanoseconds; text: "time.sleep"; line
  output,           // a: fd 1 or 2; number: byte offset into Trace::output(); count: bytes; line
  line,             // line: of the program about to run; count: depth of Python calls
  exception,        // text: type name, text2: message; line: an exception no one caught, or one the loop's handler reported
  // The network. `number`: the instant it happened, equal to t except in a thread's job, whose clock runs ahead of the loop's. A lane for each
  // connection: from opening to closed; its handshake from the phases; on it its requests from sent to ended, waiting until answered, then body.
  connection_opening,   // object: the connection; task: for whom; text: "httpbin.org:443"; a: 1 with TLS
  connection_phase,     // object; a: NetPhase, which began at `number` and lasted `count` microseconds (recorded when the connection is open, or failed)
  connection_opened,    // object
  connection_failed,    // object; a: NetError of sim/world/network.h; text: the sentence. Nothing more comes of it
  connection_closed,    // object; a: 0 by the program, 1 by the host
  request_sent,         // object: the request; count: its connection's object; task; text: "GET /anything/1"; text2: "httpbin.org:443"
  request_answered,     // object: the request; the head is there; count: connection; count16: status
  request_body,         // object: the request; count: bytes of the body that came
  request_ended,        // object: the request; count: bytes of the body altogether; a: NetEnd; text: the sentence when it failed
  ended,            // a: Ending; text: the sentence; line
};

enum class Resource : uint8_t { lock, semaphore, event, condition, barrier, queue, pool };
enum class NetPhase : uint8_t { dns, tcp, tls };
enum class NetEnd : uint8_t { complete, failed, given_up };   // given up: cancelled, timed out, or closed before its end
enum class Ending : uint8_t { finished, exception, system_exit, deadlock, limit, unsupported, interrupted, syntax_error };

struct Record {
  Time t = 0;
  Event event = Event::ended;
  uint8_t a = 0;
  uint16_t count16 = 0;      // spare small number
  TaskId task = 0;
  uint32_t line = 0;
  ObjectId object = 0;
  int64_t number = 0;
  uint32_t by = 0;           // a TaskId
  uint32_t count = 0;
  TextId text = 0;
  uint32_t text2_or_cause = 0;  // text2 where the event has one, else cause
};
static_assert(sizeof(Record) == 48);

}  // namespace sim
