// A run that happened in real time, as data: what the clock said and what arrived, in the order in which the loop asked. Played back, the same
// program takes the same steps again, as often as one likes.
// Before: app/live/live_world.cpp records. After: sim/run runs the program against it, for the app to step through.
#pragma once
#include "sim/world/network.h"
#include "sim/world/world.h"

#include <memory>
#include <utility>
#include <vector>

namespace sim {

// Every question to the world or its network is one step.
struct Recording {
  struct Step {
    Time now = 0;                // after it
    bool yes = false;            // take(), wait_for(): something had arrived; expects_arrivals()
  };
  std::vector<Step> steps;
  std::vector<Arrival> arrivals; // of take() and wait_for() that said yes, in order
  bool cut = false;              // the run went on behind the last step: it was too long to be kept whole
};

class ReplayWorld final : public World, public Network {
 public:
  // `scenario`: the one that the recorded world had.
  explicit ReplayWorld(std::shared_ptr<const Recording> recording, std::shared_ptr<const Scenario> scenario = nullptr)
      : recording_(std::move(recording)), scenario_(std::move(scenario)) {}

  Time now() const override { return now_; }
  bool real_time() const override { return true; }
  void tick() override { next(); }
  void wait_until(Time) override { next(); }
  void spend(Time) override { next(); }
  bool expects_arrivals() const override { return next(); }
  Network* network() override { return this; }
  const Scenario* scenario() const override { return scenario_.get(); }

  ConnectionId connect(std::string_view, uint16_t, bool, bool, Time) override { return next(), ++connections_; }
  void send(ConnectionId, const Request&, Time) override { next(); }
  void close(ConnectionId, Time) override { next(); }
  bool take(Arrival& out) override;
  std::optional<Arrival> wait_for(ConnectionId, Time, Time) override;

 private:
  bool next() const;             // throws Interrupted behind the last step: there the run was stopped
  std::shared_ptr<const Recording> recording_;
  std::shared_ptr<const Scenario> scenario_;
  mutable size_t step_ = 0;
  mutable Time now_ = 0;
  size_t arrival_ = 0;
  ConnectionId connections_ = 0;
};

}  // namespace sim
