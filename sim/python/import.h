// Where modules come from: C++ (sim/python/modules), our own library in Python (sim/python/library), files beside the program.
// Before: IMPORT_NAME in interpret.cpp, __import__, importlib. After: sys.modules holds what was made.
#pragma once
#include "sim/base/value.h"

#include <string_view>

namespace sim::py {

class Vm;

// builtins.__import__ and sys.modules' first entries. Called when the built-in functions are there.
void init_imports(Vm& vm);
// Is it a module of CPython's standard library or a well-known third-party one, so that "not supported" is the truth and not "no such module"?
bool is_known_module(std::string_view name);
bool is_standard_module(std::string_view name);
// Is `module` ours, and has CPython's module of that name the attribute that ours lacks? It is then unsupported, with this advice.
inline constexpr const char* kNotAllOfIt = "CPython has it; of this module only a part is simulated.";
bool lacks_standard_name(const Value& module, std::string_view attribute);
// A package: it has modules below it, or a file of the library or beside the program makes it one.
Value find_or_load(std::string_view name);          // the module, or null when there is none of that name; throws what its body raises

}  // namespace sim::py
