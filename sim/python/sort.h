// The stable sort behind list.sort() and sorted().
// Before: objects/list_type.cpp and the built-in sorted(). After: compare() of protocol.h, for keys that are not plain numbers or text.
#pragma once
#include "sim/base/heap.h"

namespace sim::py {

// Sorts `items` by `key` (null or None: by themselves). An exception of a comparison leaves them in the order they had.
void sort_values(Vec<Value>& items, const Value& key, bool reverse);

}  // namespace sim::py
