// A comparison that runs while the app draws: its own thread, and what it has come to, to be looked at in each frame.
// Before: model.cpp starts and stops it. After: live_run.h; panels/live.cpp draws the View.
#pragma once
#include "app/live/live_run.h"

#include <mutex>
#include <optional>
#include <thread>

namespace app::live {

class Session {
 public:
  // `options` from checked().
  explicit Session(LiveOptions options);
  ~Session();                        // stops it and waits, a moment at the most
  void stop() { interrupted_ = true; }
  bool running() const;

  // One strategy: waiting for its turn, running, or over.
  struct Bar {
    Strategy strategy = Strategy::serial;
    bool begun = false, over = false;
    double predicted = 0, elapsed = 0;           // seconds
    uint32_t called = 0, failed = 0;
    std::vector<ExchangeNow> exchanges;
    std::shared_ptr<const std::vector<double>> latencies = std::make_shared<std::vector<double>>();   // seconds, of the calls that are over
    std::shared_ptr<const StrategyResult> result;   // over; without its calls and its recording
  };
  struct View {
    bool running = false, interrupted = false;
    std::string problem, target;
    std::vector<Bar> bars;
    uint32_t count = 0;
  };
  View view() const;                 // looked at in each frame: what can be large is shared, not copied
  const std::vector<Strategy>& strategies() const { return options_.strategies; }
  // The finished run of a strategy, for a document.
  struct Finished {
    std::string program;
    sim::RunOptions options;
    std::shared_ptr<const sim::Recording> recording;
  };
  std::optional<Finished> finished(Strategy strategy) const;

 private:
  void run();
  Bar& bar(Strategy strategy);

  LiveOptions options_;
  std::atomic<bool> interrupted_ = false;
  mutable std::mutex mutex_;
  View view_;                                    // guarded
  std::vector<double> latencies_;                // guarded: of the strategy that runs
  std::map<Strategy, Finished> finished_;        // guarded
  std::shared_ptr<const LiveWorld> world_;       // guarded: of the strategy that runs
  std::thread thread_;
};

}  // namespace app::live
