// Virtual time: it stands still while code runs, and jumps when the loop waits.
#pragma once
#include "sim/world/world.h"

namespace sim {

class SimWorld final : public World {
 public:
  Time now() const override { return now_; }
  void wait_until(Time deadline) override {
    if (deadline > now_) now_ = deadline;
  }
  void spend(Time duration) override {
    if (duration > 0) now_ = duration > kNever - now_ ? kNever : now_ + duration;
  }

 private:
  Time now_ = 0;
};

}  // namespace sim
