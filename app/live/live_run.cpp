#include "app/live/live_run.h"

#include "app/live/demo_server.h"
#include "app/live/url.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::live {

using sim::cat;

namespace {

constexpr uint32_t kProbes = 5;      // calls that tell how a URL behaves when no serial run does
constexpr double kTimeoutsAnAnswer = 10;   // --timeout is for each wait: a server that sends a byte now and then would never be given up
uint32_t probe_count(const LiveOptions& options) { return std::min(kProbes, options.calls.count); }

// The nearest-rank percentile of sorted numbers.
double percentile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return 0;
  size_t rank = static_cast<size_t>(std::ceil(p * static_cast<double>(sorted.size())));
  return sorted[std::clamp<size_t>(rank, 1, sorted.size()) - 1];
}

struct Outcome {
  std::vector<Call> calls;
  double total = -1;
  std::unique_ptr<sim::Run> run;
};

Outcome run_program(const std::string& text, Strategy strategy, sim::RunOptions options, const std::function<void(const Call&)>& called) {
  Outcome out;
  Lines lines([&](std::string_view line) {
    if (auto call = parse_call(line)) {
      out.calls.push_back(*call);
      if (called) called(*call);
    } else if (auto total = parse_total(line)) {
      out.total = *total;
    }
  });
  options.on_output = [&](int fd, std::string_view piece) {
    if (fd == 1) lines.add(piece);
  };
  out.run = sim::run({cat(name(strategy), ".py"), text, {}}, options);
  return out;
}

// The seconds that the simulator says it takes: the scenario's, and what the calls cost this machine.
double predict(const LiveOptions& options, Strategy strategy, const sim::Scenario& scenario, const OwnCost& cost, std::atomic<bool>& interrupted) {
  sim::RunOptions run = run_options(options);
  run.world = [&] { return costed_world(std::make_shared<const sim::Scenario>(scenario), options.seed, cost); };
  run.interrupted = &interrupted;
  return std::max(run_program(program(strategy, options.calls), strategy, run, nullptr).total, 0.0);   // 0: it did not come to its end
}

// How a server that nobody described behaves, from calls made one after the other: what opening a connection took on average, and a bell curve over
// the logarithms of the answers' latencies, cut at the slowest. At least one call was answered.
sim::Scenario measured_scenario(const std::vector<Call>& calls, const Traffic& traffic, const OwnCost& cost, bool client_per_call) {
  const double opened = static_cast<double>(std::max<uint64_t>(traffic.connections, 1));
  const double tcp = sim::seconds(traffic.tcp) / opened, tls = sim::seconds(traffic.tls) / opened, own = sim::seconds(cost.send + cost.answer);
  std::vector<double> logs;
  double longest = 0;
  for (const Call& call : calls) {
    if (!call.status) continue;
    bool opens = client_per_call || call.index < traffic.connections;
    double latency = call.seconds - own - tcp - (opens ? tcp + tls + sim::seconds(cost.connect) : 0);   // an answer takes a round trip, too
    latency = std::max(latency, 1e-6);
    logs.push_back(std::log(latency));
    longest = std::max(longest, latency);
  }
  sim::Scenario scenario;
  const double n = static_cast<double>(logs.size());
  double mean = std::accumulate(logs.begin(), logs.end(), 0.0) / n, spread = 0;
  for (double x : logs) spread += (x - mean) * (x - mean);
  sim::ScenarioHost& host = scenario.defaults;
  host.latency = {sim::Distribution::Kind::lognormal, std::exp(mean), std::sqrt(spread / n), longest};
  host.round_trip = sim::Distribution::constant(tcp);
  host.dns = 0;                      // each name is looked up once
  host.tls = tcp > 0 ? tls / tcp : 0;
  return scenario;
}

