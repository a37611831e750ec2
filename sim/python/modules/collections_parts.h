// What the files behind the native module _collections give each other.
// Before: collections.cpp. After: deque.cpp, namedtuple.cpp; library/collections.py adds what is written in Python.
#pragma once
#include "sim/python/objects/dict.h"
#include "sim/python/type.h"

namespace sim::py {

void add_deque(const Ref<Dict>& module_dict);
void add_namedtuple(const Ref<Dict>& module_dict);
void add_class_getitem(TypeBuilder& b);         // deque[int]

}  // namespace sim::py
