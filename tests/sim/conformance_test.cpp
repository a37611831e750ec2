// The heart of the tests: every recorded program does here what it did on CPython, in output, errors, exit status and steps.
#include "tests/support/files.h"
#include "tests/support/recorded.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string_view>
#include <utility>

namespace fs = std::filesystem;

namespace {

// The shorter spelling of steps in tests/oracle/generated.txt (SHORT in tests/oracle/pack.py).
std::string shortened(std::string steps) {
  constexpr std::pair<std::string_view, std::string_view> kShort[] = {
      {"{\"t\": ", ""},        {", \"ev\": \"spawn\", \"task\": ", " + "}, {", \"ev\": \"resume\", \"task\": ", " > "},
      {", \"ev\": \"suspend\", \"task\": ", " < "}, {", \"ev\": \"done\", \"task\": ", " . "}, {", \"coro\": ", " "},
      {", \"by\": ", " "}, {", \"line\": ", " "}, {", \"how\": ", " "}, {"}\n", "\n"}};
  for (auto [from, to] : kShort) {
    std::string out;
    size_t at = 0, found;
    while ((found = steps.find(from, at)) != std::string::npos) {
      out.append(steps, at, found - at).append(to);
      at = found + from.size();
    }
    out.append(steps, at);
    steps = std::move(out);
  }
  return steps;
}

// The text of a section "\x1e name\n..." of generated.txt; `rest` moves behind it.
std::pair<std::string_view, std::string_view> next_section(std::string_view& rest) {
  rest.remove_prefix(1);
  size_t end = rest.find('\n'), next = rest.find('\x1e');
  std::pair section{rest.substr(0, end), rest.substr(end + 1, next == rest.npos ? rest.npos : next - end - 1)};
  rest.remove_prefix(next == rest.npos ? rest.size() : next);
  return section;
}

}  // namespace

TEST_CASE("every script of tests/python does what CPython did", "[conformance]") {
  fs::path folder = fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/python";
  const char* only = std::getenv("LOOPSCOPE_SCRIPT");   // one script's name, for working on it
  size_t compared = 0;
  for (const fs::path& program : tests::files_with(folder, ".py")) {
    if (only && program.stem() != only) continue;
    auto expected = tests::read_recording(program);
    if (!expected) continue;
    INFO(program.filename().string());
    auto got = tests::run_here(program.filename().string(), tests::read_file(program), folder);
    std::string difference = tests::difference(*expected, got);
    CHECK(difference == "");
    ++compared;
  }
  REQUIRE((only ? compared == 1 : compared >= 200));
}

TEST_CASE("300 generated programs do what CPython did", "[conformance]") {
  std::string file = tests::read_file(fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/oracle/generated.txt");
  std::string_view rest = file;
  std::string prelude(next_section(rest).second);
  size_t compared = 0;
  while (!rest.empty()) {
    std::string seed(next_section(rest).first);
    tests::Recording expected;
    expected.status = std::atoi(seed.c_str() + seed.rfind(' '));
    std::string program = prelude + std::string(next_section(rest).second);
    expected.out = next_section(rest).second;
    expected.steps = next_section(rest).second;
    INFO(seed);
    auto got = tests::run_here("p.py", program, fs::temp_directory_path());
    got.steps = shortened(got.steps);
    got.err = expected.err;   // generated programs are compared in output, status and steps
    std::string difference = tests::difference(expected, got);
    CHECK(difference == "");
    ++compared;
  }
  REQUIRE(compared == 300);
}
