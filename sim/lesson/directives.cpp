#include "sim/lesson/directives.h"

#include "sim/base/text.h"
#include "sim/python/lexer.h"

#include <algorithm>
#include <optional>

namespace sim::lesson {

namespace {

constexpr std::string_view kHeadBegins = "# /// lesson", kHeadEnds = "# ///";

std::string_view right_trimmed(std::string_view s) {
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Where on each line its comment begins; npos: it has none.
std::vector<size_t> comments_of(std::string_view text, const std::vector<std::string_view>& lines) {
  std::vector<size_t> columns(lines.size(), std::string_view::npos);
  size_t line = 0, start = 0;
  for (const py::ColourSpan& span : py::colour_spans(text)) {
    if (span.colour != py::Colour::comment) continue;
    while (line < lines.size() && start + lines[line].size() < span.start) start += lines[line++].size() + 1;
    if (line < lines.size() && span.start >= start && columns[line] == std::string_view::npos) columns[line] = span.start - start;
  }
  return columns;
}

std::optional<Mark> mark_of(char c) {
  switch (c) {
    case ':': return Mark::narration;
    case '?': return Mark::question;
    case '!': return Mark::check;
    case '=': return Mark::section;
    case '|': return Mark::code;
    default: return std::nullopt;
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

class Cutter {
 public:
  Cutter(std::string_view text, const std::string& file, std::vector<Mistake>& mistakes)
      : lines_(split(text)), comments_(comments_of(text, lines_)), file_(file), mistakes_(mistakes) {}

  Cut cut() {
    size_t n = head();
    for (; n < lines_.size(); ++n) line(n);
    if (open_) mistake(open_->line, cat("the place '", open_->name, "' has no end: #} is missing"));
    while (!out_.code.empty() && out_.code.back().text.empty()) {
      out_.code.pop_back();
      for (Place& p : out_.places) p.last = std::min(p.last, out_.code.size()), p.first = std::min(p.first, p.last);
    }
    return std::move(out_);
  }

 private:
  void mistake(size_t line, std::string message) { mistakes_.push_back({file_, static_cast<uint32_t>(line), std::move(message)}); }

  // The index of the line behind it. Lines before the head (#!/usr/bin/env python3, a plain comment) belong to the program.
  size_t head() {
    size_t n = 0;
    while (n < lines_.size() && right_trimmed(lines_[n]) != kHeadBegins && (lines_[n].empty() || lines_[n][0] == '#')) ++n;
    if (n == lines_.size() || right_trimmed(lines_[n]) != kHeadBegins) {
      mistake(1, "there is no lesson here: it begins with a comment '# /// lesson', lines of TOML behind '# ', and '# ///'");
      return 0;
    }
    for (size_t i = 0; i < n; ++i) add_code(lines_[i], i);
    size_t begin = n++;
    out_.head_line = static_cast<uint32_t>(n + 1);
    for (; n < lines_.size(); ++n) {
      std::string_view l = right_trimmed(lines_[n]);
      if (l == kHeadEnds) return n + 1;
      if (l != "#" && !l.starts_with("# ")) break;
      out_.head += l.substr(std::min<size_t>(2, l.size()));
      out_.head += '\n';
    }
    mistake(begin + 1, "the head has no end: '# ///' is missing, or a line of it does not begin with '# '");
    return n;
  }

  void add_code(std::string_view text, size_t n) {
    bool empty = right_trimmed(text).empty();
    // Where directives were, no more than two empty lines remain.
    bool squeezed = removed_ && out_.code.size() >= 2 && out_.code.back().text.empty() && out_.code[out_.code.size() - 2].text.empty();
    if (empty && (out_.code.empty() || squeezed)) return;
    if (!empty) removed_ = false;
    out_.code.push_back({std::string(text), static_cast<uint32_t>(n + 1)});
  }

  void line(size_t n) {
    std::string_view l = lines_[n];
    size_t at = comments_[n];
    if (at == std::string_view::npos) return add_code(l, n);
    bool alone = l.find_first_not_of(" \t") == at;
    std::string_view comment = right_trimmed(l.substr(at));
    if (comment.starts_with("#{") || comment == "#}") return place(n, alone, comment);
    if (!alone || !directive(n, comment)) return add_code(l, n);
    removed_ = true;
  }

  // False: an ordinary comment.
  bool directive(size_t n, std::string_view comment) {
    if (comment.size() < 2) return false;
    auto mark = mark_of(comment[1]);
    if (!mark) return false;
    if (comment.size() > 2 && comment[2] != ' ' && comment[2] != '\t') {
      if (!is_letter(comment[2]) && comment[2] != '@') return false;
      mistake(n + 1, cat("put a blank behind '", comment.substr(0, 2), "'"));
    }
    size_t skip = comment.size() > 2 && comment[2] == ' ' ? 3 : 2;
    out_.directives.push_back({*mark, std::string(comment.substr(std::min(skip, comment.size()))), static_cast<uint32_t>(n + 1), out_.code.size()});
    return true;
  }

  void place(size_t n, bool alone, std::string_view comment) {
    removed_ = true;
    if (comment == "#}") {
      if (!alone) return mistake(n + 1, "#} stands on a line of its own");
      if (!open_) return mistake(n + 1, "#} ends a place that has not begun");
      open_->last = out_.code.size();
      out_.places.push_back(std::move(*open_));
      return open_.reset();
    }
    std::string_view name = comment.substr(2);
    bool one_line = name.ends_with('}');
    if (one_line) name.remove_suffix(1);
    while (name.starts_with(' ')) name.remove_prefix(1);
    name = right_trimmed(name);
    bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
    if (!good) return mistake(n + 1, "a place has a name: #{run}");
    if (one_line == alone)
      return mistake(n + 1, alone ? cat("#{", name, "} stands behind the line that is the place; around several lines it is #{", name, " and #}")
                                  : cat("behind a line a place is written #{", name, "}"));
    if (open_) return mistake(n + 1, cat("the place '", open_->name, "' has not ended yet"));
    for (const Place& p : out_.places)
      if (p.name == name) mistake(n + 1, cat("there is a place '", name, "' already, on line ", p.line));
    std::string_view l = lines_[n];
    Place p{std::string(name), out_.code.size(), out_.code.size(), std::string(l.substr(0, l.find_first_not_of(" \t"))), static_cast<uint32_t>(n + 1)};
    if (!one_line) {
      open_ = std::move(p);
      return;
    }
    add_code(right_trimmed(l.substr(0, comments_[n])), n);
    p.last = out_.code.size();
    p.first = p.last - 1;
    out_.places.push_back(std::move(p));
  }

  std::vector<std::string_view> lines_;
  std::vector<size_t> comments_;
  const std::string& file_;
  std::vector<Mistake>& mistakes_;
  Cut out_;
  std::optional<Place> open_;
  bool removed_ = false;  // a directive stood between the last line of code and here
};

}  // namespace

Cut cut(std::string_view text, const std::string& file, std::vector<Mistake>& mistakes) { return Cutter(text, file, mistakes).cut(); }

bool looks_like_lesson(std::string_view text) {
  while (!text.empty() && (text[0] == '#' || text[0] == '\n' || text[0] == '\r')) {
    size_t end = std::min(text.find('\n'), text.size());
    if (right_trimmed(text.substr(0, end)) == kHeadBegins) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace sim::lesson
