// The findings of a run as lines of text, for `run --summary` and `timeline`.
#pragma once
#include "sim/analysis/findings.h"

#include <string>

namespace app {

// "" when there are none.
std::string findings_text(const sim::Trace& trace, const sim::Spans& spans, const std::string& program_text);

}  // namespace app
