#include "sim/asyncio/sleep.h"

#include "sim/base/text.h"
#include "sim/loop/loop.h"

#include <cmath>

namespace sim {

namespace {

// Resolves the future when its time has come. CPython: futures._set_result_unless_cancelled.
class SleepTimer final : public Handle {
 public:
  SleepTimer(Loop& loop, Time when, Ref<Future> future, Value result)
      : Handle(loop, nullptr, when), future_(std::move(future)), result_(std::move(result)) {}
  void run() override {
    if (!future_->done()) future_->set_result(std::move(result_));
  }
  std::string label() const override { return "wake from sleep"; }

 protected:
  void dropped() override {
    future_ = nullptr;
    result_ = Value();
  }

 private:
  Ref<Future> future_;
  Value result_;
};

Ref<Native> sleep_body(Environment* env, Value delay, Value result) {
  double length = delay.is_float() ? delay.as_float() : env->host.number(delay);
  if (length <= 0) {
    BareYield once;
    Outcome got = co_await once;
    if (got.is_error()) co_return got;
    co_return std::move(result);
  }
  if (std::isnan(length)) env->raise(Error::value, "Invalid delay: NaN (not a number)");
  Loop& loop = running_loop(*env);
  Ref<Future> future = loop.create_future();
  if (env->trace.wants_events()) future->set_label(cat("sleep ", env->host.repr(delay)));
  Ref<Handle> timer(new SleepTimer(loop, time_from_seconds(loop.time() + length), future, std::move(result)));
  loop.call_at(timer);
  Outcome got = co_await future;
  timer->cancel();
  co_return got;
}

}  // namespace

Ref<Native> sleep(Environment& env, Value delay, Value result) {
  return native(env, "sleep", sleep_body(&env, std::move(delay), std::move(result)));
}

}  // namespace sim
