#include "sim/lesson/scene.h"

#include "sim/base/text.h"
#include "sim/lesson/plot.h"

#include <algorithm>
#include <charconv>

namespace sim::lesson {

namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

std::string_view take_word(std::string_view& s) {
  size_t end = std::min(s.find_first_of(" \t,"), s.size());
  std::string_view word = s.substr(0, end);
  s = trimmed(s.substr(end));
  return word;
}

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// "text" off the front.
bool take_text(std::string_view& s, std::string& out) {
  if (s.empty() || !is_quote(s[0])) return false;
  size_t end = s.find(s[0], 1);
  if (end == std::string_view::npos) return false;
  out = s.substr(1, end - 1);
  s = trimmed(s.substr(end + 1));
  return true;
}

bool take_name(std::string_view& s, std::string& out) {
  out = take_word(s);
  return !out.empty() && !is_quote(out[0]);
}

// Items with commas between, each taken off the front by `take_item`; at least one, and nothing behind the last.
template <class TakeItem>
bool take_list(std::string_view text, TakeItem take_item) {
  for (bool first = true; first || !text.empty(); first = false) {
    if (!first) {
      if (!text.starts_with(',')) return false;
      text = trimmed(text.substr(1));
    }
    if (!take_item(text)) return false;
  }
  return true;
}

bool take_seconds(std::string_view& s, Time& out) {
  double seconds = 0;
  auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), seconds);
  if (error != std::errc() || !(seconds >= 0) || seconds > 1e9) return false;
  out = time_from_seconds(seconds);
  s = trimmed(s.substr(static_cast<size_t>(end - s.data())));
  return true;
}

// "#2" off the end.
bool take_nth(std::string_view& s, size_t& nth) {
  size_t at = s.rfind('#');
  if (at == std::string_view::npos || at + 1 == s.size() || s.find_first_not_of("0123456789", at + 1) != std::string_view::npos) return true;
  if (at > 0 && s[at - 1] != ' ' && s[at - 1] != '"' && s[at - 1] != '`' && s[at - 1] != '\'') return true;
  auto [end, error] = std::from_chars(s.data() + at + 1, s.data() + s.size(), nth);
  s = trimmed(s.substr(0, at));
  return error == std::errc() && nth >= 1 && nth <= 1'000'000;
}

struct EventName {
  const char* word;
  Moment::Event event;
  bool of_loop;
};
constexpr EventName kEvents[] = {
    {"made", Moment::Event::made, false},       {"starts", Moment::Event::starts, false}, {"runs", Moment::Event::runs, false},
    {"waits", Moment::Event::waits, false},     {"yields", Moment::Event::yields, false}, {"ready", Moment::Event::ready, false},
    {"done", Moment::Event::done, false},       {"returns", Moment::Event::returns, false}, {"raises", Moment::Event::raises, false},
    {"cancel", Moment::Event::cancel, false},   {"cancelled", Moment::Event::cancelled, false}, {"turns", Moment::Event::turns, true},
    {"waits", Moment::Event::waits, true},      {"blocks", Moment::Event::blocks, true},  {"closes", Moment::Event::closes, true},
};

}  // namespace

void SceneReader::begin(uint32_t line, bool question) {
  scene_.tasks.clear();
  scene_.code.clear();
  scene_.compare.clear();
  scene_.plot.clear();
  scene_.holds.clear();
  scene_.line = line;
  moment_given_ = false;
  if (question) scene_.moment = Moment();
  if (question || scene_.moment.line == 0) scene_.moment.line = line;
}

Scene SceneReader::finish() { return scene_; }

void SceneReader::read(std::string_view text, uint32_t line, size_t code_line) {
  text = trimmed(text.substr(1));
  std::string_view rest = text;
  std::string_view word = take_word(rest);
  setting(word, rest, text, line, code_line);
}

void SceneReader::setting(std::string_view word, std::string_view rest, std::string_view whole, uint32_t line, size_t code_line) {
  if (word == "zoom") return zoom(rest, line);
  if (word == "panels") return panels(rest, line);
  if (word == "highlight") return highlight(rest, line);
  if (word == "compare") return compare(rest, line);
  if (word == "plot") return plot(rest, line);
  if (word == "axis") {
    if (rest != "order" && rest != "time") return mistake(line, "the axis is 'time' or 'order'");
    scene_.by_order = rest == "order";
    return;
  }
  if (word == "lanes") {
    if (rest != "all" && rest != "tasks") return mistake(line, "the lanes are 'tasks', or 'all': those of locks, queues, threads and connections, too");
    scene_.resources = rest == "all";
    return;
  }
  if (word == "variant") {
    if (rest.empty()) return mistake(line, "'@ variant' needs a variant's name, or 'main'");
    std::string name = rest == "main" ? std::string() : std::string(rest);
    if (name != scene_.variant && !moment_given_) scene_.moment = Moment(), scene_.moment.line = line;
    scene_.variant = std::move(name);
    return;
  }
  if (word == "holds") {
    auto rule = parse_expression(rest);
    if (!rule) return mistake(line, rule.problem());
    if (rule->type != Type::truth) return mistake(line, "a claim is true or false: '@ holds total == 0.3'");
    scene_.holds.push_back({std::move(*rule), std::string(rest), line});
    return;
  }
  if (moment_given_) return mistake(line, "this step has a moment already; the next step begins behind some text");
  if (!moment(whole, line, code_line))
    mistake(line, cat("'@ ", whole, "' is neither a moment (start, end, 0.3, here, line \"...\", when ...) nor a setting (zoom, axis, lanes, panels, variant, compare, highlight, plot, holds)"));
}

