// Text from values: format specs, % formatting and str.format.
// Before: str methods, f-strings (FORMAT_VALUE in vm.cpp) and format(). After: float_text.h, number.h give the digits.
#pragma once
#include "sim/base/value.h"
#include "sim/python/objects/str.h"

#include <string>
#include <string_view>

namespace sim::py {

Value percent_format(Str* format, const Value& args);                        // format % args
std::string percent_format_bytes(std::string_view format, const Value& args);
Ref<Str> format_text(Str* format, const Value* args, size_t nargs, const Value& mapping);   // str.format, format_map (nargs: npos)

// value.__format__(spec) of the built-in types. `v` is an int (bool, big), float, str.
Ref<Str> format_int(const Value& v, const Str& spec);
Ref<Str> format_float(const Value& v, const Str& spec);
Ref<Str> format_str(const Value& v, const Str& spec);

}  // namespace sim::py
