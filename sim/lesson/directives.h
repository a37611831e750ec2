// A lesson's file cut into its head, its directives in order, and the program between them.
// Before: the lexer says what is a comment. After: parse.cpp gives the directives their meaning.
#pragma once
#include "sim/lesson/lesson.h"

#include <string_view>

namespace sim::lesson {

enum class Mark : uint8_t { narration, question, check, section, code };  // #: #? #! #= #|

struct Directive {
  Mark mark;
  std::string text;      // behind the mark and one blank, without blanks at its end
  uint32_t line = 0;     // of the file
  size_t code_line = 0;  // so many lines of the program stand above it
};

struct Cut {
  std::string head;         // TOML
  uint32_t head_line = 0;   // its first line; 0: there is no head
  std::vector<Directive> directives;
  std::vector<CodeLine> code;
  std::vector<Place> places;
};

// `text` is the file's bytes. Mistakes are added to `mistakes` with `file` as their place.
Cut cut(std::string_view text, const std::string& file, std::vector<Mistake>& mistakes);

// A cheap look: has the file a lesson's head?
bool looks_like_lesson(std::string_view text);

}  // namespace sim::lesson
