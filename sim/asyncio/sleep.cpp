#include "sim/asyncio/sleep.h"

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

Ref<Native> turn_once(Value result) {
  BareYield once;
  Outcome got = co_await once;
  if (got.is_error()) co_return got;
  co_return std::move(result);
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

Ref<Native> wait_for_timer(Environment* env, Value delay, Value result) {
  Ref<TimedFuture> future = set_timer(*env, delay, delay.is_float() ? delay.as_float() : static_cast<double>(delay.as_int()), std::move(result));
  Outcome got = co_await future;
  if (got.is_error()) future->give_up();
  co_return got;
}

// A delay whose worth only the first step finds out: any object that compares and adds as a number.
Ref<Native> sleep_as_told(Environment* env, Value delay, Value result) {
  double length = env->host.number(delay);
  if (length <= 0) {
    BareYield once;
    Outcome got = co_await once;
    if (got.is_error()) co_return got;
    co_return std::move(result);
  }
  Ref<TimedFuture> future = set_timer(*env, delay, length, std::move(result));
  Outcome got = co_await future;
  if (got.is_error()) future->give_up();
  co_return got;
}

}  // namespace

// The common delays have a coroutine each, for its frame holds no more than it needs: there may be a hundred thousand of them.
Ref<Native> sleep(Environment& env, Value delay, Value result) {
  bool plain = delay.is_float() || delay.is_int();
  bool at_once = delay.is_float() ? delay.as_float() <= 0 : delay.as_int() <= 0;
  return native(env, "sleep",
                !plain ? sleep_as_told(&env, std::move(delay), std::move(result))
                : at_once ? turn_once(std::move(result))
                          : wait_for_timer(&env, std::move(delay), std::move(result)));
}

}  // namespace sim
