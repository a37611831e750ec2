// The @ lines of a step or question: `@ when Task-2 waits`, `@ zoom 0 .. 0.3`.
// Before: directives.h. After: parse.cpp, which carries a scene from step to step.
#pragma once
#include "sim/lesson/lesson.h"

#include <string_view>

namespace sim::lesson {

class SceneReader {
 public:
  SceneReader(Lesson& lesson, std::vector<Mistake>& mistakes) : lesson_(lesson), mistakes_(mistakes) {}

  // A new step's scene: what stays of the one before it. A question is asked at the start unless it says otherwise.
  void begin(uint32_t line, bool question);
  // One line, from its @ on. `code_line`: so many lines of the program stand above it.
  void read(std::string_view text, uint32_t line, size_t code_line);
  Scene finish();

 private:
  void setting(std::string_view word, std::string_view rest, std::string_view whole, uint32_t line, size_t code_line);
  void mistake(uint32_t line, std::string message) { mistakes_.push_back({lesson_.file, line, std::move(message)}); }
  bool moment(std::string_view text, uint32_t line, size_t code_line);
  bool moment_when(std::string_view text, Moment& m);
  void moment_here(Moment& m, size_t code_line);
  void zoom(std::string_view text, uint32_t line);
  void panels(std::string_view text, uint32_t line);
  void highlight(std::string_view text, uint32_t line);
  void compare(std::string_view text, uint32_t line);
  void plot(std::string_view text, uint32_t line);

  Lesson& lesson_;
  std::vector<Mistake>& mistakes_;
  Scene scene_;
  bool moment_given_ = false;
};

}  // namespace sim::lesson
