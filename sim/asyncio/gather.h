// asyncio.gather.
#pragma once
#include "sim/loop/loop.h"

namespace sim {

// The future of all results in order. Awaitables given twice run once.
Ref<Future> gather(Environment& env, const std::vector<Value>& awaitables, bool return_exceptions);

}  // namespace sim
