#include "app/live/http_network.h"

#include "app/live/connection.h"
#include "app/live/resolver.h"
#include "app/live/thread_pool.h"
#include "sim/base/text.h"
#include "sim/world/scenario.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <unordered_map>

namespace app::live {

using sim::Arrival;
using sim::cat;
using sim::ConnectionId;
using sim::NetError;
using sim::Time;

namespace {

constexpr size_t kMaxThreads = 1200;               // a little more than the cap on calls in flight
constexpr size_t kMaxHead = 256u << 10;            // bytes of an answer before its body
constexpr auto kNoHurry = std::chrono::hours(24);  // the program's own timeouts close connections
constexpr auto kTick = std::chrono::milliseconds(20);   // a signal handler can't wake a condition variable

// cpp-httplib's exchange over a Connection of ours.
class Exchange final : public httplib::ClientImpl {
 public:
  Exchange() : ClientImpl("127.0.0.1", 80) { set_url_encode(false); }
  using ClientImpl::process_request;
};

NetError net_error(Failure::Kind kind) {
  using Kind = Failure::Kind;
  switch (kind) {
    case Kind::none: return NetError::none;
    case Kind::unknown_host: return NetError::dns;
    case Kind::tls:
    case Kind::certificate: return NetError::tls;
    case Kind::reset: return NetError::reset;
    case Kind::closed_early:
    case Kind::not_http:
    case Kind::too_large: return NetError::malformed;
    default: return NetError::refused;
  }
}

std::string printable(std::string_view text) {
  std::string out;
  for (char c : text.substr(0, 24)) out += c >= ' ' && c < 0x7f ? c : '.';
  return out;
}

bool wants_close(const httplib::Response& answer) {
  std::string connection = answer.get_header_value("Connection");
  for (char& c : connection) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return connection == "close" || (answer.version == "HTTP/1.0" && connection != "keep-alive");
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1" || host == "[::1]") return true;
  in_addr address;
  return inet_pton(AF_INET, std::string(host).c_str(), &address) == 1 && (ntohl(address.s_addr) >> 24) == 127;
}

struct HttpNetwork::Impl {
  // One opened connection. The loop's thread writes what it is to do; one pool thread at a time does it.
  struct Link {
    ConnectionId id = 0;
    std::string host, refused;                     // refused: the sentence why it is not even tried
    Endpoint to;
    bool blocking = false;
    bool unknown = false;                          // its name can't be anybody's: nobody is asked for it
    bool plays_tls = false;                        // asked for https://, led to http://
    std::unique_ptr<Connection> connection;
    std::atomic<bool> closed = false;              // nobody wants its arrivals any more
    bool reused = false;
    // guarded by Impl::mutex
    bool opening = false, exchanging = false;
    size_t exchange = 0;                           // its place among those shown
    int status = 0;
    std::deque<Arrival> arrivals;                  // of a blocking one
  };
  using LinkPtr = std::shared_ptr<Link>;

  Impl(Policy p, std::function<Time()> n) : policy(std::move(p)), now(std::move(n)) {}

  void end() {
    {
      std::lock_guard lock(mutex);
      for (auto& [id, link] : links) stop(*link);
    }
    pool.finish(true);
  }
  static void stop(Link& link) {                   // the mutex is held: the connection may be about to be replaced
    link.closed = true;
    link.connection->stop();
  }

  // ---- what pool threads tell
  void push(Link& link, Arrival arrival, bool ends_opening, bool ends_exchange) {
    {
      std::lock_guard lock(mutex);
      if (ends_opening) link.opening = false;
      if (arrival.status) link.status = arrival.status;
      if (ends_exchange && link.exchanging) {
        ended(link, arrival.error != NetError::none || link.status >= 400);
        if (arrival.error == NetError::none) ++traffic.answers;
      }
      if (link.closed) return;
      if (link.blocking) link.arrivals.push_back(std::move(arrival));
      else arrivals.push_back(std::move(arrival));
    }
    arrived.notify_all();
  }
  void ended(Link& link, bool failed) {            // the mutex is held
    link.exchanging = false;
    --traffic.in_flight;
    if (link.exchange < shown.size()) shown[link.exchange].done = now(), shown[link.exchange].failed = failed;
  }
  Arrival failed(const Link& link, const Failure& failure) {
    Arrival a;
    a.connection = link.id;
    a.at = now();
    a.error = net_error(failure.kind);
    a.message = failure.sentence;
    std::lock_guard lock(mutex);
    if (traffic.first_failure.empty() && !link.closed) traffic.first_failure = failure.sentence;
    return a;
  }

