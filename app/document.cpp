#include "app/document.h"

#include "sim/analysis/causes.h"

#include <algorithm>
#include <atomic>

namespace app {

namespace {
std::vector<uint32_t> starts_of_lines(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(static_cast<uint32_t>(i + 1));
  if (starts.back() != text.size()) starts.push_back(static_cast<uint32_t>(text.size()));
  return starts;
}

uint64_t next_id() {
  static std::atomic<uint64_t> last = 0;  // the worker's thread makes documents, too
  return ++last;
}

// Such a run is looked at where it was: when the loop waited, its line is asyncio.run's.
bool was_interrupted(const sim::Run& run) { return run.ending == sim::Ending::interrupted; }

}  // namespace

std::string last_part(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

Document::Document(std::string p, std::string t, std::shared_ptr<const sim::Run> r, std::optional<sim::RunOptions> o)
    : id(next_id()),
      path(std::move(p)),
      name(last_part(path)),
      text(std::move(t)),
      line_starts(starts_of_lines(text)),
      colours(sim::py::colour_spans(text)),
      run(std::move(r)),
      options(std::move(o)),
      trace(run->trace),
      order(trace),
      spans(trace, order),
      history(trace),
      links(trace, spans),
      delays(sim::delays_of(trace, spans, links)),
      arrows(trace, spans),
      stats(sim::stats_of(trace, spans, order, links)) {
  size_t span = 0;
  for (size_t n = 0; n + 1 < line_starts.size(); ++n) {
    while (span < colours.size() && colours[span].end <= line_starts[n]) ++span;
    line_colours.push_back(static_cast<uint32_t>(span));
    size_t columns = 0;
    for (char c : line(n + 1)) columns += c == '\t' ? 4 : (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    longest_line = std::max(longest_line, columns);
  }
  for (size_t i = 0; i < trace.size(); ++i) {
    if (trace[i].event == sim::Event::output) outputs.push_back(static_cast<uint32_t>(i));
    has_lines |= trace[i].event == sim::Event::line;
    if (trace[i].event == sim::Event::turn_began) {
      turn_times.push_back(trace[i].t);
      turn_order.push_back(order.at(i));
    }
  }
  if (!std::is_sorted(trace.records().begin(), trace.records().end(),
                      [](const sim::Record& x, const sim::Record& y) { return x.t < y.t; })) {
    times.resize(trace.size());
    sim::Time now = sim::kNever;
    for (size_t i = trace.size(); i-- > 0;) times[i] = now = std::min(now, trace[i].t);
  }
  trouble_line = run->line;
  if (has_lines && was_interrupted(*run))
    if (const sim::Record& last = trace[trouble_record()]; last.event == sim::Event::line) trouble_line = last.line;
  const std::string& printed = trace.output();
  output_lines.push_back(0);
  for (size_t i = 0; i < printed.size(); ++i)
    if (printed[i] == '\n' && i + 1 < printed.size()) output_lines.push_back(i + 1);
  output_lines.push_back(printed.size());
}

size_t Document::trouble_record() const {
  for (size_t i = last_record(); i > 0; --i) {
    const sim::Record& r = trace[i - 1];
    // A turn that finds nothing to run and nothing to wait for is the deadlock.
    bool nothing = r.event == sim::Event::turn_began && r.count == 0 && trace[i].event != sim::Event::world_waited &&
                   trace[i].event != sim::Event::timer_fired;
    bool line = r.event == sim::Event::line && (was_interrupted(*run) || r.line == run->line);
    if (run->ending == sim::Ending::deadlock ? nothing : line) return i - 1;
  }
  return last_record();
}

size_t Document::output_until(size_t record) const {
  auto after = std::upper_bound(outputs.begin(), outputs.end(), record);
  if (after == outputs.begin()) return 0;
  const sim::Record& r = trace[*std::prev(after)];
  return std::min(static_cast<size_t>(r.number) + r.count, trace.output().size());
}

size_t Document::output_record(size_t byte) const {
  auto after = std::upper_bound(outputs.begin(), outputs.end(), byte,
                                [&](size_t at, uint32_t record) { return at < static_cast<size_t>(trace[record].number); });
  return after == outputs.begin() ? 0 : *std::prev(after);
}

const std::vector<sim::OccupancyLane>& Document::shared() const {
  if (!shared_) shared_ = sim::occupancy_of(trace, spans, links);
  return *shared_;
}

std::string_view Document::line(size_t number) const {
  if (number == 0 || number > lines()) return {};
  std::string_view line = std::string_view(text).substr(line_starts[number - 1], line_starts[number] - line_starts[number - 1]);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

size_t Document::record_at(sim::Time t) const {
  size_t first = 0, count = trace.size();  // of the first record behind t
  while (count > 0) {
    size_t half = count / 2;
    if (time(first + half) <= t)
      first += half + 1, count -= half + 1;
    else
      count = half;
  }
  return first == 0 ? 0 : first - 1;
}

std::string_view Document::task_name(sim::TaskId task) const { return sim::task_name(trace, spans, task); }

}  // namespace app
