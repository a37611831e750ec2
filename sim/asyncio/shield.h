// asyncio.shield.
#pragma once
#include "sim/loop/loop.h"

namespace sim {

// A future that ends as the awaitable does, and that can be cancelled without cancelling it.
Ref<Future> shield(Environment& env, const Value& awaitable);

}  // namespace sim