  // ---- on pool threads
  Failure open(Link& link, Arrival* phases, Clock::duration patience = kNoHurry) {
    if (!link.refused.empty()) return {Failure::Kind::not_allowed, link.refused};
    if (link.unknown) return {Failure::Kind::unknown_host, cat("can't find the host '", link.host, "': ", gai_strerror(EAI_NONAME))};
    Connection& c = *link.connection;
    Time begin = now();
    std::vector<Address> addresses;
    if (Failure failure = resolver.resolve(link.to.host, link.to.port, link.closed, addresses)) return failure;
    Time resolved = now();
    if (Failure failure = c.connect(addresses, patience)) return failure;
    Time connected = now();
    if (link.to.tls) {
      std::call_once(tls_once, [this] { tls = std::make_unique<TlsContext>(); });
      if (Failure failure = c.start_tls(*tls, link.to.host, kNoHurry)) return failure;
    }
    Time tcp = connected - resolved, tls_time = link.to.tls ? now() - connected : 0;
    {
      std::lock_guard lock(mutex);
      ++traffic.connections;
      traffic.tcp += tcp;
      traffic.tls += tls_time;
    }
    if (!phases) return {};
    phases->connected = true;
    phases->dns = resolved - begin;
    phases->tcp = tcp;
    phases->tls = tls_time;
    return {};
  }

  void run_opening(const LinkPtr& link) {
    Arrival a;
    tell_opening(*link, open(*link, &a), std::move(a));
  }
  void tell_opening(Link& link, const Failure& failure, Arrival opened) {
    if (failure) opened = failed(link, failure);
    opened.connection = link.id;
    opened.at = now();
    push(link, std::move(opened), true, false);
  }
  void begin_opening(const LinkPtr& link) {
    if (!link->closed && !open_at_once(link)) pool.submit([this, link] { run_opening(link); });
  }
  // This machine answers an opening at once, which is cheaper than handing it to another thread. False: it did not.
  bool open_at_once(const LinkPtr& link) {
    if (!link->refused.empty() || link->to.tls || link->to.host == "localhost" || !is_loopback(link->to.host)) return false;
    Arrival a;
    Failure failure = open(*link, &a, Clock::duration::zero());
    if (failure.kind == Failure::Kind::connect_timeout) {
      std::lock_guard lock(mutex);
      link->connection = std::make_unique<Connection>();
      return false;
    }
    tell_opening(*link, failure, std::move(a));
    return true;
  }

  void run_exchange(const LinkPtr& link, const sim::Request& request) {
    if (link->reused && link->connection->peer_closed() && !link->closed) {   // the server gave it up while it was idle
      auto fresh = std::make_unique<Connection>();
      {
        std::lock_guard lock(mutex);
        link->connection.swap(fresh);
      }
      if (link->closed) return;
      if (Failure failure = open(*link, nullptr)) return push(*link, failed(*link, failure), false, true);
    }
    link->reused = true;
    Arrival last;
    Failure failure = exchange(*link, request, last);
    if (failure) last = failed(*link, failure);
    else last.last = true;
    last.connection = link->id;
    last.at = now();
    push(*link, std::move(last), false, true);
  }

  httplib::Request translated(const Link& link, const sim::Request& request) const {
    httplib::Request out;
    out.method = request.method;
    out.path = request.target;
    out.body = request.body;
    for (const auto& [key, value] : request.headers) out.headers.emplace(key, value);
    if (link.plays_tls) out.headers.emplace("X-Forwarded-Proto", "https");   // the demo server then counts the handshake
    auto accepts = out.headers.find("Accept-Encoding");
    if (accepts != out.headers.end()) accepts->second = "gzip, deflate";   // what cpp-httplib unpacks, whatever the program says
    return out;
  }

  // What has come of an answer: told before more of it is waited for, so that what came together is one arrival.
  struct Telling {
    Impl& impl;
    Link& link;
    Arrival pending;                               // not yet told
    bool has_pending = false, head_told = false;
    size_t unpacked = 0;

    void head(const httplib::Response& in) {
      head_told = has_pending = true;
      pending.status = in.status;
      pending.reason = in.reason;
      for (const auto& [key, value] : in.headers) {
        std::string lower = key;
        for (char& ch : lower) ch = static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
        pending.headers.emplace_back(std::move(lower), value);
      }
    }
    bool body(const char* data, size_t size) {     // false: no more of it
      unpacked += size;
      if (unpacked > impl.policy.max_answer) return false;
      has_pending = true;
      pending.data.append(data, size);
      return !link.closed.load(std::memory_order_relaxed);
    }
    void tell() {
      if (!has_pending) return;
      pending.connection = link.id;
      pending.at = impl.now();
      impl.push(link, std::exchange(pending, Arrival()), false, false);
      has_pending = false;
    }
  };