void account(StrategyResult& result, const LiveOptions& options, Outcome& out) {
  const uint32_t count = options.calls.count;
  std::vector<bool> seen(count, false);
  for (Call& call : out.calls)
    if (call.index < count && !seen[call.index]) {
      seen[call.index] = true;
      result.calls.push_back(call);
    }
  bool stopped = out.run->ending == sim::Ending::interrupted;
  for (uint32_t i = 0; i < count; ++i)
    if (!seen[i]) result.calls.push_back({i, 0, -1, 0, stopped ? "Stopped: not finished" : cat("NotRun: ", out.run->message)});
  std::vector<double> seconds, firsts;
  for (const Call& call : result.calls) {
    bool ok = call.status != 0 && call.status < 400;
    ++(ok ? result.ok : result.errors);
    if (call.status) ++result.status[call.status];
    if (!ok) ++result.problems[call.status ? cat("HTTP ", call.status) : call.error.substr(0, call.error.find(':'))];
    if (seen[call.index]) seconds.push_back(call.seconds);
    if (call.first >= 0) firsts.push_back(call.first);
  }
  std::sort(seconds.begin(), seconds.end());
  std::sort(firsts.begin(), firsts.end());
  result.p50 = percentile(seconds, 0.5);
  result.p95 = percentile(seconds, 0.95);
  result.longest = seconds.empty() ? 0 : seconds.back();
  if (!firsts.empty()) result.first_p50 = percentile(firsts, 0.5);
  result.complete = out.total >= 0;
  result.wall = result.complete ? out.total : sim::seconds(out.run->end);
  if (!result.complete) result.message = out.run->message;
}

class Comparison {
 public:
  Comparison(const LiveOptions& options, const LiveObserver& observer, std::atomic<bool>& interrupted)
      : options_(options), observer_(observer), interrupted_(interrupted), to_demo_(options.calls.urls.empty()) {}

  sim::Result<LiveReport> run() {
    report_.calls = options_.calls;
    if (to_demo_) {
      report_.target = cat("demo server, scenario \"", options_.scenario.name, "\"");
      scenario_ = options_.scenario;
      options_.calls.urls = demo_urls();
      known_ = true;
    } else {
      for (const std::string& url : options_.calls.urls) report_.target += cat(report_.target.empty() ? "" : " ", url);
    }
    for (Strategy strategy : options_.strategies) {
      if (interrupted_) break;
      if (!known_ && strategy != Strategy::serial) probe();
      if (interrupted_) break;
      if (auto done = measure(strategy); !done) return sim::Problem{done.problem()};
    }
    compare();
    report_.interrupted = interrupted_;
    return std::move(report_);
  }

 private:
  // The scenario's first host with a name, as the program calls it; the policy then leads it to the demo server.
  std::vector<std::string> demo_urls() const {
    std::string host = "demo.local";
    sim::Answers answers = scenario_.defaults.answers;
    for (const auto& h : scenario_.hosts) {
      if (h.name.find('*') != std::string::npos) continue;
      if (options_.calls.stream && h.answers != sim::Answers::openai && h.answers != sim::Answers::anthropic) continue;
      host = h.name;
      answers = h.answers;
      break;
    }
    const char* path = answers == sim::Answers::openai ? "/v1/chat/completions" : answers == sim::Answers::anthropic ? "/v1/messages" : "/get";
    return {cat("http://", host, options_.calls.stream && answers == sim::Answers::httpbin ? "/stream/20" : path)};
  }

  Policy policy() const {
    Policy policy;
    policy.allowed = options_.allowed;
    policy.longest_answer = std::chrono::seconds(std::llround(std::ceil(options_.calls.timeout * kTimeoutsAnAnswer)));
    for (const std::string& host : foreign_hosts(options_)) policy.allowed.insert(host);
    return policy;
  }

  size_t most_at_once(Strategy strategy) const {
    if (strategy == Strategy::serial) return 1;
    return strategy == Strategy::semaphore ? std::min(options_.calls.concurrency, options_.calls.count) : options_.calls.count;
  }

