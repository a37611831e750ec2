// asyncio.Lock. CPython: locks.py.
#pragma once
#include "sim/asyncio/primitive.h"
#include "sim/base/references.h"

namespace sim {

class Lock : public Primitive {
 public:
  // A Condition's own is recorded as such; one inside another object, which is shown in its stead, is not recorded at all.
  enum class Whose : uint8_t { program, condition, hidden };
  explicit Lock(Environment& env, Whose whose = Whose::program) : Primitive(env, Kind::lock, Resource::lock) {
    if (whose == Whose::hidden) object_ = 0;
    record(Event::resource_created, 1, whose == Whose::condition);
  }
  void references(References& each) override {
    Primitive::references(each);
    each.all(waiters_);
  }
  bool locked() const { return locked_; }
  size_t waiting() const { return waiters_.size(); }
  const Waiters& waiters() const { return waiters_; }
  // `result`: what the await gives; __aenter__ gives None.
  Ref<Native> acquire(const char* name = "Lock.acquire", Value result = Value::boolean(true));
  void release();                    // RuntimeError when it is not locked

 private:
  static Ref<Native> acquire_body(Ref<Lock> self, Value result, Ref<Future> waiter);
  bool free_to_take() const;
  void wake_up_first();
  bool locked_ = false;
  Waiters waiters_;
};

}  // namespace sim
