#include "sim/asyncio/event.h"

namespace sim {

void AsyncEvent::set() {
  env_.python_function();
  if (set_) return;
  set_ = true;
  record(Event::resource_released);
  for (size_t i = 0; i < waiters_.size(); ++i)
    if (!waiters_[i]->done()) waiters_[i]->set_result(Value::boolean(true));
}

Ref<Native> AsyncEvent::wait() { return native(env_, "Event.wait", wait_body(Ref<AsyncEvent>(this), nullptr)); }

Ref<Native> AsyncEvent::wait_body(Ref<AsyncEvent> self, Ref<Future> waiter) {
  if (self->set_) co_return Value::boolean(true);
  waiter = self->make_waiter(self->label_);
  self->waiters_.push_back(waiter);
  Outcome got = co_await waiter;
  remove_waiter(self->waiters_, waiter);
  if (got.is_error()) co_return got;
  co_return Value::boolean(true);
}

}  // namespace sim
