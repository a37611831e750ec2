// The beginning of a run as a run of its own: what a learner sees who is to say what comes next. No panel can show what is not in it.
// Before: sim/run. After: play.cpp.
#pragma once
#include "sim/run/run.h"

#include <memory>

namespace app {

// Records [0, last] of it, and what they printed.
std::unique_ptr<sim::Run> cut_run(const sim::Run& run, size_t last);

}  // namespace app