  // One request and its answer. Pieces are told as they come; what is left at the end is in `last`.
  Failure exchange(Link& link, const sim::Request& request, Arrival& last) {
    Connection& c = *link.connection;
    Telling telling{*this, link, {}};
    httplib::Request out = translated(link, request);
    out.response_handler = [&](const httplib::Response& in) {
      telling.head(in);
      c.set_budget(policy.max_answer);
      return true;
    };
    out.content_receiver = [&](const char* data, size_t size, uint64_t, uint64_t) { return telling.body(data, size); };
    const Clock::time_point latest = Clock::now() + policy.longest_answer;
    c.before_wait = [&] {
      telling.tell();
      if (Clock::now() > latest) c.stop();
    };
    c.set_budget(kMaxHead);
    c.first_bytes.clear();
    size_t had = c.bytes_read();

    Exchange http;
    httplib::Response in;
    httplib::Error error = httplib::Error::Success;
    bool complete = http.process_request(c, out, in, false, error);
    c.before_wait = nullptr;
    if (complete && !telling.head_told) telling.head(in);   // HEAD and 204 have no body
    last = std::move(telling.pending);
    last.closes = complete && (wants_close(in) || c.ended_by_peer());
    if (complete) return {};
    if (Clock::now() > latest) return {Failure::Kind::too_large, cat("the answer was not complete after ", policy.longest_answer.count(), " s")};
    return why_incomplete(c, telling, c.bytes_read() > had);
  }

  Failure why_incomplete(const Connection& c, const Telling& telling, bool anything_came) const {
    if (telling.unpacked > policy.max_answer || c.failure().kind == Failure::Kind::too_large)
      return {Failure::Kind::too_large, telling.head_told ? cat("the answer is larger than ", policy.max_answer >> 20, " MiB")
                                                          : cat("the answer's head is larger than ", kMaxHead >> 10, " KiB")};
    if (c.failure()) return c.failure();
    if (!anything_came) return {Failure::Kind::closed_early, "Server disconnected without sending a response."};
    if (!telling.head_told && !std::string_view(c.first_bytes).starts_with("HTTP/"))
      return {Failure::Kind::not_http, cat("the answer is not HTTP: it begins with \"", printable(c.first_bytes), "\"")};
    if (!telling.head_told) return {Failure::Kind::not_http, "the answer's head is not HTTP, or ends too early"};
    if (!c.ended_by_peer()) return {Failure::Kind::not_http, "the answer's body can't be read: its chunks or its compression are broken"};
    return {Failure::Kind::closed_early, "peer closed connection without sending complete message body"};
  }

  // ---- the loop's thread
  LinkPtr find(ConnectionId id) {
    std::lock_guard lock(mutex);
    auto found = links.find(id);
    return found == links.end() ? nullptr : found->second;
  }
  Endpoint route(Link& link, std::string_view host, uint16_t port, bool tls) {
    auto mapped = policy.mapped.find(host);
    if (mapped != policy.mapped.end()) return mapped->second;
    if (is_loopback(host) || policy.allowed.contains(host)) return {std::string(host), port, tls};
    if (sim::never_resolves(host)) {
      link.unknown = true;
      return {};
    }
    if (policy.others) {
      traffic.played.insert(std::string(host));
      return *policy.others;
    }
    link.refused = cat("'", host, "' is not contacted: it was not named. --allow ", host, " permits it.");
    return {};
  }

  Policy policy;
  std::function<Time()> now;
  Resolver resolver;
  std::once_flag tls_once;
  std::unique_ptr<TlsContext> tls;

