// The command `loopscope`: which word is first. It holds what runs programs and answers in the terminal itself; all that needs a window, the network or
// the course's files is in loopscope-desktop beside it, which takes this process over. Linking those libraries takes longer than a short program runs.
#include "app/commands/commands.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>

#include <unistd.h>

namespace {

constexpr app::Command kCommands[] = {
    {"open", "the desktop app: a program, a lesson, a folder or zip file of lessons (also: loopscope FILE.py)", nullptr},
    {"run", "run a program on the simulated event loop", app::run_command},
    {"timeline", "show a run as text in the terminal", app::timeline_command},
    {"export", "the run for other tools: perfetto, html, svg, csv; a lesson as a hand-out", nullptr},
    {"lessons", "the course: list, show ID, check [PATH]", nullptr},
    {"shot", "draw the app's window into a PNG", nullptr},
    {"live", "the same calls with real HTTP: serial against concurrent", nullptr},
    {"serve", "answer HTTP on 127.0.0.1 as a scenario says", nullptr},
};

void print_help(std::FILE* to) {
  std::fputs(
      "Loopscope: asyncio programs in virtual time, exactly as CPython 3.13 runs them, stepped forward and back.\n\n"
      "Usage: loopscope [COMMAND] [ARGS...]\n\nCommands:\n",
      to);
  for (const app::Command& command : kCommands) std::fprintf(to, "  %-9s %s\n", command.name, command.help);
  std::fputs("\n`loopscope COMMAND --help` tells a command's own options.\n", to);
}

bool is_a_file_name(const char* word) {
  size_t n = std::strlen(word);
  return n > 3 && std::strcmp(word + n - 3, ".py") == 0;
}

// Returns only when it cannot be started.
int become_desktop(char** argv) {
  std::error_code error;
  std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", error);
  std::string desktop = own.parent_path() / "loopscope-desktop";
  execv(desktop.c_str(), argv);
  std::fprintf(stderr, "loopscope: %s cannot be started: %s. It belongs beside loopscope: build or install again.\n", desktop.c_str(),
               std::strerror(errno));
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return become_desktop(argv);
  const char* word = argv[1];
  if (!std::strcmp(word, "--help") || !std::strcmp(word, "-h") || !std::strcmp(word, "help")) {
    print_help(stdout);
    return 0;
  }
  if (!std::strcmp(word, "--version")) {
    std::puts("loopscope " LOOPSCOPE_VERSION);
    return 0;
  }
  for (const app::Command& command : kCommands)
    if (!std::strcmp(word, command.name)) return command.run ? command.run(argc - 1, argv + 1) : become_desktop(argv);
  if (is_a_file_name(word)) return become_desktop(argv);
  std::fprintf(stderr, "loopscope: there is no command '%s'. `loopscope --help` lists them.\n", word);
  return 2;
}
