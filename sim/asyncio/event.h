// asyncio.Event. CPython: locks.py.
#pragma once
#include "sim/asyncio/primitive.h"

namespace sim {

class AsyncEvent : public Primitive {
 public:
  explicit AsyncEvent(Environment& env) : Primitive(env, Kind::event, Resource::event) { record(Event::resource_created); }
  bool is_set() const { return set_; }
  size_t waiting() const { return waiters_.size(); }
  const Waiters& waiters() const { return waiters_; }
  void set();
  void clear() { set_ = false; }
  Ref<Native> wait();
  const char* label = "Event";  // what waiting for it is called in the trace

 private:
  static Ref<Native> wait_body(Ref<AsyncEvent> self);
  bool set_ = false;
  Waiters waiters_;
};

}  // namespace sim
