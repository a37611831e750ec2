// String literals: escapes, concatenation, f-strings. CPython: string_parser.c and the string half of action_helpers.c.
#include "sim/python/parse_state.h"
#include "sim/python/parse_names.h"

#include <charconv>

namespace sim::py {

using namespace ast;

namespace {

void append_utf8(std::string& to, uint32_t c) {
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    to += static_cast<char>(0xC0 | c >> 6);
    to += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    to += static_cast<char>(0xE0 | c >> 12);
    to += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    to += static_cast<char>(0xF0 | c >> 18);
    to += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    to += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (c & 0x3F));
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The letters that stand for one character; 0 when `c` is none of them.
char simple_escape(char c) {
  switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
  }
}

}  // namespace

// Reads one run of strings standing side by side.
class StringReader {
 public:
  explicit StringReader(Parser& parser) : p_(parser), from_(parser.t_->span) {}

  Expr* read() {
    while (p_.at(Tok::string) || p_.at(Tok::fstring_start)) {
      if (p_.at(Tok::string)) plain(*p_.t_++);
      else formatted();
    }
    if (saw_bytes_ && saw_text_) {
      if (p_.at(Tok::error)) p_.mismatch();
      p_.raise("cannot mix bytes and nonbytes literals", p_.t_->span);
    }
    if (saw_formatted_) {
      auto* joined = p_.node<JoinedStr>(ExprKind::JoinedStr, from_);
      joined->values = finish(pieces_);
      return joined;
    }
    auto* made = p_.node<Constant>(ExprKind::Constant, from_);
    made->type = saw_bytes_ ? Constant::Type::Bytes : Constant::Type::Str;
    std::string all;
    for (const Piece& piece : pieces_) all += piece.text;
    made->text = p_.arena_.copy(all);
    return made;
  }

 private:
  // Literal text, or a field when `field` is set.
  struct Piece {
    std::string text;
    Span span;
    ExprPtr field = nullptr;
  };
  using Pieces = std::vector<Piece>;

  void plain(const Token& token) {
    std::string_view text = p_.text(token);
    bool raw = false, bytes = false;
    for (; text[0] != '\'' && text[0] != '"'; text.remove_prefix(1)) {
      raw = raw || (text[0] | 0x20) == 'r';
      bytes = bytes || (text[0] | 0x20) == 'b';
    }
    const size_t quote = text.size() >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
    text = text.substr(quote, text.size() - 2 * quote);
    (bytes ? saw_bytes_ : saw_text_) = true;
    Piece piece{{}, token.span};
    if (bytes) {
      for (char c : text) {
        if (c & 0x80) p_.raise("bytes can only contain ASCII literal characters", token.span);
      }
    }
    if (raw || text.find('\\') == std::string_view::npos) piece.text = text;
    else if (bytes) piece.text = bytes_escapes(text, token);
    else piece.text = escapes(text, token);
    pieces_.push_back(std::move(piece));
  }

  // ---- f-strings

  void formatted() {
    saw_formatted_ = saw_text_ = true;
    Parser::Nesting nesting(p_);
    const Token& start = *p_.t_++;
    const bool raw = p_.text(start).find_first_of("rR") != std::string_view::npos;
    std::vector<size_t> own_warnings;
    std::vector<SyntaxWarning>& warnings = p_.stream_.warnings;
    while (!p_.at(Tok::fstring_end)) {
      if (!p_.at(Tok::fstring_middle)) {
        field(pieces_, raw);
        continue;
      }
      const size_t before = warnings.size();
      middle(pieces_, raw);
      if (warnings.size() > before) own_warnings.push_back(before);
    }
    // CPython reads the escapes when it has come to the end.
    for (size_t i : own_warnings) warnings[i].line = p_.t_->span.line;
    ++p_.t_;
  }

  void middle(Pieces& into, bool raw) {
    const Token& token = *p_.t_++;
    std::string_view text = p_.text(token);
    Piece piece{std::string(text), token.span};
    if (!raw && text.find('\\') != std::string_view::npos) piece.text = escapes(text, token);
    into.push_back(std::move(piece));
  }

