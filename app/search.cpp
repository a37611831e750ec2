#include "app/search.h"

#include "app/texts.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>

namespace app {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

size_t first_run_of(const Document& d, uint32_t line) {
  for (size_t i = 0; i < d.trace.size(); ++i)
    if (d.trace[i].event == sim::Event::line && d.trace[i].line == line) return i;
  return sim::kNoRecord;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  return s;
}

}  // namespace

std::vector<Found> search(const Document& d, std::string_view what, size_t most) {
  std::vector<Found> out;
  std::string wanted = lower(what);
  if (wanted.empty()) return out;
  auto holds = [&](std::string_view text) { return lower(text).find(wanted) != std::string::npos; };
  size_t found = 0;
  for (sim::TaskId task : d.spans.by_parent()) {
    const sim::Row& row = d.spans.row(task);
    std::string_view name = d.task_name(task), coroutine = d.trace.text(row.coroutine);
    if (!holds(name) && !holds(coroutine)) continue;
    out.push_back({Found::Kind::task, sim::cat(name, "  ", coroutine), sim::time_text(d.time(row.spawned)), task, row.spawned});
    if (++found == most) break;
  }
  found = 0;
  for (size_t line = 1; line <= d.lines() && found < most; ++line) {
    if (!holds(d.line(line))) continue;
    ++found;
    out.push_back({Found::Kind::line, std::string(trimmed(d.line(line))), tr("line {1}", line), 0, first_run_of(d, static_cast<uint32_t>(line))});
  }
  found = 0;
  const std::string& printed = d.trace.output();
  for (size_t n = 0; n + 1 < d.output_lines.size() && found < most; ++n) {
    std::string_view text(printed.data() + d.output_lines[n], d.output_lines[n + 1] - d.output_lines[n]);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    if (!holds(text)) continue;
    ++found;
    size_t record = d.output_record(d.output_lines[n]);
    out.push_back({Found::Kind::output, std::string(text), sim::time_text(d.time(record)), d.trace[record].task, record});
  }
  return out;
}

}  // namespace app
