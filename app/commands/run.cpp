// loopscope run FILE.py [ARGS...]: the program on the simulated loop; stdout, stderr and exit status are the program's own.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/findings_text.h"
#include "app/commands/program_file.h"
#include "sim/base/text.h"
#include "sim/trace/formats.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <optional>
#include <utility>

#include <unistd.h>

namespace app {

namespace {

std::atomic<bool> interrupted = false;

void on_interrupt(int) { interrupted = true; }

void print(int fd, std::string_view text) {
  std::FILE* to = fd == 2 ? stderr : stdout;
  if (fd == 2) std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), to);
}

constexpr size_t kLongestLine = 16 << 20;   // of standard input, which may be anything

// A line of standard input with its end; nothing at the end of it, or when Ctrl-C came meanwhile.
std::optional<std::string> read_line() {
  std::fflush(stdout);              // the question stands there before the answer is waited for
  std::string line;
  for (int c; !interrupted && line.size() < kLongestLine && (c = std::getc(stdin)) != EOF;) {
    line += static_cast<char>(c);
    if (c == '\n') break;
  }
  if (line.empty()) return std::nullopt;
  return line;
}

// Without SA_RESTART: a program that waits for input ends at once, too.
void end_run_at_interrupt() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
}

bool save_trace(const sim::Trace& trace, const std::string& path, sim::TraceFormat format) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (!file) return false;
  sim::TraceWriter writer(trace, format);
  std::string piece;
  bool written = true;
  while (written && writer.more(piece)) {
    written = std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
    piece.clear();
  }
  return (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && written;
}

// The steps, written to their file while the program runs: a long run's records never stand in memory.
class StepsFile {
 public:
  explicit StepsFile(const std::string& path) : file_(std::fopen(path.c_str(), "wb")), good_(file_ != nullptr) {}
  ~StepsFile() {
    if (file_) std::fclose(file_);
  }
  StepsFile(const StepsFile&) = delete;
  StepsFile& operator=(const StepsFile&) = delete;

  void take(const sim::Trace& trace) {
    if (!good_) return;
    if (!writer_) writer_.emplace(trace, sim::TraceFormat::steps);
    piece_.clear();
    writer_->take(piece_);
    good_ = std::fwrite(piece_.data(), 1, piece_.size(), file_) == piece_.size();
  }
  // True: all of it is in the file.
  bool close() {
    if (file_ && std::fclose(std::exchange(file_, nullptr)) != 0) good_ = false;
    return good_;
  }

 private:
  std::FILE* file_;
  bool good_;
  std::optional<sim::TraceWriter> writer_;     // of the one trace
  std::string piece_;
};

// What --trace asks for, or nothing.
struct WantedTrace {
  std::string path, format;
  std::optional<StepsFile> steps;              // stdout's steps come behind the program's output, so they wait

  void prepare(sim::RunOptions& options, bool summary) {
    using Detail = sim::Trace::Detail;
    if (path.empty()) options.detail = summary ? Detail::lines : Detail::off;   // findings look at lines, too
    else if (format == "steps") options.detail = summary ? Detail::lines : Detail::lean;
    else options.detail = Detail::events;
    if (options.detail != Detail::lean || path == "-") return;
    steps.emplace(path);
    options.on_records = [this](const sim::Trace& trace) { steps->take(trace); };
  }
  // False: it could not be written.
  bool write(const sim::Trace& trace) {
    if (path.empty()) return true;
    if (!steps) return save_trace(trace, path, format == "steps" ? sim::TraceFormat::steps : format == "perfetto" ? sim::TraceFormat::perfetto : sim::TraceFormat::events);
    steps->take(trace);
    return steps->close();
  }
};

void print_summary(const sim::Run& run, const sim::Program& program) {
  std::fflush(stdout);
  sim::Order order(run.trace);
  std::string findings = findings_text(run.trace, sim::Spans(run.trace, order), program.text);
  std::fprintf(stderr, "virtual time %.9g s, %u tasks, %llu instructions, %zu records, peak memory %zu KiB\n", sim::seconds(run.end),
               run.trace.tasks(), static_cast<unsigned long long>(run.steps), run.trace.appended(), run.peak_memory / 1024);
  std::fputs(findings.c_str(), stderr);
}

// Our options may stand before and behind FILE; the program's own arguments begin at the first word that is neither.
int end_of_our_arguments(int argc, char** argv) {
  constexpr std::string_view kWithValue[] = {"--scenario", "--seed",      "--max-steps", "--max-time", "--max-memory",
                                             "--step-cost", "--trace",    "--format"};
  bool seen_file = false;
  int i = 1;
  while (i < argc) {
    std::string_view word = argv[i];
    std::string_view name = word.substr(0, word.find('='));
    bool with_value = std::find(std::begin(kWithValue), std::end(kWithValue), name) != std::end(kWithValue);
    if (with_value && name == word) i += 2;
    else if (with_value || word == "--summary" || word == "-h" || word == "--help") ++i;
    else if (word == "--" || seen_file) break;
    else seen_file = !word.starts_with("-"), ++i;
  }
  return std::min(i, argc);
}

}  // namespace

int run_command(int argc, char** argv) {
  CommandLine command("Runs FILE.py on the simulated event loop. Output and exit status are the program's own.", "loopscope run");
  std::string file;
  WantedTrace trace;
  bool summary = false;
  CommonOptions common;
  command.option("FILE", &file, "the program").required().shown_as("");
  command.footer("What stands behind FILE and is none of these options is the program's own (sys.argv[1:]); so is all behind a lone --.");
  add_common_options(command, common);
  CommandOption trace_option = command.option("--trace", &trace.path, "write what happened to FILE (- for stdout)").shown_as("FILE");
  command.option("--format", &trace.format, "of the trace: steps, events or perfetto (default events)")
      .shown_as("NAME").one_of({"steps", "events", "perfetto"}).needs(trace_option);
  command.flag("--summary", summary, "print virtual time, tasks, instructions, memory and what looks like a mistake on stderr at the end");

  int end = end_of_our_arguments(argc, argv);
  if (auto status = command.read(end, argv)) return *status;
  if (end < argc && std::string_view(argv[end]) == "--") ++end;

  auto program = read_program(file);
  auto options = to_run_options(common);
  if (!program || !options) return fail(!program ? program.problem() : options.problem());
  program->argv.assign(argv + end, argv + argc);
  trace.prepare(*options, summary);
  options->on_output = print;
  options->interrupted = &interrupted;
  options->read_line = read_line;
  options->leave_memory = true;
  end_run_at_interrupt();
  std::signal(SIGPIPE, SIG_IGN);

  auto run = sim::run(*program, *options);
  std::fflush(stdout);
  if (run->ending == sim::Ending::exception && !run->unlisted_hosts.empty())
    std::fprintf(stderr, "loopscope: what %s answered is made up, the scenario does not have it; --scenario FILE says what hosts answer\n",
                 run->unlisted_hosts.c_str());
  if (summary) print_summary(*run, *program);
  int status = trace.write(run->trace) ? run->exit_status : fail("can't write the trace to '" + trace.path + "'.");
  if (run->trace.capped())
    std::fprintf(stderr, "loopscope: the trace ends early: it holds its most, %zu records, and the run went on behind them\n", run->trace.size());
  std::fflush(stdout);
  std::fflush(stderr);
  _exit(status);   // neither the run's objects nor the trace need an orderly end
}

}  // namespace app
