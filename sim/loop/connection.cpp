#include "sim/loop/connection.h"

#include "sim/base/text.h"
#include "sim/loop/deadlock.h"
#include "sim/loop/handle.h"

#include <algorithm>

namespace sim {

namespace {
uint32_t clipped(uint64_t n) { return static_cast<uint32_t>(std::min<uint64_t>(n, UINT32_MAX)); }

std::string_view path_of(const Request& r) { return std::string_view(r.target).substr(0, r.target.find('?')); }

// CPython: the callback of a socket that has become readable.
class ReadReady final : public Handle {
 public:
  ReadReady(Loop& loop, Ref<Connection> connection, Arrival arrival)
      : Handle(loop, nullptr), connection_(std::move(connection)), arrival_(std::move(arrival)) {}
  void run() override { connection_->arrived(std::move(arrival_)); }
  std::string label() const override { return cat("data for ", connection_->label()); }

 protected:
  void dropped() override { connection_ = nullptr; }

 private:
  Ref<Connection> connection_;
  Arrival arrival_;
};
Loop& loop_of(Environment& env) {
  Loop* loop = env.loop_or_jobs_loop();
  return loop ? *loop : running_loop(env);
}
}  // namespace

Connection::Connection(Environment& env, std::string host, uint16_t port, bool tls, bool blocking)
    : Object(Kind::other, nullptr), env_(env), loop_(blocking ? nullptr : &loop_of(env)),
      place_(cat(host, ":", port)), label_(cat("connect ", place_)), of_a_job_(!blocking && env.jobs_running > 0), began_(env.now()) {
  id_ = env.world.network()->connect(host, port, tls, blocking, env.now());
  env.connections[id_] = this;
  if (!env.trace.wants_events()) return;
  object_ = env.trace.next_object();
  Record r = record(Event::connection_opening, object_);
  r.text = env.trace.intern(place_);
  r.a = tls;
  env.trace.append(r);
}

Connection::~Connection() { close(); }

bool Connection::usable() const { return is_idle() && inbox_.empty() && loop_.get() == (loop_ ? env_.loop_or_jobs_loop() : nullptr); }

Record Connection::record(Event event, ObjectId object) const {
  Record r = env_.record(event);
  r.object = object;
  r.number = env_.now();
  r.task = r.by;
  return r;
}

void Connection::send(Request request) {
  label_ = cat(request.method, " ", path_of(request));
  request_ = true;
  bytes_ = 0;
  if (env_.trace.wants_events()) {
    request_object_ = env_.trace.next_object();
    Record r = record(Event::request_sent, request_object_);
    r.count = object_;
    r.text = env_.trace.intern(label_);
    r.text2_or_cause = env_.trace.intern(place_);
    env_.trace.append(r);
  }
  env_.world.network()->send(id_, request, env_.now());
}

void Connection::close() {
  if (dead_) return;
  dead_ = true;
  if (request_) end_request(NetEnd::given_up, {});
  if (object_) env_.trace.append(record(Event::connection_closed, object_));
  open_ = false;
  env_.connections.erase(id_);
  env_.world.network()->close(id_, env_.now());
}

// ---- waiting

Ref<Future> Connection::wait(Time timeout) {
  Loop& loop = *loop_;
  if (timeout == kNever) {
    waiter_ = loop.create_future();
  } else {
    Ref<TimedFuture> timed(new TimedFuture(loop, Value::none()));
    if (env_.trace.wants_events()) timed->set_label(cat("give up ", label_));
    Time now = env_.now();
    loop.resolve_at(timed, timeout > kNever - now ? kNever : now + timeout);
    waiter_ = timed;
  }
  if (env_.trace.wants_events()) waiter_->set_label(label_);
  return waiter_;
}

void Connection::stop_waiting() {
  if (auto* timed = dynamic_cast<TimedFuture*>(waiter_.get())) timed->give_up();
  waiter_ = nullptr;
}

void Connection::park(Time timeout) {
  if (inbox_.empty() && loop_ && env_.can_park()) env_.park(wait(timeout));
}

bool Connection::wait_now(Time timeout) {
  bool has_stood_still = waiter_ != nullptr;
  if (has_stood_still) stop_waiting();
  if (!inbox_.empty()) return true;
  if (has_stood_still) return false;
  Time now = env_.now(), deadline = timeout > kNever - now ? kNever : now + timeout;
  auto arrival = env_.world.network()->wait_for(id_, now, deadline);
  if (!arrival && deadline == kNever) {
    Deadlock d;
    d.line = env_.host.current_line();
    d.report = cat("DEADLOCK: the program waits for ", label_, " without a timeout, and the answer never comes");
    if (d.line) d.report += cat(" (line ", d.line, ")");
    d.report += ".";
    throw d;
  }
  env_.hold((arrival ? arrival->at : deadline) - env_.now(), label_);
  if (!arrival) return false;
  note(*arrival);
  inbox_.push_back(std::move(*arrival));
  return true;
}

// ---- what arrives

void Connection::arrived(Arrival arrival) {
  if (dead_) return;
  note(arrival);
  inbox_.push_back(std::move(arrival));
  if (waiter_ && !waiter_->done()) waiter_->set_result(Value::none());
}

void Connection::note(const Arrival& a) {
  Trace& trace = env_.trace;
  if (a.connected || (a.error != NetError::none && !open_)) record_phases(a);
  if (a.connected) {
    open_ = true;
    idle_since_ = env_.now();
    if (object_) trace.append(record(Event::connection_opened, object_));
  }
  if (a.status && object_) {
    Record r = record(Event::request_answered, request_object_);
    r.count = object_;
    r.count16 = static_cast<uint16_t>(a.status);
    trace.append(r);
  }
  if (!a.data.empty()) {
    bytes_ += a.data.size();
    if (object_) {
      Record r = record(Event::request_body, request_object_);
      r.count = clipped(a.data.size());
      trace.append(r);
    }
  }
  if (a.last) {
    end_request(NetEnd::complete, {});
    idle_since_ = env_.now();
    if (a.closes) open_ = false;
  }
  if (a.error != NetError::none) {
    if (request_) end_request(NetEnd::failed, a.message);
    open_ = false;
    if (!object_) return;
    Record r = record(Event::connection_failed, object_);
    r.a = static_cast<uint8_t>(a.error);
    r.text = trace.intern(a.message);
    trace.append(r);
  }
}

void Connection::record_phases(const Arrival& a) {
  if (!object_) return;
  const Time lasted[] = {a.dns, a.tcp, a.tls};
  Time begin = began_;
  for (size_t i = 0; i < 3; ++i) {
    if (lasted[i] <= 0) continue;
    Record r = record(Event::connection_phase, object_);
    r.a = static_cast<uint8_t>(i);
    r.number = begin;
    r.count = clipped(static_cast<uint64_t>(lasted[i] / 1000));
    env_.trace.append(r);
    begin += lasted[i];
  }
}

void Connection::end_request(NetEnd how, std::string_view message) {
  request_ = false;
  if (!object_) return;
  Record r = record(Event::request_ended, request_object_);
  r.a = static_cast<uint8_t>(how);
  r.count = clipped(bytes_);
  r.text = env_.trace.intern(message);
  env_.trace.append(r);
}

void queue_arrivals(Loop& loop) {
  Environment& env = loop.env();
  Network& network = *env.world.network();
  env.cause = 0;
  Arrival arrival;
  while (network.take(arrival)) {
    auto found = env.connections.find(arrival.connection);
    if (found == env.connections.end()) continue;
    Ref<Connection> connection(found->second);
    if (connection->of_a_job()) connection->arrived(std::move(arrival));
    else if (connection->loop() == &loop || connection->loop()->is_running())
      connection->loop()->call_soon(Ref<Handle>(new ReadReady(*connection->loop(), connection, std::move(arrival))));
    else if (connection->loop()->is_closed()) connection->close();
    else connection->arrived(std::move(arrival));   // of a loop that does not run just now
    arrival = Arrival();
  }
}

}  // namespace sim