bool SceneReader::moment(std::string_view text, uint32_t line, size_t code_line) {
  Moment m;
  m.line = line;
  std::string_view given = text;
  if (!take_nth(text, m.nth)) return false;
  bool counted = text.size() != given.size();
  std::string_view rest = text;
  std::string_view word = take_word(rest);
  bool good = false;
  if (word == "start" || word == "end") {
    m.kind = word == "end" ? Moment::Kind::end : Moment::Kind::start;
    good = rest.empty() && !counted;
  } else if (word == "here") {
    moment_here(m, code_line);
    good = rest.empty();
    if (m.text.empty()) return mistake(line, "there is no line of code below for '@ here'"), true;
  } else if (word == "line") {
    m.kind = Moment::Kind::line;
    good = take_text(rest, m.text) && rest.empty() && !m.text.empty();
  } else if (word == "when") {
    good = moment_when(rest, m);
  } else {
    m.kind = Moment::Kind::time;
    good = take_seconds(text, m.time) && text.empty() && !counted;
  }
  if (!good) return false;
  scene_.moment = std::move(m);
  moment_given_ = true;
  return true;
}

void SceneReader::moment_here(Moment& m, size_t code_line) {
  m.kind = Moment::Kind::line;
  m.whole_line = true;
  auto code = [&](size_t n) { return trimmed(lesson_.code[n].text); };
  while (code_line < lesson_.code.size() && (code(code_line).empty() || code(code_line).starts_with('#'))) ++code_line;
  if (code_line >= lesson_.code.size()) return;
  m.text = code(code_line);
  for (size_t n = 0; n < code_line; ++n) m.twin += code(n) == m.text;
}

bool SceneReader::moment_when(std::string_view text, Moment& m) {
  std::string subject;
  bool quoted = !text.empty() && is_quote(text[0]);
  if (quoted ? !take_text(text, subject) : (subject = take_word(text)).empty()) return false;
  std::string_view verb = take_word(text);
  if (verb == "is") verb = take_word(text);
  if (quoted && verb == "printed") {
    m.kind = Moment::Kind::printed;
    m.text = std::move(subject);
    return text.empty() && !m.text.empty();
  }
  bool loop = !quoted && subject == "loop";
  auto found = std::find_if(std::begin(kEvents), std::end(kEvents), [&](const EventName& e) { return e.of_loop == loop && verb == e.word; });
  if (found == std::end(kEvents)) return false;
  m.kind = loop ? Moment::Kind::loop : Moment::Kind::task;
  m.event = found->event;
  m.task = std::move(subject);
  if (text.empty()) return true;
  return !loop && m.event == Moment::Event::waits && take_word(text) == "for" && take_text(text, m.text) && text.empty();
}

void SceneReader::zoom(std::string_view text, uint32_t line) {
  if (text == "all") return scene_.zoom.reset();
  Time from = 0, to = 0;
  bool good = take_seconds(text, from) && text.starts_with("..");
  if (good) text = trimmed(text.substr(2));
  if (!good || !take_seconds(text, to) || !text.empty() || to <= from) return mistake(line, "a stretch of time is written '@ zoom 0.1 .. 0.4', or 'all'");
  scene_.zoom = {from, to};
}

void SceneReader::panels(std::string_view text, uint32_t line) {
  scene_.panels.clear();
  scene_.panels_line = line;
  if (text == "all") return;
  if (!take_list(text, [&](std::string_view& rest) { return take_name(rest, scene_.panels.emplace_back()); }))
    mistake(line, "panels are named with commas between: '@ panels code, timeline', or 'all'");
}

void SceneReader::compare(std::string_view text, uint32_t line) {
  bool good = take_list(text, [&](std::string_view& rest) {
    std::string& name = scene_.compare.emplace_back();
    if (!take_name(rest, name)) return false;
    if (name == "main") name.clear();
    return true;
  });
  if (!good) mistake(line, "what to compare with is named with commas between: '@ compare serial, bounded'");
}

void SceneReader::highlight(std::string_view text, uint32_t line) {
  bool good = take_list(text, [&](std::string_view& rest) {
    std::string code;
    if (!take_text(rest, code)) return take_name(rest, scene_.tasks.emplace_back());
    scene_.code.push_back(std::move(code));
    return true;
  });
  if (!good) mistake(line, "what to point at is named with commas between: '@ highlight Task-2, \"await gate\"'");
}

void SceneReader::plot(std::string_view text, uint32_t line) {
  std::string pattern;
  if (!take_text(text, pattern) || !text.empty() || placeholders(pattern).size() < 2)
    return mistake(line, "what to plot is a printed line with names for its numbers, at least two: '@ plot \"limit {limit}: {seconds} s\"'");
  scene_.plot = std::move(pattern);
}

}  // namespace sim::lesson
