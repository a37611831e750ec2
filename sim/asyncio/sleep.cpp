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
  Ref<TimedFuture> future(new TimedFuture(loop, std::move(result)));
  if (env->trace.wants_events()) future->set_label(cat("sleep ", delay_text(*env, delay, length)));
  loop.resolve_at(future, end_of_sleep(*env, time_from_seconds(loop.time() + length)));
  Outcome got = co_await future;
  if (got.is_error()) future->give_up();
  co_return got;
}

}  // namespace

Ref<Native> sleep(Environment& env, Value delay, Value result) {
  return native(env, "sleep", sleep_body(&env, std::move(delay), std::move(result)));
}

}  // namespace sim
