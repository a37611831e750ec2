// One frame of a traceback: file, line, the source and the marks below it. CPython: Lib/traceback.py, StackSummary.
// Before: traceback.cpp. After: the parser, which finds the operator or bracket that the marks set off.
#include "sim/base/text.h"
#include "sim/python/code.h"
#include "sim/python/learners.h"
#include "sim/python/objects/str.h"
#include "sim/python/parser.h"
#include "sim/python/traceback.h"

#include <algorithm>
#include <optional>
#include <set>

namespace sim::py {

namespace {

using Line = std::u32string;

Line decoded(std::string_view text) {
  Line out;
  const char *p = text.data(), *end = p + text.size();
  while (p < end) out += decode_utf8(p);
  return out;
}
std::string encoded(const Line& line) {
  std::string out;
  for (char32_t c : line) append_utf8(out, c);
  return out;
}
bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0 || c == 0x3000;
}
void strip_right(Line& line) {
  while (!line.empty() && is_space(line.back())) line.pop_back();
}
size_t leading_spaces(const Line& line) {
  size_t n = 0;
  while (n < line.size() && is_space(line[n])) ++n;
  return n;
}

// Characters a terminal shows two columns wide (East Asian wide and full width, most emoji).
bool is_wide(char32_t c) {
  constexpr std::pair<char32_t, char32_t> kWide[] = {
      {0x1100, 0x115f},   {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26a1, 0x26a1},
      {0x2705, 0x2705},   {0x2728, 0x2728},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2795, 0x2797},   {0x2e80, 0x303e},
      {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
      {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f320}, {0x1f32d, 0x1f64f}, {0x1f680, 0x1f6c5},
      {0x1f6d0, 0x1f6d2}, {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};
  for (auto [from, to] : kWide)
    if (c >= from && c <= to) return true;
  return false;
}
size_t display_width(const Line& line, size_t offset) {
  size_t width = 0;
  for (size_t i = 0; i < std::min(offset, line.size()); ++i) width += is_wide(line[i]) ? 2 : 1;
  return width + (offset > line.size() ? offset - line.size() : 0);
}

// textwrap.dedent: the margin that all lines with text share goes; lines of blanks become empty.
void dedent(std::vector<Line>& lines) {
  std::optional<Line> margin;
  for (Line& line : lines) {
    size_t n = 0;
    while (n < line.size() && (line[n] == ' ' || line[n] == '\t')) ++n;
    if (n == line.size()) {
      line.clear();
      continue;
    }
    Line indent = line.substr(0, n);
    if (!margin) {
      margin = indent;
    } else {
      size_t same = 0;
      while (same < std::min(margin->size(), indent.size()) && (*margin)[same] == indent[same]) ++same;
      margin->resize(same);
    }
  }
  if (!margin) return;
  for (Line& line : lines)
    if (!line.empty()) line.erase(0, margin->size());
}

// ---- which part of the marked text is set off by ~ and ^
struct Anchors {
  size_t left_line, left_col, right_line, right_col;  // the operator or the brackets: [left, right), lines of the segment
};

// A place in the segment that can move on, skipping line ends.
struct Cursor {
  const std::vector<Line>& lines;
  size_t line, col;
  bool settle() {
    while (line < lines.size() && col >= lines[line].size()) {
      col = 0;
      ++line;
    }
    return line < lines.size();
  }
  bool advance_until(bool (*stop)(char32_t)) {
    for (;;) {
      if (!settle()) return false;
      char32_t c = lines[line][col];
      if (c == '\\' || c == '#') {
        col = 0;
        ++line;
      } else if (stop(c)) {
        return true;
      } else {
        ++col;
      }
    }
  }
};

std::optional<Anchors> find_anchors(const std::vector<Line>& lines) {
  Source source;
  source.text = "(\n";
  std::vector<std::string> texts;
  for (const Line& l : lines) {
    texts.push_back(encoded(l));
    source.text += texts.back() + "\n";
  }
  source.text += ")";
  auto parsed = parse_module(source);
  auto* tree = std::get_if<ast::Module>(&parsed);
  if (!tree || tree->body.size() != 1 || tree->body[0]->kind != ast::StmtKind::Expr) return std::nullopt;
  const ast::Expr& e = *ast::as<ast::ExprStmt>(*tree->body[0]).value;
  // Lines of the tree count from 1 and the first is the added bracket's.
  auto column = [&](uint32_t line, uint32_t bytes) {
    return count_code_points(std::string_view(texts[line - 2]).substr(0, bytes));
  };
  auto end_of = [&](const ast::Expr& x) { return Cursor{lines, x.span.end_line - 2u, column(x.span.end_line, x.span.end_col)}; };
  if (e.kind == ast::ExprKind::BinOp) {
    const auto& op = ast::as<ast::BinOp>(e);
    Cursor at = end_of(*op.left);
    if (!at.advance_until([](char32_t c) { return !is_space(c) && c != ')'; })) return std::nullopt;
    size_t right = at.col + 1;
    const Line& line = lines[at.line];
    size_t right_line = op.right->span.line - 2u;
    bool free = right_line > at.line || right < column(op.right->span.line, op.right->span.col);
    if (right < line.size() && free && !is_space(line[right]) && line[right] != '\\' && line[right] != '#') ++right;
    return Anchors{at.line, at.col, at.line, right};
  }
  bool subscript = e.kind == ast::ExprKind::Subscript;
  if (!subscript && e.kind != ast::ExprKind::Call) return std::nullopt;
  Cursor open = end_of(subscript ? *ast::as<ast::Subscript>(e).value : *ast::as<ast::Call>(e).func);
  bool found = subscript ? open.advance_until([](char32_t c) { return c == '['; })
                         : open.advance_until([](char32_t c) { return c == '('; });
  if (!found) return std::nullopt;
  Cursor close = end_of(e);
  return Anchors{open.line, open.col, close.line, close.col};
}

// Marks below a whole statement `return f(...)` or `x = f(...)` would say nothing.
bool is_whole_statement(const std::vector<Line>& lines, size_t start, size_t end) {
  Source source;
  for (const Line& l : lines) source.text += encoded(l) + "\n";
  auto parsed = parse_module(source);
  auto* tree = std::get_if<ast::Module>(&parsed);
  if (!tree || tree->body.empty()) return false;
  const ast::Stmt& s = *tree->body[0];
  ast::ExprPtr call = nullptr;
  if (s.kind == ast::StmtKind::Return) {
    call = ast::as<ast::Return>(s).value;
    if (!call || call->kind != ast::ExprKind::Call || ast::as<ast::Call>(*call).func->kind != ast::ExprKind::Name) call = nullptr;
  } else if (s.kind == ast::StmtKind::Assign) {
    const auto& a = ast::as<ast::Assign>(s);
    if (a.targets.size() == 1 && a.targets[0]->kind == ast::ExprKind::Name) call = a.value;
  }
  if (!call || call->kind != ast::ExprKind::Call) return false;
  return call->span.line == 1 && call->span.end_line == lines.size() && call->span.col == start && call->span.end_col == end;
}

bool blank(const Line& line, size_t from, size_t to) {
  return std::all_of(line.begin() + static_cast<long>(std::min(from, line.size())),
                     line.begin() + static_cast<long>(std::min(to, line.size())), is_space);
}

// The source lines of one instruction with the marks below them.
class Marked {
 public:
  Marked(const Source& source, const ast::Span& span) {
    std::vector<Line> original;
    for (uint32_t n = span.line; n <= std::max(span.line, span.end_line); ++n) {
      original.push_back(decoded(source.line(n)));
      strip_right(original.back());
    }
    lines_ = original;
    dedent(lines_);
    size_t margin = original[0].size() - lines_[0].size();
    auto offset = [&](uint32_t line, uint32_t bytes) {
      std::string_view text = source.line(line);
      size_t at = count_code_points(text.substr(0, std::min<size_t>(bytes, text.size())));
      return at > margin ? at - margin : 0;
    };
    start_ = offset(span.line, span.col);
    end_ = offset(span.end_line, span.end_col);
  }

  std::string text() {
    if (std::all_of(lines_.begin(), lines_.end(), [](const Line& l) { return l.empty(); })) return "";
    anchors_ = find_anchors(segment());
    size_t last = lines_.size() - 1;
    show_ = false;
    if (!is_whole_statement(lines_, start_, end_))
      show_ = anchors_ || !blank(lines_[0], 0, start_) || !blank(lines_[last], end_, lines_[last].size());
    std::set<size_t> shown{0, last};
    auto around = [&](size_t n) {
      for (size_t i = n ? n - 1 : 0; i <= std::min(n + 1, last); ++i) shown.insert(i);
    };
    if (anchors_) {
      if (anchors_->left_line == 0) anchors_->left_col += start_;
      if (anchors_->right_line == 0) anchors_->right_col += start_;
      anchors_->left_col = display_width(lines_[anchors_->left_line], anchors_->left_col);
      anchors_->right_col = display_width(lines_[anchors_->right_line], anchors_->right_col);
      around(anchors_->left_line);
      around(anchors_->right_line);
    }
    size_t before = 0;
    for (size_t n : shown) {
      if (n > before + 1) {
        if (n == before + 2)
          add_line(before + 1);
        else
          out_.push_back(decoded(cat("...<", n - before - 1, " lines>...")));
      }
      add_line(n);
      before = n;
    }
    dedent(out_);
    std::string text;
    for (const Line& l : out_) text += cat("    ", encoded(l), "\n");
    return text;
  }

 private:
  std::vector<Line> segment() const {
    std::vector<Line> part = lines_;
    part.back().resize(std::min(part.back().size(), end_));
    part[0].erase(0, std::min(start_, part[0].size()));
    return part;
  }
  bool set_off(size_t line, size_t col) const {
    if (!anchors_) return false;
    bool behind = line > anchors_->left_line || (line == anchors_->left_line && col >= anchors_->left_col);
    bool before = line < anchors_->right_line || (line == anchors_->right_line && col < anchors_->right_col);
    return behind && before;
  }
  void add_line(size_t n) {
    out_.push_back(lines_[n]);
    if (!show_) return;
    size_t first = leading_spaces(lines_[n]);
    size_t width = n + 1 == lines_.size() ? display_width(lines_[n], end_) : display_width(lines_[n], lines_[n].size());
    if (n == 0) first = std::max(first, display_width(lines_[0], start_));
    Line marks;
    for (size_t col = 0; col < width; ++col) marks += col < first ? U' ' : anchors_ && !set_off(n, col) ? U'~' : U'^';
    out_.push_back(marks);
  }

  std::vector<Line> lines_, out_;
  size_t start_ = 0, end_ = 0;
  std::optional<Anchors> anchors_;
  bool show_ = false;
};


}  // namespace

std::vector<FrameLine> visible_frames(const Traceback* tb) {
  std::vector<FrameLine> out;
  for (; tb; tb = tb->next.get()) {
    const Code& code = *tb->code;
    if (!is_learners(code) || !code.source) continue;
    ast::Span span = tb->instr < code.positions.size() ? code.positions[tb->instr] : ast::Span{};
    if (span.line == 0) span = {code.firstlineno, 0, 0, 0};
    out.push_back({code.source.get(), code.name->view(), span});
  }
  return out;
}

std::string format_frame(const FrameLine& f) {
  std::string out = cat("  File \"", f.source->filename, "\", line ", f.span.line, ", in ", f.name, "\n");
  if (!f.source->in_file) return out;
  if (f.span.end_line) return out + Marked(*f.source, f.span).text();
  std::string_view line = f.source->shown_line(f.span.line);
  return line.empty() ? out : cat(out, "    ", line, "\n");
}

std::string format_frames(const Traceback* tb, FrameLimit limit) {
  std::string out;
  std::vector<FrameLine> frames = visible_frames(tb);
  size_t most = limit ? std::min(frames.size(), static_cast<size_t>(std::abs(*limit))) : frames.size();
  if (limit.value_or(0) < 0) frames.erase(frames.begin(), frames.end() - static_cast<ptrdiff_t>(most));
  else frames.resize(most);
  RepeatedFrames repeats(out);
  for (const FrameLine& f : frames)
    if (repeats.shows(f.source->filename, f.span.line, f.name)) out += format_frame(f);
  repeats.end();
  return out;
}

bool RepeatedFrames::shows(std::string_view file, uint32_t line, std::string_view name) {
  if (count_ == 0 || line != line_ || name != name_ || file != file_) {
    end();
    count_ = 0;
    line_ = line;
    name_ = name;
    file_ = file;
  }
  return ++count_ <= kShown;
}

void RepeatedFrames::end() {
  if (count_ <= kShown) return;
  size_t more = count_ - kShown;
  out_ += cat("  [Previous line repeated ", more, " more time", more > 1 ? "s" : "", "]\n");
}

}  // namespace sim::py
