#include "sim/world/sim_world.h"

#include "sim/world/sim_network.h"

#include <algorithm>

namespace sim {

SimWorld::SimWorld(std::shared_ptr<const Scenario> scenario, uint64_t seed) : scenario_(std::move(scenario)), seed_(seed) {}
SimWorld::~SimWorld() = default;

void SimWorld::wait_until(Time deadline) {
  if (network_) deadline = std::min(deadline, network_->next_arrival(deadline));
  now_ = std::max(now_, deadline);
}

bool SimWorld::expects_arrivals() const { return network_ && network_->expects_arrivals(); }

Network* SimWorld::network() {
  if (!network_) network_ = std::make_unique<SimNetwork>(*scenario(), seed_, now_);
  return network_.get();
}

std::string SimWorld::unlisted_hosts() const { return network_ ? network_->unlisted_hosts() : ""; }

const Scenario* SimWorld::scenario() const { return scenario_ ? scenario_.get() : &default_scenario(); }

}  // namespace sim
