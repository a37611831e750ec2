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

  bool entered = false;                            // by a with statement, which closes it

 private:
  enum class State : uint8_t { created, initialized, closed } state_ = State::created;
  Value debug_, loop_factory_;
  Ref<Loop> loop_;
  Ref<Context> context_;
  bool set_event_loop_ = false;
};

}  // namespace sim::py
