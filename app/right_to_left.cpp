#include "app/right_to_left.h"

#include "app/editor/characters.h"

#include <fribidi.h>

#include <vector>

namespace app {

namespace {

using Characters = std::vector<FriBidiChar>;

Characters characters_of(std::string_view line) {
  Characters out;
  for (size_t i = 0; i < line.size();) {
    Character c = character_at(line, i);
    out.push_back(c.code_point);
    i += c.length;
  }
  return out;
}

}  // namespace

bool has_right_to_left(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    auto first = static_cast<unsigned char>(text[i]);
    if (first < 0xd6) {  // all before U+0590 begin with less, and so do the bytes within a character
      ++i;
      continue;
    }
    Character c = character_at(text, i);
    if (FRIBIDI_IS_RTL(fribidi_get_bidi_type(c.code_point))) return true;
    i += c.length;
  }
  return false;
}

std::string in_drawing_order(std::string_view line) {
  Characters from = characters_of(line), to(from.size());
  FriBidiParType paragraph = FRIBIDI_PAR_LTR;  // a line begins at the left, whatever it begins with
  if (fribidi_log2vis(from.data(), static_cast<FriBidiStrIndex>(from.size()), &paragraph, to.data(), nullptr, nullptr, nullptr) == 0) return std::string(line);
  std::string out;
  for (FriBidiChar c : to)
    if (c != FRIBIDI_CHAR_FILL) append_character(out, c);
  return out;
}

}  // namespace app
