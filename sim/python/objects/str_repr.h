// repr() and ascii() of str and bytes.
#pragma once
#include "sim/python/objects/str.h"

#include <string>
#include <string_view>

namespace sim::py {

Ref<Str> repr_text(const Str& s);                              // quotes, escapes; printable characters stay
std::string ascii_of(std::string_view repr);                   // what is not ASCII becomes \x, \u, \U
std::string repr_bytes(std::string_view data, bool with_prefix = true);  // b'...'
void append_escaped(std::string& out, uint32_t code_point);    // \xe9, \u1234, \U0001f600

}  // namespace sim::py
