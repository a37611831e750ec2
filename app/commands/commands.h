// The commands of the executable: one file each. main.cpp and desktop.cpp look the first word up in their tables.
#pragma once
#include <string>

namespace app {

// A sentence on stderr. The exit status for usage, file, port or display.
int fail(const std::string& sentence);

// argv[0] is the command's own name. The result is the exit status (contract.md).
struct Command {
  const char* name;
  const char* help;  // one line of `loopscope --help`
  int (*run)(int argc, char** argv);  // null: loopscope-desktop has it
};

int open_command(int argc, char** argv);
int shot_command(int argc, char** argv);
int run_command(int argc, char** argv);
int timeline_command(int argc, char** argv);
int lessons_command(int argc, char** argv);
int serve_command(int argc, char** argv);
int live_command(int argc, char** argv);
int export_command(int argc, char** argv);

}  // namespace app
