// Characters by their Unicode name, for \N{...}: the ones that programs write that way.
#pragma once
#include <cstdint>
#include <string_view>

namespace sim::py {

// Zero when the name is not known. Case does not matter.
uint32_t character_named(std::string_view name);

}  // namespace sim::py
