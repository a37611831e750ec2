// Task.get_stack and Task.print_stack. Before: asyncio_futures.cpp puts them into the type. Inside: task_stack.cpp.
#pragma once
#include "sim/base/value.h"

namespace sim::py {

Value task_get_stack(const Value* args);       // self, limit
Value task_print_stack(const Value* args);     // self, limit, file

}  // namespace sim::py
