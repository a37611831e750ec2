#include "sim/asyncio/barrier.h"

namespace sim {

Ref<Native> Barrier::wait(const char* name) { return native(env_, name, wait_body(Ref<Barrier>(this))); }

Ref<Native> Barrier::wait_body(Ref<Barrier> self) {
  Ref<Native> acquired = self->condition_->lock()->acquire();
  Outcome got = co_await std::move(acquired);
  if (got.is_error()) co_return got;
  Ref<Native> passed = native(self->env_, "Barrier.wait", pass_body(self));
  got = co_await std::move(passed);
  self->condition_->lock()->release();
  co_return got;
}

// With the lock held.
Ref<Native> Barrier::pass_body(Ref<Barrier> self) {
  while (self->state_ == State::draining || self->state_ == State::resetting) {
    Ref<Native> ready = self->condition_->wait();
    Outcome got = co_await std::move(ready);
    if (got.is_error()) co_return got;
  }
  if (self->state_ == State::broken) self->env_.raise(Error::broken_barrier, "Barrier aborted");
  int64_t index = self->count_++;
  Outcome out = Outcome::of(Value::integer(index));
  if (index + 1 == self->parties_) {
    self->state_ = State::draining;
    self->condition_->notify_all();
  } else {
    while (self->state_ == State::filling) {
      Ref<Native> released = self->condition_->wait();
      Outcome got = co_await std::move(released);
      if (got.is_error()) {
        out = std::move(got);
        break;
      }
    }
    if (!out.is_error() && (self->state_ == State::broken || self->state_ == State::resetting))
      out = Outcome::raised(self->env_.host.make_error(Error::broken_barrier, "Abort or reset of barrier"));
  }
  --self->count_;
  self->leave();
  co_return out;
}

// The last one out opens the barrier to those who wait for it to drain.
void Barrier::leave() {
  if (count_ != 0) return;
  if (state_ == State::resetting || state_ == State::draining) state_ = State::filling;
  condition_->notify_all();
}

Ref<Native> Barrier::reset() { return native(env_, "Barrier.reset", change_body(Ref<Barrier>(this), false)); }
Ref<Native> Barrier::abort() { return native(env_, "Barrier.abort", change_body(Ref<Barrier>(this), true)); }

Ref<Native> Barrier::change_body(Ref<Barrier> self, bool abort) {
  Ref<Native> acquired = self->condition_->lock()->acquire();
  Outcome got = co_await std::move(acquired);
  if (got.is_error()) co_return got;
  if (abort) self->state_ = State::broken;
  else self->state_ = self->count_ > 0 ? State::resetting : State::filling;
  self->condition_->notify_all();
  self->condition_->lock()->release();
  co_return Value::none();
}

}  // namespace sim
