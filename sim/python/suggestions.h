// "Did you mean": the nearest of some names to one that is not there. CPython: Python/suggestions.c.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

// The best candidate, or an empty string when none is near enough.
std::string suggest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace sim::py
