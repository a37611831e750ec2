#include "app/folders.h"

#include <cstdlib>

namespace app {

namespace {
std::string folder(const char* variable, const char* below_home) {
  const char* set = std::getenv(variable);
  if (set && set[0] == '/') return std::string(set) + "/loopscope";
  const char* home = std::getenv("HOME");
  return std::string(home && *home ? home : "/tmp") + below_home + "/loopscope";
}
}  // namespace

std::string settings_folder() { return folder("XDG_CONFIG_HOME", "/.config"); }
std::string state_folder() { return folder("XDG_STATE_HOME", "/.local/state"); }
std::string data_folder() { return folder("XDG_DATA_HOME", "/.local/share"); }

}  // namespace app
