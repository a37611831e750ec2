// loopscope-desktop: what `loopscope` (main.cpp) starts for everything that needs a window, the network or the course's files.
#include "app/commands/commands.h"

#include <cstring>

namespace {

constexpr app::Command kCommands[] = {
    {"open", "", app::open_command}, {"export", "", app::export_command}, {"lessons", "", app::lessons_command},
    {"shot", "", app::shot_command}, {"live", "", app::live_command},     {"serve", "", app::serve_command},
};

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1)
    for (const app::Command& command : kCommands)
      if (!std::strcmp(argv[1], command.name)) return command.run(argc - 1, argv + 1);
  return app::open_command(argc, argv);
}
