// The modules of sim/python/library/*.py, built into the binary (sim/embed.cmake writes the table).
#pragma once
#include <string_view>

namespace sim::py {

struct LibrarySource {
  std::string_view name, text;
};
extern const LibrarySource kLibrarySources[];  // ends with an empty name

}  // namespace sim::py
