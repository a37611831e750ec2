#include "sim/world/server.h"

#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace sim {

namespace {

// The random streams of a host, one for each purpose.
enum Purpose : uint64_t { kLatency, kGap, kRoundTrip, kContent, kFault = 100, kConnectionFault = 10'000 };

bool concerns_opening(const Fault& f) { return f.kind == Fault::Kind::refused || f.kind == Fault::Kind::dns || f.kind == Fault::Kind::tls; }

Time transfer_time(size_t bytes, double bandwidth) {
  return bandwidth > 0 ? time_from_seconds(static_cast<double>(bytes) / bandwidth) : 0;
}

Time scaled(Time t, double factor) { return time_from_seconds(seconds(t) * factor); }

std::string whole_seconds(double s) { return cat(static_cast<int64_t>(std::ceil(std::max(s, 0.0)))); }

void insert_sorted(std::vector<Time>& times, Time t) { times.insert(std::upper_bound(times.begin(), times.end(), t), t); }

Answer short_answer(int status, std::string_view text) {
  Answer a;
  a.status = status;
  a.reason = reason_phrase(status);
  a.headers = {{"content-type", "application/json"}, {"content-length", cat(text.size())}};
  a.chunks.push_back({0, std::string(text)});
  return a;
}

// Long-lived servers forget what no window reaches any more.
constexpr size_t kManyTimes = 200'000;
constexpr Time kLongWindow = 3600 * kSecond;
void forget_old(std::vector<Time>& times) {
  if (times.size() > kManyTimes) times.erase(times.begin(), std::lower_bound(times.begin(), times.end(), times.back() - kLongWindow));
}

}  // namespace

Server::Server(const ScenarioHost& host, std::string_view name, uint64_t seed) : host_(host), name_(name), seed_(seed ^ Random::key(name)) {
  workers_.resize(host.workers);
}

// ---- opening

Opening Server::open(Time now, bool tls) {
  uint64_t number = ++connections_;
  Random random(seed_, {kRoundTrip, number});
  Opening o;
  o.round_trip = host_.round_trip.sample(random);
  o.dns = scaled(o.round_trip, host_.dns);
  o.tcp = scaled(o.round_trip, host_.tcp);
  o.tls = tls ? scaled(o.round_trip, host_.tls) : 0;
  const Fault* f = fault({}, number, now, true);
  if (!f || (f->kind == Fault::Kind::tls && !tls)) return o;
  if (f->kind == Fault::Kind::dns) {
    o.error = NetError::dns;
    o.message = "[Errno -2] Name or service not known";
    o.tcp = o.tls = 0;
  } else if (f->kind == Fault::Kind::refused) {
    o.error = NetError::refused;
    o.message = "[Errno 111] Connection refused";
    o.tls = 0;
  } else {
    o.error = NetError::tls;
    o.message = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1000)";
  }
  return o;
}

const Fault* Server::fault(const Request& request, uint64_t number, Time now, bool opening) const {
  std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
  for (size_t i = 0; i < host_.faults.size(); ++i) {
    const Fault& f = host_.faults[i];
    if (concerns_opening(f) != opening) continue;
    if (f.every && number % f.every != 0) continue;
    if (seconds(now) < f.from || seconds(now) >= f.to) continue;
    if (!opening && !fits(f.path, path)) continue;
    if (f.share < 1 && Random(seed_, {(opening ? kConnectionFault : kFault) + i, number}).uniform() >= f.share) continue;
    return &f;
  }
  return nullptr;
}

// ---- limits and workers

// Requests admitted in (now - window, now]; and when the oldest of them leaves the window.
size_t Server::admitted_within(Time window, Time now, Time* next_leaves) const {
  auto from = std::upper_bound(admitted_.begin(), admitted_.end(), now - window);
  auto to = std::upper_bound(from, admitted_.end(), now);
  if (from != to) *next_leaves = *from + window;
  return static_cast<size_t>(to - from);
}

