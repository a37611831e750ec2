#include "app/live/own_cost.h"

#include "app/live/demo_server.h"
#include "app/live/live_world.h"
#include "app/live/strategies.h"
#include "sim/base/check.h"
#include "sim/base/text.h"
#include "sim/run/run.h"
#include "sim/world/sim_world.h"

#include <algorithm>
#include <cstdio>

namespace app::live {

using sim::Time;

namespace {

constexpr uint32_t kInARow = 8, kAtOnce = 50, kRounds = 3;
constexpr double kLatency = 0.01, kLatencyAtOnce = 0.03;   // seconds: long enough for all to be sent before the first answer

class CostedWorld final : public sim::World, public sim::Network {
 public:
  CostedWorld(std::shared_ptr<const sim::Scenario> scenario, uint64_t seed, const OwnCost& cost) : inner_(std::move(scenario), seed), cost_(cost) {}

  Time now() const override { return inner_.now(); }
  void wait_until(Time deadline) override { inner_.wait_until(deadline); }
  void spend(Time duration) override { inner_.spend(duration); }
  bool expects_arrivals() const override { return inner_.expects_arrivals(); }
  const sim::Scenario* scenario() const override { return inner_.scenario(); }
  sim::Network* network() override { return this; }

  sim::ConnectionId connect(std::string_view host, uint16_t port, bool tls, bool blocking, Time now) override {
    inner_.spend(cost_.connect);
    return net().connect(host, port, tls, blocking, now + cost_.connect);
  }
  void send(sim::ConnectionId connection, const sim::Request& request, Time now) override {
    inner_.spend(cost_.send);
    net().send(connection, request, now + cost_.send + cost_.way);
  }
  void close(sim::ConnectionId connection, Time now) override {
    inner_.spend(cost_.close);
    net().close(connection, now + cost_.close);
  }
  bool take(sim::Arrival& out) override {
    if (!net().take(out)) return false;
    if (out.last) inner_.spend(cost_.answer);
    return true;
  }
  std::optional<sim::Arrival> wait_for(sim::ConnectionId connection, Time now, Time deadline) override {
    return net().wait_for(connection, now, deadline);
  }

 private:
  sim::Network& net() { return *inner_.network(); }
  sim::SimWorld inner_;
  OwnCost cost_;
};

struct Measured {
  std::vector<LoopTime> rounds;      // where the loop's time went in each
  std::vector<double> seconds;       // of each call
};

LoopTime difference(const LoopTime& after, const LoopTime& before) {
  LoopTime out;
  for (size_t kind = 0; kind < std::size(out.spent); ++kind) {
    out.spent[kind] = after.spent[kind] - before.spent[kind];
    out.times[kind] = after.times[kind] - before.times[kind];
  }
  return out;
}

// The strategy's program, which makes its calls `rounds` times with a new client each: reading the libraries takes longer than all its calls.
std::string in_rounds(std::string program, uint32_t rounds) {
  constexpr std::string_view kStart = "asyncio.run(main())\n";
  SIM_CHECK(program.ends_with(kStart), "a strategy's program ends with its start");
  program.resize(program.size() - kStart.size());
  return program + sim::cat("for _ in range(", rounds, "):\n    ", kStart);
}

// Nothing when not all calls were answered.
std::optional<Measured> measure(Strategy strategy, uint32_t count, uint32_t rounds, double latency, std::atomic<bool>& interrupted) {
  sim::Scenario scenario;
  scenario.defaults.latency = sim::Distribution::constant(latency);
  auto server = DemoServer::start(scenario, 0);
  if (!server) return std::nullopt;
  size_t at_once = strategy == Strategy::serial ? 1 : count;
  (*server)->expect(at_once);
  auto world = std::make_shared<LiveWorld>(Policy{}, &interrupted);
  world->expect(at_once);
  Calls calls;
  calls.urls = {(*server)->url() + "/get"};
  calls.count = count;
  sim::RunOptions options;
  options.detail = sim::Trace::Detail::off;
  options.interrupted = &interrupted;
  options.world = [&] { return world; };
  Measured out;
  LoopTime before;
  Lines lines([&](std::string_view line) {
    if (parse_total(line)) {
      out.rounds.push_back(difference(world->loop_time(), before));
      before = world->loop_time();
    } else if (auto call = parse_call(line); call && call->status == 200) {
      out.seconds.push_back(call->seconds);
    }
  });
  options.on_output = [&](int fd, std::string_view text) {
    if (fd == 1) lines.add(text);
  };
  sim::run({"calibration.py", in_rounds(program(strategy, calls), rounds), {}}, options);
  if (out.seconds.size() != count * rounds || out.rounds.size() != rounds) return std::nullopt;
  return out;
}

Time each(const LoopTime& loop, LoopTime::Kind kind) {
  return loop.times[kind] ? loop.spent[kind] / static_cast<Time>(loop.times[kind]) : 0;
}

template <class T>
T median(std::vector<T> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

}  // namespace

OwnCost measure_own_cost(std::atomic<bool>& interrupted) {
  std::vector<Time> parts[4];        // something else on the machine disturbs one round rather than all
  auto many = measure(Strategy::gather, kAtOnce, kRounds, kLatencyAtOnce, interrupted);
  auto one = many ? measure(Strategy::serial, kInARow, 1, kLatency, interrupted) : std::nullopt;
  if (!one) return {};
  for (const LoopTime& round : many->rounds)
    for (auto kind : {LoopTime::connecting, LoopTime::sending, LoopTime::answering, LoopTime::closing}) parts[kind].push_back(each(round, kind));
  OwnCost cost{median(parts[LoopTime::connecting]), median(parts[LoopTime::sending]), median(parts[LoopTime::answering]),
               median(parts[LoopTime::closing]), 0};
  cost.way = std::max<Time>(0, sim::time_from_seconds(median(one->seconds) - kLatency) - cost.send - cost.answer);
  return cost;
}

std::string describe(const OwnCost& cost) {
  auto ms = [](Time t) { return sim::seconds(t) * 1000; };
  char out[200];
  std::snprintf(out, sizeof out, "a connection %.3f ms, a request %.3f ms, its answer %.3f ms, closing %.3f ms, the way %.3f ms", ms(cost.connect),
                ms(cost.send), ms(cost.answer), ms(cost.close), ms(cost.way));
  return out;
}

std::shared_ptr<sim::World> costed_world(std::shared_ptr<const sim::Scenario> scenario, uint64_t seed, const OwnCost& cost) {
  return std::make_shared<CostedWorld>(std::move(scenario), seed, cost);
}

}  // namespace app::live
