// What the lessons' programs did on CPython: tests/oracle/lessons.txt, which tests/oracle/lessons.py writes.
#pragma once
#include "sim/lesson/lesson.h"
#include "tests/support/recorded.h"

#include <functional>
#include <map>
#include <string>

namespace tests {

struct RecordedLesson {
  std::string program;
  Recording expected;
};

// By "ID VARIANT"; the program itself is the variant main.
using RecordedLessons = std::map<std::string, RecordedLesson>;
RecordedLessons lesson_recordings();

// A lesson's program and its variants do here what they did on CPython, each in a run with options of its own. Their recordings are taken
// out of `recorded`: what is left at the end belongs to no lesson.
void check_lesson(RecordedLessons& recorded, const sim::lesson::Lesson& lesson, const std::function<sim::RunOptions()>& options);
// Those recordings are another test's.
void leave_out(RecordedLessons& recorded, const sim::lesson::Lesson& lesson);

}  // namespace tests
