#include "app/folders.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

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

std::vector<TomlFile> toml_files(const std::string& folder) {
  std::vector<TomlFile> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") files.push_back({entry.path(), {}});
  std::sort(files.begin(), files.end(), [](const TomlFile& x, const TomlFile& y) { return x.path < y.path; });
  for (TomlFile& file : files) {
    std::ifstream in(file.path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    file.text = text.str();
    file.read = in && !std::filesystem::is_directory(file.path, error);  // which can be opened all the same
  }
  return files;
}

}  // namespace app
