// asyncio.Event. CPython: locks.py.
#pragma once
#include "sim/asyncio/primitive.h"
#include "sim/base/references.h"

namespace sim {

class AsyncEvent : public Primitive {
 public:
  explicit AsyncEvent(Environment& env) : Primitive(env, Kind::event, Resource::event) { record(Event::resource_created); }
  // Inside a Queue: who waits in join() waits for it, and it is recorded as such.
  AsyncEvent(Environment& env, const char* label) : Primitive(env, Kind::event, Resource::event), label_(label) {
    record(Event::resource_created, 0, 1);
  }
  bool is_set() const { return set_; }
  size_t waiting() const { return waiters_.size(); }
  const Waiters& waiters() const { return waiters_; }
  void references(References& each) override {
    Primitive::references(each);
    each.all(waiters_);
  }
  void set();
  void clear() { set_ = false; }
  Ref<Native> wait();

 private:
  static Ref<Native> wait_body(Ref<AsyncEvent> self, Ref<Future> waiter);
  const char* label_ = "Event";  // what waiting for it is called in the trace
  bool set_ = false;
  Waiters waiters_;
};

}  // namespace sim
