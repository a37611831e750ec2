#include "tests/support/lesson_recordings.h"

#include "sim/lesson/parse.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace fs = std::filesystem;

namespace tests {

namespace {

// The next section of the file: its first line and the rest of it.
std::pair<std::string, std::string> next_section(std::string_view& rest) {
  rest.remove_prefix(1);
  size_t line = rest.find('\n'), end = std::min(rest.find('\x1e'), rest.size());
  std::pair section{std::string(rest.substr(0, line)), std::string(rest.substr(line + 1, end - line - 1))};
  rest.remove_prefix(end);
  return section;
}

}  // namespace

RecordedLessons lesson_recordings() {
  RecordedLessons all;
  std::string file = read_file(fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/oracle/lessons.txt");
  for (std::string_view rest = file; !rest.empty();) {
    auto [name, program] = next_section(rest);
    size_t status = name.rfind(' ');
    RecordedLesson& r = all[name.substr(0, status)];
    r.program = program;
    r.expected.status = std::atoi(name.c_str() + status);
    r.expected.out = next_section(rest).second;
    r.expected.err = next_section(rest).second;
    r.expected.steps = next_section(rest).second;
  }
  return all;
}

void check_lesson(RecordedLessons& recorded, const sim::lesson::Lesson& lesson, const std::function<sim::RunOptions()>& options) {
  auto compare = [&](const std::string& name, const sim::lesson::Version* version) {
    INFO(lesson.id << " " << name << " (tests/oracle/lessons.py records it anew)");
    auto found = recorded.find(lesson.id + " " + name);
    REQUIRE(found != recorded.end());
    std::string program = program_text(lesson, version).text;
    CHECK(program == found->second.program);
    CHECK(difference(found->second.expected, run_here("p.py", program, fs::temp_directory_path(), options())) == "");
    recorded.erase(found);
  };
  compare("main", nullptr);
  for (const sim::lesson::Version& version : lesson.variants) compare(version.name, &version);
}

void leave_out(RecordedLessons& recorded, const sim::lesson::Lesson& lesson) {
  recorded.erase(lesson.id + " main");
  for (const sim::lesson::Version& version : lesson.variants) recorded.erase(lesson.id + " " + version.name);
}

}  // namespace tests
