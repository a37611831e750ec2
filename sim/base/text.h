// Putting strings together: cat("Task-", 3). libstdc++ 12 has no std::format.
#pragma once
#include <charconv>
#include <string>
#include <string_view>
#include <type_traits>

namespace sim {

inline void append_to(std::string& out, std::string_view text) { out += text; }
inline void append_to(std::string& out, char c) { out += c; }
template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, char> && !std::is_same_v<T, bool>)
void append_to(std::string& out, T number) {
  char digits[24];
  auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, static_cast<size_t>(end - digits));
}

template <class... A>
std::string cat(const A&... parts) {
  std::string out;
  (append_to(out, parts), ...);
  return out;
}

}  // namespace sim