// When the rate limit refuses a request at `now`: how many seconds later one would be admitted; else nothing.
std::optional<double> Server::refused_for(Time now) {
  const RateLimit& limit = host_.limit;
  std::optional<double> wait;
  auto at_least = [&](Time until) { wait = std::max(wait.value_or(0), seconds(until - now)); };
  Time leaves = now;
  if (limit.per_second && admitted_within(kSecond, now, &leaves) >= limit.per_second) at_least(leaves);
  if (limit.per_minute && admitted_within(60 * kSecond, now, &leaves) >= limit.per_minute) at_least(leaves);
  if (limit.concurrent) {
    size_t under_way = 0;
    Time first_ends = kNever;
    for (const Interval& i : in_flight_)
      if (i.begin <= now && i.end > now) ++under_way, first_ends = std::min(first_ends, i.end);
    if (under_way >= limit.concurrent) at_least(first_ends);
  }
  return wait;
}

void Server::admit(Time arrival, Time end) {
  const RateLimit& limit = host_.limit;
  if (limit.per_second || limit.per_minute) {
    insert_sorted(admitted_, arrival);
    forget_old(admitted_);
  }
  if (!limit.concurrent) return;
  std::erase_if(in_flight_, [&](const Interval& i) { return i.end < arrival - 60 * kSecond; });
  in_flight_.push_back({arrival, end});
}

// The first moment at which a worker has `service` time free. Arrivals in order of time are served first come, first served; one that
// comes out of order takes a gap if it fits one. Nothing: the queue is full.
std::optional<Time> Server::take_worker(Time arrival, Time service) {
  if (workers_.empty()) return arrival;
  std::vector<Interval>* best = nullptr;
  size_t best_place = 0;
  Time begin = kNever;
  for (auto& plan : workers_) {
    size_t place = plan.size();
    Time free = plan.empty() ? arrival : std::max(arrival, plan.back().end);
    for (size_t i = plan.size(); i-- > 0 && plan[i].end > arrival;) {      // a gap before interval i?
      Time from = std::max(arrival, i ? plan[i - 1].end : arrival);
      if (plan[i].begin - from >= service && plan[i].begin > from) free = from, place = i;
    }
    if (!best || free < begin) begin = free, best = &plan, best_place = place;
    if (begin == arrival) break;
  }
  if (begin > arrival) {
    auto waiting = std::upper_bound(waiting_until_.begin(), waiting_until_.end(), arrival);
    if (static_cast<size_t>(waiting_until_.end() - waiting) >= host_.queue) return std::nullopt;
    insert_sorted(waiting_until_, begin);
    forget_old(waiting_until_);
  }
  best->insert(best->begin() + static_cast<ptrdiff_t>(best_place), {begin, later(begin, service)});
  if (best->size() > kManyTimes) best->erase(best->begin(), best->begin() + kManyTimes / 2);
  return begin;
}

// ---- answering

Answer Server::refusal(double wait) const {
  Answer a = short_answer(host_.limit.status, R"({"error": {"type": "rate_limit_error", "message": "Rate limit reached. Please try again later."}})");
  double told = host_.limit.retry_after >= 0 ? host_.limit.retry_after : wait;
  a.headers.emplace_back("retry-after", whole_seconds(told));
  return a;
}

Answer Server::answer(const Request& request, Time now) {
  uint64_t number = ++requests_;
  if (auto wait = refused_for(now)) return refusal(*wait);
  const Fault* f = fault(request, number, now, false);
  const Route* route = route_for(host_, request);
  Answer a = f && f->kind == Fault::Kind::status ? failure(*f) : planned(request, route, number);
  if (f) spoil(a, *f);
  Time service = a.end == Answer::End::hang ? 0 : a.total();          // what hangs keeps no worker: it would keep it for ever
  auto begin = take_worker(now, service);
  if (!begin) {
    a = short_answer(503, R"({"error": {"type": "overloaded", "message": "The queue is full."}})");
    a.headers.emplace_back("retry-after", "1");
    return a;
  }
  a.queued = *begin - now;
  a.head_after = later(a.head_after, a.queued);
  admit(now, later(now, a.total()));
  if (!host_.keep_alive) {
    a.closes = true;
    a.headers.emplace_back("connection", "close");
  }
  return a;
}

