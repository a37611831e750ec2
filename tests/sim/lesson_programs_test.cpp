// Every program that a lesson shows does here what it did on CPython: the lessons themselves and all their variants.
// tests/oracle/lessons.py records them.
#include "sim/lesson/parse.h"
#include "tests/support/files.h"
#include "tests/support/recorded.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

namespace fs = std::filesystem;
using namespace sim;

namespace {

struct Recorded {
  std::string program;
  tests::Recording expected;
};

// The next section of the file: its first line and the rest of it.
std::pair<std::string, std::string> next_section(std::string_view& rest) {
  rest.remove_prefix(1);
  size_t line = rest.find('\n'), end = std::min(rest.find('\x1e'), rest.size());
  std::pair section{std::string(rest.substr(0, line)), std::string(rest.substr(line + 1, end - line - 1))};
  rest.remove_prefix(end);
  return section;
}

// By "ID VARIANT".
std::map<std::string, Recorded> recordings() {
  std::map<std::string, Recorded> all;
  std::string file = tests::read_file(fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/oracle/lessons.txt");
  for (std::string_view rest = file; !rest.empty();) {
    auto [name, program] = next_section(rest);
    size_t status = name.rfind(' ');
    Recorded& r = all[name.substr(0, status)];
    r.program = program;
    r.expected.status = std::atoi(name.c_str() + status);
    r.expected.out = next_section(rest).second;
    r.expected.err = next_section(rest).second;
    r.expected.steps = next_section(rest).second;
  }
  return all;
}

}  // namespace

TEST_CASE("the programs of the lessons do what CPython did", "[lessons]") {
  auto recorded = recordings();
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
