// asyncio.Runner: one loop with its beginning and its end. CPython: runners.py.
// Before: asyncio.run and `with asyncio.Runner()`. After: Loop::run_until_complete, sim/asyncio/runner.h.
#pragma once
#include "sim/loop/loop.h"

namespace sim::py {

class RunnerObject final : public Object {
 public:
  RunnerObject(Value debug, Value loop_factory)
      : Object(Kind::runner), debug_(std::move(debug)), loop_factory_(std::move(loop_factory)) {}
  void prepare();                                  // makes the loop, once
  Value run(const Value& main, Ref<Context> context);
  void close();
  void close_at_deadlock();
  Ref<Loop> get_loop();
  void on_sigint(Future& main_task);               // the first one cancels the main task, the next ones are raised

  bool entered = false;                            // by a with statement, which closes it

 private:
  enum class State : uint8_t { created, initialized, closed } state_ = State::created;
  Value debug_, loop_factory_;
  Ref<Loop> loop_;
  Ref<Context> context_;
  bool set_event_loop_ = false;
  int interrupts_ = 0;                             // SIGINTs of this run()
};

// The runner whose run() goes on, and its main task: library/signal.py may be imported only then. None, None outside.
struct RunningRunner {
  Value runner = Value::none(), main_task = Value::none();
};
RunningRunner& running_runner();

}  // namespace sim::py
