// Floats as text: the digits behind repr(), %-formatting and format specs. float_repr and float_from_text are declared in number.h.
#pragma once
#include <string>

namespace sim::py {

struct FloatFormat {
  char type = 'r';             // e E f F g G as in C; r: the shortest text that reads back
  int precision = 6;           // not of r
  bool alternate = false;      // #: keeps the point, and g keeps trailing zeros
  bool add_dot_0 = false;      // a whole number gets ".0"
};
// With a leading '-' for negative numbers, -0.0 and not nan. Mirrors CPython's PyOS_double_to_string.
std::string format_double(double v, const FloatFormat& format);

}  // namespace sim::py
