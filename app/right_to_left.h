// Hebrew and Arabic as they are read, by Unicode's bidirectional algorithm (UAX 9) and with Arabic letters joined: what FriBidi makes of them.
// For lines that are shown; a line that is edited keeps the order of its characters, as its columns count them.
// Before: editor/characters.h. After: paint.cpp.
#pragma once
#include <string>
#include <string_view>

namespace app {

bool has_right_to_left(std::string_view text);
// The same line with its characters in the order in which they are drawn from left to right.
std::string in_drawing_order(std::string_view line);

}  // namespace app
