// A run written for other tools, in one of four formats. Before: svg.h, html.h, csv.h, sim/run. After: the export command, the app's own export.
#pragma once
#include "sim/analysis/spans.h"
#include "sim/run/run.h"

#include <atomic>
#include <string>
#include <string_view>

namespace app {

inline constexpr const char* kExportFormats[] = {"perfetto", "html", "svg", "csv"};
const char* extension_of(std::string_view format);
// The format that a path's ending asks for; null: none.
const char* format_of(std::string_view path);
// `text` is the program's. What `stop` ends is incomplete.
std::string exported(std::string_view format, const sim::Run& run, const sim::Spans& spans, const std::string& title, const std::string& text,
                     const std::atomic<bool>& stop);

}  // namespace app
