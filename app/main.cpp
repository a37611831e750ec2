// Which command: the first word. Without one, or with a file in its place, the desktop app.
#include "app/commands/commands.h"

#include <cstdio>
#include <cstring>

namespace {

constexpr app::Command kCommands[] = {
    {"open", "the desktop app, with a program or empty (also: loopscope FILE.py)", app::open_command},
    {"run", "run a program on the simulated event loop", app::run_command},
    {"timeline", "show a run as text in the terminal", app::timeline_command},
    {"export", "the run for other tools: perfetto, html, svg, csv; a lesson as a hand-out", app::export_command},
    {"lessons", "the course: list, show ID, check [PATH]", app::lessons_command},
    {"shot", "draw the app's window into a PNG", app::shot_command},
    {"live", "the same calls with real HTTP: serial against concurrent", app::live_command},
    {"serve", "answer HTTP on 127.0.0.1 as a scenario says", app::serve_command},
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

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return app::open_command(argc, argv);
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
    if (!std::strcmp(word, command.name)) return command.run(argc - 1, argv + 1);
  if (is_a_file_name(word)) return app::open_command(argc, argv);
  std::fprintf(stderr, "loopscope: there is no command '%s'. `loopscope --help` lists them.\n", word);
  return 2;
}
