// Numbers that a lesson's text says by hand, and whether anything else in the lesson holds them.
// Before: lesson.h, inserts.h. After: inspect.cpp names those that nothing holds.
#pragma once
#include "sim/lesson/lesson.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sim::lesson {

// A decimal fraction or a number of seconds in the text is a claim. What holds it: a number in the code of any version, in the
// scenario (its file, or the head's tables and the preset they name), in a rule (`holds`, a check, a question) or among a question's answers.
// Milliseconds are held by themselves and by as many seconds.
class Numbers {
 public:
  Numbers(const Lesson& lesson, std::string_view scenario_file);   // the file's text, when the scenario stands in one
  // Claims of a Markdown text that nothing holds, as they are written. {{...}} and code make no claims.
  std::vector<std::string> unheld(std::string_view markdown) const;

 private:
  void take(std::string_view text);
  void take(const Version& version);
  void take_scenario(std::string_view head);

  std::set<double> held_;
};

}  // namespace sim::lesson
