#include "sim/python/unicode.h"

#include "sim/python/unicode_tables.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace sim::py::unicode {
namespace {

constexpr std::array<uint16_t, 128> ascii_kinds() {
  std::array<uint16_t, 128> table{};
  size_t at = 0;
  for (uint32_t c = 0; c < 128; ++c) {
    while (at + 1 < std::size(kKinds) && kKinds[at + 1].first <= c) ++at;
    table[c] = kKinds[at].kinds;
  }
  return table;
}
constexpr auto kAsciiKinds = ascii_kinds();

bool find_shift(const Shift* first, const Shift* last, uint32_t c, uint32_t* out) {
  auto it = std::upper_bound(first, last, c, [](uint32_t c, const Shift& s) { return c < s.first; });
  if (it == first) return false;
  --it;
  if (c > it->last || (c - it->first) % it->stride) return false;
  *out = static_cast<uint32_t>(static_cast<int64_t>(c) + it->delta);
  return true;
}

int find_special(const Special* first, const Special* last, uint32_t c, uint32_t out[3]) {
  auto it = std::lower_bound(first, last, c, [](const Special& s, uint32_t c) { return s.from < c; });
  if (it == last || it->from != c) return 0;
  int n = 0;
  while (n < 3 && it->to[n]) out[n] = it->to[n], ++n;
  return n;
}

// One map: specials first, then shifts. 0: the character stays.
template <size_t S, size_t P>
int map(const Shift (&shifts)[S], const Special (&specials)[P], uint32_t c, uint32_t out[3]) {
  if (int n = find_special(specials, specials + P, c, out)) return n;
  return find_shift(shifts, shifts + S, c, out) ? 1 : 0;
}

int stays(uint32_t c, uint32_t out[3]) {
  out[0] = c;
  return 1;
}

}  // namespace

uint16_t kinds(uint32_t c) {
  if (c < 128) return kAsciiKinds[c];
  auto it = std::upper_bound(std::begin(kKinds), std::end(kKinds), c, [](uint32_t c, const Change& k) { return c < k.first; });
  return (it - 1)->kinds;
}

bool is_line_break(uint32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

int decimal_value(uint32_t c) {
  if (c < 128) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  auto it = std::upper_bound(std::begin(kZeros), std::end(kZeros), c);
  uint32_t zero = *(it - 1);
  return c - zero < 10 ? static_cast<int>(c - zero) : -1;
}

int to_lower(uint32_t c, uint32_t out[3]) {
  int n = map(kToLower, kLowerSpecial, c, out);
  return n ? n : stays(c, out);
}
int to_upper(uint32_t c, uint32_t out[3]) {
  int n = map(kToUpper, kUpperSpecial, c, out);
  return n ? n : stays(c, out);
}
int to_title(uint32_t c, uint32_t out[3]) {
  int n = map(kTitleShift, kTitleSpecial, c, out);
  return n ? n : to_upper(c, out);
}
int to_folded(uint32_t c, uint32_t out[3]) {
  int n = map(kFoldShift, kFoldSpecial, c, out);
  return n ? n : to_lower(c, out);
}

uint32_t simple_lower(uint32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c == 0x130) return 'i';
  uint32_t out;
  return find_shift(std::begin(kToLower), std::end(kToLower), c, &out) ? out : c;
}
uint32_t simple_upper(uint32_t c) {
  if (c < 128) return c >= 'a' && c <= 'z' ? c - 32 : c;
  uint32_t out;
  return find_shift(std::begin(kToUpper), std::end(kToUpper), c, &out) ? out : c;
}

}  // namespace sim::py::unicode
