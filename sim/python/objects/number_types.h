// What int_type.cpp and float_type.cpp give each other.
#pragma once
#include "sim/python/type.h"

namespace sim::py {

class Vm;

void init_float_type(Vm& vm);
// Whether `order` (-1, 0, 1) is what `op` asks for.
Value order_holds(int order, CompareOp op);
// The int v rounded to a multiple of `unit`, ties to even; `more`: the true value is a little further from zero than v.
Value round_to_multiple(const Value& v, const Value& unit, bool more);

}  // namespace sim::py
