// The lessons' programs that use a network do in the simulated one what they did on CPython, with the same libraries above a network of
// asyncio's own timers (tests/oracle/standins). The other lessons: tests/sim/lesson_programs_test.cpp.
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "tests/support/lesson_recordings.h"

#include <catch2/catch.hpp>

using namespace sim;

TEST_CASE("the programs of the lessons with a network do what they did on CPython with stand-ins", "[lessons]") {
  auto files = app::load_course(LOOPSCOPE_SOURCE_DIR "/lessons");
  REQUIRE(files);
  auto recorded = tests::lesson_recordings();
  size_t lessons = 0;
  for (const auto& one : files->course.lessons) {
    if (one->scenario.empty()) continue;
    tests::check_lesson(recorded, *one, [&] {
      auto options = app::lesson_options(*one, *files);  // each run has a network of its own
      REQUIRE(options);
      return *options;
    });
    ++lessons;
  }
  CHECK(lessons > 0);
}