  void probe() {
    LiveOptions few = options_;
    few.calls.count = probe_count(options_);
    auto world = std::make_shared<LiveWorld>(policy(), &interrupted_);
    sim::RunOptions run = run_options(few);
    run.interrupted = &interrupted_;
    run.world = [&] { return world; };
    Outcome out = run_program(program(Strategy::serial, few.calls), Strategy::serial, run, nullptr);
    learn(out.calls, world->traffic());
  }

  // Measured when it is first asked for: not at all when there is nothing to predict.
  OwnCost& cost() {
    if (!std::exchange(cost_known_, true)) report_.cost = options_.cost ? *options_.cost : measure_own_cost(interrupted_);
    return report_.cost;
  }

  void learn(const std::vector<Call>& calls, const Traffic& traffic) {
    known_ = true;
    predictable_ = std::any_of(calls.begin(), calls.end(), [](const Call& call) { return call.status != 0; });
    if (!predictable_) return;
    cost().way = 0;                  // what was measured has it
    scenario_ = measured_scenario(calls, traffic, cost(), options_.calls.client_per_call);
  }

  // A server for each strategy: each meets the same first answer, second answer ... and an untouched rate limit.
  sim::Result<std::monostate> measure(Strategy strategy) {
    StrategyResult result;
    result.strategy = strategy;
    result.program = program(strategy, options_.calls);
    std::atomic<bool> never = false;
    if (known_ && predictable_) result.predicted = predict(options_, strategy, scenario_, cost(), interrupted_);
    Policy where = to_demo_ ? Policy{} : policy();
    std::unique_ptr<DemoServer> server;
    if (to_demo_) {
      auto started = DemoServer::start(scenario_, options_.seed);
      if (!started) return sim::Problem{started.problem()};
      server = std::move(*started);
      where.others = Endpoint{"127.0.0.1", server->port(), false};
    }
    auto world = std::make_shared<LiveWorld>(std::move(where), &interrupted_);
    const size_t at_once = most_at_once(strategy);
    world->expect(at_once);
    if (server) server->expect(at_once);
    if (observer_.began) observer_.began(strategy, result.predicted, world);
    sim::RunOptions run = run_options(options_);
    run.interrupted = &interrupted_;
    run.world = [&] { return world; };
    Outcome out = run_program(result.program, strategy, run, [&](const Call& call) {
      if (observer_.called) observer_.called(strategy, call);
    });
    account(result, options_, out);
    Traffic traffic = world->traffic();
    result.peak_in_flight = traffic.peak_in_flight;
    result.connections = traffic.connections;
    result.reason = traffic.first_failure;
    if (!known_ && strategy == Strategy::serial) {
      learn(out.calls, traffic);
      if (predictable_) result.predicted = predict(options_, strategy, scenario_, cost(), never);
    }
    if (result.predicted > 0) result.prediction_error = result.wall / result.predicted - 1;
    result.recording = world->recording();
    if (observer_.ended) observer_.ended(result);
    report_.results.push_back(std::move(result));
    return std::monostate();
  }

  // Against the serial run; without one, against the sum of what each call took.
  void compare() {
    for (StrategyResult& result : report_.results) {
      double serial = 0;
      for (const StrategyResult& other : report_.results)
        if (other.strategy == Strategy::serial && other.complete) serial = other.wall;
      auto add = [](double sum, const Call& c) { return sum + c.seconds; };
      if (serial == 0) serial = std::accumulate(result.calls.begin(), result.calls.end(), 0.0, add);
      if (result.wall > 0) result.speedup = serial / result.wall;
    }
  }

  LiveOptions options_;
  const LiveObserver& observer_;
  std::atomic<bool>& interrupted_;
  bool to_demo_;
  sim::Scenario scenario_;           // what the prediction is made from
  bool known_ = false, predictable_ = true, cost_known_ = false;
  LiveReport report_;
};

}  // namespace

std::set<std::string> foreign_hosts(const LiveOptions& options) {
  std::set<std::string> hosts;
  for (const std::string& text : options.calls.urls)
    if (auto url = parse_url(text); url && !is_loopback(url->endpoint.host)) hosts.insert(url->endpoint.host);
  return hosts;
}

