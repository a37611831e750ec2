// loopscope timeline FILE.py: the run as lanes of text, for terminals and for those who read by ear or by grep.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/findings_text.h"
#include "app/commands/program_file.h"
#include "sim/analysis/order.h"
#include "sim/analysis/spans.h"
#include "sim/analysis/stats.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <sys/ioctl.h>
#include <unistd.h>

namespace app {

namespace {

struct Glyphs {
  const char *running, *ready, *waiting, *blocked, *idle, *returned, *raised, *cancelled, *alive;
};
constexpr Glyphs kUnicode = {"█", "·", "░", "▓", " ", "✓", "✗", "⊘", "…"};
constexpr Glyphs kAscii = {"#", ".", "-", "!", " ", "v", "x", "/", "~"};

struct Options {
  std::string file, axis = "time";
  int width = 0, lanes = 40;
  bool ascii = false;
  CommonOptions common;
};

class Picture {
 public:
  Picture(const sim::Trace& trace, const Options& options)
      : trace_(trace), order_(trace), spans_(trace, order_), stats_(sim::stats_of(trace, spans_, order_, sim::Links(trace, spans_))), glyphs_(options.ascii ? kAscii : kUnicode) {
    by_order_ = options.axis == "order" || stats_.total == 0;
    extent_ = std::max<int64_t>(1, by_order_ ? order_.end() : stats_.total);
    labels_ = 8;
    for (sim::TaskId task : shown(options.lanes)) labels_ = std::max(labels_, label(task).size());
    labels_ = std::min<size_t>(labels_, 32);
    int width = options.width > 0 ? options.width : terminal_width();
    columns_ = static_cast<size_t>(std::max(20, width - static_cast<int>(labels_) - 5));
  }

  std::string findings(const std::string& program_text) const { return findings_text(trace_, spans_, program_text); }

  std::string text(const Options& options, const sim::Run& run) const {
    std::string out = ruler() + lane("loop", spans_.rows()[0], nullptr);
    auto tasks = shown(options.lanes);
    for (sim::TaskId task : tasks) out += lane(label(task), spans_.row(task), end_glyph(spans_.row(task).how));
    size_t all = spans_.by_parent().size();
    if (tasks.size() < all) out += sim::cat(std::string(labels_ + 2, ' '), "and ", all - tasks.size(), " more tasks (--lanes N shows more)\n");
    return out + legend() + totals(run);
  }

 private:
  std::vector<sim::TaskId> shown(int lanes) const {
    std::vector<sim::TaskId> tasks = spans_.by_parent();
    if (tasks.size() > static_cast<size_t>(std::max(1, lanes))) tasks.resize(static_cast<size_t>(std::max(1, lanes)));
    return tasks;
  }

