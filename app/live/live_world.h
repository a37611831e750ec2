// The World of real time and real HTTP. Its clock stands still between two questions of the loop, so that the questions and their answers,
// written down, are the whole run: sim/world/replay_world.h plays them back.
// Before: live_run.cpp and the command live give it to sim/run. After: http_network.h.
#pragma once
#include "app/live/http_network.h"
#include "sim/world/replay_world.h"

#include <chrono>
#include <memory>

namespace app::live {

// Where the loop's time went: the program's own work up to and with each operation, and how often there was one.
struct LoopTime {
  enum Kind : uint8_t { connecting, sending, answering, closing };
  sim::Time spent[4] = {};
  uint64_t times[4] = {};
};

class LiveWorld final : public sim::World, public sim::Network {
 public:
  // `interrupted`: ends all waiting; owned by the caller, as `scenario`, which only says what stand-ins for computing cost.
  // `most_recorded`: bytes of the recording; what does not fit is not recorded.
  LiveWorld(Policy policy, const std::atomic<bool>* interrupted, const sim::Scenario* scenario = nullptr, size_t most_recorded = kMostRecorded);
  static constexpr size_t kMostRecorded = size_t{256} << 20;

  // ---- sim::World. Waiting throws sim::Interrupted when it is to end.
  sim::Time now() const override { return now_; }
  bool real_time() const override { return true; }
  void tick() override;
  void wait_until(sim::Time deadline) override;
  void spend(sim::Time duration) override;
  bool expects_arrivals() const override;
  sim::Network* network() override { return this; }
  const sim::Scenario* scenario() const override { return scenario_; }

  // ---- sim::Network
  sim::ConnectionId connect(std::string_view host, uint16_t port, bool tls, bool blocking, sim::Time now) override;
  void send(sim::ConnectionId connection, const sim::Request& request, sim::Time now) override;
  void close(sim::ConnectionId connection, sim::Time now) override;
  bool take(sim::Arrival& out) override;
  std::optional<sim::Arrival> wait_for(sim::ConnectionId connection, sim::Time now, sim::Time deadline) override;

  void expect(size_t at_once) { http_.expect(at_once); }   // before the run
  Traffic traffic() const { return http_.traffic(); }
  std::vector<ExchangeNow> exchanges() const { return http_.exchanges(); }
  sim::Time clock() const;       // the real one; from any thread
  std::shared_ptr<const sim::Recording> recording() const { return recording_; }
  const LoopTime& loop_time() const { return loop_time_; }   // after the run

 private:
  bool step(bool yes = false, const sim::Arrival* got = nullptr) const;
  void worked(LoopTime::Kind kind, bool counts = true);
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  const std::atomic<bool>* interrupted_;
  const sim::Scenario* scenario_;
  size_t most_recorded_;
  std::shared_ptr<sim::Recording> recording_ = std::make_shared<sim::Recording>();
  mutable size_t recorded_ = 0;  // bytes
  mutable sim::Time now_ = 0;
  LoopTime loop_time_;
  sim::Time worked_until_ = -1;  // what the program did since then is not in loop_time_ yet; before its first look at the clock: nothing counts
  HttpNetwork http_;
};

}  // namespace app::live
