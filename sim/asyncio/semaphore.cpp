#include "sim/asyncio/semaphore.h"

#include "sim/base/text.h"

namespace sim {

Semaphore::Semaphore(Environment& env, Kind kind, int64_t value)
    : Primitive(env, kind, Resource::semaphore), value_(value), bound_(kind == Kind::bounded_semaphore ? value : INT64_MAX) {
  if (!shown()) return;
  label_ = cat("Semaphore(", value, ")");
  record(Event::resource_created, value);
}

void Semaphore::set_value(int64_t value) {
  value_ = value;
  if (kind == Kind::bounded_semaphore) bound_ = value;
}

bool Semaphore::locked() const {
  if (value_ == 0) return true;
  for (size_t i = 0; i < waiters_.size(); ++i)
    if (!waiters_[i]->cancelled()) return true;      // those who came first must go first
  return false;
}

Ref<Native> Semaphore::acquire(const char* name, Value result) {
  return native(env_, name, acquire_body(Ref<Semaphore>(this), std::move(result), nullptr));
}

Ref<Native> Semaphore::acquire_body(Ref<Semaphore> self, Value result, Ref<Future> waiter) {
  if (!self->locked()) {
    --self->value_;
    self->record(Event::resource_acquired, self->value_);
    co_return std::move(result);
  }
  waiter = self->make_waiter(self->label_);
  self->waiters_.push_back(waiter);
  Outcome got = co_await waiter;
  remove_waiter(self->waiters_, waiter);
  if (got.is_error() && self->env_.host.is_error(got.error.get(), Error::cancelled) && waiter->done() && !waiter->cancelled())
    ++self->value_;                  // it had been given to this waiter, who will not have it
  while (self->value_ > 0 && self->wake_up_next()) {
  }
  if (got.is_error()) co_return got;
  self->record(Event::resource_acquired, self->value_);
  co_return std::move(result);
}

void Semaphore::release() {
  env_.python_function();
  if (value_ >= bound_) env_.raise(Error::value, "BoundedSemaphore released too many times");
  ++value_;
  record(Event::resource_released, value_);
  wake_up_next();
}

bool Semaphore::wake_up_next() {
  for (size_t i = 0; i < waiters_.size(); ++i)
    if (!waiters_[i]->done()) {
      --value_;
      waiters_[i]->set_result(Value::boolean(true));
      return true;
    }
  return false;
}

}  // namespace sim
