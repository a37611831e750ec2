// A program's text, and what is wrong with it: shown with its line and a caret, as CPython shows a SyntaxError.
// After: sim/python/lexer.h reads it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace sim::py {

struct Source {
  std::string filename;   // as CPython would print it
  std::string text;       // UTF-8, line ends \n (CRLF and CR already replaced), without a byte order mark
  bool in_file = true;    // false: eval's, exec's and compile's text, whose lines CPython does not find when it shows a place

  // The line without its end; lines count from 1. Empty beyond the last.
  std::string_view line(uint32_t number) const;
  // The same without its indentation, as messages show it; empty when it is in no file, too.
  std::string_view shown_line(uint32_t number) const;
};

// From bytes of a line, counted from 0, to SyntaxError's characters, counted from 1.
uint32_t column(const Source& source, uint32_t line, uint32_t byte_column);

// What CPython would raise while compiling.
struct SyntaxProblem {
  enum class Type : uint8_t { SyntaxError, IndentationError, TabError, MemoryError, RecursionError } type = Type::SyntaxError;
  std::string message;
  uint32_t line = 0, col = 0;          // from 1; col counts characters, as SyntaxError.offset does. line 0: no place
  uint32_t end_line = 0, end_col = 0;  // end_col 0: unknown
};

// What CPython prints while compiling and then goes on: an unknown escape, a number glued to a word.
struct SyntaxWarning {
  std::string message;
  uint32_t line = 0;
};

// The bytes of a file as a Source wants its text: UTF-8 (or a declared Latin-1), byte order mark dropped, line ends \n.
// With a filename the complaint is CPython's about a file it runs, without one that about bytes given to compile().
std::variant<std::string, SyntaxProblem> normalise(std::string bytes, std::string_view filename = {});

// A construct Loopscope does not have: exit status 5. Also thrown while running (then with the line of the program it stands on).
struct Unsupported {
  uint32_t line = 0;
  std::string construct;   // "the module 'socket'"
  std::string advice;      // "use asyncio.sleep to stand for the wait"
};

// The three or four lines CPython prints for it: File, source line, carets, message.
std::string describe(const SyntaxProblem&, const Source&);

}  // namespace sim::py
