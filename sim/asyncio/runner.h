// What asyncio.run does around the program's main coroutine. CPython: runners.py.
#pragma once
#include "sim/loop/loop.h"
#include "sim/loop/native.h"

namespace sim {

// Runs a coroutine of the loop's own to its end.
Value run_until_complete(Loop& loop, Ref<Native> coroutine);
// Runner.close(): cancels what is left, closes the async generators and the default executor, closes the loop.
void shut_down(Loop& loop);
Ref<Native> shutdown_asyncgens(Loop& loop);
Ref<Native> shutdown_default_executor(Loop& loop);

}  // namespace sim