  // CPython: fstring_replacement_field.
  void field(Pieces& into, bool raw) {
    const Token& open = p_.expect(Tok::lbrace);
    ExprPtr value = p_.annotated_rhs();
    const bool debug = p_.accept(Tok::equal);
    if (debug) into.push_back(debug_text(open, *p_.t_));
    char conversion = p_.at(Tok::exclamation) ? read_conversion() : '\0';
    ExprPtr format_spec = p_.at(Tok::colon) ? read_format_spec(raw) : nullptr;
    p_.expect(Tok::rbrace);
    if (debug && conversion == 0 && format_spec == nullptr) conversion = 'r';
    auto* made = p_.node<FormattedValue>(ExprKind::FormattedValue, open.span);
    made->value = value;
    made->conversion = conversion;
    made->format_spec = format_spec;
    into.push_back({{}, made->span, made});
  }

  char read_conversion() {
    const Token& mark = *p_.t_++;
    if (!p_.at(Tok::name)) p_.mismatch();
    const Token& name = *p_.t_;
    if (mark.end != name.start) {
      p_.raise("f-string: conversion type must come right after the exclamanation mark",
               {mark.span.line, mark.span.col, name.span.end_line, name.span.end_col});
    }
    std::string_view text = p_.text(name);
    if (text != "s" && text != "r" && text != "a") {
      p_.raise("f-string: invalid conversion character '" + std::string(text) + "': expected 's', 'r', or 'a'", name.span);
    }
    ++p_.t_;
    return text[0];
  }

  // Everything between the brace and what follows `=`, blanks included, comments left out.
  Piece debug_text(const Token& open, const Token& end) const {
    std::string_view source = std::string_view(p_.source_.text).substr(open.end, end.start - open.end);
    Piece piece{{}, {open.span.end_line, open.span.end_col, end.span.line, end.span.col}};
    char quote = 0;
    for (size_t i = 0; i < source.size(); ++i) {
      const char c = source[i];
      if (quote == 0 && c == '#') {
        while (i < source.size() && source[i] != '\n') ++i;
        if (i == source.size()) break;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      piece.text += source[i];
    }
    return piece;
  }

  ExprPtr read_format_spec(bool raw) {
    Parser::Nesting nesting(p_);
    const Span from = p_.t_->span;
    ++p_.t_;
    Pieces pieces;
    while (p_.at(Tok::fstring_middle) || p_.at(Tok::lbrace)) {
      if (p_.at(Tok::fstring_middle)) middle(pieces, raw);
      else field(pieces, raw);
    }
    auto* made = p_.node<JoinedStr>(ExprKind::JoinedStr, from);
    made->values = finish(pieces);
    return made;
  }

  // Neighbouring texts become one constant; empty ones vanish.
  Seq<ExprPtr> finish(const Pieces& pieces) {
    std::vector<ExprPtr> values;
    for (size_t i = 0; i < pieces.size();) {
      if (pieces[i].field != nullptr) {
        values.push_back(pieces[i++].field);
        continue;
      }
      const Span first = pieces[i].span;
      Span last = first;
      std::string text;
      for (; i < pieces.size() && pieces[i].field == nullptr; ++i) {
        text += pieces[i].text;
        last = pieces[i].span;
      }
      if (text.empty()) continue;
      auto* made = p_.arena_.make<Constant>();
      made->kind = ExprKind::Constant;
      made->span = {first.line, first.col, last.end_line, last.end_col};
      made->type = Constant::Type::Str;
      made->text = p_.arena_.copy(text);
      values.push_back(made);
    }
    return p_.arena_.copy(values);
  }

  // ---- escapes

  void warn(std::string message, const Token& token) { p_.stream_.warnings.push_back({std::move(message), token.span.line}); }

  // Reads up to three octal digits behind a backslash.
  uint32_t octal(std::string_view text, size_t& i, const Token& token) {
    uint32_t value = 0;
    const size_t begin = i;
    for (; i < begin + 3 && i < text.size() && text[i] >= '0' && text[i] <= '7'; ++i) value = value * 8 + static_cast<uint32_t>(text[i] - '0');
    if (value > 0377) warn("invalid octal escape sequence '\\" + std::string(text.substr(begin, i - begin)) + "'", token);
    return value;
  }

  void unknown_escape(std::string_view text, size_t at, const Token& token) {
    // A brace here was reported by the lexer; a character beyond ASCII escapes CPython's notice.
    if (warned_ || text[at] == '{' || text[at] == '}' || (text[at] & 0x80) != 0) return;
    warned_ = true;
    warn("invalid escape sequence '\\" + std::string(1, text[at]) + "'", token);
  }

  std::string bytes_escapes(std::string_view text, const Token& token) {
    std::string out;
    warned_ = false;
    for (size_t i = 0; i < text.size();) {
      if (text[i] != '\\') {
        out += text[i++];
        continue;
      }
      const size_t backslash = i++;
      const char c = text[i];
      if (c == '\n') {
        ++i;
      } else if (char plain_char = simple_escape(c)) {
        out += plain_char;
        ++i;
      } else if (c >= '0' && c <= '7') {
        out += static_cast<char>(octal(text, i, token));
      } else if (c == 'x') {
        int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1, low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) p_.raise("(value error) invalid \\x escape at position " + std::to_string(backslash), token.span);
        out += static_cast<char>(high * 16 + low);
        i += 3;
      } else {
        unknown_escape(text, i, token);
        out += '\\';
      }
    }
    return out;
  }

