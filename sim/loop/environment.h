// What all loops of a run share: the host, the world, the trace, limits, the current context, every unfinished task.
// Before: sim/python/modules/asyncio_host.cpp makes one for each run. After: every Loop, Future and Task reaches it through its loop.
#pragma once
#include "sim/loop/context.h"
#include "sim/loop/host.h"
#include "sim/trace/trace.h"
#include "sim/world/world.h"

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace sim {

class Connection;
class Future;
class Loop;
class Task;

// A loop that runs beside the main thread (run_forever() in a thread, whose job stands still meanwhile; Aside): who waits lets it go on.
class ThreadLoop {
 public:
  virtual ~ThreadLoop() = default;
  virtual Loop& loop() = 0;
  virtual Time has_work_at() = 0;             // kNever: not before somebody gives it some
  virtual void go_on() = 0;                   // until it has nothing to do
};

struct Environment {
  Environment(Host& host, World& world, Trace& trace);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  Host& host;
  World& world;
  Trace& trace;
  Time virtual_time_limit = kNever;
  uint64_t turns_limit = 100'000;             // turns while the clock stands still
  uint64_t callbacks_limit = 20'000'000;
  uint64_t turns_at_this_time = 0;
  Time last_turn = -1;
  Time step_cost = 0;                         // what each turn adds to the clock

  // The current context. Most programs have no context variables, so a task's context is only made when somebody asks for it: until then
  // its place is null.
  Ref<Context>& context() {
    if (!*context_place) new_context();
    return *context_place;
  }
  Context* context_or_null() const { return context_place->get(); }
  Ref<Context>* context_place = &outermost_context_;   // of the task or callback that runs
  uint64_t next_task_name = 1;                // Task-1 ...
  Task* first_task = nullptr;                 // unfinished ones in order of creation, borrowed
  Task* last_task = nullptr;
  std::unordered_map<uint64_t, Connection*> connections;   // by the world's number, borrowed: those not closed (sim/loop/connection.h)
  Task* thrown_into = nullptr;                // an exception was thrown into its coroutine, whose own frame has not run since

  // What each thread has its own of.
  struct Thread {
    Loop* running = nullptr;                  // asyncio.get_running_loop()
    Value event_loop = Value::none();         // asyncio.set_event_loop()
    bool makes_event_loop = false;            // the main thread's get_event_loop() makes one while none was set
    // A job runs at once, on a clock of its own that starts when its worker is free (see sim/asyncio/executor.h).
    Time clock = 0;                           // ahead of the world's
    Value who = Value::none();                // the threading.Thread that it is, or the name of a pool's thread; None: the main one
    bool aside = false;                       // no event loop waits for its job: it goes on in virtual time beside all others
  } thread;                                   // the one that runs
  int jobs_running = 0;
  Loop* jobs_loop = nullptr;                  // that stands still while a job of it runs
  int64_t next_thread_name = 1;               // Thread-1 ...
  std::vector<std::string> pool_threads;      // those that have begun and whose pools are not shut down
  Loop* loop_or_jobs_loop() const { return thread.running ? thread.running : jobs_loop; }
  // A job that waits for what others bring about stands still, until a future is done; in time.sleep(), too, when it runs aside or in real time.
  Ref<Future>* job_waits_for = nullptr;       // of the job that runs; null: none that could
  std::deque<std::function<void()>> when_idle;   // what goes on once no loop has anything to do: jobs that stood still, whose wait is over
  bool can_park() const;
  void park(Ref<Future> until);
  Loop& standing_loop();                      // whose futures they wait for
  bool can_run_loop_in_thread() const;        // the job that runs can stand still in run_forever()
  std::vector<ThreadLoop*> thread_loops;      // borrowed: they take themselves off
  // The main thread waits, and loops in threads can go on meanwhile.
  bool lets_threads_run() const { return jobs_running == 0 && !thread_loops.empty(); }
  bool let_threads_run(Time end);             // it waits until then at the latest: one step of let_time_pass. False: nothing will ever happen
  // Nothing is to be done at this instant but by others: a loop in a thread or a job goes on, or time passes until one can, until something
  // arrives, and at most until `end`.
  enum class Passed : uint8_t { yes, never, limit };
  Passed let_time_pass(Time end);
  Time now() const { return world.now() + thread.clock; }
  void spend(Time duration);                  // time.sleep: holds the loop, or the job's worker
  void hold(Time duration, std::string_view what);   // the same, and the trace says what held the loop
  double time() const { return seconds(now()); }

  // The id of the task that runs now, or that stands still for a job, 0 outside any; and a record of `event` that has the clock and that task
  // filled in.
  TaskId current_task_id() const;
  Record record(Event event) const;
  bool keeps_origins = false;                 // of coroutines: sys.set_coroutine_origin_tracking_depth
  uint32_t cause = 0;                         // index + 1 of the record that is making things ready now

  [[noreturn]] void raise(Error kind, std::string_view message = {}) {
    host.raise(kind, message);
    std::terminate();                         // not reached: the host throws
  }
  // A function runs that is Python in CPython: its recorder then forgets the line of what was yielded before (see py::Vm::suspended_line).
  void python_function() { *host.suspended_line = 0; }
  uint32_t cancel_depth = 0;                  // see CancelScope

 private:
  void new_context();
  bool may_stand_still() const;
  void sleep_standing(Time duration);
  std::unique_ptr<ThreadLoop> aside_;         // once a job runs aside
  Ref<Context> outermost_context_;
};

// So many more nested calls of Python functions in CPython: RecursionError when there are too many.
class DepthScope {
 public:
  explicit DepthScope(Environment& env, uint32_t calls = 1) : host_(env.host), calls_(calls) {
    if (*host_.depth + calls > host_.depth_limit) env.raise(Error::recursion, "maximum recursion depth exceeded");
    *host_.depth += calls;
  }
  ~DepthScope() { *host_.depth -= calls_; }
  DepthScope(const DepthScope&) = delete;
  DepthScope& operator=(const DepthScope&) = delete;

 private:
  Host& host_;
  uint32_t calls_;
};

// One task's cancelling asks the one it waits for, and so on: CPython stops at its own stack's end, too.
class CancelScope {
 public:
  explicit CancelScope(Environment& env) : env_(env) {
    if (env.cancel_depth >= kDeepest) env.raise(Error::recursion, "maximum recursion depth exceeded while calling a Python object");
    ++env_.cancel_depth;
  }
  ~CancelScope() { --env_.cancel_depth; }
  CancelScope(const CancelScope&) = delete;
  CancelScope& operator=(const CancelScope&) = delete;

 private:
  static constexpr uint32_t kDeepest = 10'000;
  Environment& env_;
};

// A plain function of asyncio's own runs while the scope lives: see Host::enter_function.
class FunctionScope {
 public:
  FunctionScope(Host& host, const Value& variable) : host_(host) { host.enter_function(variable); }
  ~FunctionScope() { host_.leave_function(); }
  FunctionScope(const FunctionScope&) = delete;
  FunctionScope& operator=(const FunctionScope&) = delete;

 private:
  Host& host_;
};

// A job's thread runs while the scope lives.
class ThreadScope {
 public:
  ThreadScope(Environment& env, Environment::Thread& thread);
  ~ThreadScope();
  ThreadScope(const ThreadScope&) = delete;
  ThreadScope& operator=(const ThreadScope&) = delete;

 private:
  Environment& env_;
  Environment::Thread& thread_;               // while the scope lives: the one that gave the job
  Loop* jobs_loop_before_;
};

// The context at `place`, which outlives the scope, is the current one while the scope lives (Context.run).
class ContextScope {
 public:
  ContextScope(Environment& env, Ref<Context>& place) : env_(env), before_(std::exchange(env.context_place, &place)) {
    if (place) entered_before_ = std::exchange(place->entered, true);
  }
  ~ContextScope() {
    if (Context* c = env_.context_or_null()) c->entered = entered_before_;
    env_.context_place = before_;
  }
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  Environment& env_;
  Ref<Context>* before_;
  bool entered_before_ = false;
};

}  // namespace sim
