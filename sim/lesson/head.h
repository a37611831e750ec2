// The TOML head of a lesson. Before: directives.h cut it out. After: parse.cpp.
#pragma once
#include "sim/lesson/directives.h"

namespace sim::lesson {

void read_head(const Cut& cut, Lesson& lesson, std::vector<Mistake>& mistakes);

// Lower-case words with hyphens, as ids and the names of variants and exercises are.
bool is_slug(std::string_view s);

}  // namespace sim::lesson
