// The lexer's working state, shared by lexer.cpp (code) and lex_literals.cpp (numbers, strings, f-strings).
#pragma once
#include "sim/python/lexer.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim::py {

class Lexer {
 public:
  explicit Lexer(std::string_view text);
  TokenStream run();

 private:
  static constexpr int kEnd = -1;

  // Where we are in nested f-strings; the bottom one is ordinary code. CPython: tokenizer_mode.
  struct Mode {
    bool in_text = false;          // between the quotes and outside of {}
    bool in_format_spec = false;
    bool raw = false;
    char quote = 0;
    int quote_size = 0;
    int bracket_depth = 0;         // brackets open inside this f-string, the braces of fields included
    int field_depth = -1;          // how deep fields are nested: {x:{y}} is 1 at y
    uint32_t start = 0, line = 0, line_start = 0;
  };
  struct Bracket {
    char opening;
    uint32_t line, line_start, col;
  };
  struct Indentation {
    uint32_t col, alt;             // tabs as 8, and tabs as 1: both must agree
  };

  int get();                       // the next byte; moves to the next line only when its first byte is asked for
  void unget(int c);
  void begin_at(uint32_t start);
  Tok token(Tok kind);
  uint32_t characters(uint32_t from, uint32_t to) const;
  std::pair<uint32_t, uint32_t> decode(uint32_t at) const;   // code point and length; the text is valid UTF-8

  Tok raise(std::string message);
  Tok raise_range(std::string message, uint32_t col, uint32_t end_col);
  Tok reach(SyntaxProblem::Type type, std::string message, uint32_t col);
  Tok end_inside();
  Tok stop();
  void warn(std::string message);

  bool continue_line();
  bool measure_indentation();
  bool compare_indentation(Indentation now);
  bool inconsistent_tabs();
  void to_line_end();

  Tok ordinary_token();
  Tok name_or_prefixed_string(int c);
  bool verify_name();
  Tok dot();
  Tok punctuation(int c);
  Tok open_bracket(int c);
  Tok close_bracket(int c);

  Tok number(int c);
  Tok based_number(int base, const char* name);
  Tok zero();
  Tok fraction(int c);
  Tok exponent(int c);
  Tok imaginary();
  Tok number_end(int c, const char* kind);
  bool verify_number_end(int c, const char* kind);
  bool decimal_tail(int& c);
  bool follows(std::string_view rest) const;
  bool word_follows(std::string_view rest) const;

  Tok string(int quote);
  Tok unterminated_string(int quote, int quote_size, bool escaped_quote);
  Tok fstring_start(int quote);
  Tok fstring_token();
  Tok fstring_middle();
  Tok doubled_brace();
  Tok unterminated_fstring();
  void warn_escape(int c);

  std::string_view text_;
  uint32_t size_;
  bool implicit_newline_;          // the last line has no \n: one is read all the same
  uint32_t cur_ = 0, line_ = 0, line_start_ = 0;
  bool line_done_ = true;
  uint32_t start_ = 0, start_line_ = 1, start_line_start_ = 0, end_ = 0, doubled_brace_ = 0;
  bool at_line_begin_ = true, blank_line_ = false;
  int pending_ = 0;                // indents (positive) or dedents (negative) still to be given
  std::vector<Indentation> indents_;
  std::vector<Bracket> brackets_;
  std::vector<Mode> modes_;
  TokenStream out_;
};

}  // namespace sim::py
