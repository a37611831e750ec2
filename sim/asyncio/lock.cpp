#include "sim/asyncio/lock.h"

namespace sim {

// Nobody may jump the queue, but waiters that were cancelled do not count.
bool Lock::free_to_take() const {
  if (locked_) return false;
  for (size_t i = 0; i < waiters_.size(); ++i)
    if (!waiters_[i]->cancelled()) return false;
  return true;
}

Ref<Native> Lock::acquire(const char* name, Value result) {
  return native(env_, name, acquire_body(Ref<Lock>(this), std::move(result), nullptr));
}

Ref<Native> Lock::acquire_body(Ref<Lock> self, Value result, Ref<Future> waiter) {
  if (!self->free_to_take()) {
    waiter = self->make_waiter("Lock");
    self->waiters_.push_back(waiter);
    Outcome got = co_await waiter;
    remove_waiter(self->waiters_, waiter);
    if (got.is_error()) {
      // The lock may have been handed to this waiter already: then the next one must have it.
      if (!self->locked_ && self->env_.host.is_error(got.error.get(), Error::cancelled)) self->wake_up_first();
      co_return got;
    }
  }
  self->locked_ = true;
  self->record(Event::resource_acquired);
  co_return std::move(result);
}

void Lock::release() {
  env_.python_function();
  if (!locked_) env_.raise(Error::runtime, "Lock is not acquired.");
  locked_ = false;
  record(Event::resource_released, 1);
  wake_up_first();
}

void Lock::wake_up_first() {
  if (!waiters_.empty() && !waiters_.front()->done()) waiters_.front()->set_result(Value::boolean(true));
}

}  // namespace sim
