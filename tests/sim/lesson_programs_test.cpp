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
  size_t compared = 0;
  for (const fs::path& path : tests::files_with(fs::path(LOOPSCOPE_SOURCE_DIR) / "lessons", ".py")) {
    auto reading = lesson::read_lesson(tests::read_file(path), path.filename().string());
    const lesson::Lesson& lesson = reading.lesson;
    if (!lesson.scenario.empty()) continue;
    auto compare = [&](const std::string& name, const lesson::Version* version) {
      INFO(lesson.id << " " << name << " (tests/oracle/lessons.py records it anew)");
      auto found = recorded.find(lesson.id + " " + name);
      REQUIRE(found != recorded.end());
      std::string program = program_text(lesson, version).text;
      CHECK(program == found->second.program);
      CHECK(tests::difference(found->second.expected, tests::run_here("p.py", program, fs::temp_directory_path())) == "");
      ++compared;
    };
    compare("main", nullptr);
    for (const lesson::Version& version : lesson.variants) compare(version.name, &version);
  }
  CHECK(compared >= 60);
}
