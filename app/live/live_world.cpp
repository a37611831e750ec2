#include "app/live/live_world.h"

#include "sim/base/heap.h"

namespace app::live {

using sim::Time;

namespace {

size_t size_of(const sim::Arrival& a) {
  size_t bytes = sizeof a + a.data.size();
  for (const auto& [name, value] : a.headers) bytes += sizeof(a.headers[0]) + name.size() + value.size();
  return bytes;
}

}  // namespace

LiveWorld::LiveWorld(Policy policy, const std::atomic<bool>* interrupted, const sim::Scenario* scenario, size_t most_recorded)
    : interrupted_(interrupted), scenario_(scenario), most_recorded_(most_recorded), http_(std::move(policy), [this] { return clock(); }) {
  http_.interrupted = interrupted;
}

Time LiveWorld::clock() const {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began_).count();
}

bool LiveWorld::step(bool yes, const sim::Arrival* got) const {
  now_ = clock();
  recorded_ += sizeof(sim::Recording::Step) + (got ? size_of(*got) : 0);
  recording_->cut |= recorded_ > most_recorded_;
  if (recording_->cut) return yes;
  recording_->steps.push_back({now_, yes});
  if (got) recording_->arrivals.push_back(*got);
  return yes;
}

// What was done since the last operation belongs to this one: mostly it prepares it.
void LiveWorld::worked(LoopTime::Kind kind, bool counts) {
  Time until = clock();
  if (worked_until_ >= 0) loop_time_.spent[kind] += until - worked_until_;
  loop_time_.times[kind] += counts;
  worked_until_ = until;
}

void LiveWorld::tick() {
  step();
  if (worked_until_ < 0) worked_until_ = now_;
}

void LiveWorld::wait_until(Time deadline) {
  worked(LoopTime::answering, false);              // the last thing done before a wait is to deal with an answer
  if (!http_.wait(deadline, interrupted_)) throw sim::Interrupted{};
  step();
  worked_until_ = now_;
}

void LiveWorld::spend(Time duration) {
  if (!http_.sleep_until(now_ + duration, interrupted_)) throw sim::Interrupted{};
  step();
  worked_until_ = now_;
}

bool LiveWorld::expects_arrivals() const { return step(http_.busy()); }

sim::ConnectionId LiveWorld::connect(std::string_view host, uint16_t port, bool tls, bool blocking, Time now) {
  step();
  sim::ConnectionId id = http_.connect(host, port, tls, blocking, now);
  worked(LoopTime::connecting);
  return id;
}

void LiveWorld::send(sim::ConnectionId connection, const sim::Request& request, Time now) {
  step();
  http_.send(connection, request, now);
  worked(LoopTime::sending);
}

void LiveWorld::close(sim::ConnectionId connection, Time now) {
  step();
  http_.close(connection, now);
  worked(LoopTime::closing);
}

bool LiveWorld::take(sim::Arrival& out) {
  bool got = http_.take(out);
  if (got && out.last) worked(LoopTime::answering);
  return step(got, got ? &out : nullptr);
}

std::optional<sim::Arrival> LiveWorld::wait_for(sim::ConnectionId connection, Time now, Time deadline) {
  std::optional<sim::Arrival> got = http_.wait_for(connection, now, deadline);
  if (!got && interrupted_ && *interrupted_) throw sim::Interrupted{};
  step(got.has_value(), got ? &*got : nullptr);
  return got;
}

}  // namespace app::live
