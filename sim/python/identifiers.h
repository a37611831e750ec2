// Which characters may stand in a name, and which may be shown as they are.
// Used by sim/python/lexer.h; str.isidentifier, str.isprintable and repr ask the same questions.
#pragma once
#include <cstdint>

namespace sim::py {

bool is_identifier_start(uint32_t code_point);
bool is_identifier_continue(uint32_t code_point);
bool is_printable(uint32_t code_point);

}  // namespace sim::py
