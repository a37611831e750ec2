#include "sim/asyncio/ensure_future.h"

#include "sim/loop/native.h"

namespace sim {

namespace {
Ref<Native> await_it(Environment* env, Value awaitable) {
  Ref<Coroutine> on = env->host.awaitable(awaitable);
  Outcome got = co_await std::move(on);
  co_return got;
}
}  // namespace

Ref<Future> ensure_future(Environment& env, const Value& v, Loop* loop) {
  env.python_function();
  if (v.is(Kind::future) || v.is(Kind::task)) {
    Ref<Future> future(v.as<Future>());
    if (loop && &future->loop() != loop)
      env.raise(Error::value, "The future belongs to a different loop than the one specified as the loop argument");
    return future;
  }
  Ref<Coroutine> coroutine = env.host.coroutine(v);
  if (!coroutine) {
    if (!env.host.is_awaitable(v)) env.raise(Error::type, "An asyncio.Future, a coroutine or an awaitable is required");
    coroutine = native(env, "ensure_future.<locals>._wrap_awaitable", await_it(&env, v));
  }
  Loop& runs = loop ? *loop : env.host.get_event_loop();
  try {
    return env.host.create_task(runs, coroutine);
  } catch (Raised& raised) {
    if (coroutine.get() == v.as<Coroutine>() && env.host.is_error(raised.exception.get(), Error::runtime)) env.host.call_method(v, "close", {});
    throw;
  }
}

}  // namespace sim
