// What lock, event, condition, semaphore, barrier and queue share: they belong to the loop that first had to wait for them, and keep a
// line of waiting futures. CPython: mixins.py, _LoopBoundMixin.
#pragma once
#include "sim/base/references.h"
#include "sim/loop/loop.h"
#include "sim/loop/native.h"
#include "sim/loop/ring.h"

namespace sim {

using Waiters = Ring<Ref<Future>>;

inline bool remove_waiter(Waiters& waiters, const Ref<Future>& future) {
  return waiters.remove_first([&](const Ref<Future>& f) { return f == future; });
}

class Primitive : public Object {
 public:
  Primitive(Environment& env, Kind kind, Resource resource);
  Environment& env() const { return env_; }
  Ref<py::Dict>* dict_place() override { return reinterpret_cast<Ref<py::Dict>*>(&attributes_); }   // see Future::dict_place
  void references(References& each) override { each(attributes_); }
  Loop& get_loop();                        // RuntimeError when another loop runs than before
  // A future for the running task to wait for; `label` says in the trace what it waits for.
  Ref<Future> make_waiter(std::string_view label);
  bool has_waited() const { return bool(loop_); }
  bool shown() const { return env_.trace.wants_events(); }
  // resource_acquired and the like, when events are wanted; of one without a number of its own nothing.
  void record(Event event, int64_t number_or_free = 0, uint8_t b = 0);

 protected:
  Environment& env_;
  Ref<Loop> loop_;
  Ref<Object> attributes_;
  Resource resource_;
  ObjectId object_ = 0;
};

}  // namespace sim
