#include "sim/lesson/regions.h"

#include "sim/python/lexer.h"

#include <algorithm>
#include <string>

namespace sim::lesson {

namespace {

using py::Tok;
using py::Token;

py::Source source_of(std::string_view text) {
  py::Source source;
  source.text = text;
  return source;
}

// A logical line: its tokens, and those of the block below it if it has one.
struct Logical {
  size_t first, last;              // tokens, without the newline
  size_t block_first, block_last;  // tokens of the block; equal: none
};

bool is_layout(Tok kind) { return kind == Tok::newline || kind == Tok::indent || kind == Tok::dedent || kind == Tok::endmarker || kind == Tok::error; }

// Each statement's line with the extent of its block.
std::vector<Logical> logical_lines(const std::vector<Token>& tokens) {
  std::vector<Logical> lines;
  std::vector<size_t> open;  // lines whose block has begun, innermost last
  for (size_t i = 0; i < tokens.size();) {
    if (tokens[i].kind == Tok::indent) {
      if (!lines.empty()) open.push_back(lines.size() - 1), lines.back().block_first = i;
      ++i;
    } else if (tokens[i].kind == Tok::dedent) {
      if (!open.empty()) lines[open.back()].block_last = i, open.pop_back();
      ++i;
    } else if (is_layout(tokens[i].kind)) {
      ++i;
    } else {
      size_t end = i;
      while (end < tokens.size() && !is_layout(tokens[end].kind)) ++end;
      lines.push_back({i, end, 0, 0});
      i = end;
    }
  }
  for (size_t n : open) lines[n].block_last = tokens.size();
  return lines;
}

class Regions {
 public:
  explicit Regions(std::string_view text) : text_(text), source_(source_of(text)), stream_(py::tokenize(source_)), tokens_(stream_.tokens), lines_(logical_lines(tokens_)) {}

  std::vector<bool> named(std::string_view what) {
    bool found = false;
    for (const Logical& l : lines_)
      if (function_name(l) == what) found = true, body(l);
    if (found) return std::move(inside_);
    for (const Logical& l : lines_) {
      std::string_view text = text_of(l);
      if (text.find(what) == std::string_view::npos) continue;
      found = true;
      if (text.ends_with(':') && l.block_last > l.block_first) body(l);
      else mark(l, true);
    }
    return found ? std::move(inside_) : std::vector<bool>();
  }

 private:
  std::string_view word(size_t token) const { return text_.substr(tokens_[token].start, tokens_[token].end - tokens_[token].start); }
  std::string_view text_of(const Logical& l) const { return text_.substr(tokens_[l.first].start, tokens_[l.last - 1].end - tokens_[l.first].start); }
  std::string_view function_name(const Logical& l) const {
    size_t i = l.first;
    if (tokens_[i].kind == Tok::kw_async) ++i;
    return i + 1 < l.last && tokens_[i].kind == Tok::kw_def ? word(i + 1) : std::string_view();
  }

  void mark(const Logical& l, bool in) {
    for (uint32_t n = tokens_[l.first].span.line; n <= tokens_[l.last - 1].span.end_line; ++n) {
      if (inside_.size() <= n) inside_.resize(n + 1);
      inside_[n] = in;
    }
  }
  void body(const Logical& of) {
    std::vector<std::pair<size_t, size_t>> elsewhere;  // blocks of functions inside
    for (const Logical& l : lines_) {
      if (l.first < of.block_first || l.first >= of.block_last) continue;
      bool away = std::any_of(elsewhere.begin(), elsewhere.end(), [&](auto& block) { return l.first >= block.first && l.first < block.second; });
      if (!away) mark(l, true);
      if (!function_name(l).empty()) elsewhere.push_back({l.block_first, l.block_last});
    }
    if (of.block_first == of.block_last) mark(of, true);  // def f(): return 1
  }

  std::string_view text_;
  py::Source source_;
  py::TokenStream stream_;
  const std::vector<Token>& tokens_;
  std::vector<Logical> lines_;
  std::vector<bool> inside_;
};

bool is_text(Tok kind) { return kind == Tok::string || kind == Tok::fstring_start || kind == Tok::fstring_middle || kind == Tok::fstring_end; }

std::vector<std::string_view> words_of(std::string_view text, const py::TokenStream& stream) {
  std::vector<std::string_view> words;
  for (const Token& t : stream.tokens)
    if (!is_layout(t.kind)) words.push_back(is_text(t.kind) ? std::string_view() : text.substr(t.start, t.end - t.start));
  return words;
}

}  // namespace

std::vector<bool> region_of(std::string_view program, std::string_view what) { return Regions(program).named(what); }

bool code_contains(std::string_view program, std::string_view words) {
  py::Source code = source_of(program), wanted = source_of(words);
  py::TokenStream all = py::tokenize(code), some = py::tokenize(wanted);
  auto hay = words_of(code.text, all), needle = words_of(wanted.text, some);
  return !needle.empty() && std::search(hay.begin(), hay.end(), needle.begin(), needle.end()) != hay.end();
}

}  // namespace sim::lesson
