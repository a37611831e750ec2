// asyncio.Semaphore and BoundedSemaphore. CPython: locks.py.
#pragma once
#include "sim/asyncio/primitive.h"
#include "sim/base/references.h"

#include <string>

namespace sim {

class Semaphore : public Primitive {
 public:
  Semaphore(Environment& env, Kind kind, int64_t value);     // value >= 0
  bool locked() const;               // it cannot be acquired at once
  int64_t value() const { return value_; }
  void set_value(int64_t value);     // __init__ of a class of the program
  void references(References& each) override {
    Primitive::references(each);
    each.all(waiters_);
  }
  size_t waiting() const { return waiters_.size(); }
  const Waiters& waiters() const { return waiters_; }
  // `result`: what the await gives; __aenter__ gives None.
  Ref<Native> acquire(const char* name = "Semaphore.acquire", Value result = Value::boolean(true));
  void release();                    // ValueError of a bounded one that was released too often

 private:
  static Ref<Native> acquire_body(Ref<Semaphore> self, Value result, Ref<Future> waiter);
  bool wake_up_next();
  int64_t value_, bound_;
  Waiters waiters_;
  std::string label_;
};

}  // namespace sim
