// Everything outside the loop: time, the kitchen the waiter waits for. Simulated, live and replayed runs differ here alone.
// After: sim/loop/loop.h asks it to wait.
#pragma once
#include "sim/base/time.h"

#include <string>

namespace sim {

class Network;                                   // network.h
struct Scenario;                                 // scenario.h

class World {
 public:
  virtual ~World() = default;
  virtual Time now() const = 0;
  // The loop turns, or the program reads the clock: real time goes on, virtual time does not.
  virtual void tick() {}
  // Nothing is ready: time passes until `deadline` or until something arrives, whichever is first.
  virtual void wait_until(Time deadline) = 0;
  // Time goes on by itself, and what happened can't be asked for ahead: a live run and its replay.
  virtual bool real_time() const { return false; }
  // The running code holds the loop for so long (time.sleep, simulated computing).
  virtual void spend(Time duration) = 0;
  // Could something still arrive with no timer set (a request in flight)? If not, and nothing is ready: deadlock.
  virtual bool expects_arrivals() const { return false; }
  // Null: a world without a network. It stays the same as long as the world lives.
  virtual Network* network() { return nullptr; }
  // What stand-ins for computing and databases cost, and which requests a served app gets.
  virtual const Scenario* scenario() const { return nullptr; }
  // Hosts that were connected to and that the scenario has no entry for, "a.org, b.org": what they answered is made up.
  virtual std::string unlisted_hosts() const { return {}; }
};

}  // namespace sim
