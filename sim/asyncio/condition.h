// asyncio.Condition. CPython: locks.py.
#pragma once
#include "sim/asyncio/lock.h"
#include "sim/base/references.h"

namespace sim {

class Condition : public Primitive {
 public:
  Condition(Environment& env, Ref<Lock> lock)
      : Primitive(env, Kind::condition, Resource::condition), lock_(lock ? std::move(lock) : Ref<Lock>(new Lock(env, Lock::Whose::condition))) {
    record(Event::resource_created);
  }
  // The inside of another object: who waits is shown to wait for that one.
  Condition(Environment& env, ObjectId shown_as, Resource resource, const char* label)
      : Primitive(env, Kind::condition, resource), lock_(new Lock(env, Lock::Whose::hidden)), label_(label) {
    object_ = shown_as;
  }
  void references(References& each) override {
    Primitive::references(each);
    each(lock_);
    each.all(waiters_);
  }
  const Ref<Lock>& lock() const { return lock_; }
  void set_lock(Ref<Lock> lock) { lock_ = std::move(lock); }
  size_t waiting() const { return waiters_.size(); }
  const Waiters& waiters() const { return waiters_; }
  Ref<Native> wait();
  Ref<Native> wait_for(Value predicate);
  void notify(int64_t n);            // RuntimeError when the lock is not held
  void notify_all() { notify(static_cast<int64_t>(waiters_.size())); }

 private:
  static Ref<Native> wait_body(Ref<Condition> self, Ref<Future> waiter);
  static Ref<Native> wait_for_body(Variables<Ref<Condition>, Value> given);
  void notify_waiters(int64_t n);
  Ref<Lock> lock_;
  Waiters waiters_;
  const char* label_ = "Condition";
};

}  // namespace sim
