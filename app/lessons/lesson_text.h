// A lesson as plain text, for screen readers and terminals: narration, questions, exercises, and the run in words at each step.
// Before: sim/lesson/runs.h. After: the lessons command.
#pragma once
#include "sim/lesson/course.h"
#include "sim/run/run.h"

#include <string>

namespace app {

std::string lesson_as_text(const sim::lesson::Lesson& lesson, const sim::lesson::Course& course, const sim::RunOptions& options);

}  // namespace app
