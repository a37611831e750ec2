// Where the person's own files lie: settings and themes, unsaved text, what was learnt. By the XDG rules; below the home folder when nothing says otherwise.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace app {

std::string settings_folder();  // $XDG_CONFIG_HOME/loopscope
std::string state_folder();     // $XDG_STATE_HOME/loopscope
std::string data_folder();      // $XDG_DATA_HOME/loopscope

struct TomlFile {
  std::filesystem::path path;
  std::string text;
  bool read = true;  // false: it can't be
  std::string name() const { return path.stem().string(); }
};
// The files *.toml of a folder in the order of their names; none when there is no such folder.
std::vector<TomlFile> toml_files(const std::string& folder);

}  // namespace app
