// The comparison of strategies: each program of strategies.h with real HTTP, and the same one in the simulator as the prediction.
// Before: the command live and the app's live panel. After: live_world.h, demo_server.h, sim/run.
#pragma once
#include "app/live/live_world.h"
#include "app/live/own_cost.h"
#include "app/live/strategies.h"
#include "sim/base/result.h"
#include "sim/run/run.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace app::live {

struct LiveOptions {
  Calls calls;                       // without URLs: the demo server is called
  std::vector<Strategy> strategies{Strategy::serial, Strategy::gather, Strategy::semaphore, Strategy::as_completed};
  sim::Scenario scenario;            // of the demo server
  uint64_t seed = 0;
  std::optional<OwnCost> cost;       // of this machine, for the predictions; none: it is measured first
  std::set<std::string, std::less<>> allowed;   // hosts that redirects may lead to, besides those of the URLs
};

// What a person may ask for at most: the machine's, and other people's servers', sake.
inline constexpr uint32_t kMostCalls = 100'000, kMostCallsElsewhere = 1'000;
inline constexpr uint32_t kMostAtOnce = 1'000, kMostAtOnceElsewhere = 50;
inline constexpr double kMostPerSecondElsewhere = 100;

// The options made whole (the demo server's URL, a rate where one is needed), or a sentence why they can't be. `dashes` stand before an
// option's name.
sim::Result<LiveOptions> checked(LiveOptions options, std::string_view dashes = {});
// With all retries and the calls that measure a server beforehand; without what redirects add.
uint64_t most_requests(const LiveOptions& options);
// The hosts other than loopback that a run with these options contacts first: to be asked about.
std::set<std::string> foreign_hosts(const LiveOptions& options);

// With what the strategies' programs run, here and in the simulator, and when they are played back: seed and limits.
sim::RunOptions run_options(const LiveOptions& options);

struct StrategyResult {
  Strategy strategy = Strategy::serial;
  std::string program;
  std::vector<Call> calls;           // one for each that was wanted, those that never came to their end too
  double wall = 0, speedup = 0;      // seconds; times faster than serial
  double p50 = 0, p95 = 0, longest = 0, first_p50 = -1;   // seconds
  uint32_t ok = 0, errors = 0;       // their sum is the number of calls
  std::map<int, uint32_t> status;
  std::map<std::string, uint32_t> problems;   // each error's name
  uint32_t peak_in_flight = 0;
  uint64_t connections = 0;
  double predicted = 0, prediction_error = 0;   // seconds; wall / predicted - 1
  std::string reason;                // what the network said of the first call that got no answer; may be ""
  bool complete = false;             // false: stopped, or the program failed: `message` says it
  std::string message;
  std::shared_ptr<const sim::Recording> recording;
};

// "", or the sentence for a person when no call of any strategy was answered.
struct LiveReport;
std::string nobody_answered(const LiveReport& report);

struct LiveReport {
  std::string target;
  Calls calls;
  std::vector<StrategyResult> results;   // of those begun
  OwnCost cost;                      // what the predictions count for this machine's own work
  bool interrupted = false;
};

// Called on the thread of run_live().
struct LiveObserver {
  std::function<void(Strategy, double predicted, std::shared_ptr<const LiveWorld>)> began;   // predicted 0: not yet known
  std::function<void(Strategy, const Call&)> called;
  std::function<void(const StrategyResult&)> ended;
};

// `options` from checked(). Ends within moments after `interrupted` is set, with everything accounted for. A sentence when the demo server
// can't start.
sim::Result<LiveReport> run_live(const LiveOptions& options, const LiveObserver& observer, std::atomic<bool>& interrupted);

std::string to_table(const LiveReport& report);
std::string to_json(const LiveReport& report);

}  // namespace app::live
