// The texts of assets/themes/*.toml, built into the binary (sim/embed.cmake writes the table). Read by theme_files.cpp.
#pragma once
#include <string_view>

namespace app {

struct ThemeSource {
  std::string_view name, text;
};
extern const ThemeSource kThemeSources[];  // ends with an empty name

}  // namespace app
