// What a call costs besides the server's time: this machine's own work to open a connection, to send, to take an answer, to close, and the way
// through its network. In the simulator code takes no time; for a prediction of real seconds it does, and as much as it was measured to take.
// Before: live_run.cpp measures once and predicts. After: live_world.h tells where the time went; sim/world/sim_world.h is the world it is added to.
#pragma once
#include "sim/world/scenario.h"
#include "sim/world/world.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace app::live {

// The first four hold the loop, so that many calls at once add them up. Nanoseconds.
struct OwnCost {
  sim::Time connect = 0;             // the program's code up to it included, as with all of these
  sim::Time send = 0;
  sim::Time answer = 0;
  sim::Time close = 0;
  sim::Time way = 0;                 // from sending to hearing, besides what the server's model says: threads that wake up, timers
};

// Measured with the very programs that are compared, against a demo server on loopback whose latency is known: a few calls one after the other,
// and some at once. Takes about a quarter of a second. All zero when no server can be had, or it was interrupted.
OwnCost measure_own_cost(std::atomic<bool>& interrupted);

// "a connection 0.061 ms, a request 0.043 ms, ..."
std::string describe(const OwnCost& cost);

// The simulated world of `scenario`, where the loop is held for what each of its operations costs.
std::shared_ptr<sim::World> costed_world(std::shared_ptr<const sim::Scenario> scenario, uint64_t seed, const OwnCost& cost);

}  // namespace app::live
