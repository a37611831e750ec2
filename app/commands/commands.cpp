#include "app/commands/commands.h"

#include <cstdio>

namespace app {

int fail(const std::string& sentence) {
  std::fprintf(stderr, "loopscope: %s\n", sentence.c_str());
  return 2;
}

}  // namespace app
