// Where a value goes in sorted items. Before: the module bisect, random.choices.
#pragma once
#include "sim/base/value.h"

namespace sim::py {

// The place of x in the sorted items [low, high): behind its equals when `right`, else before them. `key` may be null.
size_t bisect_position(const Value& sequence, const Value& x, size_t low, size_t high, const Value& key, bool right);

}  // namespace sim::py
