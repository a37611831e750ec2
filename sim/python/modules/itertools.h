// The two halves of the module itertools. Before: itertools.cpp. After: itertools_combine.cpp.
#pragma once
#include "sim/python/objects/dict.h"

namespace sim::py {

void fill_itertools_combine(const Ref<Dict>& dict);

}  // namespace sim::py
