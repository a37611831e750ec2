// Mistakes of asynchronous programs that a run shows: what is seen, what it costs, what to try. Each detector works on any program.
// Before: spans.h, shape.h. After: `loopscope run --summary`, `loopscope timeline`, the findings panel, the museum of mistakes.
#pragma once
#include "sim/analysis/shape.h"
#include "sim/analysis/spans.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class Mistake : uint8_t {
  forgotten_await,      // a coroutine was made and dropped
  blocking_call,        // the loop was held while others had something to do
  sequential_awaits,    // independent calls one after another
  lost_task,            // a task nobody waited for was cut off at the end, or is kept by nobody
  swallowed_error,      // an exception that nobody saw
  unbounded_fan_out,    // more requests at once than a service bears
  client_per_request,   // a new HTTP client, and so a new connection, for each request
  lock_across_await,    // a lock held during a wait that does not need it
  retried_for_nothing,  // the same request again after an answer that will not change
  run_inside_loop,      // asyncio.run where a loop runs already
};
inline constexpr int kMistakes = 10;

enum class Severity : uint8_t { note, warning, error };  // could hurt; costs time; loses work or breaks the program

struct Finding {
  Mistake mistake;
  Severity severity;
  TaskId task = 0;            // whose it is; 0: of no task
  uint32_t line = 0;          // of the program; 0: nowhere in particular
  size_t record = 0;          // where to put the playhead to see it
  Time begin = 0, end = 0;    // the stretch to show; equal for an instant
  uint32_t times = 1;         // how often it was seen at that line
  std::string seen;           // one sentence each
  std::string impact;
  std::string advice;
};

// The worst first, then by time. Findings at one line are one, with `times`.
std::vector<Finding> findings_of(const Trace& trace, const Spans& spans, const Shape& shape);

std::string_view name_of(Mistake mistake);   // "forgotten-await": stands in reports, and is the museum piece's id
std::string_view title_of(Mistake mistake);  // "Forgotten await"
std::string_view name_of(Severity severity);

}  // namespace sim
