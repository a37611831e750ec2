// The text of a program -> its Shape. Before: sim/python/parser.h. After: sim/analysis/findings.h.
#pragma once
#include "sim/analysis/shape.h"

#include <string>

namespace sim {

// `text`: the file's bytes. A text that is no Python has no shape.
Shape shape_of(const std::string& text);

}  // namespace sim
