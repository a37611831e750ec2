// Colouring for an editor: a lexer that forgives everything and knows nothing of indentation.
#include "sim/python/lexer.h"

namespace sim::py {
namespace {

bool word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}
bool digit(char c) { return c >= '0' && c <= '9'; }

class Colouring {
 public:
  explicit Colouring(std::string_view text) : text_(text) {}

  std::vector<ColourSpan> run() {
    while (at_ < text_.size()) {
      if (!fstrings_.empty() && fstrings_.back().in_text) fstring_text();
      else code();
    }
    return std::move(out_);
  }

 private:
  struct Fstring {
    char quote;
    size_t quote_size;
    bool raw, in_text;
    int depth;        // brackets open since the field began
    bool in_spec;     // text of a format spec: ends at the field's brace
  };

  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void add(Colour colour, size_t from) {
    if (at_ > from) out_.push_back({colour, static_cast<uint32_t>(from), static_cast<uint32_t>(at_)});
  }

  void code() {
    const size_t from = at_;
    const char c = peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++at_;
    } else if (c == '#') {
      while (at_ < text_.size() && peek() != '\n') ++at_;
      add(Colour::comment, from);
    } else if (digit(c) || (c == '.' && digit(peek(1)))) {
      number(from);
    } else if (c == '\'' || c == '"') {
      string(from);
    } else if (word_char(c)) {
      word(from);
    } else {
      punctuation(c, from);
    }
  }

  void number(size_t from) {
    while (word_char(peek()) || (peek() == '.' && digit(peek(1))) || (peek() == '.' && digit(text_[at_ - 1])) ||
           ((peek() == '+' || peek() == '-') && (text_[at_ - 1] | 0x20) == 'e' && digit(peek(1)) && (text_[from + 1] | 0x20) != 'x')) {
      ++at_;
    }
    if (at_ == from) ++at_;
    add(Colour::number, from);
  }

  void word(size_t from) {
    while (word_char(peek())) ++at_;
    const std::string_view text = text_.substr(from, at_ - from);
    if ((peek() == '\'' || peek() == '"') && text.size() <= 2) {
      bool prefix = true, raw = false, formatted = false;
      for (char c : text) {
        const char lower = static_cast<char>(c | 0x20);
        prefix = prefix && (lower == 'r' || lower == 'b' || lower == 'u' || lower == 'f');
        raw = raw || lower == 'r';
        formatted = formatted || lower == 'f';
      }
      if (prefix && formatted) return fstring_begin(from, raw);
      if (prefix) return string(from);
    }
    add(is_keyword(keyword_kind(text)) ? Colour::keyword : Colour::name, from);
  }

  size_t quote_size() const { return peek(1) == peek() && peek(2) == peek() ? 3 : 1; }

  bool closes(char quote, size_t size) const {
    for (size_t i = 0; i < size; ++i) {
      if (peek(i) != quote) return false;
    }
    return true;
  }

  // An unfinished string of one line ends with its line.
  void string(size_t from) {
    const char quote = peek();
    const size_t size = quote_size();
    at_ += size;
    while (at_ < text_.size() && !closes(quote, size)) {
      if (size == 1 && peek() == '\n') {
        add(Colour::error, from);
        return;
      }
      at_ += peek() == '\\' && at_ + 1 < text_.size() ? 2 : 1;
    }
    const bool finished = at_ < text_.size();
    if (finished) at_ += size;
    add(finished ? Colour::string : Colour::error, from);
  }

  void fstring_begin(size_t from, bool raw) {
    const char quote = peek();
    const size_t size = quote_size();
    at_ += size;
    add(Colour::fstring, from);
    fstrings_.push_back({quote, size, raw, true, 0, false});
  }

  void fstring_text() {
    Fstring& fstring = fstrings_.back();
    const size_t from = at_;
    while (at_ < text_.size()) {
      const char c = peek();
      if (closes(fstring.quote, fstring.quote_size)) {
        at_ += fstring.quote_size;
        add(Colour::fstring, from);
        fstrings_.pop_back();
        return;
      }
      if (c == '\n' && fstring.quote_size == 1) {
        add(Colour::fstring, from);
        fstrings_.pop_back();
        return;
      }
      if (c == '}' && fstring.in_spec) break;
      if (c == '{' && (peek(1) != '{' || fstring.in_spec)) break;
      if (c == '{' || (c == '}' && peek(1) == '}')) ++at_;
      else if (c == '\\' && peek(1) != '{' && peek(1) != '}' && at_ + 1 < text_.size()) ++at_;
      ++at_;
    }
    add(Colour::fstring, from);
    if (at_ < text_.size()) fstring.in_text = false;
  }

  void punctuation(char c, size_t from) {
    ++at_;
    add(c == '$' || c == '?' || c == '`' ? Colour::error : Colour::op, from);
    if (fstrings_.empty()) return;
    Fstring& fstring = fstrings_.back();
    if (c == '(' || c == '[' || c == '{') {
      ++fstring.depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--fstring.depth <= 0) {
        fstring.depth = 0;
        fstring.in_text = true;
        fstring.in_spec = false;
      }
    } else if (c == ':' && fstring.depth == 1 && peek() != '=') {
      fstring.in_text = fstring.in_spec = true;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<Fstring> fstrings_;
  std::vector<ColourSpan> out_;
};

}  // namespace

std::vector<ColourSpan> colour_spans(std::string_view text) { return Colouring(text).run(); }

}  // namespace sim::py
