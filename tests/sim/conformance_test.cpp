// The heart of the tests: every recorded program does here what it did on CPython, in output, errors, exit status and steps.
#include "tests/support/files.h"
#include "tests/support/recorded.h"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace fs = std::filesystem;

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
