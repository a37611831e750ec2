// A run's spans as rows for a spreadsheet. Before: sim/analysis. After: the export command.
#pragma once
#include "sim/analysis/spans.h"

#include <atomic>
#include <string>

namespace app {

// task,name,coroutine,state,begin_s,end_s,line,what: a row for each span; times as whole nanoseconds written in seconds.
// What `stop` ends is incomplete.
std::string spans_csv(const sim::Trace& trace, const sim::Spans& spans, const std::atomic<bool>& stop);

}  // namespace app
