// What kind of character a code point is, and its case mappings (Unicode 15.1, as CPython 3.13).
// Used by the methods of str, the regular expressions and the reading of numbers. Names and printing: identifiers.h.
#pragma once
#include <cstdint>

namespace sim::py::unicode {

enum Kind : uint16_t {
  alpha = 1, decimal = 2, digit = 4, numeric = 8, lower = 16, upper = 32, title = 64, space = 128,
  cased = 256, case_ignorable = 512,            // for the final sigma of lower()
};
uint16_t kinds(uint32_t c);
inline bool is(uint32_t c, uint16_t any_of) { return kinds(c) & any_of; }
inline bool is_alnum(uint32_t c) { return kinds(c) & (alpha | decimal | digit | numeric); }
bool is_line_break(uint32_t c);                 // where splitlines() cuts
int decimal_value(uint32_t c);                  // 0..9, or -1

// Full mappings: up to three code points. Returns how many.
int to_lower(uint32_t c, uint32_t out[3]);
int to_upper(uint32_t c, uint32_t out[3]);
int to_title(uint32_t c, uint32_t out[3]);
int to_folded(uint32_t c, uint32_t out[3]);
// The single-character mapping (what regular expressions compare by).
uint32_t simple_lower(uint32_t c);
uint32_t simple_upper(uint32_t c);

}  // namespace sim::py::unicode
