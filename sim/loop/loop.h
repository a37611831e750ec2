// The event loop: CPython's BaseEventLoop, its run_once in four named phases.
// Before: asyncio.run and run_until_complete turn it. After: handles, tasks and futures' callbacks run in it.
#pragma once
#include "sim/loop/future.h"
#include "sim/loop/ring.h"
#include "sim/loop/task.h"
#include "sim/loop/timers.h"

#include <memory>
#include <vector>

namespace sim {

class Executors;                                   // sim/asyncio/executor.h

class Loop : public Object {
 public:
  explicit Loop(Environment& env);
  ~Loop() override;
  void references(References& each) override;

  Environment& env() const { return env_; }
  Time now() const { return env_.now(); }
  double time() const { return env_.time(); }
  bool is_running() const { return running_; }
  bool is_closed() const { return closed_; }
  void check_closed() const;                       // "Event loop is closed"

  // Debug mode: "Non-thread-safe operation invoked on an event loop other than the current one".
  void check_thread() const;

  // ---- scheduling
  void call_soon(Ref<Handle> handle);              // its turn comes behind all that is ready now
  void call_at(Ref<Handle> timer);                 // at its when()
  void resolve_at(const Ref<TimedFuture>& future, Time when);
  // A future's callback, a task's step (argument: null or an exception) or wakeup (argument: the future), without a Handle of its own.
  void queue(Ref<Object> target, Ref<Object> argument, Ref<Context> context = nullptr);
  Ref<Future> create_future();
  Ref<Task> create_task(Ref<Coroutine> coroutine, std::string name = {}, Ref<Context> context = nullptr);
  void timer_cancelled() { ++cancelled_timers_; }

  // ---- running
  void run_forever();
  Value run_until_complete(Ref<Future> future, bool new_task);
  void stop() { stopping_ = true; }
  // run_forever() in a thread, bit by bit: begun, and a turn that does not wait; true: it is over. See ThreadLoop.
  void begin_in_thread();
  bool turn_in_thread();
  bool has_work() const { return !ready_.empty(); }
  Time next_timer();
  void close();
  void check_can_run() const;                      // RuntimeError when it, or another loop, runs already
  Task* current_task = nullptr;                    // borrowed: its step is under way

  // ---- settings the program may see
  bool debug = false;
  double slow_callback_duration = 0.1;
  Value exception_handler = Value::none();
  Value task_factory = Value::none();
  bool executor_shut_down = false;
  bool asyncgens_shut_down = false;
  std::shared_ptr<Executors> executors;            // made at the first job
  Handle* current_handle = nullptr;                // debug mode
  ObjectId object() const { return object_; }
  size_t ready_count() const { return ready_.size(); }

 private:
  // A handle (target alone), or a callback with its argument.
  struct Ready {
    Ref<Object> target, argument;
    Ref<Context> context;
    uint32_t cause = 0;                            // the record (index + 1) that queued it
  };

  void run_once();
  [[noreturn]] void end_at(LimitReached::Which limit) const;
  void drop_cancelled_timers();
  void wait_for_world();
  void wait_as_job();
  void process_arrivals();
  void fire_due_timers();
  void run_ready();
  void prefetch_ahead();
  bool begin(Object& target);
  void run_one(Ready& ready);
  void run_callback(Ready& ready);
  void count_turn();
  void warn_if_slow(const Ready& ready, Time began);
  void enter();
  void leave();

  Environment& env_;
  Ring<Ready> ready_;
  Timers timers_;
  size_t cancelled_timers_ = 0;
  uint64_t turns_ = 0;
  uint64_t callbacks_ = 0;                       // that were ready, in all turns
  ObjectId object_ = 0;
  bool running_ = false, closed_ = false, stopping_ = false, in_thread_ = false;
};

inline Environment& Future::env() const { return loop_->env(); }

// What every coroutine and primitive asks first.
Loop& running_loop(Environment& env);              // RuntimeError: "no running event loop"

}  // namespace sim
