// asyncio.sleep.
#pragma once
#include "sim/loop/native.h"

namespace sim {

// `delay`: any number; `result` is what the await gives.
Ref<Native> sleep(Environment& env, const Value& delay, const Value& result);

}  // namespace sim
