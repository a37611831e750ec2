// asyncio.ensure_future: whatever can be awaited, as a future.
#pragma once
#include "sim/loop/loop.h"

namespace sim {

// A future is returned as it is; a coroutine becomes a task, any other awaitable a task that awaits it. `loop` null: the current one.
Ref<Future> ensure_future(Environment& env, const Value& v, Loop* loop);

}  // namespace sim
