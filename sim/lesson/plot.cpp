#include "sim/lesson/plot.h"

#include <charconv>
#include <optional>

namespace sim::lesson {

namespace {

void skip_blanks(std::string_view& s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
}

// The numbers of a line that fits.
std::optional<std::vector<double>> fit(std::string_view pattern, std::string_view line) {
  std::vector<double> numbers;
  while (!pattern.empty()) {
    if (pattern[0] == '{') {
      skip_blanks(line);
      double number = 0;
      auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
      if (error != std::errc()) return std::nullopt;
      numbers.push_back(number);
      line.remove_prefix(static_cast<size_t>(end - line.data()));
      pattern.remove_prefix(pattern.find('}') + 1);
    } else if (pattern[0] == ' ') {
      if (!line.starts_with(' ')) return std::nullopt;
      skip_blanks(pattern);
      skip_blanks(line);
    } else {
      if (line.empty() || line[0] != pattern[0]) return std::nullopt;
      pattern.remove_prefix(1);
      line.remove_prefix(1);
    }
  }
  if (!line.empty()) return std::nullopt;
  return numbers;
}

}  // namespace

std::vector<std::string> placeholders(std::string_view pattern) {
  std::vector<std::string> names;
  bool follows = false;  // directly behind another
  while (!pattern.empty()) {
    if (pattern[0] != '{') {
      follows = false;
      pattern.remove_prefix(1);
      continue;
    }
    size_t end = pattern.find('}');
    if (end == std::string_view::npos || end == 1 || follows) return {};
    names.emplace_back(pattern.substr(1, end - 1));
    pattern.remove_prefix(end + 1);
    follows = true;
  }
  return names;
}

Plot read_plot(std::string_view pattern, const Facts& facts, Point at) {
  Plot plot{placeholders(pattern), {}};
  for (const PrintedLine& line : facts.output())
    if (line.record <= at.record)
      if (auto numbers = fit(pattern, line.text)) plot.points.push_back(std::move(*numbers));
  return plot;
}

}  // namespace sim::lesson
