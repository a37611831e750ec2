#include "sim/asyncio/condition.h"

namespace sim {

Ref<Native> Condition::wait() { return native(env_, "Condition.wait", wait_body(Ref<Condition>(this), nullptr)); }

Ref<Native> Condition::wait_body(Ref<Condition> self, Ref<Future> waiter) {
  Host& host = self->env_.host;
  if (!self->lock_->locked()) self->env_.raise(Error::runtime, "cannot wait on un-acquired lock");
  waiter = self->make_waiter(self->label_);
  self->lock_->release();
  self->waiters_.push_back(waiter);
  Outcome got = co_await waiter;
  remove_waiter(self->waiters_, waiter);
  // The lock is taken again whatever happened; a cancellation meanwhile is raised afterwards.
  for (;;) {
    Ref<Native> acquired = self->lock_->acquire();
    Outcome again = co_await std::move(acquired);
    if (!again.is_error()) break;
    bool cancelled = host.is_error(again.error.get(), Error::cancelled);
    got = std::move(again);
    if (!cancelled) break;
  }
  if (got.is_error()) {
    self->notify_waiters(1);         // this one may have been notified, and cannot act on it
    co_return got;
  }
  co_return Value::boolean(true);
}

Ref<Native> Condition::wait_for(Value predicate) {
  return native(env_, "Condition.wait_for", wait_for_body({Ref<Condition>(this), std::move(predicate)}));
}

Ref<Native> Condition::wait_for_body(Variables<Ref<Condition>, Value> given) {
  Condition* self = given.first.get();
  const Value& predicate = given.second;
  Host& host = self->env_.host;
  Value result = host.call(predicate, {});
  while (!host.truthy(result)) {
    Ref<Native> notified = self->wait();
    Outcome got = co_await std::move(notified);
    if (got.is_error()) co_return got;
    result = host.call(predicate, {});
  }
  co_return std::move(result);
}

void Condition::notify(int64_t n) {
  env_.python_function();
  if (!lock_->locked()) env_.raise(Error::runtime, "cannot notify on un-acquired lock");
  notify_waiters(n);
}

void Condition::notify_waiters(int64_t n) {
  for (size_t i = 0; i < waiters_.size() && n > 0; ++i)
    if (!waiters_[i]->done()) {
      --n;
      waiters_[i]->set_result(Value::boolean(false));
    }
}

}  // namespace sim
