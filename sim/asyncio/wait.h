// asyncio.wait, and the wait that wait_for uses when there is no time at all.
#pragma once
#include "sim/loop/native.h"

#include <vector>

namespace sim {

class Future;

enum class ReturnWhen : uint8_t { first_completed, first_exception, all_completed };

// `futures`: not empty, each once. The result: two sets, done and pending, in the order given. `timeout`: None or a number.
Ref<Native> wait(Environment& env, std::vector<Value> futures, Value timeout, ReturnWhen return_when);
// Cancels and waits until it has ended.
Ref<Native> cancel_and_wait(Environment& env, Ref<Future> future);

}  // namespace sim
