// loopscope live: strategies side by side with real HTTP, or a program of one's own with real HTTP and real time.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/live/live_run.h"
#include "app/live/program_run.h"
#include "app/live/url.h"
#include "app/live_mode.h"
#include "app/write_file.h"
#include "sim/base/text.h"
#include "sim/trace/formats.h"

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace app {

namespace {

std::atomic<bool> interrupted = false;
std::atomic<int64_t> interrupted_at = 0;           // nanoseconds of the steady clock
int64_t steady_now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }
void on_interrupt(int) {
  if (!interrupted.exchange(true)) interrupted_at = steady_now();
}
void say_stopped(const char* what) {
  std::fprintf(stderr, "loopscope: stopped within %.3f s; %s.\n", static_cast<double>(steady_now() - interrupted_at) / 1e9, what);
}

struct Options {
  std::string file;
  std::vector<std::string> arguments;
  std::vector<std::string> urls, allow, map;
  std::string strategies, json, save_to, client = "shared", scenario, trace, format = "events";
  double count = 50, concurrency = 10, retries = 0;   // so that 1e9 is a number, and gets a sentence
  double timeout = 10, backoff = 0.5, rate = 0;
  uint64_t seed = 0;
  bool stream = false;
};

// ---- strategies

sim::Result<live::LiveOptions> to_live_options(const Options& o) {
  live::LiveOptions out;
  auto count = whole_number("--count", o.count), concurrency = whole_number("--concurrency", o.concurrency);
  auto retries = whole_number("--retries", o.retries);
  for (const auto* n : {&count, &concurrency, &retries})
    if (!*n) return sim::Problem{n->problem()};
  out.calls = {o.urls, *count, *concurrency, o.timeout, *retries, o.backoff, o.rate, o.client == "per-call", o.stream};
  if (!o.strategies.empty()) {
    auto strategies = parse_strategies(o.strategies);
    if (!strategies) return sim::Problem{strategies.problem()};
    out.strategies = std::move(*strategies);
  }
  auto scenario = load_scenario(o.scenario.empty() ? "default" : o.scenario);
  if (!scenario) return sim::Problem{scenario.problem()};
  out.scenario = **scenario;
  out.seed = o.seed;
  out.allowed.insert(o.allow.begin(), o.allow.end());
  return live::checked(std::move(out), "--");
}

// One line that is written over on a terminal; a line now and then elsewhere.
class Progress {
 public:
  explicit Progress(uint32_t count) : count_(count), terminal_(isatty(STDERR_FILENO) != 0) {}
  void began(live::Strategy s, double predicted) {
    done_ = 0;
    name_ = live::name(s);
    predicted_ = predicted;
    if (!terminal_) std::fprintf(stderr, "%s ...\n", name_);
    show();
  }
  void called() {
    ++done_;
    show();
  }
  void ended() {
    if (terminal_) std::fprintf(stderr, "\r\033[K");
  }

 private:
  void show() {
    if (!terminal_) {
      if (done_ > 0 && done_ < count_ && done_ % std::max<uint32_t>(1, count_ / 4) == 0) std::fprintf(stderr, "%s: %u of %u\n", name_, done_, count_);
      return;
    }
    auto now = std::chrono::steady_clock::now();
    if (done_ > 0 && done_ < count_ && now - shown_ < std::chrono::milliseconds(50)) return;
    shown_ = now;
    char bar[31];
    for (uint32_t i = 0; i < 30; ++i) bar[i] = uint64_t{i} * count_ < uint64_t{done_} * 30 ? '#' : '.';
    bar[30] = 0;
    std::fprintf(stderr, "\r\033[K%-12s %s %u of %u", name_, bar, done_, count_);
    if (predicted_ > 0) std::fprintf(stderr, ", predicted %.3f s", predicted_);
    std::fflush(stderr);
  }
  uint32_t count_, done_ = 0;
  bool terminal_;
  const char* name_ = "";
  double predicted_ = 0;
  std::chrono::steady_clock::time_point shown_{};
};

int compare(const Options& o) {
  auto options = to_live_options(o);
  if (!options) return fail(options.problem());
  if (!o.save_to.empty()) {
    live::Calls calls = options->calls;
    if (calls.urls.empty()) return fail("--save-programs needs --url: the programs are to call something that Python can reach.");
    for (live::Strategy s : options->strategies) {
      auto written = write_whole(sim::cat(o.save_to, "/", live::name(s), ".py"), live::program(s, calls));
      if (!written) return fail(written.problem());
    }
    return 0;
  }
  if (!o.json.empty())
    if (auto possible = can_write_or_out(o.json); !possible) return fail(possible.problem());
  Progress progress(options->calls.count);
  live::LiveObserver observer{[&](live::Strategy s, double predicted, auto) { progress.began(s, predicted); },
                              [&](live::Strategy, const live::Call&) { progress.called(); }, [&](const live::StrategyResult&) { progress.ended(); }};
  auto report = live::run_live(*options, observer, interrupted);
  if (!report) return fail(report.problem());
  if (o.json != "-") std::fputs(live::to_table(*report).c_str(), stdout);
  if (!o.json.empty())
    if (auto written = write_whole_or_out(o.json, live::to_json(*report)); !written) return fail(written.problem());
  if (std::string nobody = live::nobody_answered(*report); !nobody.empty()) return fail(nobody);
  if (report->interrupted) say_stopped("what was not finished counts as an error");
  return report->interrupted ? 130 : 0;
}

// ---- a program

void print(int fd, std::string_view text) {
  std::FILE* to = fd == 2 ? stderr : stdout;
  std::fwrite(text.data(), 1, text.size(), to);
  std::fflush(to);
}

Written save_trace(const sim::Trace& trace, const std::string& path, const std::string& format) {
  sim::TraceFormat kind = format == "steps" ? sim::TraceFormat::steps : format == "perfetto" ? sim::TraceFormat::perfetto : sim::TraceFormat::events;
  sim::TraceWriter writer(trace, kind);
  std::string text;
  while (writer.more(text)) {
  }
  return write_whole_or_out(path, text);
}

sim::Result<live::Policy> to_policy(const Options& o) {
  live::Policy policy;
  policy.allowed.insert(o.allow.begin(), o.allow.end());
  for (const std::string& pair : o.map) {
    size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
      return sim::Problem{sim::cat("--map ", pair, ": it must be HOST=URL, as in --map api.example.com=http://127.0.0.1:8000")};
    auto url = live::parse_url(std::string_view(pair).substr(equals + 1));
    if (!url) return sim::Problem{url.problem()};
    if (!live::is_loopback(url->endpoint.host) && !policy.allowed.contains(url->endpoint.host))
      return sim::Problem{sim::cat("--map ", pair, " leads to ", url->endpoint.host, ", which is not this machine: --allow ", url->endpoint.host,
                                   " permits it.")};
    policy.mapped[pair.substr(0, equals)] = url->endpoint;
  }
  return policy;
}

int run_program(const Options& o) {
  auto program = read_program(o.file);
  auto policy = to_policy(o);
  auto scenario = load_scenario(o.scenario.empty() ? "default" : o.scenario);
  for (const std::string& problem : {program ? "" : program.problem(), policy ? "" : policy.problem(), scenario ? "" : scenario.problem()})
    if (!problem.empty()) return fail(problem);
  if (!o.trace.empty())
    if (auto possible = can_write_or_out(o.trace); !possible) return fail(possible.problem());
  program->argv = o.arguments;
  live::ProgramOptions options{std::move(*program), std::move(*policy), *scenario, {}};
  options.run.seed = o.seed;
  options.run.detail = o.trace.empty() ? sim::Trace::Detail::off : o.format == "steps" ? sim::Trace::Detail::lean : sim::Trace::Detail::events;
  options.run.on_output = print;
  auto result = live::run_program(std::move(options), interrupted);
  if (!result) return fail(result.problem());
  const sim::Run* run = result->run.get();
  if (run->ending == sim::Ending::interrupted) say_stopped("the program did not come to its end");
  for (const std::string& host : result->played)
    std::fprintf(stderr, "loopscope: %s was played by the demo server; --allow %s contacts the real one.\n", host.c_str(), host.c_str());
  if (!o.trace.empty())
    if (auto written = save_trace(run->trace, o.trace, o.format); !written) return fail(written.problem());
  return run->exit_status;
}

}  // namespace