  static int terminal_width() {
    winsize size{};
    if (isatty(1) && ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 100;
  }

  std::string label(sim::TaskId task) const {
    const sim::Row& row = spans_.row(task);
    std::string_view coroutine = trace_.text(row.coroutine);
    if (size_t at = coroutine.rfind("<locals>."); at != std::string_view::npos) coroutine.remove_prefix(at + 9);
    return sim::cat(std::string(std::min<size_t>(row.depth, 6), ' '), trace_.text(row.name), " ", coroutine);
  }

  const char* end_glyph(sim::TaskEnd how) const {
    switch (how) {
      case sim::TaskEnd::returned: return glyphs_.returned;
      case sim::TaskEnd::raised: return glyphs_.raised;
      case sim::TaskEnd::cancelled: return glyphs_.cancelled;
      case sim::TaskEnd::none: return glyphs_.alive;
    }
    return "";
  }

  size_t column(int64_t at) const {
    double share = static_cast<double>(at) / static_cast<double>(extent_);
    return std::min(columns_ - 1, static_cast<size_t>(share * static_cast<double>(columns_)));
  }

  // Each cell shows the most telling state that touches it: a moment of running would else be lost among long waits.
  std::string lane(const std::string& name, const sim::Row& row, const char* end) const {
    auto weight = [](sim::SpanState s) { return s == sim::SpanState::blocked ? 4 : s == sim::SpanState::running ? 3 : s == sim::SpanState::suspended ? 2 : 1; };
    std::vector<int> best(columns_, 0);
    std::vector<const char*> cells(columns_, " ");
    for (size_t i = row.first; i < row.last; ++i) {
      int64_t from = by_order_ ? spans_.order_begins()[i] : spans_.begin(i);
      int64_t to = by_order_ ? (i + 1 < row.last ? spans_.order_begins()[i + 1] : row.end_order) : spans_.end(i, row);
      sim::SpanState state = spans_.state(i);
      size_t last = to > from ? column(to - 1) : column(from);
      for (size_t c = column(from); c <= last; ++c)
        if (weight(state) > best[c]) best[c] = weight(state), cells[c] = glyph(state);
    }
    if (end && row.last > row.first) cells[column(by_order_ ? row.end_order : row.end)] = end;
    std::string out = padded(name) + "  ";
    for (const char* cell : cells) out += cell;
    while (out.ends_with(' ')) out.pop_back();
    return out + "\n";
  }

  const char* glyph(sim::SpanState state) const {
    switch (state) {
      case sim::SpanState::ready: return glyphs_.ready;
      case sim::SpanState::running: return glyphs_.running;
      case sim::SpanState::blocked: return glyphs_.blocked;
      case sim::SpanState::suspended: return glyphs_.waiting;
      case sim::SpanState::idle: return glyphs_.idle;
    }
    return " ";
  }

  std::string padded(const std::string& name) const {
    std::string out = name.size() > labels_ ? name.substr(0, labels_ - 1) + "~" : name;
    return out + std::string(labels_ - out.size(), ' ');
  }

  std::string ruler() const {
    std::string out(labels_ + 2, ' ');
    size_t marks = std::max<size_t>(2, columns_ / 16), written = 0;
    for (size_t m = 0; m < marks; ++m) {
      size_t at = m * columns_ / marks;
      out += std::string(at - written, ' ');
      double share = static_cast<double>(m) / static_cast<double>(marks);
      std::string mark = by_order_ ? sim::cat("|", static_cast<int64_t>(share * static_cast<double>(order_.steps())))
                                   : "|" + sim::exact_time(static_cast<sim::Time>(share * static_cast<double>(extent_)));
      mark.resize(std::min(mark.size(), columns_ / marks - 1));
      out += mark;
      written = at + mark.size();
    }
    return out + "\n";
  }

  std::string legend() const {
    return sim::cat("\n", glyphs_.running, " running  ", glyphs_.ready, " ready  ", glyphs_.waiting, " waiting  ", glyphs_.blocked, " blocking the loop  ",
                    glyphs_.returned, " returned  ", glyphs_.raised, " raised  ", glyphs_.cancelled, " cancelled", by_order_ ? "\n(the axis is order: one unit for each step of the loop)" : "", "\n");
  }

  std::string totals(const sim::Run& run) const {
    char speed[32];
    std::snprintf(speed, sizeof speed, "%.2f", stats_.speed_up);
    std::string out = sim::cat("\ntotal ", sim::exact_time(run.end), "; one wait after another would take ", sim::exact_time(stats_.serial), ": ", speed, "x\n");
    out += sim::cat(stats_.tasks, stats_.tasks == 1 ? " task, " : " tasks, ", stats_.turns, " turns of the loop");
    if (stats_.blocked > 0) out += sim::cat("; the loop was blocked for ", sim::exact_time(stats_.blocked));
    return out + "\n";
  }

  const sim::Trace& trace_;
  sim::Order order_;
  sim::Spans spans_;
  sim::Stats stats_;
  Glyphs glyphs_;
  bool by_order_ = false;
  int64_t extent_ = 1;
  size_t labels_ = 0, columns_ = 80;
};

bool terminal_is_ascii() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value && *value) {
      std::string_view v = value;
      return v.find("UTF-8") == v.npos && v.find("utf8") == v.npos && v != "C" && v != "POSIX";
    }
  return false;
}

}  // namespace

int timeline_command(int argc, char** argv) {
  CommandLine command("Runs FILE.py and draws the run as a timeline of text.", "loopscope timeline");
  Options options;
  command.option("FILE", &options.file, "the program").required().shown_as("");
  command.option("--axis", &options.axis, "time or order (one unit for each step of the loop)").one_of({"time", "order"});
  command.option("--width", &options.width, "columns (default: the terminal's, else 100)").between(40, 1000);
  command.option("--lanes", &options.lanes, "tasks shown at the most (default 40)").between(1, 1000000);
  command.flag("--ascii", options.ascii, "plain characters only");
  add_common_options(command, options.common);
  if (auto status = command.read(argc, argv)) return *status;
  options.ascii |= terminal_is_ascii();
  auto program = read_program(options.file);
  auto run_options = to_run_options(options.common);
  if (!program || !run_options) return fail(!program ? program.problem() : run_options.problem());
  run_options->detail = sim::Trace::Detail::lines;
  auto run = sim::run(*program, *run_options);
  Picture picture(run->trace, options);
  std::string text = picture.text(options, *run) + picture.findings(program->text);
  if (!run->message.empty()) text += sim::cat("\n", run->message, run->message.ends_with('\n') ? "" : "\n");
  std::fwrite(text.data(), 1, text.size(), stdout);
  return run->exit_status;
}

}  // namespace app
