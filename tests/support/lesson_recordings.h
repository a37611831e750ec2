// What the lessons' programs did on CPython: tests/oracle/lessons.txt, which tests/oracle/lessons.py writes.
#pragma once
#include "tests/support/recorded.h"

#include <map>
#include <string>

namespace tests {

struct RecordedLesson {
  std::string program;
  Recording expected;
};

// By "ID VARIANT"; the program itself is the variant main.
std::map<std::string, RecordedLesson> lesson_recordings();

}  // namespace tests
