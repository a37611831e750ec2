// A program, its finished run, and all that analysis says about it. Never changes once made: panels look at it through a cursor.
// Before: sim/run. After: model.h holds it.
#pragma once
#include "sim/analysis/arrows.h"
#include "sim/analysis/occupancy.h"
#include "sim/analysis/order.h"
#include "sim/analysis/range.h"
#include "sim/analysis/spans.h"
#include "sim/analysis/state.h"
#include "sim/analysis/stats.h"
#include "sim/analysis/why.h"
#include "sim/python/lexer.h"
#include "sim/run/run.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

std::string last_part(const std::string& path);  // behind its last slash

struct Document {
  Document(std::string path, std::string text, std::shared_ptr<const sim::Run> run, std::optional<sim::RunOptions> options = {});

  const uint64_t id;  // no other has had it: what panels keep of a document they know by it, for an address is given away again
  std::string path, name;  // name: the path's last part
  std::string text;
  std::vector<uint32_t> line_starts;  // bytes; one more than there are lines
  std::vector<sim::py::ColourSpan> colours;
  std::vector<uint32_t> line_colours;  // of each line: the first span that reaches into it

  std::shared_ptr<const sim::Run> run;
  std::vector<std::string> arguments;  // of the program, as sim::Program has them
  std::string folder;
  std::optional<sim::RunOptions> options;  // with which the same run can be had again; nothing: it cannot (a live run)
  const sim::Trace& trace;
  sim::Order order;
  sim::Spans spans;
  sim::LoopHistory history;
  sim::Links links;
  std::vector<sim::Delay> delays;
  sim::Arrows arrows;
  sim::Stats stats;
  std::vector<uint32_t> outputs;                // records of what was printed
  std::vector<size_t> output_lines;             // where each line of the output begins; one more than there are lines
  std::vector<int64_t> turn_times, turn_order;  // where turns of the loop begin, on both axes
  size_t longest_line = 0;                      // characters, tabs counted as four
  bool has_lines = false;                       // the trace tells each executed line

  sim::Known known() const { return {trace, spans, links, history, delays}; }
  size_t lines() const { return line_starts.size() - 1; }
  std::string_view line(size_t number) const;  // from 1, without its end
  size_t last_record() const { return trace.size() ? trace.size() - 1 : 0; }
  // The loop's clock at a record. What runs in a thread tells its own time, ahead of it.
  sim::Time time(size_t record) const {
    return record < times.size() ? times[record] : record < trace.size() ? trace[record].t : 0;
  }
  std::vector<sim::Time> times;  // only when the records' own do not rise
  sim::Time end_time() const { return trace.size() ? trace[trace.size() - 1].t : 0; }
  // The last record at or before a time; of several at once the last.
  size_t record_at(sim::Time t) const;
  std::string_view task_name(sim::TaskId task) const;
  // Where a person looks first when the run ended in trouble: before the clean-up that follows it.
  size_t trouble_record() const;
  uint32_t trouble_line = 0;  // the same as a line of the program; 0: nowhere in it
  // How many bytes of output there are after a record; and the output record that wrote a byte.
  size_t output_until(size_t record) const;
  size_t output_record(size_t byte) const;
  // Lanes of locks, queues, threads and connections; made when they are first asked for, by the window's thread alone.
  const std::vector<sim::OccupancyLane>& shared() const;

 private:
  mutable std::optional<std::vector<sim::OccupancyLane>> shared_;
};

}  // namespace app