int live_command(int argc, char** argv) {
  CommandLine command(
      "Makes the same calls with each strategy, real HTTP and real time, next to what the simulator predicts. Without --url the bundled demo server is\n"
      "called. The prediction counts this machine's own work for each call, measured before on loopback.\n"
      "With FILE.py that program runs with real HTTP; hosts that are neither --allow'ed nor --map'ped are played by the demo server.",
      "loopscope live");
  Options o;
  command.option("FILE", &o.file, "a program to run with real HTTP, and its arguments").shown_as("");
  command.option("ARGS", &o.arguments, "").shown_as("").unlisted();
  command.option("--url", &o.urls, "what to call; several are called in turn").shown_as("URL").repeatable();
  command.option("--count", &o.count, "calls of each strategy (50; at most 100000, elsewhere than here 1000)").shown_as("N");
  command.option("--concurrency", &o.concurrency, "calls at a time with semaphore (10; at most 1000, elsewhere 50)").shown_as("N");
  command.option("--strategy", &o.strategies, "some of serial,gather,semaphore,as_completed (all)").shown_as("LIST");
  command.option("--timeout", &o.timeout, "seconds for connecting, and for each wait for an answer (10); a whole answer has ten times that")
      .shown_as("S");
  command.option("--retries", &o.retries, "further attempts after an error, 429 or 5xx (0)").shown_as("N");
  command.option("--backoff", &o.backoff, "seconds before the first retry, then doubled (0.5)").shown_as("S");
  command.option("--rate", &o.rate, "calls begun in a second at most (no limit; elsewhere 100)").shown_as("N");
  command.option("--client", &o.client, "shared: one client for all calls; per-call: one for each").one_of({"shared", "per-call"});
  command.flag("--stream", o.stream, "read streamed answers, and tell the time to the first token");
  command.option("--json", &o.json, "the report as JSON into FILE, - for stdout").shown_as("FILE");
  command.option("--save-programs", &o.save_to, "write the strategies' Python programs into DIR instead of running them").shown_as("DIR");
  command.option("--scenario", &o.scenario, "of the demo server: a TOML file or a preset (default)").shown_as("FILE|PRESET");
  command.option("--seed", &o.seed, "of the demo server's latencies and of `random`").shown_as("N").whole();
  command.option("--allow", &o.allow, "a host that may be contacted, besides this machine and those of --url").shown_as("HOST").repeatable();
  command.option("--map", &o.map, "with FILE.py: HOST is played by URL").shown_as("HOST=URL").repeatable();
  command.option("--trace", &o.trace, "with FILE.py: write what happened to FILE (- for stdout)").shown_as("FILE");
  command.option("--format", &o.format, "of the trace: steps, events or perfetto").one_of({"steps", "events", "perfetto"});
  if (auto status = command.read(argc, argv)) return *status;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  return o.file.empty() ? compare(o) : run_program(o);
}

}  // namespace app
