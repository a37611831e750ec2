// Functions that CPython writes in Python and Loopscope in C++: they say that they are functions, their bound methods that they are methods.
// Before: TypeBuilder and the modules mark them. After: the type `function` (objects/function.cpp), messages about arguments (calls.cpp).
#pragma once
#include "sim/python/vm.h"

namespace sim::py {

// The type alone tells: the kind stays builtin, and with it the way it is called.
inline void written_in_python(Builtin& f) { f.type = vm().types.function; }
inline void written_in_c(Builtin& f) {
  f.type = vm().types.builtin;
  f.module = Value();
}
inline bool is_written_in_python(const Builtin& f) { return f.type == vm().types.function; }

}  // namespace sim::py
