#include "sim/lesson/numbers.h"

#include "sim/lesson/inserts.h"

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

// The next number at or behind `at` that is not a part of a word; false: there is none.
bool next_number(std::string_view text, size_t at, Found& found) {
  for (size_t i = at; i < text.size(); ++i) {
    if (!digit(text[i]) || (i > 0 && (of_word(text[i - 1]) || text[i - 1] == '.'))) continue;
    auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), found.value, std::chars_format::fixed);
    if (error != std::errc()) continue;
    found.begin = i;
    found.end = static_cast<size_t>(end - text.data());
    if (text[found.end - 1] == '.') --found.end;  // it ends a sentence
    found.fraction = text.substr(i, found.end - i).find('.') != std::string_view::npos;
    return true;
  }
  return false;
}

bool in_seconds(std::string_view behind) {
  if (behind.starts_with(' ')) behind.remove_prefix(1);
  for (std::string_view unit : {"s", "seconds", "second", "ms"})
    if (behind.starts_with(unit) && (behind.size() == unit.size() || !of_word(behind[unit.size()]))) return true;
  return false;
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

Numbers::Numbers(const Lesson& lesson) {
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
  if (size_t scenario = lesson.scenario.toml.find("[scenario"); scenario != std::string::npos) take(std::string_view(lesson.scenario.toml).substr(scenario));
}

void Numbers::take(std::string_view text) {
  Found found;
  for (size_t at = 0; next_number(text, at, found); at = found.end) held_.insert(found.value);
}

void Numbers::take(const Version& version) {
  for (const Patch& patch : version.patches)
    for (const CodeLine& line : patch.code) take(line.text);
}

std::vector<std::string> Numbers::unheld(std::string_view markdown) const {
  std::vector<std::string> out;
  std::string text = prose(markdown);
  Found found;
  for (size_t at = 0; next_number(text, at, found); at = found.end) {
    if (std::string_view(text).substr(0, found.begin).ends_with("Python ")) continue;  // a version
    if (!found.fraction && !in_seconds(std::string_view(text).substr(found.end))) continue;
    if (!held_.count(found.value)) out.push_back(text.substr(found.begin, found.end - found.begin));
  }
  return out;
}

}  // namespace sim::lesson
