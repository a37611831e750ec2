// Everything outside the loop: time, the kitchen the waiter waits for. Simulated, live and replayed runs differ here alone.
// After: sim/loop/loop.h asks it to wait.
#pragma once
#include "sim/base/time.h"

namespace sim {

class World {
 public:
  virtual ~World() = default;
  virtual Time now() const = 0;
  // Nothing is ready: time passes until `deadline` or until something arrives, whichever is first.
  virtual void wait_until(Time deadline) = 0;
  // The running code holds the loop for so long (time.sleep, simulated computing).
  virtual void spend(Time duration) = 0;
  // Could something still arrive with no timer set (a request in flight)? If not, and nothing is ready: deadlock.
  virtual bool expects_arrivals() const { return false; }
};

}  // namespace sim
