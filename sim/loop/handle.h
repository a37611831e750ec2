// A callback that waits its turn in the ready queue, or its time in the timers.
// Before: Loop::call_soon and call_at make them. After: sim/loop/loop.cpp runs them.
#pragma once
#include "sim/base/time.h"
#include "sim/loop/context.h"
#include "sim/trace/record.h"

#include <string>
#include <string_view>

namespace sim {

class Loop;

class Handle : public Object {
 public:
  Handle(Loop& loop, Ref<Context> context, Time when = kNever);
  ~Handle() override;

  virtual void run() = 0;                        // an exception of the callback is reported, SystemExit and KeyboardInterrupt pass
  virtual std::string label() const = 0;         // what it will call, for the trace
  void references(References& each) override;
  void cancel();
  bool cancelled() const { return small & is_cancelled; }
  bool is_timer() const { return kind == Kind::timer_handle; }
  Time when() const { return when_; }            // of a timer
  Loop& loop() const { return *loop_; }
  Context* context() const { return context_.get(); }

 protected:
  virtual void dropped() = 0;                    // cancelled: lets go of the callback and what it holds

 private:
  friend class Loop;
  enum : uint16_t { is_cancelled = 1, is_scheduled = 2 };
  Ref<Loop> loop_;
  Ref<Context> context_;                         // null: a native callback that needs none
  Time when_;
  ObjectId object_ = 0;                          // in the trace, when it wants events
};

// A callable of the program with its arguments.
class CallHandle final : public Handle {
 public:
  CallHandle(Loop& loop, Ref<Context> context, Time when, Value callback, Value args)
      : Handle(loop, std::move(context), when), callback(std::move(callback)), args(std::move(args)) {}
  void run() override;
  std::string label() const override;
  void references(References& each) override;
  Value callback, args;                          // args: a tuple; both null once cancelled
  Value created;                                 // in debug mode: the frames it was made in, a list
  Value shown;                                   // in debug mode a str: its repr from before it was cancelled

 protected:
  void dropped() override;
};

}  // namespace sim
