#include "sim/python/objects/str_search.h"

#include "sim/base/heap.h"
#include "sim/python/protocol.h"

#include <cstring>
#include <iterator>

namespace sim::py {
namespace {

constexpr size_t kLongNeedle = 24;      // from here on the simple search could take time needle * text

// Knuth, Morris and Pratt. Returns the distance from `text` to the match, or kNotFound.
template <class Text, class Needle>
size_t find_linear(Text text, size_t length, Needle needle, size_t size) {
  Vec<uint32_t> border(size, 0);
  for (size_t i = 1, k = 0; i < size; ++i) {
    while (k && needle[i] != needle[k]) k = border[k - 1];
    if (needle[i] == needle[k]) ++k;
    border[i] = static_cast<uint32_t>(k);
  }
  for (size_t i = 0, k = 0; i < length; ++i) {
    while (k && text[i] != needle[k]) k = border[k - 1];
    if (text[i] == needle[k]) ++k;
    if (k == size) return i + 1 - size;
  }
  return kNotFound;
}

// The simple search for short needles: the last byte decides whether to look closer.
size_t find_short(std::string_view text, std::string_view needle, size_t from) {
  const char* p = text.data() + from;
  const char* last_start = text.data() + text.size() - needle.size();
  while (p <= last_start) {
    p = static_cast<const char*>(std::memchr(p, needle[0], static_cast<size_t>(last_start - p) + 1));
    if (!p) return kNotFound;
    if (std::memcmp(p + 1, needle.data() + 1, needle.size() - 1) == 0) return static_cast<size_t>(p - text.data());
    ++p;
  }
  return kNotFound;
}

}  // namespace

void charge_text(size_t bytes) {
  if (bytes >= 1024) charge_steps(bytes / 16);
}

size_t find_bytes(std::string_view text, std::string_view needle, size_t from) {
  if (from > text.size() || needle.size() > text.size() - from) return kNotFound;
  if (needle.empty()) return from;
  if (needle.size() < kLongNeedle || text.size() - from < 256) return find_short(text, needle, from);
  size_t at = find_linear(text.begin() + from, text.size() - from, needle.begin(), needle.size());
  return at == kNotFound ? at : at + from;
}

size_t rfind_bytes(std::string_view text, std::string_view needle) {
  if (needle.size() > text.size()) return kNotFound;
  if (needle.size() < kLongNeedle || text.size() < 256) return text.rfind(needle);
  size_t at = find_linear(text.rbegin(), text.size(), needle.rbegin(), needle.size());
  return at == kNotFound ? at : text.size() - at - needle.size();
}

size_t count_bytes(std::string_view text, std::string_view needle) {
  size_t count = 0;
  for (size_t at = 0; (at = find_bytes(text, needle, at)) != kNotFound; at += needle.size()) ++count;
  if (count > 64) charge_steps(count);
  return count;
}

}  // namespace sim::py
