// The texts of assets/scenarios/*.toml, built into the binary (sim/embed.cmake writes the table). Read by scenario.cpp.
#pragma once
#include <string_view>

namespace sim {

struct PresetSource {
  std::string_view name, text;
};
extern const PresetSource kPresetSources[];   // ends with an empty name

}  // namespace sim
