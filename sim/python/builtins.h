// What the files of the built-in functions give to init_builtins. Before: builtins.cpp. After: the module builtins' dict.
#pragma once
#include "sim/python/objects/dict.h"
#include "sim/python/type.h"

namespace sim::py {

class Vm;

class BuiltinsDict {
 public:
  explicit BuiltinsDict(Ref<Dict> dict) : dict_(std::move(dict)) {}
  BuiltinsDict& function(const char* name, const char* signature, NativeFn fn);
  BuiltinsDict& raw(const char* name, RawFn fn);
  BuiltinsDict& value(const char* name, const Value& v);

 private:
  Ref<Dict> dict_;
};

void add_number_builtins(BuiltinsDict& b);     // builtins_numbers.cpp: abs, sum, min, round ...
void add_object_builtins(BuiltinsDict& b);     // builtins_objects.cpp: getattr, isinstance, repr, id ...
void add_iteration_builtins(BuiltinsDict& b);  // builtins_iteration.cpp: iter, next, sorted, any ...; map, zip ... as types
void add_code_builtins(BuiltinsDict& b);       // builtins_code.cpp: eval, exec, compile, globals, locals
void add_stream_builtins(BuiltinsDict& b);     // builtins_streams.cpp: print, input, open
void init_iterator_types(Vm& vm);              // builtins_iterators.cpp: enumerate, zip, map, filter, reversed

}  // namespace sim::py
