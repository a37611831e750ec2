// What is remembered from one day to the next: theme, text size, layout, the files opened last and where one stood. A TOML file.
// Before: session.cpp and commands/open.cpp read and write it. After: model.h shows it.
#pragma once
#include "app/model.h"

#include <string>

namespace app {

struct Settings {
  std::string theme = "dark", language = "en";
  double text_size = 100;  // percent
  std::vector<float> splits;
  std::vector<std::string> open_panels;  // by name; empty: as delivered
  std::vector<std::string> front_panels;
  std::vector<std::string> recent;
  std::string last_file;
  double last_seconds = 0;  // where its playhead stood
  bool order_axis = false, wheel_scrolls_lanes = false, tour_seen = false;
  int width = 1280, height = 800;
  friend bool operator==(const Settings&, const Settings&) = default;
};

// The file's settings. When it is broken: those as delivered, the file is put aside, and `problem` says so.
Settings read_settings(const std::string& path, std::string& problem);
// Into a file beside it first. "" or what went wrong.
std::string write_settings(const std::string& path, const Settings& settings);
std::string settings_path();  // in the person's settings folder

void apply_settings(Model& model, const Settings& settings);
// As the model is now; what it does not know stays as in `before`.
Settings settings_of(const Model& model, Settings before);

}  // namespace app
