#include "tests/sim/loop/small_host.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>

using namespace sim;
using sim::test::SmallRun;

namespace {

// The same by a sorted map, where equal times keep their order of insertion.
class Model {
 public:
  explicit Model(SmallRun& run) : run_(run) {}

  void push(Time when) {
    Ref<sim::Handle> handle(new CallHandle(*run_.loop, nullptr, when, Value::none(), Value::none()));
    timers.push(when, handle);
    sorted.emplace(when, handle);
  }
  // True: both give the same timer.
  bool pop() {
    bool same = timers.size() == sorted.size() && timers.first_when() == sorted.begin()->first && timers.pop() == sorted.begin()->second.get();
    sorted.erase(sorted.begin());
    return same && timers.empty() == sorted.empty();
  }

  Timers timers;
  std::multimap<Time, Ref<sim::Handle>> sorted;

 private:
  SmallRun& run_;
};

}  // namespace

TEST_CASE("timers come out by time, those of one instant in the order they were set") {
  SmallRun run;
  Model model(run);
  std::mt19937 random(1);
  auto below = [&](uint32_t n) { return static_cast<Time>(random() % n); };
  Time now = 0;
  for (int i = 0; i < 20'000; ++i) {
    if (below(100) < 55 || model.sorted.empty()) {
      Time scale = below(2) ? 1'000'000 : below(2) ? 1 : 1'000'000'000;
      model.push(now + below(50) * scale);
    } else {
      now = model.sorted.begin()->first;
      REQUIRE(model.pop());
    }
  }
  while (!model.sorted.empty()) REQUIRE(model.pop());
}

TEST_CASE("a timer may be set for before the one that came last") {
  SmallRun run;
  Model model(run);
  std::mt19937 random(2);
  for (int i = 0; i < 5'000; ++i) {
    for (uint32_t n = random() % 4; n > 0; --n) model.push(static_cast<Time>(random() % 1000) - 20);
    if (!model.sorted.empty()) REQUIRE(model.pop());
  }
  model.push(kNever - 1);
  model.push(0);
  while (!model.sorted.empty()) REQUIRE(model.pop());
}

TEST_CASE("dropping cancelled timers leaves the others as they were") {
  SmallRun run;
  Model model(run);
  std::mt19937 random(3);
  for (int i = 0; i < 1'000; ++i) model.push(static_cast<Time>(random() % 300));
  for (int i = 0; i < 100; ++i) REQUIRE(model.pop());
  for (int i = 0; i < 20; ++i) model.push(3);                    // before what was popped last
  for (auto it = model.sorted.begin(); it != model.sorted.end();) {
    bool cancel = random() % 3 > 0;
    if (cancel) it->second->cancel();
    it = cancel ? model.sorted.erase(it) : std::next(it);
  }
  model.timers.drop_cancelled();
  CHECK_FALSE(model.timers.first_is_cancelled());
  while (!model.sorted.empty()) REQUIRE(model.pop());
}
