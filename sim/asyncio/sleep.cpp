#include "sim/asyncio/sleep.h"

#include "sim/base/references.h"
#include "sim/base/text.h"
#include "sim/loop/loop.h"

#include <cmath>

namespace sim {

namespace {

// The delay as the program would write it: 0.1 * 3 sleeps for 0.3, not for the seventeen digits of its binary form.
std::string delay_text(Environment& env, const Value& delay, double length) {
  std::string text = env.host.repr(delay);
  Time ns = time_from_seconds(length);
  if (text.size() <= 12 || ns >= 1'000'000 * kSecond) return text;
  text = cat(ns / kSecond, ".", std::string_view(cat(kSecond + ns % kSecond)).substr(1));
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// Less than half a nanosecond is no time in whole nanoseconds. Who sleeps so over and over waits for a rounding error of its own sums (a
// bucket that lacks 1e-17 of a token): real time would pass by itself, so a nanosecond passes here.
Time end_of_sleep(const Environment& env, Time when) {
  constexpr uint64_t kPatience = 1000;      // turns at one instant
  return when <= env.now() && env.turns_at_this_time > kPatience ? env.now() + 1 : when;
}

// The future that is due when the delay is over.
Ref<TimedFuture> set_timer(Environment& env, const Value& delay, double length, Value result) {
  if (std::isnan(length)) env.raise(Error::value, "Invalid delay: NaN (not a number)");
  Loop& loop = running_loop(env);
  Ref<TimedFuture> future(new TimedFuture(loop, std::move(result)));
  if (env.trace.wants_events()) future->set_label(cat("sleep ", delay_text(env, delay, length)));
  loop.resolve_at(future, end_of_sleep(env, time_from_seconds(loop.time() + length)));
  return future;
}

// Written by hand, where others are C++20 coroutines: there may be a hundred thousand of them, and a compiler's frame is twice as large.
class Sleep final : public Native {
 public:
  Sleep(Environment& env, const Value& delay, const Value& result) : Native(&env, "sleep"), delay_(delay), result_(result) {}
  Value awaiting() const override { return finished() ? Value() : Value(timer_); }

 private:
  void frame_references(References& each) override {
    each(result_);
    each(timer_);
  }
  Step go_on(Outcome& in) override {
    if (delay_.is_null()) return end(in);
    entered(in.error.get());
    if (in.is_error()) return Step::raises(std::move(in.error));
    try {
      return begin();
    } catch (Raised& raised) {
      return Step::raises(std::move(raised.exception));
    }
  }

  void drop_frame() override {
    delay_ = result_ = Value();
    timer_ = nullptr;
  }

  Step begin() {
    double length = delay_.is_float() ? delay_.as_float() : delay_.is_int() ? static_cast<double>(delay_.as_int()) : env_->host.number(delay_);
    if (length <= 0) {
      delay_ = Value();
      return Step::yields(Value::none());
    }
    timer_ = set_timer(*env_, delay_, length, std::move(result_));
    delay_ = Value();
    return timer_->resume(Outcome::of(Value::none()));
  }

  Step end(Outcome& in) {
    if (timer_) {
      Step step = timer_->resume(std::move(in));
      if (step.kind == Step::Kind::yielded) return step;
      in = Outcome{std::move(step.value), std::move(step.error)};
    }
    entered(in.error.get());
    if (in.is_error()) {
      if (timer_) timer_->give_up();
      return Step::raises(std::move(in.error));
    }
    return Step::returns(timer_ ? std::move(in.value) : std::move(result_));
  }

  Value delay_;                  // null when it has begun. Any object that compares and adds as a number: its worth only the first step asks
  Value result_;
  Ref<TimedFuture> timer_;       // null for a bare turn of the loop
};

}  // namespace

Ref<Native> sleep(Environment& env, const Value& delay, const Value& result) { return Ref<Native>(new Sleep(env, delay, result)); }

}  // namespace sim
