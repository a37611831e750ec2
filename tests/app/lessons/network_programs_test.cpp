// The lessons' programs that use a network do in the simulated one what they did on CPython, with the same libraries above a network of
// asyncio's own timers (tests/oracle/standins). The other lessons: tests/sim/lesson_programs_test.cpp.
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "tests/support/lesson_recordings.h"

#include <catch2/catch.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace sim;

TEST_CASE("the programs of the lessons with a network do what they did on CPython with stand-ins", "[lessons]") {
  auto files = app::load_course(LOOPSCOPE_SOURCE_DIR "/lessons");
  REQUIRE(files);
  auto recorded = tests::lesson_recordings();
  size_t compared = 0;
  for (const auto& one : files->course.lessons) {
    if (one->scenario.empty()) continue;
    auto compare = [&](const std::string& name, const lesson::Version* version) {
      INFO(one->id << " " << name << " (tests/oracle/lessons.py records it anew)");
      auto found = recorded.find(one->id + " " + name);
      REQUIRE(found != recorded.end());
      auto options = app::lesson_options(*one, *files);  // each run has a network of its own
      REQUIRE(options);
      std::string program = program_text(*one, version).text;
      CHECK(program == found->second.program);
      CHECK(tests::difference(found->second.expected, tests::run_here("p.py", program, fs::temp_directory_path(), *options)) == "");
      ++compared;
    };
    compare("main", nullptr);
    for (const lesson::Version& version : one->variants) compare(version.name, &version);
  }
  CHECK(compared >= 24);
}
