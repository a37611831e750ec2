// asyncio.as_completed: what ends first comes first. CPython: tasks._AsCompletedIterator.
#pragma once
#include "sim/asyncio/queue.h"
#include "sim/base/references.h"

#include <vector>

namespace sim {

class AsCompleted : public Object {
 public:
  // `awaitables`: each once. `timeout`: None or a number.
  static Ref<AsCompleted> make(Environment& env, const std::vector<Value>& awaitables, const Value& timeout);
  // The next coroutine: of plain iteration (it gives the result), of asynchronous iteration (it gives the future). Null: no more.
  Ref<Native> next();
  Ref<Native> anext();
  void completed(Future& future);
  void references(References& each) override {
    each(done_);
    each.all(todo_);
    each(timer_);
    each(callback_);
  }
  void timed_out();

 private:
  explicit AsCompleted(Environment& env) : Object(Kind::other), env_(env), done_(new Queue(env, Kind::queue)) {
    done_->set_label("as_completed");
  }
  static Ref<Native> wait_for_one(Variables<Ref<AsCompleted>, Value> given, bool resolve);   // self, and a place for the one that came
  static Ref<Native> anext_body(Ref<AsCompleted> self);
  Environment& env_;
  Ref<Queue> done_;
  Vec<Ref<Future>> todo_;              // not yet done, in the order given; null where one is
  size_t todo_live_ = 0, left_ = 0;
  Ref<Handle> timer_;
  Ref<DoneCallback> callback_;
};

}  // namespace sim
