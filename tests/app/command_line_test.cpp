// Which word of a command belongs to which option.
#include "app/commands/command_line.h"

#include <catch2/catch.hpp>

using namespace app;

namespace {

struct Read {
  std::vector<std::string> hosts, rest;
  std::string file;
  std::optional<int> status;
};

Read read(std::vector<std::string> words) {
  Read out;
  CommandLine command("A command.", "loopscope test");
  command.option("FILE", &out.file, "a file").shown_as("");
  command.option("ARGS", &out.rest, "its words").shown_as("").unlisted();
  command.option("--allow", &out.hosts, "a host").shown_as("HOST").repeatable();
  words.insert(words.begin(), "test");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  out.status = command.read(static_cast<int>(argv.size()), argv.data());
  return out;
}

}  // namespace

TEST_CASE("an option that may be repeated takes one word each time, wherever the file stands", "[commands]") {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--allow", "a", "p.py", "--allow", "b"},
                                                {"p.py", "--allow", "a", "--allow", "b"},
                                                {"--allow", "a", "--allow=b", "p.py"}}) {
    Read got = read(words);
    CHECK(got.status == std::nullopt);
    CHECK(got.file == "p.py");
    CHECK(got.hosts == std::vector<std::string>{"a", "b"});
    CHECK(got.rest.empty());
  }
}