Answer Server::failure(const Fault& f) const {
  Answer a = short_answer(f.status, R"({"error": {"type": "server_error", "message": "The server had an error."}})");
  if (f.retry_after >= 0) a.headers.emplace_back("retry-after", whole_seconds(f.retry_after));
  return a;
}

Answer Server::planned(const Request& request, const Route* route, uint64_t number) const {
  Random latency(seed_, {kLatency, number}), gaps(seed_, {kGap, number}), contents(seed_, {kContent, number});
  const Distribution& gap = route && route->gap ? *route->gap : host_.gap;
  Content content = content_for(host_, name_, request, route, contents);
  Answer a;
  a.head_after = later((route && route->latency ? *route->latency : host_.latency).sample(latency), time_from_seconds(content.extra_delay));
  for (uint32_t i = 0; i < content.steps; ++i) a.head_after = later(a.head_after, gap.sample(gaps));
  a.status = content.status;
  a.reason = reason_phrase(content.status);
  a.headers = std::move(content.headers);
  size_t bytes = 0;
  for (std::string& text : content.chunks) {
    Time after = transfer_time(text.size(), host_.bandwidth);
    if (!a.chunks.empty()) after = later(after, gap.sample(gaps));
    bytes += text.size();
    a.chunks.push_back({after, std::move(text)});
  }
  if (content.streams) a.headers.emplace_back("transfer-encoding", "chunked");
  else if (a.status != 204 && a.status != 304) a.headers.emplace_back("content-length", cat(bytes));
  return a;
}

// What a fault of the other kinds makes of an answer.
void Server::spoil(Answer& a, const Fault& f) {
  switch (f.kind) {
    case Fault::Kind::reset:                             // half of the body, and then nothing but RST
      a.end = Answer::End::reset;
      a.closes = true;
      if (a.chunks.size() > 1) a.chunks.resize((a.chunks.size() + 1) / 2);
      else if (!a.chunks.empty()) a.chunks[0].data.resize(a.chunks[0].data.size() / 2);
      break;
    case Fault::Kind::malformed:
      a.end = Answer::End::malformed;
      a.closes = true;
      a.status = 0;
      a.chunks.clear();
      break;
    case Fault::Kind::hang:
      a.end = Answer::End::hang;
      a.closes = true;
      a.status = 0;
      a.chunks.clear();
      break;
    case Fault::Kind::slow_body: {
      std::string whole;
      for (Answer::Chunk& c : a.chunks) whole += c.data;
      constexpr size_t kPieces = 10;
      a.chunks.clear();
      for (size_t i = 0; i < kPieces; ++i) {
        size_t from = whole.size() * i / kPieces, to = whole.size() * (i + 1) / kPieces;
        a.chunks.push_back({time_from_seconds(f.duration / kPieces), whole.substr(from, to - from)});
      }
      break;
    }
    case Fault::Kind::status:
    case Fault::Kind::refused:
    case Fault::Kind::dns:
    case Fault::Kind::tls: break;
  }
}

Server* Servers::find(std::string_view host) {
  auto found = servers_.find(host);
  if (found != servers_.end()) return found->second.get();
  const ScenarioHost* h = scenario_.host(host);
  if (!h) return nullptr;
  return servers_.emplace(std::string(host), std::make_unique<Server>(*h, host, seed_)).first->second.get();
}

std::string Servers::unlisted() const {
  std::string names;
  for (const auto& [name, server] : servers_)
    if (&server->host() == &scenario_.defaults) names += cat(std::string_view(names.empty() ? "" : ", "), name);
  return names;
}

}  // namespace sim
