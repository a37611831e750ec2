#include "tests/support/lesson_recordings.h"

#include "tests/support/files.h"

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

std::map<std::string, RecordedLesson> lesson_recordings() {
  std::map<std::string, RecordedLesson> all;
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

}  // namespace tests
