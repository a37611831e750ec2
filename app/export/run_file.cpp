#include "app/export/run_file.h"

#include "app/export/csv.h"
#include "app/export/html.h"
#include "app/export/svg.h"
#include "sim/trace/formats.h"

namespace app {

namespace {

std::string perfetto(const sim::Trace& trace, const std::atomic<bool>& stop) {
  sim::TraceWriter writer(trace, sim::TraceFormat::perfetto);
  std::string out;
  while (!stop && writer.more(out)) {}
  return out;
}

}  // namespace

const char* extension_of(std::string_view format) {
  return format == "perfetto" ? ".perfetto.json" : format == "html" ? ".html" : format == "svg" ? ".svg" : ".csv";
}

const char* format_of(std::string_view path) {
  if (path.ends_with(".json")) return "perfetto";
  for (const char* format : kExportFormats)
    if (path.ends_with(extension_of(format))) return format;
  return nullptr;
}

std::string exported(std::string_view format, const sim::Run& run, const sim::Spans& spans, const std::string& title, const std::string& text,
                     const std::atomic<bool>& stop) {
  if (format == "perfetto") return perfetto(run.trace, stop);
  if (format == "html") return run_as_html(run, title, text);
  return format == "csv" ? spans_csv(run.trace, spans, stop) : timeline_svg(run.trace, spans, run.end, SvgSize(), true);
}

}  // namespace app
