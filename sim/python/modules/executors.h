// concurrent.futures as asyncio needs it. See concurrent_futures.cpp.
#pragma once
#include "sim/base/value.h"

namespace sim {
class Loop;
}

namespace sim::py {

bool is_pool(const Value& v);                     // of threads or processes, with their own submit()
bool is_thread_pool(const Value& v);
// How many workers a pool has. RuntimeError after its shutdown.
int64_t executor_workers(const Value& executor);
// What the names of its threads begin with; empty for processes.
std::string executor_threads(const Value& executor);
// asyncio.run_coroutine_threadsafe: a concurrent.futures.Future of the coroutine's result.
Value concurrent_of_coroutine(const Value& coroutine, Loop& loop);
// asyncio.wrap_future: an asyncio.Future that ends as the concurrent one does.
Value wrap_concurrent(const Value& future, Loop& loop);

}  // namespace sim::py
