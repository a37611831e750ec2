// Real HTTP behind the loop's Network interface: each opening and each exchange runs on a thread of a pool, what they receive goes into one
// queue, and the loop's thread takes it from there. Only hosts that the policy names are contacted.
// Before: live_world.h gives it to the loop. After: connection.h, and cpp-httplib for the words of HTTP.
#pragma once
#include "sim/world/network.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace app::live {

struct Endpoint {
  std::string host;
  uint16_t port = 0;
  bool tls = false;
};

// Who may be contacted, and who stands for whom.
struct Policy {
  std::set<std::string, std::less<>> allowed;                   // host names; loopback always is
  std::map<std::string, Endpoint, std::less<>> mapped;          // a connection to the host goes there; it is told the host's own name
  std::optional<Endpoint> others;                               // plays every host that is neither allowed nor mapped; none: they are refused
  size_t max_answer = 64u << 20;                                // bytes of one answer, sent and unpacked
  std::chrono::seconds longest_answer = std::chrono::hours(24);   // from a request to the end of its answer, however often a byte of it comes
};
bool is_loopback(std::string_view host);                        // localhost, 127.*, ::1

// What went over the network, for reports. Connections count when they are open.
struct Traffic {
  uint64_t connections = 0, requests = 0, answers = 0;
  sim::Time tcp = 0, tls = 0;                                   // spent opening them, all together
  uint32_t in_flight = 0, peak_in_flight = 0;                   // requests sent and not yet answered to the end
  std::string first_failure;                                    // of an opening or an exchange, as a sentence
  std::set<std::string> played;                                 // hosts that `others` stood in for
};

inline constexpr size_t kMostShown = 1000;                      // requests that are kept for drawing
// One request, as it is drawn while it runs.
struct ExchangeNow {
  sim::Time sent = 0, done = -1;                                // done < 0: under way
  bool failed = false;                                          // an error, or a status from 400 on
};

class HttpNetwork final : public sim::Network {
 public:
  // `now`: the clock of arrivals, called from any thread.
  HttpNetwork(Policy policy, std::function<sim::Time()> now);
  ~HttpNetwork() override;                                      // ends everything at once and waits for the threads
  // So many calls may be under way at once: their threads are started now instead of in the middle of them.
  void expect(size_t at_once);

  sim::ConnectionId connect(std::string_view host, uint16_t port, bool tls, bool blocking, sim::Time now) override;
  void send(sim::ConnectionId connection, const sim::Request& request, sim::Time now) override;
  void close(sim::ConnectionId connection, sim::Time now) override;
  bool take(sim::Arrival& out) override;
  std::optional<sim::Arrival> wait_for(sim::ConnectionId connection, sim::Time now, sim::Time deadline) override;

  // Until something can be taken, `deadline` (of the clock) has come, or `interrupted` is set: then false.
  bool wait(sim::Time deadline, const std::atomic<bool>* interrupted);
  bool sleep_until(sim::Time deadline, const std::atomic<bool>* interrupted);   // false: interrupted
  bool busy() const;                                            // something may still arrive
  Traffic traffic() const;
  std::vector<ExchangeNow> exchanges() const;                   // the first kMostShown; from any thread
  // wait_for() gives up when this is set.
  const std::atomic<bool>* interrupted = nullptr;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace app::live
