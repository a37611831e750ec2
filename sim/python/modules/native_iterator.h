// Iterators written in C++ for a module: a class with one function, and the type that programs see.
// After: itertools.cpp and itertools_combine.cpp derive from it.
#pragma once
#include "sim/python/protocol.h"
#include "sim/python/type.h"
#include "sim/python/vm.h"

#include <initializer_list>

namespace sim::py {

class NativeIterator : public Object {
 public:
  explicit NativeIterator(Type* type) : Object(Kind::other, type) {}
  virtual bool step(Value* out) = 0;               // false: exhausted
};

// The parameters `names` of a constructor into `out`; absent ones stay null. The first `required` must be there.
// Those behind `positional` are by keyword only.
void bind_arguments(const char* function, const Args& args, std::initializer_list<const char*> names, size_t required, size_t positional, Value* out);

// A type whose instances are NativeIterators, made by `create`; it goes into the module's dict under its own name.
TypeBuilder native_iterator_type(const char* qualified_name, Value (*create)(Type*, const Args&));
Type* finish_native_type(TypeBuilder& builder, const Ref<Dict>& module_dict);

}  // namespace sim::py
