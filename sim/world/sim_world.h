// Virtual time: it stands still while code runs, and jumps when the loop waits. Its network is made when first asked for.
// Before: sim/run/run.cpp makes it. After: sim_network.h.
#pragma once
#include "sim/world/world.h"

#include <cstdint>
#include <memory>

namespace sim {

class SimNetwork;

class SimWorld final : public World {
 public:
  // Without a scenario: the default one.
  explicit SimWorld(std::shared_ptr<const Scenario> scenario = nullptr, uint64_t seed = 0);
  ~SimWorld() override;
  Time now() const override { return now_; }
  void wait_until(Time deadline) override;
  void spend(Time duration) override {
    if (duration > 0) now_ = duration > kNever - now_ ? kNever : now_ + duration;
  }
  bool expects_arrivals() const override;
  Network* network() override;
  const Scenario* scenario() const override;
  std::string unlisted_hosts() const override;

 private:
  Time now_ = 0;
  std::shared_ptr<const Scenario> scenario_;
  uint64_t seed_;
  std::unique_ptr<SimNetwork> network_;
};

}  // namespace sim