  mutable std::mutex mutex;
  std::condition_variable arrived;
  ConnectionId next_id = 1;
  std::unordered_map<ConnectionId, LinkPtr> links;
  std::deque<Arrival> arrivals;
  Traffic traffic;
  std::vector<ExchangeNow> shown;
  bool waited = true;                              // of the loop's thread: it has waited since it last opened a connection
  ThreadPool pool{kMaxThreads};                    // last: its threads use all of the above
  Errands errands{pool};
};

HttpNetwork::HttpNetwork(Policy policy, std::function<Time()> now) : impl_(std::make_unique<Impl>(std::move(policy), std::move(now))) {
  allow_many_connections();
}
HttpNetwork::~HttpNetwork() { impl_->end(); }
void HttpNetwork::expect(size_t at_once) { impl_->pool.reserve(at_once + 1); }

ConnectionId HttpNetwork::connect(std::string_view host, uint16_t port, bool tls, bool blocking, Time) {
  auto link = std::make_shared<Impl::Link>();
  link->host = host;
  link->blocking = blocking;
  link->connection = std::make_unique<Connection>();
  link->opening = true;
  {
    std::lock_guard lock(impl_->mutex);
    link->to = impl_->route(*link, host, port, tls);
    link->plays_tls = tls && !link->to.tls;
    link->id = impl_->next_id++;
    impl_->links.emplace(link->id, link);
  }
  // The first since the loop waited is opened here; when there are more, another thread opens them while the loop goes on.
  if (blocking || std::exchange(impl_->waited, false)) impl_->begin_opening(link);
  else impl_->errands.submit([impl = impl_.get(), link] { impl->begin_opening(link); });
  return link->id;
}

void HttpNetwork::send(ConnectionId connection, const sim::Request& request, Time) {
  Impl::LinkPtr link = impl_->find(connection);
  if (!link) return;
  {
    std::lock_guard lock(impl_->mutex);
    link->exchanging = true;
    link->status = 0;
    link->exchange = impl_->shown.size();
    if (impl_->shown.size() < kMostShown) impl_->shown.push_back({impl_->now(), -1, false});
    else link->exchange = kMostShown;
    Traffic& t = impl_->traffic;
    ++t.requests;
    t.peak_in_flight = std::max(t.peak_in_flight, ++t.in_flight);
  }
  impl_->pool.submit([impl = impl_.get(), link, request] { impl->run_exchange(link, request); });
}

void HttpNetwork::close(ConnectionId connection, Time) {
  Impl::LinkPtr link = impl_->find(connection);
  if (!link) return;
  link->closed = true;
  std::lock_guard lock(impl_->mutex);
  bool in_use = link->opening || link->exchanging;
  if (in_use) link->connection->stop();
  else impl_->errands.submit([link] {});           // nobody uses it: it closes with the link, and that takes the kernel a while
  impl_->links.erase(connection);
  if (link->exchanging) impl_->ended(*link, true);
  std::erase_if(impl_->arrivals, [&](const Arrival& a) { return a.connection == connection; });
}

bool HttpNetwork::take(Arrival& out) {
  std::lock_guard lock(impl_->mutex);
  if (impl_->arrivals.empty()) return false;
  out = std::move(impl_->arrivals.front());
  impl_->arrivals.pop_front();
  return true;
}

std::optional<Arrival> HttpNetwork::wait_for(ConnectionId connection, Time, Time deadline) {
  Impl::LinkPtr link = impl_->find(connection);
  if (!link) return std::nullopt;
  std::unique_lock lock(impl_->mutex);
  auto& queue = link->blocking ? link->arrivals : impl_->arrivals;
  auto first = queue.end();
  while ((first = std::find_if(queue.begin(), queue.end(), [&](const Arrival& a) { return a.connection == connection; })) == queue.end()) {
    Time left = deadline - impl_->now();
    if (left <= 0 || (interrupted && *interrupted)) return std::nullopt;
    impl_->arrived.wait_for(lock, std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(left), kTick));
  }
  Arrival got = std::move(*first);
  queue.erase(first);
  return got;
}

bool HttpNetwork::wait(Time deadline, const std::atomic<bool>* stop) {
  impl_->waited = true;
  std::unique_lock lock(impl_->mutex);
  while (impl_->arrivals.empty()) {
    if (stop && *stop) return false;
    Time left = deadline == sim::kNever ? sim::kNever : deadline - impl_->now();
    if (left <= 0) return true;
    impl_->arrived.wait_for(lock, std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(left), kTick));
  }
  return true;
}

bool HttpNetwork::sleep_until(Time deadline, const std::atomic<bool>* stop) {
  for (Time left; (left = deadline - impl_->now()) > 0;) {
    if (stop && *stop) return false;
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(left), kTick));
  }
  return true;
}

bool HttpNetwork::busy() const {
  std::lock_guard lock(impl_->mutex);
  if (!impl_->arrivals.empty()) return true;
  for (const auto& [id, link] : impl_->links)
    if (link->opening || link->exchanging) return true;
  return false;
}

Traffic HttpNetwork::traffic() const {
  std::lock_guard lock(impl_->mutex);
  return impl_->traffic;
}

std::vector<ExchangeNow> HttpNetwork::exchanges() const {
  std::lock_guard lock(impl_->mutex);
  return impl_->shown;
}

}  // namespace app::live
