// A program of somebody's own with real HTTP and real time: hosts that were not named are played by the demo server.
// Before: the command live; the app, where it runs on a thread of its own (live_mode.cpp). After: live_world.h, demo_server.h, sim/run.
#pragma once
#include "app/live/live_world.h"
#include "sim/base/result.h"
#include "sim/run/run.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace app::live {

struct ProgramOptions {
  sim::Program program;
  Policy policy;                                   // `others` becomes the demo server
  std::shared_ptr<const sim::Scenario> scenario;   // of the demo server, and what stand-ins for computing cost
  sim::RunOptions run;                             // limits, seed, detail, on_output
};
struct ProgramResult {
  std::unique_ptr<sim::Run> run;
  std::shared_ptr<const sim::Recording> recording;
  std::set<std::string> played;                    // hosts that the demo server stood in for
};
// A sentence when the demo server can't start.
sim::Result<ProgramResult> run_program(ProgramOptions options, std::atomic<bool>& interrupted);

// The same on a thread of its own.
class ProgramRun {
 public:
  explicit ProgramRun(ProgramOptions options);
  ~ProgramRun();                                   // stops it and waits, a moment at the most
  void stop() { interrupted_ = true; }
  bool over() const { return over_; }
  // What it was given: a recording is played back with the same.
  const ProgramOptions& options() const { return options_; }
  double seconds() const;                          // since it began
  sim::Result<ProgramResult> take();               // once, when it is over

 private:
  const ProgramOptions options_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::atomic<bool> interrupted_ = false, over_ = false;
  std::optional<sim::Result<ProgramResult>> result_;   // the thread's until it is over
  std::thread thread_;
};

}  // namespace app::live
