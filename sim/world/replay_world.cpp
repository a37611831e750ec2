#include "sim/world/replay_world.h"

#include "sim/base/heap.h"

namespace sim {

bool ReplayWorld::next() const {
  if (step_ == recording_->steps.size()) throw Interrupted{};
  const Recording::Step& step = recording_->steps[step_++];
  now_ = step.now;
  return step.yes;
}

bool ReplayWorld::take(Arrival& out) {
  if (!next()) return false;
  out = recording_->arrivals[arrival_++];
  return true;
}

std::optional<Arrival> ReplayWorld::wait_for(ConnectionId, Time, Time) {
  if (!next()) return std::nullopt;
  return recording_->arrivals[arrival_++];
}

}  // namespace sim
