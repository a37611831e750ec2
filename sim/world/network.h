// What programs call over: connections, requests, and what arrives. A part of the World, so that simulated and live runs differ here alone.
// Before: sim/loop/connection.h asks. After: the loop takes what arrived in each turn and hands it to the connection.
//
// Threads: every function is called on the thread that runs the loop. A network with threads of its own (live) puts what they receive into
// a queue under a lock, ends wait_until() early when it does so, and hands it out in take(): nothing else crosses threads.
#pragma once
#include "sim/base/time.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>

namespace sim {

using ConnectionId = uint64_t;   // from 1, never given twice in a run

struct Request {
  std::string method, target;    // "GET", "/anything?i=1"
  Headers headers;               // Host and Content-Length included
  std::string body;
};

enum class NetError : uint8_t { none, dns, refused, tls, reset, malformed };

struct Arrival {
  ConnectionId connection = 0;
  Time at = 0;                   // when; never later than the world's now(), except from wait_for()
  // One of these three:
  bool connected = false;        // with the time that each phase took; 0: there was none (TLS of http://)
  Time dns = 0, tcp = 0, tls = 0;
  NetError error = NetError::none;   // opening or the exchange failed, the connection is dead; `message` in the words of the operating system
  std::string message;
  int status = 0;                // the head of the answer, when not 0; with the body's beginning in `data` if it came along
  std::string reason;
  Headers headers;
  std::string data;              // more of the body
  bool last = false;             // the answer is complete; the connection can carry the next request unless `closes`
  bool closes = false;
};

class Network {
 public:
  virtual ~Network() = default;
  // Opening begins now: ends in an arrival `connected` or `error`. `blocking`: its arrivals are asked for by wait_for() alone, because the
  // caller holds the loop (or a thread's job) until they come; `now` is the caller's clock, ahead of the world's in a thread's job.
  virtual ConnectionId connect(std::string_view host, uint16_t port, bool tls, bool blocking, Time now) = 0;
  // One request at a time on a connection that is open. Ends in an arrival with `last`, or `error`.
  virtual void send(ConnectionId connection, const Request& request, Time now) = 0;
  // Nothing more arrives from it. Also ends an opening or a request under way. Unknown ids are ignored.
  virtual void close(ConnectionId connection, Time now) = 0;

  // What has arrived up to the world's now(), in order; false: nothing more. Not of blocking connections.
  virtual bool take(Arrival& out) = 0;
  // The next arrival of a blocking connection (in real time: of any), or nothing when none comes up to `deadline`. Simulated: tells it without moving the clock;
  // the caller then spends the time up to Arrival::at. Live: waits for it, so that Arrival::at has passed.
  virtual std::optional<Arrival> wait_for(ConnectionId connection, Time now, Time deadline) = 0;
};

}  // namespace sim
