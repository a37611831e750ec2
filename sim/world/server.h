// A host of the scenario as a machine: request in, plan of the answer out. It never waits and knows no clock: the caller says when.
// Before: sim_network.cpp (virtual time) and the demo server of app/live (real time) ask it. After: server_answers.cpp writes the bodies.
//
// The n-th request to a host gets the n-th draw of each random stream, whoever asks and in whatever time: a simulated run and a live one
// see the same latencies and faults. Not thread-safe: callers with threads lock around it.
#pragma once
#include "sim/world/network.h"

#include <map>
#include <memory>

namespace sim {

// What opening a connection comes to.
struct Opening {
  NetError error = NetError::none;
  std::string message;               // of the error
  Time dns = 0, tcp = 0, tls = 0;    // how long each phase takes; the phase in which an error occurs is the last that has a time
  Time round_trip = 0;               // of this connection from now on
};

struct Answer {
  enum class End : uint8_t { complete, reset, malformed, hang };   // hang: nothing more ever comes
  Time head_after = 0;               // from the request's arrival at the host to the first byte: waiting for a worker, and the latency
  Time queued = 0;                   // the part of it spent waiting for a worker
  int status = 200;                  // 0: not even a head is sent before `end`
  std::string reason;
  Headers headers;                   // all of them; content-length unless the body streams (then transfer-encoding: chunked)
  struct Chunk {
    Time after = 0;                  // the one before it (the first: the head)
    std::string data;
  };
  std::vector<Chunk> chunks;         // may be empty
  End end = End::complete;
  bool closes = false;               // the host closes the connection behind this answer
  Time total() const {
    Time t = head_after;
    for (const Chunk& c : chunks) t = later(t, c.after);
    return t;
  }
};

class Server {
 public:
  Server(const ScenarioHost& host, std::string_view name, uint64_t seed);
  const ScenarioHost& host() const { return host_; }

  // A client begins to open a connection at `now`.
  Opening open(Time now, bool tls);
  // A request arrives at `now`. Requests should come in order of time; one that comes out of order (a thread's job runs ahead) is fitted in
  // where a worker is free.
  Answer answer(const Request& request, Time now);

  uint64_t requests() const { return requests_; }

 private:
  struct Interval { Time begin, end; };
  const Fault* fault(const Request& request, uint64_t number, Time now, bool opening) const;
  size_t admitted_within(Time window, Time now, Time* next_leaves) const;
  std::optional<double> refused_for(Time now);
  void admit(Time arrival, Time end);
  std::optional<Time> take_worker(Time arrival, Time service);
  Answer refusal(double wait) const;
  Answer failure(const Fault& f) const;
  Answer planned(const Request& request, const Route* route, uint64_t number) const;
  static void spoil(Answer& a, const Fault& f);

  const ScenarioHost& host_;
  std::string name_;
  uint64_t seed_;
  uint64_t requests_ = 0, connections_ = 0;
  std::vector<std::vector<Interval>> workers_;   // what each does when, in order
  std::vector<Time> waiting_until_;              // when the work of those that had to wait begins, sorted
  std::vector<Time> admitted_;                   // arrivals that the rate limit let in, sorted
  std::vector<Interval> in_flight_;              // the same with their ends, while a concurrent limit counts them
};

// All hosts of a scenario, made when first asked for.
class Servers {
 public:
  Servers(const Scenario& scenario, uint64_t seed) : scenario_(scenario), seed_(seed) {}
  Server* find(std::string_view host);           // null: the name does not resolve
  std::string unlisted() const;                  // those found so far that the scenario has no entry for: "a.org, b.org"
  const Scenario& scenario() const { return scenario_; }

 private:
  const Scenario& scenario_;
  uint64_t seed_;
  std::map<std::string, std::unique_ptr<Server>, std::less<>> servers_;
};

// ---- server_answers.cpp: status, headers and body that a host of this kind gives to a request. Fills status, headers and the body cut into
// chunks (texts only: the times are the server's), and says how many chunks' gaps an answer that does not stream takes to be made.
struct Content {
  int status = 200;
  Headers headers;
  std::vector<std::string> chunks;   // more than one: the body streams
  bool streams = false;
  uint32_t steps = 0;                // gaps that pass before the head: an answer of a model that is not streamed
  double extra_delay = 0;            // seconds: /delay/S
};
Content content_for(const ScenarioHost& host, std::string_view name, const Request& request, const Route* route, Random& random);
std::string_view reason_phrase(int status);
std::string boundary_of(std::string_view content_type);   // what stands between the parts of a form with files
const Route* route_for(const ScenarioHost& host, const Request& request);

}  // namespace sim
