// The words behind a command: its options described, read and checked. Above CLI11, which command_line.cpp alone reads: every file that
// includes its headers takes twenty seconds more to compile.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
class Option;
}

namespace app {

// An option while it is described. What it returns is itself, so that descriptions can be strung together.
class CommandOption {
 public:
  explicit CommandOption(CLI::Option* option) : option_(option) {}
  CommandOption& shown_as(const std::string& placeholder);  // what --help names its value; "" names none
  CommandOption& unlisted();                                // not in --help
  CommandOption& required();
  CommandOption& needs(const CommandOption& other);
  CommandOption& one_of(std::vector<std::string> words);
  CommandOption& between(int least, int most);
  CommandOption& between(double least, double most);
  CommandOption& not_negative();
  CommandOption& whole();                 // a whole number from 0 to 2^64 - 1
  CommandOption& separated_by(char c);    // several values in one word
  CommandOption& repeatable();            // given several times, a value each: what follows that value is another word
  // Given the word, the sentence that says what is wrong with it; empty when nothing is.
  CommandOption& check(std::function<std::string(const std::string&)> wrong);

 private:
  CLI::Option* option_;
};

class CommandLine {
 public:
  CommandLine(const std::string& description, const std::string& name);
  ~CommandLine();

  using Target = std::variant<std::string*, int*, double*, uint64_t*, std::optional<uint64_t>*, std::optional<double>*, std::vector<std::string>*>;
  // `into` keeps its value where the option is not given. A name without dashes is a place.
  CommandOption option(const std::string& name, Target into, const std::string& help);
  void flag(const std::string& name, bool& into, const std::string& help);
  void footer(const std::string& text);
  CommandLine& subcommand(const std::string& name, const std::string& description);  // at most one of them is given
  bool given() const;                                                                // this subcommand was

  // Nothing when the command may go on; else its exit status: help was asked for, or a sentence on stderr says what is wrong.
  std::optional<int> read(int argc, char** argv);

 private:
  explicit CommandLine(CLI::App* part);
  std::unique_ptr<CLI::App> own_;   // null: a subcommand, which its command owns
  CLI::App* app_;
  std::vector<std::unique_ptr<CommandLine>> parts_;
};

}  // namespace app
