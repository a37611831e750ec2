// The network in virtual time: connections to the hosts of a scenario, and what arrives from them when.
// Before: sim/loop/connection.h connects and sends. After: server.h answers; SimWorld moves the clock to the next arrival.
#pragma once
#include "sim/world/server.h"

#include <deque>
#include <unordered_map>

namespace sim {

class SimNetwork final : public Network {
 public:
  // `clock`: the world's, which stands still while code runs.
  SimNetwork(const Scenario& scenario, uint64_t seed, const Time& clock) : servers_(scenario, seed), clock_(clock) {}

  ConnectionId connect(std::string_view host, uint16_t port, bool tls, bool blocking, Time now) override;
  void send(ConnectionId connection, const Request& request, Time now) override;
  void close(ConnectionId connection, Time now) override;
  bool take(Arrival& out) override;
  std::optional<Arrival> wait_for(ConnectionId connection, Time now, Time deadline) override;

  // When the program hears next of any of its connections, up to `deadline`; kNever: not in that time.
  Time next_arrival(Time deadline);
  bool expects_arrivals();
  std::string unlisted_hosts() const { return servers_.unlisted(); }

 private:
  struct Connection {
    Server* server = nullptr;          // null: the name did not resolve
    Time round_trip = 0;
    bool blocking = false;
    std::optional<Request> on_its_way; // sent, and not yet at the host
    std::deque<Arrival> coming;        // in order of time
  };
  // Something is due: the request on its way reaches the host, or the first of `coming` reaches the program.
  struct Due {
    Time at;
    uint64_t order;
    ConnectionId connection;
    bool operator>(const Due& o) const { return at != o.at ? at > o.at : order > o.order; }
  };
  void schedule(ConnectionId id, Time at);
  bool drop_closed();                  // false: nothing is due any more
  void reach_host(ConnectionId id, Connection& c, Time at);
  static void plan(ConnectionId id, Connection& c, Answer answer, Time reached);

  Servers servers_;
  const Time& clock_;
  ConnectionId last_id_ = 0;
  uint64_t order_ = 0;
  std::unordered_map<ConnectionId, Connection> connections_;
  std::vector<Due> due_;               // a heap, the earliest first; of closed connections, too
};

}  // namespace sim
