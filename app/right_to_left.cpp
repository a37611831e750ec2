#include "app/right_to_left.h"

#include "app/editor/characters.h"

#include <algorithm>
#include <vector>

namespace app {

namespace {

using Characters = std::vector<uint32_t>;

bool right_to_left(uint32_t c) {
  return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1eeff);
}
bool arabic_digit(uint32_t c) { return (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9); }
bool letter_or_digit(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (c >= 0xc0 && !right_to_left(c) && !combines(c) && !(c >= 0x2000 && c <= 0x2bff));
}

// How many joined forms Unicode's Presentation Forms-B have for each of U+0621 to U+064A, in that order: alone, last, first, middle.
// 2: joined to the letter before it only; 0: not there.
constexpr unsigned char kForms[] = {1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 2, 2, 4};
static_assert(sizeof kForms == 0x64a - 0x621 + 1);
constexpr uint32_t kFirstLetter = 0x621, kLastLetter = 0x64a, kTatweel = 0x640, kLam = 0x644, kFirstForm = 0xfe80, kLamAlef = 0xfef5;

unsigned forms(uint32_t c) { return c == kTatweel ? 4 : c >= kFirstLetter && c <= kLastLetter ? kForms[c - kFirstLetter] : 0; }

uint32_t form(uint32_t c, bool joins_before, bool joins_after) {
  if (c == kTatweel || forms(c) == 0) return c;
  uint32_t first = kFirstForm;
  for (uint32_t letter = kFirstLetter; letter < c; ++letter) first += letter == kTatweel ? 0 : kForms[letter - kFirstLetter];
  unsigned which = joins_after ? (joins_before ? 3 : 2) : joins_before ? 1 : 0;
  return first + (forms(c) > which ? which : 0);
}

// Lam and alef are written as one: the first of its two forms, 0 for other letters.
uint32_t lam_with(uint32_t alef) {
  switch (alef) {
    case 0x622: return kLamAlef;
    case 0x623: return kLamAlef + 2;
    case 0x625: return kLamAlef + 4;
    case 0x627: return kLamAlef + 6;
    default: return 0;
  }
}

Characters joined(const Characters& text) {
  Characters out;
  bool joins_before = false;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t c = text[i];
    if (combines(c)) {
      out.push_back(c);
      continue;
    }
    size_t next = i + 1;
    while (next < text.size() && combines(text[next])) ++next;
    uint32_t after = next < text.size() ? text[next] : 0;
    if (uint32_t both = c == kLam && next == i + 1 ? lam_with(after) : 0) {
      out.push_back(both + joins_before);
      joins_before = false, ++i;
      continue;
    }
    bool joins_after = forms(c) == 4 && forms(after) >= 2;
    out.push_back(form(c, joins_before && forms(c) >= 2, joins_after));
    joins_before = joins_after;
  }
  return out;
}

uint32_t mirrored(uint32_t c) {
  constexpr std::string_view kPairs = "()[]{}<>";
  size_t at = c < 0x80 ? kPairs.find(static_cast<char>(c)) : std::string_view::npos;
  return at == std::string_view::npos ? c : static_cast<uint32_t>(kPairs[at ^ 1]);
}

// A run from right to left: all of it turned round, but numbers keep their order and marks stay behind their letters.
void turn(Characters& run) {
  std::reverse(run.begin(), run.end());
  for (uint32_t& c : run) c = mirrored(c);
  auto digit = [&](auto it) { return it != run.end() && (letter_or_digit(*it) || arabic_digit(*it)); };
  auto point = [&](auto it) { return it != run.end() && (*it == '.' || *it == ',' || *it == ':'); };
  for (auto from = run.begin(); from != run.end();) {
    auto to = from;
    if (digit(from)) {
      while (digit(to) || (point(to) && digit(to + 1))) ++to;
    } else {
      while (to != run.end() && combines(*to)) ++to;
      if (to != run.end()) ++to;  // the letter that the marks belong to
    }
    std::reverse(from, to);
    from = to;
  }
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
    if (right_to_left(c.code_point)) return true;
    i += c.length;
  }
  return false;
}

std::string in_drawing_order(std::string_view line) {
  Characters all;
  for (size_t i = 0; i < line.size();) {
    Character c = character_at(line, i);
    all.push_back(c.code_point);
    i += c.length;
  }
  all = joined(all);
  std::string out;
  for (size_t i = 0; i < all.size();) {
    if (!right_to_left(all[i])) {
      append_character(out, all[i++]);
      continue;
    }
    // Up to the last such letter before the next letter of another script; digits and signs between them belong to the run.
    size_t end = i + 1;
    for (size_t k = i; k < all.size() && (!letter_or_digit(all[k]) || (all[k] >= '0' && all[k] <= '9')); ++k)
      if (right_to_left(all[k]) || (combines(all[k]) && end == k)) end = k + 1;
    // A bracket that closes one of the run belongs to it, too.
    auto count = [&](uint32_t c) { return std::count(all.begin() + static_cast<long>(i), all.begin() + static_cast<long>(end), c); };
    while (end < all.size() && all[end] < 0x80 && (all[end] == ')' || all[end] == ']' || all[end] == '}') && count(mirrored(all[end])) > count(all[end])) ++end;
    Characters run(all.begin() + static_cast<long>(i), all.begin() + static_cast<long>(end));
    turn(run);
    for (uint32_t c : run) append_character(out, c);
    i = end;
  }
  return out;
}

}  // namespace app
