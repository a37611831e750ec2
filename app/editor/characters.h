// The characters of a UTF-8 text and how many columns of a code font each takes, as terminals count them.
// Before: nothing. After: buffer.h counts columns with it, ../paint.cpp and ../panels/code_text.cpp draw by it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace app {

inline constexpr uint32_t kZeroWidthJoiner = 0x200d;

struct Character {
  uint32_t code_point;
  size_t length;  // in bytes
};
// The one that begins at byte `at`; a byte that is no UTF-8 is U+FFFD.
Character character_at(std::string_view text, size_t at);
void append_character(std::string& out, uint32_t code_point);

// Accents, variation selectors, skin tones, the joiner: drawn onto or with the character before them.
bool combines(uint32_t code_point);
// 0: combines, or is not seen; 2: ideographs and pictures; else 1.
size_t columns_of(uint32_t code_point);

}  // namespace app