uint64_t most_requests(const LiveOptions& options) {
  uint64_t calls = uint64_t{options.calls.count} * options.strategies.size();
  bool probes = !options.calls.urls.empty() && !options.strategies.empty() && options.strategies.front() != Strategy::serial;
  if (probes) calls += probe_count(options);
  return calls * (uint64_t{options.calls.retries} + 1);
}

sim::Result<LiveOptions> checked(LiveOptions options, std::string_view dashes) {
  auto problem = [&](const auto&... parts) { return sim::Problem{cat(dashes, parts...)}; };
  Calls& calls = options.calls;
  for (const std::string& url : calls.urls)
    if (auto parsed = parse_url(url); !parsed) return sim::Problem{parsed.problem()};
  bool elsewhere = !foreign_hosts(options).empty();
  uint32_t most_calls = elsewhere ? kMostCallsElsewhere : kMostCalls, most_at_once = elsewhere ? kMostAtOnceElsewhere : kMostAtOnce;
  const char* whose = elsewhere ? " to a server of other people" : "";
  if (calls.count == 0) return problem("count 0: there is nothing to call. At least 1.");
  if (calls.count > most_calls) return problem("count ", calls.count, " is too many calls", whose, ": at most ", most_calls, ".");
  if (calls.concurrency == 0) return problem("concurrency 0: no call could ever begin. At least 1.");
  if (calls.concurrency > most_at_once)
    return problem("concurrency ", calls.concurrency, " is too many calls at once", whose, ": at most ", most_at_once, ".");
  for (Strategy s : options.strategies)
    if ((s == Strategy::gather || s == Strategy::as_completed) && calls.count > most_at_once)
      return problem("strategy ", name(s), " has all calls under way at once, and ", calls.count, " are too many", whose, ": at most ",
                     most_at_once, ". ", dashes, "strategy serial,semaphore can do it.");
  if (!(calls.timeout > 0 && calls.timeout <= 3600)) return problem("timeout must be more than 0 and at most 3600 seconds.");
  if (calls.retries > 20) return problem("retries ", calls.retries, " is too many: at most 20.");
  if (!(calls.backoff >= 0 && calls.backoff <= 60)) return problem("backoff must be between 0 and 60 seconds.");
  if (!(calls.rate >= 0)) return problem("rate must not be negative; 0 is no limit.");
  if (elsewhere && calls.rate > kMostPerSecondElsewhere)
    return problem("rate is too high for a server of other people: at most ", static_cast<int>(kMostPerSecondElsewhere), " a second.");
  if (elsewhere && calls.rate == 0) calls.rate = kMostPerSecondElsewhere;
  if (options.strategies.empty()) return problem("strategy names none. There are serial, gather, semaphore and as_completed.");
  return options;
}

sim::RunOptions run_options(const LiveOptions& options) {
  sim::RunOptions run;
  run.seed = options.seed;
  run.limits.steps = 20'000'000'000;
  run.limits.memory = size_t{4} << 30;
  run.limits.output = size_t{256} << 20;
  run.detail = sim::Trace::Detail::off;   // what is to be stepped through is played back from the recording
  return run;
}

std::string nobody_answered(const LiveReport& report) {
  for (const StrategyResult& result : report.results)
    if (!result.status.empty()) return "";
  if (report.interrupted || report.results.empty()) return "";
  const StrategyResult& first = report.results.front();
  std::string why = first.reason;
  if (why.empty() && first.problems.contains("ReadTimeout")) why = "nothing came within the time of --timeout";
  if (why.empty() && !first.calls.empty()) why = first.calls.front().error;
  return cat("no call was answered by ", report.target, ": ", why, why.ends_with('.') ? "" : ".");
}

sim::Result<LiveReport> run_live(const LiveOptions& options, const LiveObserver& observer, std::atomic<bool>& interrupted) {
  return Comparison(options, observer, interrupted).run();
}

}  // namespace app::live
