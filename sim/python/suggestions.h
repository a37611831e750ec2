// "Did you mean": the nearest of some names to one that is not there. CPython: Python/suggestions.c.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

// The best candidate, or an empty string when none is near enough.
std::string suggest(std::string_view name, const std::vector<std::string>& candidates);

// TypeError: the function has no parameter of that name; the nearest of those it has is named.
[[noreturn]] void raise_no_such_keyword(std::string_view function, std::string_view keyword, const std::vector<std::string>& known);

}  // namespace sim::py
