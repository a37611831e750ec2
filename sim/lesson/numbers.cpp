#include "sim/lesson/numbers.h"

#include "sim/base/text.h"
#include "sim/lesson/inserts.h"
#include "sim/world/presets.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace sim::lesson {

namespace {

struct Found {
  double value = 0;
  size_t begin = 0, end = 0;
  bool fraction = false;
};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

size_t end_of_digits(std::string_view text, size_t at) { return std::min(text.find_first_not_of("0123456789", at), text.size()); }

// Behind the number that begins at `at`: "1,500.25" when `comma` is one.
size_t end_of_number(std::string_view text, size_t at, char comma) {
  size_t end = end_of_digits(text, at);
  if (end - at <= 3)
    while (end < text.size() && text[end] == comma && end_of_digits(text, end + 1) == end + 4) end += 4;
  if (end + 1 < text.size() && text[end] == '.' && digit(text[end + 1])) end = end_of_digits(text, end + 1);
  return end;
}

// The next number at or behind `at` that is not a part of a word; false: there is none. `comma` may stand between its thousands.
bool next_number(std::string_view text, size_t at, char comma, Found& found) {
  for (size_t i = at; i < text.size(); ++i) {
    if (!digit(text[i]) || (i > 0 && (of_word(text[i - 1]) || text[i - 1] == '.'))) continue;
    found.begin = i;
    found.end = end_of_number(text, i, comma);
    std::string plain(text.substr(i, found.end - i));
    std::erase(plain, comma);
    auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), found.value, std::chars_format::fixed);
    if (error != std::errc()) continue;
    found.fraction = plain.find('.') != std::string::npos;
    return true;
  }
  return false;
}

enum class Unit { none, seconds, milliseconds };

Unit unit_of(std::string_view behind) {
  if (behind.starts_with(' ')) behind.remove_prefix(1);
  for (std::string_view unit : {"s", "seconds", "second", "ms", "milliseconds"})
    if (behind.starts_with(unit) && (behind.size() == unit.size() || !of_word(behind[unit.size()])))
      return unit.starts_with('m') ? Unit::milliseconds : Unit::seconds;
  return Unit::none;
}

// The text with inserts and code blanked out, so that places stay.
std::string prose(std::string_view markdown) {
  std::string text(markdown);
  auto blank = [&](size_t from, size_t to) { std::fill(text.begin() + static_cast<ptrdiff_t>(from), text.begin() + static_cast<ptrdiff_t>(std::min(to, text.size())), ' '); };
  for (const Insert& insert : find_inserts(markdown)) blank(insert.begin, insert.end);
  for (size_t open = text.find('`'); open != std::string::npos; open = text.find('`', open)) {
    size_t run = std::min(text.find_first_not_of('`', open), text.size());
    size_t close = text.find(std::string(run - open, '`'), run);
    blank(open, close == std::string::npos ? run : close + (run - open));
  }
  return text;
}

}  // namespace

Numbers::Numbers(const Lesson& lesson, std::string_view scenario_file) {
  for (const CodeLine& line : lesson.code) take(line.text);
  for (const Version& v : lesson.variants) take(v);
  for (const Step& s : lesson.steps)
    for (const Rule& rule : s.scene.holds) take(rule.text);
  for (const Question& q : lesson.questions) {
    take(q.what.text);
    for (const Choice& c : q.choices) take(show(c.value)), take(c.label);
  }
  for (const Check& c : lesson.checks) take(c.rule.text);
  for (const Exercise& e : lesson.exercises) {
    for (const Check& c : e.checks) take(c.rule.text);
    if (e.start) take(*e.start);
    for (const Version& v : e.solutions) take(v);
    for (const Version& v : e.wrongs) take(v);
  }
  take(scenario_file);
  take_scenario(lesson.scenario.toml);
}

// The head's tables [scenario] and those below it, and the preset that they name.
void Numbers::take_scenario(std::string_view head) {
  bool inside = false;
  while (!head.empty()) {
    std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (size_t table = line.find_first_not_of(" \t"); table != std::string_view::npos && line[table] == '[')
      inside = line.find("[scenario", table) != std::string_view::npos;
    if (!inside) continue;
    take(line);
    if (line.find("preset") == std::string_view::npos) continue;
    for (const PresetSource* preset = kPresetSources; !preset->name.empty(); ++preset)
      if (line.find(cat("\"", preset->name, "\"")) != std::string_view::npos) take(preset->text);
  }
}

void Numbers::take(std::string_view text) {
  Found found;
  for (size_t at = 0; next_number(text, at, '_', found); at = found.end) held_.insert(found.value);
}

void Numbers::take(const Version& version) {
  for (const Patch& patch : version.patches)
    for (const CodeLine& line : patch.code) take(line.text);
}

std::vector<std::string> Numbers::unheld(std::string_view markdown) const {
  std::vector<std::string> out;
  std::string text = prose(markdown);
  Found found;
  for (size_t at = 0; next_number(text, at, ',', found); at = found.end) {
    if (std::string_view(text).substr(0, found.begin).ends_with("Python ")) continue;  // a version
    Unit unit = unit_of(std::string_view(text).substr(found.end));
    if (!found.fraction && unit == Unit::none) continue;
    bool held = held_.count(found.value) || (unit == Unit::milliseconds && held_.count(found.value / 1000));
    if (!held) out.push_back(text.substr(found.begin, found.end - found.begin));
  }
  return out;
}

}  // namespace sim::lesson
