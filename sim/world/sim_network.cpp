#include "sim/world/sim_network.h"

#include <algorithm>
#include <functional>

namespace sim {

namespace {
// Upload: the first byte takes half a round trip, the last one as long as the host's bandwidth says.
Time sending_time(const Server& server, const Request& r) {
  double bandwidth = server.host().bandwidth;
  return bandwidth > 0 ? time_from_seconds(static_cast<double>(r.body.size()) / bandwidth) : 0;
}
}  // namespace

void SimNetwork::schedule(ConnectionId id, Time at) {
  due_.push_back({at, order_++, id});
  std::push_heap(due_.begin(), due_.end(), std::greater<>());
}

ConnectionId SimNetwork::connect(std::string_view host, uint16_t, bool tls, bool blocking, Time now) {
  ConnectionId id = ++last_id_;
  Connection& c = connections_[id];
  c.server = servers_.find(host);
  c.blocking = blocking;
  Opening opening;
  if (c.server) {
    opening = c.server->open(now, tls);
  } else {
    const ScenarioHost& anywhere = servers_.scenario().defaults;
    opening.error = NetError::dns;
    opening.message = "[Errno -2] Name or service not known";
    opening.dns = time_from_seconds(anywhere.round_trip.quantile(0.5) * anywhere.dns);
  }
  c.round_trip = opening.round_trip;
  Arrival a;
  a.connection = id;
  a.at = later(later(later(now, opening.dns), opening.tcp), opening.tls);
  a.connected = opening.error == NetError::none;
  a.error = opening.error;
  a.message = std::move(opening.message);
  a.dns = opening.dns;
  a.tcp = opening.tcp;
  a.tls = opening.tls;
  if (!blocking) schedule(id, a.at);
  c.coming.push_back(std::move(a));
  return id;
}

void SimNetwork::send(ConnectionId id, const Request& request, Time now) {
  auto found = connections_.find(id);
  if (found == connections_.end() || !found->second.server) return;
  Connection& c = found->second;
  Time reached = later(later(now, sending_time(*c.server, request)), c.round_trip / 2);
  if (c.blocking) return plan(id, c, c.server->answer(request, reached), reached);
  c.on_its_way = request;
  schedule(id, reached);
}

void SimNetwork::reach_host(ConnectionId id, Connection& c, Time at) {
  Request request = std::move(*c.on_its_way);
  c.on_its_way.reset();
  plan(id, c, c.server->answer(request, at), at);
  if (!c.coming.empty()) schedule(id, c.coming.front().at);
}

// The answer as the program will hear it. What comes at one instant is one arrival.
void SimNetwork::plan(ConnectionId id, Connection& c, Answer answer, Time reached) {
  auto at_time = [&](Time at) -> Arrival& {
    if (!c.coming.empty() && c.coming.back().at == at) return c.coming.back();
    c.coming.emplace_back();
    c.coming.back().connection = id;
    c.coming.back().at = at;
    return c.coming.back();
  };
  Time at = later(later(reached, answer.head_after), c.round_trip - c.round_trip / 2);
  if (answer.status) {
    Arrival& head = at_time(at);
    head.status = answer.status;
    head.reason = std::move(answer.reason);
    head.headers = std::move(answer.headers);
  }
  for (Answer::Chunk& chunk : answer.chunks) {
    at = later(at, chunk.after);
    at_time(at).data += chunk.data;
  }
  if (answer.end == Answer::End::complete) {
    Arrival& last = at_time(at);
    last.last = true;
    last.closes = answer.closes;
  } else if (answer.end != Answer::End::hang) {
    c.coming.emplace_back();
    Arrival& failed = c.coming.back();
    failed.connection = id;
    failed.at = at;
    failed.error = answer.end == Answer::End::reset ? NetError::reset : NetError::malformed;
    failed.message = answer.end == Answer::End::reset ? "[Errno 104] Connection reset by peer" : "illegal status line: bytearray(b'THIS IS NOT HTTP')";
  }
}

void SimNetwork::close(ConnectionId id, Time) { connections_.erase(id); }

// The first of `due_` belongs to a living connection afterwards.
bool SimNetwork::drop_closed() {
  while (!due_.empty() && !connections_.contains(due_.front().connection)) {
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    due_.pop_back();
  }
  return !due_.empty();
}

Time SimNetwork::next_arrival(Time deadline) {
  while (drop_closed() && due_.front().at <= deadline) {
    Due first = due_.front();
    Connection& c = connections_.at(first.connection);
    if (!c.on_its_way) return first.at;
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    due_.pop_back();
    reach_host(first.connection, c, first.at);
  }
  return kNever;
}

bool SimNetwork::expects_arrivals() { return next_arrival(kNever - 1) != kNever; }

bool SimNetwork::take(Arrival& out) {
  if (due_.empty() || next_arrival(clock_) == kNever) return false;
  Due first = due_.front();
  std::pop_heap(due_.begin(), due_.end(), std::greater<>());
  due_.pop_back();
  Connection& c = connections_.at(first.connection);
  out = std::move(c.coming.front());
  c.coming.pop_front();
  if (!c.coming.empty()) schedule(first.connection, c.coming.front().at);
  return true;
}

std::optional<Arrival> SimNetwork::wait_for(ConnectionId id, Time, Time deadline) {
  auto found = connections_.find(id);
  if (found == connections_.end() || found->second.coming.empty() || found->second.coming.front().at > deadline) return std::nullopt;
  Arrival out = std::move(found->second.coming.front());
  found->second.coming.pop_front();
  return out;
}

}  // namespace sim
