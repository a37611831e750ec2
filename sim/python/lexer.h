// Cuts a program's text into tokens, with CPython 3.13's indentation rules, f-string modes and messages.
// Before: sim/python/source.h. After: sim/python/parser.h; an editor's colouring uses colour_spans alone.
#pragma once
#include "sim/python/source.h"
#include "sim/python/token.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sim::py {

// Why the lexer stopped before the end.
struct LexFailure {
  enum class Kind : uint8_t {
    none,
    raised,    // wins over any complaint of the parser about an earlier place, as in CPython
    reached,   // counts only when the parser gets here: indentation, a stray backslash, an early end
  } kind = Kind::none;
  SyntaxProblem problem;
  bool in_fstring = false;  // then neither `raised` nor `unclosed` wins over the parser's complaint
  SyntaxProblem unclosed;   // kind reached: the innermost bracket still open there, if any (else its line is 0)
};

struct TokenStream {
  std::vector<Token> tokens;   // ends with endmarker or error
  LexFailure failure;
  std::vector<SyntaxWarning> warnings;
};

TokenStream tokenize(const Source& source);

// ---- for an editor
enum class Colour : uint8_t { keyword, name, number, string, fstring, comment, op, error };

struct ColourSpan {
  Colour colour;
  uint32_t start, end;   // bytes, in order, never overlapping; white space has no span
};

// Takes any bytes at all: unfinished strings and brackets, wrong indentation. Soft keywords are names.
std::vector<ColourSpan> colour_spans(std::string_view text);

}  // namespace sim::py
