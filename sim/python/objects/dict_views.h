// What dict.keys(), values() and items() give. After: dict_views.cpp.
#pragma once
#include "sim/python/objects/iterators.h"

namespace sim::py {

Value make_dict_view(const Ref<Dict>& dict, DictIterator::What what);
void init_dict_view_types(Vm& vm);

}  // namespace sim::py
