// A lesson's file -> Lesson, and every mistake that can be seen without running it.
// Before: directives.h, head.h, expression.h. After: play.h, inspect.h, the app.
#pragma once
#include "sim/lesson/lesson.h"

#include <string_view>

namespace sim::lesson {

struct Reading {
  Lesson lesson;  // as much of it as could be read
  std::vector<Mistake> mistakes;
};

// `bytes` are the file's; `file` is named in the mistakes.
Reading read_lesson(std::string_view bytes, const std::string& file);

}  // namespace sim::lesson
