// asyncio.gather.
#pragma once
#include "sim/loop/loop.h"

namespace sim {

// The future of all results in order. Awaitables given twice run once. Each is checked before it is begun.
Ref<Future> gather(Environment& env, const std::vector<Value>& awaitables, bool return_exceptions,
                   void (*check)(const Value&) = nullptr);

}  // namespace sim
