// Every program that a lesson shows does here what it did on CPython: the lessons themselves and all their variants.
// tests/oracle/lessons.py records them. Those with a network are held by tests/app/lessons/network_programs_test.cpp, which knows scenarios.
#include "sim/lesson/parse.h"
#include "tests/support/files.h"
#include "tests/support/lesson_recordings.h"

#include <catch2/catch.hpp>

#include <string>

namespace fs = std::filesystem;
using namespace sim;

TEST_CASE("the programs of the lessons do what CPython did", "[lessons]") {
  auto recorded = tests::lesson_recordings();
  size_t lessons = 0;
  for (const fs::path& path : tests::files_with(fs::path(LOOPSCOPE_SOURCE_DIR) / "lessons", ".py")) {
    auto reading = lesson::read_lesson(tests::read_file(path), path.filename().string());
    if (!reading.lesson.scenario.empty()) {
      tests::leave_out(recorded, reading.lesson);
      continue;
    }
    tests::check_lesson(recorded, reading.lesson, [] { return RunOptions(); });
    ++lessons;
  }
  CHECK(lessons > 0);
  for (const auto& [name, recording] : recorded) FAIL_CHECK("a recording that belongs to no lesson: " << name);
}
