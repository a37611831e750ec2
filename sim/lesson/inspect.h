// Runs everything a lesson claims: `loopscope lessons check`. Mistakes that show without a run are parse.h's and course.h's.
// Before: runs.h. After: the lessons command.
#pragma once
#include "sim/lesson/runs.h"

namespace sim::lesson {

struct Inspection {
  OptionsOf options;
  std::function<std::string(const Lesson&)> scenario_file;  // the text of the file its scenario stands in; may be empty
  std::vector<std::string> panels;  // names that `@ panels` may use
};

std::vector<Mistake> inspect(const Lesson& lesson, const Inspection& with);

}  // namespace sim::lesson
