#include "app/commands/command_line.h"

#include "sim/base/text.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace app {

namespace {
std::string not_whole(const std::string& text) {
  uint64_t n = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc::result_out_of_range) return sim::cat(text, " is too large: at most ", UINT64_MAX);
  bool fine = error == std::errc() && end == text.data() + text.size();
  return fine ? std::string() : sim::cat("it must be a whole number, 0 or more, not '", text, "'");
}
}  // namespace

CommandOption& CommandOption::shown_as(const std::string& placeholder) { return option_->type_name(placeholder), *this; }
CommandOption& CommandOption::unlisted() { return option_->group(""), *this; }
CommandOption& CommandOption::required() { return option_->required(), *this; }
CommandOption& CommandOption::needs(const CommandOption& other) { return option_->needs(other.option_), *this; }
CommandOption& CommandOption::one_of(std::vector<std::string> words) { return option_->check(CLI::IsMember(std::move(words))), *this; }
CommandOption& CommandOption::between(int least, int most) { return option_->check(CLI::Range(least, most)), *this; }
CommandOption& CommandOption::between(double least, double most) { return option_->check(CLI::Range(least, most)), *this; }
CommandOption& CommandOption::not_negative() { return option_->check(CLI::NonNegativeNumber), *this; }
CommandOption& CommandOption::whole() { return check(not_whole); }
CommandOption& CommandOption::separated_by(char c) { return option_->delimiter(c), *this; }
CommandOption& CommandOption::repeatable() { return option_->take_all()->expected(1)->allow_extra_args(false), *this; }
CommandOption& CommandOption::check(std::function<std::string(const std::string&)> wrong) {
  return option_->check(CLI::Validator(std::move(wrong), "")), *this;
}

CommandLine::CommandLine(const std::string& description, const std::string& name)
    : own_(std::make_unique<CLI::App>(description, name)), app_(own_.get()) {}
CommandLine::CommandLine(CLI::App* part) : app_(part) {}
CommandLine::~CommandLine() = default;

CommandOption CommandLine::option(const std::string& name, Target into, const std::string& help) {
  return CommandOption(std::visit([&](auto* value) { return app_->add_option(name, *value, help); }, into));
}
void CommandLine::flag(const std::string& name, bool& into, const std::string& help) { app_->add_flag(name, into, help); }
void CommandLine::footer(const std::string& text) { app_->footer(text); }

CommandLine& CommandLine::subcommand(const std::string& name, const std::string& description) {
  app_->require_subcommand(0, 1);
  parts_.push_back(std::unique_ptr<CommandLine>(new CommandLine(app_->add_subcommand(name, description))));
  return *parts_.back();
}
bool CommandLine::given() const { return app_->parsed(); }

std::optional<int> CommandLine::read(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? 0 : 2;
  }
  return std::nullopt;
}

}  // namespace app
