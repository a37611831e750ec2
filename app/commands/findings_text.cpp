#include "app/commands/findings_text.h"

#include "sim/analysis/causes.h"
#include "sim/base/text.h"
#include "sim/run/read_shape.h"

#include <cstdio>

namespace app {

std::string findings_text(const sim::Trace& trace, const sim::Spans& spans, const std::string& program_text) {
  auto findings = sim::findings_of(trace, spans, sim::shape_of(program_text));
  std::string out;
  for (const sim::Finding& f : findings) {
    char time[32];
    std::snprintf(time, sizeof time, "%.6g", sim::seconds(f.begin));
    out += sim::cat("\n", sim::name_of(f.severity), ": ", sim::name_of(f.mistake));
    if (f.line) out += sim::cat(", line ", f.line);
    if (f.task) out += sim::cat(", ", sim::task_name(trace, spans, f.task));
    out += sim::cat(", at ", std::string_view(time), " s");
    if (f.times > 1) out += sim::cat(", ", f.times, " times");
    out += sim::cat("\n  ", f.seen, "\n  Impact: ", f.impact, "\n  Try: ", f.advice, "\n");
  }
  return out;
}

}  // namespace app
