#include "sim/asyncio/timeout.h"

#include "sim/asyncio/ensure_future.h"
#include "sim/asyncio/wait.h"
#include "sim/base/references.h"
#include "sim/base/text.h"

namespace sim {

namespace {

class OnTimeout final : public Handle {
 public:
  OnTimeout(Loop& loop, Time when, Ref<Timeout> timeout) : Handle(loop, nullptr, when), timeout_(std::move(timeout)) {}
  void run() override { timeout_->on_timeout(); }
  std::string label() const override { return "timeout"; }
  void references(References& each) override {
    Handle::references(each);
    each(timeout_);
  }

 protected:
  void dropped() override { timeout_ = nullptr; }

 private:
  Ref<Timeout> timeout_;
};

}  // namespace

const char* state_name(Timeout::State state) {
  static constexpr const char* kNames[] = {"created", "active", "expiring", "expired", "finished"};
  return kNames[static_cast<size_t>(state)];
}

void Timeout::reschedule(Value when) {
  if (state_ == State::created) env_.raise(Error::runtime, "Timeout has not been entered");
  if (state_ != State::active) env_.raise(Error::runtime, cat("Cannot change state of ", state_name(state_), " Timeout"));
  when_ = when;
  if (handle_) handle_->cancel();
  handle_ = nullptr;
  if (when.is_none()) return;
  Loop& loop = running_loop(env_);
  double at = env_.host.number(when);
  if (at <= loop.time()) {
    handle_ = Ref<Handle>(new OnTimeout(loop, kNever, Ref<Timeout>(this)));
    loop.call_soon(handle_);
  } else {
    handle_ = Ref<Handle>(new OnTimeout(loop, time_from_seconds(at), Ref<Timeout>(this)));
    loop.call_at(handle_);
  }
}

void Timeout::enter() {
  if (state_ != State::created) env_.raise(Error::runtime, "Timeout has already been entered");
  Loop& loop = running_loop(env_);
  if (!loop.current_task) env_.raise(Error::runtime, "Timeout should be used inside a task");
  state_ = State::active;
  task_ = Ref<Task>(loop.current_task);
  cancelling_ = task_->cancelling();
  reschedule(when_);
}

void Timeout::on_timeout() {
  task_->cancel();
  state_ = State::expiring;
  handle_ = nullptr;
}

Outcome Timeout::exit(Object* error) {
  Host& host = env_.host;
  if (handle_) handle_->cancel();
  handle_ = nullptr;
  if (state_ == State::active) state_ = State::finished;
  if (state_ != State::expiring) return Outcome::of(Value::none());
  state_ = State::expired;
  // Other requests to cancel the task that came meanwhile have precedence.
  if (task_->uncancel() > cancelling_ || !error) return Outcome::of(Value::none());
  if (host.is_error(error, Error::cancelled)) {
    Ref<Object> timeout = host.make_error(Error::timeout, {});
    host.set_context(timeout.get(), error);
    host.set_cause(timeout.get(), error);
    return Outcome::raised(timeout);
  }
  insert_timeout_error(error);
  for (const Ref<Object>& member : host.group_members(error)) insert_timeout_error(member.get());
  return Outcome::of(Value::none());
}

// An exception raised while the cancellation was handled: its chain tells of the timeout rather than of the cancellation.
void Timeout::insert_timeout_error(Object* error) {
  Host& host = env_.host;
  Ref<Object> e(error);
  for (Ref<Object> context; (context = host.context_of(e.get())); e = context)
    if (host.is_error(context.get(), Error::cancelled)) {
      Ref<Object> timeout = host.make_error(Error::timeout, {});
      host.set_context(timeout.get(), context.get());
      host.set_cause(timeout.get(), context.get());
      host.set_context(e.get(), timeout.get());
      return;
    }
}

Ref<Timeout> timeout(Environment& env, const Value& delay) {
  env.python_function();
  Loop& loop = running_loop(env);
  if (delay.is_none()) return Ref<Timeout>(new Timeout(env, Value::none()));
  return Ref<Timeout>(new Timeout(env, Value::real(loop.time() + env.host.number(delay))));
}

namespace {

// No time at all: what is not done already is cancelled before it can begin.
Ref<Native> wait_for_no_time(Environment* env, Value awaitable) {
  Ref<Future> future = ensure_future(*env, awaitable, nullptr);
  awaitable = Value(future);
  if (future->done()) co_return future->outcome();
  Ref<Native> ended = cancel_and_wait(*env, future);
  Outcome got = co_await std::move(ended);
  if (got.is_error()) co_return got;
  Outcome out = future->outcome();
  if (!out.is_error() || !env->host.is_error(out.error.get(), Error::cancelled)) co_return out;
  env->host.passed_by(out.error.get(), future.get());      // it is caught here, and the cause of what is raised instead
  Ref<Object> error = env->host.make_error(Error::timeout, {});
  env->host.set_context(error.get(), out.error.get());
  env->host.set_cause(error.get(), out.error.get());
  co_return Outcome::raised(error);
}

Ref<Native> wait_for_body(Environment* env, Value awaitable, Value limit, Ref<Timeout> timeout = nullptr) {
  if (!limit.is_none() && env->host.number(limit) <= 0) {
    Ref<Native> at_once = wait_for_no_time(env, std::move(awaitable));
    at_once = native(*env, "wait_for", at_once);
    Outcome out = co_await std::move(at_once);
    co_return out;
  }
  timeout = sim::timeout(*env, limit);
  timeout->enter();
  Outcome got;
  try {
    Ref<Coroutine> on = env->host.awaitable(awaitable);
    got = co_await std::move(on);
  } catch (Raised& raised) {       // it cannot be awaited at all
    got = Outcome::raised(raised.exception);
  }
  Ref<Timeout> entered = std::move(timeout);      // no variable of the function in CPython: a traceback that holds the frame does not hold it
  Outcome exit = entered->exit(got.error.get());
  if (exit.is_error()) {                // raised in Timeout.__aexit__
    env->host.passed_by(exit.error.get(), entered.get());
    co_return exit;
  }
  co_return got;
}

}  // namespace

Ref<Native> wait_for(Environment& env, Value awaitable, Value timeout) {
  return native(env, "wait_for", wait_for_body(&env, std::move(awaitable), std::move(timeout)));
}

}  // namespace sim
