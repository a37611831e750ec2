// Guards app/commands: what a command cannot do is a sentence and the status that the contract names.
#include "app/commands/commands.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;

namespace {

struct Ran {
  int status = 0;
  std::string said;  // on stderr
};

Ran run(int (*command)(int, char**), std::vector<std::string> arguments) {
  fs::path to = fs::temp_directory_path() / ("loopscope-commands-" + std::to_string(getpid()));
  std::vector<char*> argv;
  arguments.insert(arguments.begin(), "loopscope");
  for (std::string& argument : arguments) argv.push_back(argument.data());
  std::fflush(stderr);
  int before = dup(STDERR_FILENO);
  std::FILE* file = std::fopen(to.c_str(), "w");
  dup2(fileno(file), STDERR_FILENO);
  Ran ran;
  ran.status = command(static_cast<int>(argv.size()), argv.data());
  std::fflush(stderr);
  dup2(before, STDERR_FILENO);
  close(before);
  std::fclose(file);
  ran.said = tests::read_file(to);
  fs::remove(to);
  return ran;
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a picture of a whole course cannot be made, and shot says what to name instead") {
  Ran ran = run(app::shot_command, {std::string(LOOPSCOPE_SOURCE_DIR) + "/lessons", "--out", "/dev/null"});
  CHECK(ran.status == 2);
  CHECK(has(ran.said, "name one of its lessons"));
}

TEST_CASE("a number that is none, negative or too large is refused before anything begins") {
  for (auto [text, sentence] : {std::pair("-1", "it must be a whole number, 0 or more, not '-1'"), std::pair("1.5", "not '1.5'"), std::pair("", "not ''"),
                                std::pair("99999999999999999999", "is too large: at most 18446744073709551615")}) {
    INFO(text);
    for (auto command : {app::serve_command, app::live_command, app::run_command}) {
      Ran ran = run(command, {"--seed", text, "program.py"});
      CHECK(ran.status == 2);
      CHECK(has(ran.said, "--seed"));
      CHECK(has(ran.said, sentence));
    }
  }
}

TEST_CASE("a report that could not be written is noticed before the first call") {
  fs::path folder = fs::temp_directory_path() / ("loopscope-reports-" + std::to_string(getpid()));
  fs::create_directories(folder);
  Ran ran = run(app::live_command, {"--count", "1", "--json", (folder / "missing" / "report.json").string()});
  CHECK(ran.status == 2);
  CHECK(has(ran.said, "can't write"));
  CHECK(has(ran.said, "No such file or directory"));
  CHECK_FALSE(has(ran.said, "serial"));   // no strategy was begun
  CHECK(run(app::live_command, {"--count", "1", "--json", folder.string()}).status == 2);
  CHECK(fs::is_empty(folder));
  CHECK(run(app::live_command, {"--count", "1", "--strategy", "serial", "--json", (folder / "report.json").string()}).status == 0);
  CHECK(std::distance(fs::directory_iterator(folder), {}) == 1);
  fs::remove_all(folder);
}