  [[noreturn]] void bad_escape(size_t from, size_t to, std::string_view why, const Token& token) {
    std::string where = to > from ? "bytes in position " + std::to_string(from) + "-" + std::to_string(to)
                                  : "byte 0x5c in position " + std::to_string(from);
    p_.raise("(unicode error) 'unicodeescape' codec can't decode " + where + ": " + std::string(why), token.span);
  }

  // The positions in messages count bytes after CPython has spelled each character beyond ASCII as \UXXXXXXXX.
  static size_t spelled_out(std::string_view text, size_t end) {
    size_t count = 0;
    for (size_t i = 0; i < end; ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c < 0x80) ++count;
      else if ((c & 0xC0) == 0xC0) count += 10;
    }
    return count;
  }

  std::string escapes(std::string_view text, const Token& token) {
    std::string out;
    warned_ = false;
    for (size_t i = 0; i < text.size();) {
      if (text[i] != '\\') {
        out += text[i++];
        continue;
      }
      const size_t backslash = i++;
      if (i == text.size()) {   // only before a brace of an f-string
        out += '\\';
        break;
      }
      const char c = text[i];
      if (c == '\n') {
        ++i;
      } else if (char plain_char = simple_escape(c)) {
        out += plain_char;
        ++i;
      } else if (c >= '0' && c <= '7') {
        append_utf8(out, octal(text, i, token));
      } else if (c == 'x' || c == 'u' || c == 'U') {
        ++i;
        append_utf8(out, hexadecimal(text, backslash, i, c, token));
      } else if (c == 'N') {
        ++i;
        append_utf8(out, named(text, backslash, i, token));
      } else {
        unknown_escape(text, i, token);
        out += '\\';
      }
    }
    return out;
  }

  uint32_t hexadecimal(std::string_view text, size_t backslash, size_t& i, char kind, const Token& token) {
    const size_t wanted = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    const size_t begin = i;
    uint32_t value = 0;
    while (i < text.size() && i - begin < wanted && hex_digit(text[i]) >= 0) value = value * 16 + static_cast<uint32_t>(hex_digit(text[i++]));
    const size_t from = spelled_out(text, backslash);
    if (i - begin < wanted) {
      bad_escape(from, from + 1 + (i - begin),
                 kind == 'x' ? "truncated \\xXX escape" : kind == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape",
                 token);
    }
    if (value > 0x10FFFF) bad_escape(from, from + 9, "illegal Unicode character", token);
    return value;
  }

  uint32_t named(std::string_view text, size_t backslash, size_t& i, const Token& token) {
    const size_t from = spelled_out(text, backslash);
    const size_t close = i < text.size() && text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos || close == i + 1) {
      const bool opened = i < text.size() && text[i] == '{';
      const size_t end = !opened ? backslash + 1 : close != std::string_view::npos ? close : text.size() - 1;
      bad_escape(from, from + spelled_out(text.substr(backslash), end - backslash), "malformed \\N character escape", token);
    }
    const uint32_t found = character_named(text.substr(i + 1, close - i - 1));
    if (found == 0) {
      bad_escape(from, from + spelled_out(text.substr(backslash), close - backslash), "unknown Unicode character name", token);
    }
    i = close + 1;
    return found;
  }

  Parser& p_;
  Span from_;
  Pieces pieces_;
  bool saw_bytes_ = false, saw_text_ = false, saw_formatted_ = false, warned_ = false;
};

Parser::Expr* Parser::strings() { return StringReader(*this).read(); }

}  // namespace sim::py
