#include "sim/python/normal_form.h"

#include "sim/python/normal_form_tables.h"
#include "sim/python/objects/str.h"

#include <algorithm>
#include <iterator>

namespace sim::py {
namespace {

void append_form(std::u32string& out, uint32_t c) {
  auto several = std::lower_bound(std::begin(kSeveral), std::end(kSeveral), c, [](const Several& s, uint32_t wanted) { return s.from < wanted; });
  if (several != std::end(kSeveral) && several->from == c) {
    out += several->to;
    return;
  }
  auto after = std::upper_bound(std::begin(kMoved), std::end(kMoved), c, [](uint32_t wanted, const Moved& m) { return wanted < m.first; });
  bool moved = after != std::begin(kMoved) && c <= std::prev(after)->last;
  out += static_cast<char32_t>(moved ? c + static_cast<uint32_t>(std::prev(after)->delta) : c);
}

constexpr uint32_t kSyllables = 0xAC00, kLeading = 0x1100, kVowels = 0x1161, kTrailing = 0x11A7;     // of Hangul, which is composed by a rule
constexpr uint32_t kLeadings = 19, kVowelCount = 21, kTrailings = 28;

// What two characters make together; 0: they stay two.
uint32_t composed(uint32_t a, uint32_t b) {
  if (a - kLeading < kLeadings && b - kVowels < kVowelCount) return kSyllables + ((a - kLeading) * kVowelCount + (b - kVowels)) * kTrailings;
  bool open = a - kSyllables < kLeadings * kVowelCount * kTrailings && (a - kSyllables) % kTrailings == 0;
  if (open && b > kTrailing && b - kTrailing < kTrailings) return a + (b - kTrailing);
  auto pair = std::lower_bound(std::begin(kPairs), std::end(kPairs), std::pair(a, b),
                               [](const Pair& p, const auto& wanted) { return std::pair(p.first, p.second) < wanted; });
  return pair != std::end(kPairs) && pair->first == a && pair->second == b ? pair->composed : 0;
}

}  // namespace

std::string normal_form(std::string_view name) {
  std::u32string apart, whole;
  for (const char *at = name.data(), *end = at + name.size(); at < end;) append_form(apart, decode_utf8(at));
  for (char32_t c : apart) {
    uint32_t together = whole.empty() ? 0 : composed(whole.back(), c);
    if (together) whole.back() = together;
    else whole += c;
  }
  std::string out;
  for (char32_t c : whole) append_utf8(out, c);
  return out;
}

}  // namespace sim::py
