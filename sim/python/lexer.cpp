// Tokens of ordinary code: indentation, names, brackets, operators. Numbers and strings: lex_literals.cpp.
#include "sim/python/lexer.h"

#include "sim/python/identifiers.h"
#include "sim/python/lex_state.h"

#include <cstdio>

namespace sim::py {
namespace {

constexpr size_t kMaxBrackets = 200;      // CPython: MAXLEVEL
constexpr size_t kMaxIndentations = 100;  // CPython: MAXINDENT
constexpr uint32_t kTab = 8;

bool name_start(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128; }
bool name_part(int c) { return name_start(c) || (c >= '0' && c <= '9'); }

Tok one_char(int c) {
  switch (c) {
    case '(': return Tok::lpar;
    case ')': return Tok::rpar;
    case '[': return Tok::lsqb;
    case ']': return Tok::rsqb;
    case '{': return Tok::lbrace;
    case '}': return Tok::rbrace;
    case ':': return Tok::colon;
    case ',': return Tok::comma;
    case ';': return Tok::semi;
    case '.': return Tok::dot;
    case '=': return Tok::equal;
    case '!': return Tok::exclamation;
    case '+': return Tok::plus;
    case '-': return Tok::minus;
    case '*': return Tok::star;
    case '/': return Tok::slash;
    case '%': return Tok::percent;
    case '@': return Tok::at;
    case '|': return Tok::vbar;
    case '&': return Tok::amper;
    case '^': return Tok::circumflex;
    case '~': return Tok::tilde;
    case '<': return Tok::less;
    case '>': return Tok::greater;
    default: return Tok::other;
  }
}

Tok with_equal(int c) {
  switch (c) {
    case '=': return Tok::eqequal;
    case '!': return Tok::notequal;
    case '<': return Tok::lessequal;
    case '>': return Tok::greaterequal;
    case ':': return Tok::colonequal;
    case '+': return Tok::plusequal;
    case '-': return Tok::minequal;
    case '*': return Tok::starequal;
    case '/': return Tok::slashequal;
    case '%': return Tok::percentequal;
    case '@': return Tok::atequal;
    case '|': return Tok::vbarequal;
    case '&': return Tok::amperequal;
    case '^': return Tok::circumflexequal;
    default: return Tok::other;
  }
}

// How many bytes the longest operator at `p` has, and which it is.
std::pair<Tok, uint32_t> longest_operator(int c, int c2, int c3) {
  if (c2 == '=') return with_equal(c) != Tok::other ? std::pair{with_equal(c), 2u} : std::pair{one_char(c), 1u};
  if (c == '-' && c2 == '>') return {Tok::rarrow, 2};
  if (c == '<' && c2 == '>') return {Tok::notequal, 2};   // `<>`: the parser refuses it
  if (c == c2) {
    if (c == '*') return c3 == '=' ? std::pair{Tok::doublestarequal, 3u} : std::pair{Tok::doublestar, 2u};
    if (c == '/') return c3 == '=' ? std::pair{Tok::doubleslashequal, 3u} : std::pair{Tok::doubleslash, 2u};
    if (c == '<') return c3 == '=' ? std::pair{Tok::leftshiftequal, 3u} : std::pair{Tok::leftshift, 2u};
    if (c == '>') return c3 == '=' ? std::pair{Tok::rightshiftequal, 3u} : std::pair{Tok::rightshift, 2u};
  }
  return {one_char(c), 1};
}

bool pairs(char opening, int closing) {
  return (opening == '(' && closing == ')') || (opening == '[' && closing == ']') || (opening == '{' && closing == '}');
}

}  // namespace

Tok keyword_kind(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return Tok::name;
  // clang-format off
  switch (word[0]) {
#define CASE(text, kind) if (word == text) return Tok::kind
    case 'F': CASE("False", kw_False); break;
    case 'N': CASE("None", kw_None); break;
    case 'T': CASE("True", kw_True); break;
    case 'a': CASE("and", kw_and); CASE("as", kw_as); CASE("await", kw_await); CASE("async", kw_async); CASE("assert", kw_assert); break;
    case 'b': CASE("break", kw_break); break;
    case 'c': CASE("class", kw_class); CASE("continue", kw_continue); break;
    case 'd': CASE("def", kw_def); CASE("del", kw_del); break;
    case 'e': CASE("else", kw_else); CASE("elif", kw_elif); CASE("except", kw_except); break;
    case 'f': CASE("for", kw_for); CASE("from", kw_from); CASE("finally", kw_finally); break;
    case 'g': CASE("global", kw_global); break;
    case 'i': CASE("if", kw_if); CASE("in", kw_in); CASE("is", kw_is); CASE("import", kw_import); break;
    case 'l': CASE("lambda", kw_lambda); break;
    case 'n': CASE("not", kw_not); CASE("nonlocal", kw_nonlocal); break;
    case 'o': CASE("or", kw_or); break;
    case 'p': CASE("pass", kw_pass); break;
    case 'r': CASE("return", kw_return); CASE("raise", kw_raise); break;
    case 't': CASE("try", kw_try); break;
    case 'w': CASE("with", kw_with); CASE("while", kw_while); break;
    case 'y': CASE("yield", kw_yield); break;
#undef CASE
    default: break;
  }
  // clang-format on
  return Tok::name;
}

TokenStream tokenize(const Source& source) { return Lexer(source.text).run(); }

Lexer::Lexer(std::string_view text)
    : text_(text), size_(static_cast<uint32_t>(text.size())), implicit_newline_(!text.empty() && text.back() != '\n') {
  modes_.push_back({});
  indents_.push_back({0, 0});
}

TokenStream Lexer::run() {
  out_.tokens.reserve(text_.size() / 4 + 16);
  while (true) {
    Tok kind = modes_.back().in_text ? fstring_token() : ordinary_token();
    const bool placeless = kind == Tok::indent || kind == Tok::dedent || kind == Tok::endmarker;
    ast::Span span{start_line_, placeless ? kNoColumn : start_ - start_line_start_, line_, end_ + doubled_brace_ - line_start_};
    doubled_brace_ = 0;
    if (placeless && cur_ >= size_) span.end_col = 0;   // behind the last line CPython's buffer is empty
    out_.tokens.push_back({kind, start_, end_, span});
    if (kind == Tok::endmarker || kind == Tok::error) return std::move(out_);
  }
}

int Lexer::get() {
  if (line_done_) {
    if (cur_ >= size_) return kEnd;
    ++line_;
    line_start_ = cur_;
    line_done_ = false;
  }
  if (cur_ < size_) {
    int c = static_cast<unsigned char>(text_[cur_++]);
    if (c == '\n') line_done_ = true;
    return c;
  }
  if (cur_ == size_ && implicit_newline_) {
    ++cur_;
    line_done_ = true;
    return '\n';
  }
  return kEnd;
}

void Lexer::unget(int c) {
  if (c == kEnd) return;
  --cur_;
  if (c == '\n') line_done_ = false;
}

void Lexer::begin_at(uint32_t start) {
  start_ = start;
  start_line_ = line_;
  start_line_start_ = line_start_;
}

Tok Lexer::token(Tok kind) {
  end_ = cur_;
  return kind;
}

uint32_t Lexer::characters(uint32_t from, uint32_t to) const {
  uint32_t count = 0;
  for (uint32_t i = from; i < to && i < size_; ++i) count += (text_[i] & 0xC0) != 0x80;
  return count + (to > size_ && from <= size_ ? 1 : 0);
}

Tok Lexer::raise(std::string message) {
  uint32_t col = characters(line_start_, cur_);
  return raise_range(std::move(message), col, col);
}

Tok Lexer::raise_range(std::string message, uint32_t col, uint32_t end_col) {
  out_.failure.kind = LexFailure::Kind::raised;
  out_.failure.problem = {SyntaxProblem::Type::SyntaxError, std::move(message), line_, col, line_, end_col};
  return stop();
}

Tok Lexer::reach(SyntaxProblem::Type type, std::string message, uint32_t col) {
  out_.failure.kind = LexFailure::Kind::reached;
  out_.failure.problem = {type, std::move(message), line_, col, line_, 0};
  if (!brackets_.empty()) {
    const Bracket& open = brackets_.back();
    out_.failure.unclosed = {SyntaxProblem::Type::SyntaxError, std::string("'") + open.opening + "' was never closed", open.line,
                             characters(open.line_start, open.line_start + open.col) + 1, open.line, 0};
  }
  return stop();
}

Tok Lexer::stop() {
  out_.failure.in_fstring = modes_.size() > 1;
  begin_at(cur_);
  end_ = cur_;
  return Tok::error;
}

// The text ends too early: inside a bracket or behind a backslash.
Tok Lexer::end_inside() {
  reach(SyntaxProblem::Type::SyntaxError, "unexpected EOF while parsing", characters(line_start_, cur_));
  if (!brackets_.empty()) out_.failure.problem = out_.failure.unclosed;
  return Tok::error;
}

void Lexer::warn(std::string message) { out_.warnings.push_back({std::move(message), line_}); }

// ---- indentation

bool Lexer::continue_line() {
  int c = get();
  if (c != '\n') {
    // CPython counts this column from the start of its buffer, which holds one line when it runs a file.
    uint32_t past = c == kEnd ? cur_ : cur_ - line_start_;
    reach(SyntaxProblem::Type::SyntaxError, "unexpected character after line continuation character",
          characters(line_start_, line_start_ + past - 1) + 1);
    return false;
  }
  c = get();
  if (c == kEnd) {
    cur_ = size_ + (implicit_newline_ ? 1 : 0);
    end_inside();
    return false;
  }
  unget(c);
  return true;
}

// Measures the white space that begins a line; false when the lexer stopped.
bool Lexer::measure_indentation() {
  at_line_begin_ = false;
  uint32_t col = 0, alt = 0, first_col = 0;
  int c;
  while (true) {
    c = get();
    if (c == ' ') {
      ++col, ++alt;
    } else if (c == '\t') {
      col = (col / kTab + 1) * kTab;
      ++alt;
    } else if (c == '\f') {
      col = alt = 0;
    } else if (c == '\\') {
      if (first_col == 0) first_col = col;   // the first piece of a split line decides
      if (!continue_line()) return false;
    } else {
      break;
    }
  }
  unget(c);
  blank_line_ = c == '#' || c == '\n';
  if (blank_line_ || !brackets_.empty()) return true;
  return first_col != 0 ? compare_indentation({first_col, first_col}) : compare_indentation({col, alt});
}

bool Lexer::inconsistent_tabs() {
  to_line_end();
  reach(SyntaxProblem::Type::TabError, "inconsistent use of tabs and spaces in indentation", 1);
  return false;
}

void Lexer::to_line_end() {
  while (cur_ < size_ && text_[cur_] != '\n') ++cur_;
  ++cur_;
}

bool Lexer::compare_indentation(Indentation now) {
  if (now.col == indents_.back().col) return now.alt == indents_.back().alt || inconsistent_tabs();
  if (now.col > indents_.back().col) {
    if (indents_.size() >= kMaxIndentations) {
      to_line_end();
      reach(SyntaxProblem::Type::IndentationError, "too many levels of indentation", 1);
      return false;
    }
    if (now.alt <= indents_.back().alt) return inconsistent_tabs();
    ++pending_;
    indents_.push_back(now);
    return true;
  }
  while (indents_.size() > 1 && now.col < indents_.back().col) {
    --pending_;
    indents_.pop_back();
  }
  if (now.col != indents_.back().col) {
    to_line_end();
    reach(SyntaxProblem::Type::IndentationError, "unindent does not match any outer indentation level",
          characters(line_start_, cur_));
    return false;
  }
  return now.alt == indents_.back().alt || inconsistent_tabs();
}

// ---- ordinary code

// CPython: tok_get_normal_mode.
Tok Lexer::ordinary_token() {
next_line:
  blank_line_ = false;
  if (at_line_begin_ && !measure_indentation()) return Tok::error;
  begin_at(cur_);
  if (pending_ != 0) {
    // The place of an indent is the next token's line; get() must have moved there already.
    end_ = cur_;
    if (pending_ < 0) {
      ++pending_;
      return Tok::dedent;
    }
    --pending_;
    return Tok::indent;
  }
again:
  int c;
  do c = get();
  while (c == ' ' || c == '\t' || c == '\f');
  begin_at(c == kEnd ? cur_ : cur_ - 1);
  if (c == '#') {
    while (cur_ < size_ && text_[cur_] != '\n') ++cur_;
    c = get();
  }
  if (c == kEnd) {
    if (!brackets_.empty()) return end_inside();
    return token(Tok::endmarker);
  }
  if (name_start(c)) return name_or_prefixed_string(c);
  if (c == '\n') {
    at_line_begin_ = true;
    if (blank_line_ || !brackets_.empty()) goto next_line;
    return token(Tok::newline);
  }
  if (c >= '0' && c <= '9') return number(c);
  if (c == '.') return dot();
  if (c == '\'' || c == '"') return string(c);
  if (c == '\\') {
    if (!continue_line()) return Tok::error;
    goto again;
  }
  return punctuation(c);
}

Tok Lexer::dot() {
  int c = get();
  if (c >= '0' && c <= '9') return fraction(c);
  if (c == '.') {
    c = get();
    if (c == '.') return token(Tok::ellipsis);
    unget(c);
    unget('.');
  } else {
    unget(c);
  }
  return token(Tok::dot);
}

Tok Lexer::name_or_prefixed_string(int c) {
  bool b = false, r = false, u = false, f = false;
  while (true) {
    int lower = c | 0x20;
    if (lower == 'b' && !(b || u || f)) b = true;
    else if (lower == 'u' && !(b || u || r || f)) u = true;
    else if (lower == 'r' && !(r || u)) r = true;
    else if (lower == 'f' && !(f || b || u)) f = true;
    else break;
    c = get();
    if (c == '"' || c == '\'') return f ? fstring_start(c) : string(c);
  }
  unget(c);
  bool ascii = true;
  for (; cur_ < size_; ++cur_) {
    const int part = static_cast<unsigned char>(text_[cur_]);
    if (!name_part(part)) break;
    ascii = ascii && part < 128;
  }
  if (!ascii && !verify_name()) return Tok::error;
  end_ = cur_;
  return keyword_kind(text_.substr(start_, end_ - start_));
}

// CPython: verify_identifier. The first character that no name may hold is the one complained about.
bool Lexer::verify_name() {
  uint32_t at = start_;
  while (at < cur_) {
    auto [code_point, length] = decode(at);
    bool fine = at == start_ ? is_identifier_start(code_point) : is_identifier_continue(code_point);
    at += length;
    if (fine) continue;
    cur_ = at;
    char number[16];
    std::snprintf(number, sizeof number, "U+%04X", code_point);
    if (is_printable(code_point)) {
      raise("invalid character '" + std::string(text_.substr(at - length, length)) + "' (" + number + ")");
    } else {
      raise(std::string("invalid non-printable character ") + number);
    }
    return false;
  }
  return true;
}

std::pair<uint32_t, uint32_t> Lexer::decode(uint32_t at) const {
  auto byte = [&](uint32_t i) -> uint32_t { return i < size_ ? static_cast<unsigned char>(text_[i]) : 0; };
  uint32_t c = byte(at);
  if (c < 0x80) return {c, 1};
  if (c < 0xE0) return {(c & 0x1F) << 6 | (byte(at + 1) & 0x3F), 2};
  if (c < 0xF0) return {(c & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F), 3};
  return {(c & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 | (byte(at + 3) & 0x3F), 4};
}

Tok Lexer::punctuation(int c) {
  Mode& mode = modes_.back();
  bool in_field = modes_.size() > 1 && mode.field_depth >= 0;
  if (in_field && c == ':' && mode.bracket_depth - 1 == mode.field_depth) {
    mode.in_text = true;
    mode.in_format_spec = true;
    return token(Tok::colon);
  }
  auto byte = [&](uint32_t i) -> int { return i < size_ ? static_cast<unsigned char>(text_[i]) : kEnd; };
  auto [kind, length] = longest_operator(c, byte(cur_), byte(cur_ + 1));
  if (length > 1) {
    cur_ += length - 1;
    return token(kind);
  }
  if (c == '(' || c == '[' || c == '{') return open_bracket(c);
  if (c == ')' || c == ']' || c == '}') return close_bracket(c);
  if (c < 32 || c == 127) {
    char number[40];
    std::snprintf(number, sizeof number, "invalid non-printable character U+%04X", c);
    return raise(number);
  }
  return token(kind);
}

Tok Lexer::open_bracket(int c) {
  if (brackets_.size() >= kMaxBrackets) return raise("too many nested parentheses");
  brackets_.push_back({static_cast<char>(c), line_, line_start_, start_ - line_start_});
  if (modes_.size() > 1) ++modes_.back().bracket_depth;
  return token(one_char(c));
}

Tok Lexer::close_bracket(int c) {
  Mode& mode = modes_.back();
  const bool in_fstring = modes_.size() > 1;
  const std::string closing(1, static_cast<char>(c));
  if (in_fstring && mode.bracket_depth == 0 && c == '}') return raise("f-string: single '}' is not allowed");
  if (brackets_.empty()) return raise("unmatched '" + closing + "'");
  Bracket open = brackets_.back();
  brackets_.pop_back();
  if (!pairs(open.opening, c)) {
    if (in_fstring && open.opening == '{' && mode.bracket_depth - 1 == mode.field_depth) {
      return raise("f-string: unmatched '" + closing + "'");
    }
    std::string message = "closing parenthesis '" + closing + "' does not match opening parenthesis '" + open.opening + "'";
    if (open.line != line_) message += " on line " + std::to_string(open.line);
    return raise(std::move(message));
  }
  if (in_fstring) {
    --mode.bracket_depth;
    if (mode.bracket_depth < 0) return raise("f-string: unmatched '" + closing + "'");
    if (c == '}' && mode.bracket_depth == mode.field_depth) {
      --mode.field_depth;
      mode.in_text = true;
      mode.in_format_spec = false;
    }
  }
  return token(one_char(c));
}

}  // namespace sim::py
