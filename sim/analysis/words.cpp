#include "sim/analysis/words.h"

#include "sim/base/text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace sim {

TimeUnit unit_for(Time t) {
  double size = std::abs(static_cast<double>(t));
  if (size >= 1e8 || size == 0) return {1e9, " s"};
  if (size >= 1e5) return {1e6, " ms"};
  if (size >= 100) return {1e3, " µs"};
  return {1, " ns"};
}

std::string time_text(Time t) {
  TimeUnit unit = unit_for(t);
  double value = static_cast<double>(t) / unit.ns;
  char out[64];
  std::snprintf(out, sizeof out, "%.*f", std::abs(value) >= 100 ? 1 : std::abs(value) >= 10 ? 2 : 3, value);
  std::string digits = out;
  if (digits.find('.') != std::string::npos) {
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return digits + unit.name;
}

std::string exact_time(Time t) {
  char out[40];
  if (t != 0 && std::abs(t) < kSecond) std::snprintf(out, sizeof out, "%.6g ms", static_cast<double>(t) / 1e6);
  else std::snprintf(out, sizeof out, "%.6g s", seconds(t));
  return out;
}

std::string ordinal(size_t n) {
  constexpr const char* kWords[] = {"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
  if (n > 0 && n <= 10) return kWords[n];
  bool teen = n / 10 % 10 == 1;
  return cat(n, std::string_view(!teen && n % 10 == 1 ? "st" : !teen && n % 10 == 2 ? "nd" : !teen && n % 10 == 3 ? "rd" : "th"));
}

std::string name_list(const std::vector<std::string>& names, size_t most) {
  std::string out;
  size_t shown = names.size() <= most + 1 ? names.size() : most;
  for (size_t n = 0; n < shown; ++n) {
    if (n > 0) out += n + 1 == names.size() ? " and " : ", ";
    out += names[n];
  }
  if (shown < names.size()) out += cat(" and ", names.size() - shown, " more");
  return out;
}

}  // namespace sim
