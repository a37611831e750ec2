// Tokens of numbers, strings and f-strings: the part of the lexer with most of the messages.
#include "sim/python/lex_state.h"

#include <cctype>

namespace sim::py {
namespace {

constexpr size_t kMaxNestedFstrings = 150;   // CPython: MAXFSTRINGLEVEL
constexpr int kMaxNestedFields = 3;          // CPython: MAX_EXPR_NESTING

bool digit(int c) { return c >= '0' && c <= '9'; }

bool digit_of(int base, int c) {
  if (base == 16) return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return c >= '0' && c < '0' + base;
}

}  // namespace

// ---- numbers. CPython: the number branch of tok_get_normal_mode.

Tok Lexer::number(int c) {
  if (c == '0') return zero();
  if (!decimal_tail(c)) return Tok::error;
  if (c == '.') return fraction(get());
  return exponent(c);
}

bool Lexer::decimal_tail(int& c) {
  while (true) {
    do c = get();
    while (digit(c));
    if (c != '_') return true;
    c = get();
    if (!digit(c)) {
      unget(c);
      raise("invalid decimal literal");
      return false;
    }
  }
}

Tok Lexer::based_number(int base, const char* name) {
  int c = get();
  auto wrong_digit = [&] {
    return raise(std::string("invalid digit '") + static_cast<char>(c) + "' in " + name + " literal");
  };
  do {
    if (c == '_') c = get();
    if (!digit_of(base, c)) {
      if (digit(c)) return wrong_digit();
      unget(c);
      return raise(std::string("invalid ") + name + " literal");
    }
    do c = get();
    while (digit_of(base, c));
  } while (c == '_');
  if (digit(c)) return wrong_digit();
  return number_end(c, name);
}

Tok Lexer::zero() {
  int c = get();
  if (c == 'x' || c == 'X') return based_number(16, "hexadecimal");
  if (c == 'o' || c == 'O') return based_number(8, "octal");
  if (c == 'b' || c == 'B') return based_number(2, "binary");
  bool nonzero = false;
  while (true) {
    if (c == '_') {
      c = get();
      if (!digit(c)) {
        unget(c);
        return raise("invalid decimal literal");
      }
    }
    if (c != '0') break;
    c = get();
  }
  uint32_t zeros_end = cur_;
  if (digit(c)) {
    nonzero = true;
    if (!decimal_tail(c)) return Tok::error;
  }
  if (c == '.') return fraction(get());
  if (c == 'e' || c == 'E') return exponent(c);
  if (c == 'j' || c == 'J') return imaginary();
  if (nonzero) {
    unget(c);
    return raise_range(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        characters(line_start_, start_) + 1, characters(line_start_, zeros_end));
  }
  return number_end(c, "decimal");
}

Tok Lexer::fraction(int c) {
  if (digit(c) && !decimal_tail(c)) return Tok::error;
  return exponent(c);
}

Tok Lexer::exponent(int c) {
  if (c == 'e' || c == 'E') {
    int e = c;
    c = get();
    if (c == '+' || c == '-') {
      c = get();
      if (!digit(c)) {
        unget(c);
        return raise("invalid decimal literal");
      }
    } else if (!digit(c)) {
      unget(c);
      return number_end(e, "decimal");
    }
    if (!decimal_tail(c)) return Tok::error;
  }
  if (c == 'j' || c == 'J') return imaginary();
  return number_end(c, "decimal");
}

Tok Lexer::imaginary() { return number_end(get(), "imaginary"); }

Tok Lexer::number_end(int c, const char* kind) {
  if (!verify_number_end(c, kind)) return Tok::error;
  unget(c);
  return token(Tok::number);
}

bool Lexer::follows(std::string_view rest) const { return text_.substr(cur_ < size_ ? cur_ : size_, rest.size()) == rest; }

// The same, and no longer word.
bool Lexer::word_follows(std::string_view rest) const {
  if (!follows(rest)) return false;
  const size_t end = cur_ + rest.size();
  const int c = end < size_ ? static_cast<unsigned char>(text_[end]) : ' ';
  return c != '_' && c < 128 && !std::isalnum(c);
}

// A keyword may touch a number (with a warning), another letter may not. `c` has been read.
bool Lexer::verify_number_end(int c, const char* kind) {
  bool keyword = (c == 'a' && word_follows("nd")) || (c == 'e' && word_follows("lse")) || (c == 'f' && word_follows("or")) ||
                 (c == 'i' && (follows("f") || follows("n") || follows("s"))) || (c == 'o' && word_follows("r")) ||
                 (c == 'n' && word_follows("ot"));
  if (keyword) {
    warn(std::string("invalid ") + kind + " literal");
    return true;
  }
  if (c == '_' || (c > 0 && c < 128 && std::isalnum(c))) {
    unget(c);
    raise(std::string("invalid ") + kind + " literal");
    return false;
  }
  return true;
}

// ---- strings

Tok Lexer::string(int quote) {
  begin_at(start_);   // the prefix stands on this line too
  int quote_size = 1, closing = 0;
  bool escaped_quote = false;
  int c = get();
  if (c == quote) {
    c = get();
    if (c == quote) quote_size = 3;
    else closing = 1;   // an empty string
  }
  if (c != quote) unget(c);
  while (closing != quote_size) {
    c = get();
    if (c == kEnd || (quote_size == 1 && c == '\n')) return unterminated_string(quote, quote_size, escaped_quote);
    if (c == quote) {
      ++closing;
      continue;
    }
    closing = 0;
    if (c == '\\' && get() == quote) escaped_quote = true;
  }
  return token(Tok::string);
}

Tok Lexer::unterminated_string(int quote, int quote_size, bool escaped_quote) {
  std::string detected = " (detected at line " + std::to_string(line_) + ")";
  cur_ = start_ + 1;
  line_ = start_line_;
  line_start_ = start_line_start_;
  line_done_ = false;
  if (modes_.size() > 1 && modes_.back().quote == quote && modes_.back().quote_size == quote_size) {
    return raise("f-string: expecting '}'");
  }
  if (quote_size == 3) return raise("unterminated triple-quoted string literal" + detected);
  return raise("unterminated string literal" + detected + (escaped_quote ? "; perhaps you escaped the end quote?" : ""));
}

// ---- f-strings

Tok Lexer::fstring_start(int quote) {
  Mode mode;
  mode.in_text = true;
  mode.quote = static_cast<char>(quote);
  mode.quote_size = 1;
  mode.start = start_;
  mode.line = line_;
  mode.line_start = line_start_;
  for (uint32_t i = start_; i + 1 < cur_; ++i) mode.raw = mode.raw || (text_[i] | 0x20) == 'r';
  if (follows(std::string(2, mode.quote))) {
    mode.quote_size = 3;
    cur_ += 2;
  }
  if (modes_.size() >= kMaxNestedFstrings) return raise("too many nested f-strings");
  modes_.push_back(mode);
  return token(Tok::fstring_start);
}

// CPython: tok_get_fstring_mode.
Tok Lexer::fstring_token() {
  Mode& mode = modes_.back();
  int first = get();
  unget(first);
  begin_at(cur_);
  if (first == '{' && !follows("{{")) {
    if (++mode.field_depth >= kMaxNestedFields) return raise("f-string: expressions nested too deeply");
    mode.in_text = false;
    return ordinary_token();
  }
  if (follows(std::string(static_cast<size_t>(mode.quote_size), mode.quote))) {
    cur_ += static_cast<uint32_t>(mode.quote_size);
    modes_.pop_back();
    return token(Tok::fstring_end);
  }
  return fstring_middle();
}

Tok Lexer::fstring_middle() {
  Mode& mode = modes_.back();
  int closing = 0;
  bool named_escape = false;   // inside \N{...}
  while (closing != mode.quote_size) {
    const int c = get();
    const bool in_spec = mode.in_format_spec && mode.field_depth >= 0;
    if (c == kEnd || (mode.quote_size == 1 && c == '\n')) {
      if (!in_spec || c != '\n') return unterminated_fstring();
      unget(c);
      mode.in_text = false;
      mode.in_format_spec = false;
      return token(Tok::fstring_middle);
    }
    if (c == mode.quote) {
      ++closing;
      continue;
    }
    closing = 0;
    if (c == '{') {
      if (follows("{") && !in_spec) {   // {{ stands for one brace
        return doubled_brace();
      }
      unget(c);
      if (++mode.field_depth >= kMaxNestedFields) {
        ++cur_;
        return raise("f-string: expressions nested too deeply");
      }
      mode.in_text = false;
      return token(Tok::fstring_middle);
    }
    if (c == '}') {
      if (named_escape) return token(Tok::fstring_middle);
      if (follows("}") && !in_spec && mode.bracket_depth == 0) {
        return doubled_brace();
      }
      unget(c);
      mode.in_text = false;
      return token(Tok::fstring_middle);
    }
    if (c == '\\') {
      const int escaped = get();
      if (escaped == '{' || escaped == '}') {
        if (!mode.raw) warn_escape(escaped);
        unget(escaped);
      } else if (!mode.raw && escaped == 'N' && follows("{")) {
        ++cur_;
        named_escape = true;
      }
    }
  }
  cur_ -= static_cast<uint32_t>(mode.quote_size);
  return token(Tok::fstring_middle);
}

// The text ends with the first of the two braces, the place with the second.
Tok Lexer::doubled_brace() {
  end_ = cur_++;
  doubled_brace_ = 1;
  return Tok::fstring_middle;
}

void Lexer::warn_escape(int c) { warn(std::string("invalid escape sequence '\\") + static_cast<char>(c) + "'"); }

Tok Lexer::unterminated_fstring() {
  const Mode& mode = modes_.back();
  std::string detected = " (detected at line " + std::to_string(line_) + ")";
  cur_ = mode.start + 1;
  line_ = mode.line;
  line_start_ = mode.line_start;
  line_done_ = false;
  return raise((mode.quote_size == 3 ? "unterminated triple-quoted f-string literal" : "unterminated f-string literal") + detected);
}

}  // namespace sim::py
