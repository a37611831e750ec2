#include "app/live/demo_server.h"

#include "app/live/connection.h"
#include "app/live/http_network.h"
#include "app/live/thread_pool.h"
#include "sim/base/text.h"
#include "sim/world/server.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace app::live {

using sim::cat;
using sim::Time;

namespace {

constexpr size_t kMaxThreads = 1200;                     // one for each connection at work or idle
constexpr size_t kMaxRequest = 8u << 20, kMaxHead = 64u << 10;   // bytes
constexpr size_t kMostSkipped = 64u << 20;               // bytes of a body that is too large, read so that the 413 is heard
constexpr size_t kWorthPacking = 1400;                   // bytes
constexpr auto kIdle = std::chrono::seconds(15);         // how long a connection may say nothing
constexpr auto kSlowClient = std::chrono::seconds(10);   // in the middle of a request, or taking an answer
constexpr auto kFarFuture = std::chrono::hours(24 * 365);

Clock::duration real(Time t) { return std::chrono::nanoseconds(t); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// cpp-httplib asks for one of these where it would have its own pool.
class Workers final : public httplib::TaskQueue {
 public:
  explicit Workers(ThreadPool& pool) : pool_(pool) {}
  void enqueue(std::function<void()> job) override { pool_.submit(std::move(job)); }
  void shutdown() override { pool_.finish(false); }

 private:
  ThreadPool& pool_;
};

}  // namespace

struct DemoServer::Impl final : httplib::Server {
  Impl(sim::Scenario s, uint64_t seed) : scenario(std::move(s)), servers(scenario, seed) {
    new_task_queue = [this] { return new Workers(pool); };
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(kIdle).count());
    set_payload_max_length(kMaxRequest);
    Handler handler = [this](const httplib::Request& in, httplib::Response& out) { handle(in, out); };
    const char* all = "/";                               // prepare() makes every path this one: the model decides what there is
    Get(all, handler).Post(all, handler).Put(all, handler).Patch(all, handler).Delete(all, handler).Options(all, handler);
  }

  // What a connection needs while one of its requests is answered: on the thread that serves it.
  struct Served {
    std::shared_ptr<Connection> connection;
    Clock::time_point request_came;
    bool opened = false;                                 // its opening has been paid for
    Time round_trip = 0;
    bool closes = false;
  };
  static thread_local Served* served;

  sim::Result<std::monostate> bind(uint16_t port) {
    int fd = -1;
    set_socket_options([&](socket_t s) {
      fd = s;
      int yes = 1;
      setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);   // not SO_REUSEPORT: a port in use is an error
    });
    int got = port ? (bind_to_port("127.0.0.1", port) ? port : -1) : bind_to_any_port("127.0.0.1");
    int error = errno;
    if (got < 0) {
      std::string why = error == EADDRINUSE ? "it is in use; --port N takes another, --port 0 any free one"
                        : error == EACCES   ? "it needs more rights; ports from 1024 on do not"
                                            : std::strerror(error);
      return sim::Problem{cat("can't listen on 127.0.0.1:", port, ": ", why)};
    }
    ::listen(fd, 1024);                                  // more than cpp-httplib's 5
    bound = static_cast<uint16_t>(got);
    listener = std::thread([this] { listen_after_bind(); });
    while (!is_running()) std::this_thread::yield();
    return std::monostate();
  }

  void end() {
    {
      std::lock_guard lock(mutex);
      ending = true;
      for (const auto& connection : connections) connection->stop();
    }
    stop();
    if (listener.joinable()) listener.join();
  }

  // ---- one connection, on a thread of the pool
  bool process_and_close_socket(socket_t socket) override {
    Served mine;
    mine.connection = std::make_shared<Connection>(socket);
    Connection& c = *mine.connection;
    {
      std::lock_guard lock(mutex);
      if (ending) return false;
      connections.insert(mine.connection);
      ++counts.connections;
    }
    served = &mine;
    c.set_timeouts(kSlowClient, kSlowClient);
    c.set_corked(true);
    while (!mine.closes && await_request(c)) {
      c.set_budget(kMaxRequest + kMaxHead);
      mine.request_came = Clock::now();
      bool closed = false;
      if (!process_request(c, false, closed, prepare)) break;
      if (!c.flush()) c.reset();
      if (!c.usable() || closed) break;
    }
    c.flush();
    served = nullptr;
    c.close();
    std::lock_guard lock(mutex);
    connections.erase(mine.connection);
    return true;
  }

  // An idle connection goes when its thread is needed.
  bool await_request(Connection& c) {
    for (auto waited = Clock::duration::zero(); waited < kIdle; waited += std::chrono::milliseconds(200)) {
      if (c.wait_readable(std::chrono::milliseconds(200))) return true;
      if (c.stopped() || !c.usable() || pool.is_full()) return false;
    }
    return false;
  }

  static void prepare(httplib::Request& request) {
    for (const char* added : {"REMOTE_ADDR", "REMOTE_PORT", "LOCAL_ADDR", "LOCAL_PORT"}) request.headers.erase(added);
    request.ranges.clear();
    if (std::strtoull(request.get_header_value("Content-Length").c_str(), nullptr, 10) > kMaxRequest) served->connection->set_budget(kMostSkipped);
    // Brotli at cpp-httplib's setting takes a millisecond for the smallest answer.
    bool gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    request.headers.erase("Accept-Encoding");
    if (gzip) request.headers.emplace("Accept-Encoding", "gzip");
    request.path = "/";                                  // the target keeps what was asked for
  }

  // ---- one request
  sim::Server* find(const std::string& host) {
    std::string name = lower(host.substr(0, host.starts_with("[") ? host.find(']') + 1 : host.find(':')));
    // Asked by its address, it plays the scenario's first host.
    if (is_loopback(name) && !scenario.hosts.empty() && scenario.hosts.front().name.find('*') == std::string::npos)
      name = scenario.hosts.front().name;
    return servers.find(name);
  }

  static sim::Request translate(const httplib::Request& in) {
    sim::Request out{in.method, in.target, {}, in.body};
    for (const auto& [key, value] : in.headers)
      if (lower(key) != "x-forwarded-proto") out.headers.emplace_back(key, value);
    if (!in.files.empty()) out.body = form_with_files(in);
    return out;
  }

  // cpp-httplib takes such a body apart and keeps only the parts: here it is whole again, with the boundary that the head names.
  static std::string form_with_files(const httplib::Request& in) {
    std::string boundary = sim::boundary_of(in.get_header_value("Content-Type")), out;
    for (const auto& [key, part] : in.files) {
      out += cat("--", boundary, "\r\nContent-Disposition: form-data; name=\"", part.name, "\"");
      if (!part.filename.empty()) out += cat("; filename=\"", part.filename, "\"");
      out += cat("\r\n", part.content_type.empty() ? "" : cat("Content-Type: ", part.content_type, "\r\n"), "\r\n", part.content, "\r\n");
    }
    return out + cat("--", boundary, "--\r\n");
  }

  void handle(const httplib::Request& in, httplib::Response& out) {
    Served& now = *served;
    Time clock = std::chrono::duration_cast<std::chrono::nanoseconds>(now.request_came - began).count();
    sim::Answer answer;
    Time before = 0;
    {
      std::lock_guard lock(mutex);
      ++counts.requests;
      sim::Server* server = find(in.get_header_value("Host"));
      if (!server) {
        out.status = 502;
        out.set_content(cat("The scenario has no host named ", in.get_header_value("Host"), ".\n"), "text/plain");
        return;
      }
      // Opening costs nothing on loopback: what it would cost comes before the connection's first answer.
      if (!std::exchange(now.opened, true)) {
        sim::Opening opening = server->open(clock, in.get_header_value("X-Forwarded-Proto") == "https");
        if (opening.error != sim::NetError::none) return now.connection->reset();
        before = opening.dns + opening.tcp + opening.tls;
        now.round_trip = opening.round_trip;
      }
      answer = server->answer(translate(in), clock + before + now.round_trip / 2);
    }
    Clock::time_point head_at = now.request_came + real(before + now.round_trip + answer.head_after);
    if (answer.closes) now.closes = true;
    bool comes_whole = is_whole(answer);
    if (comes_whole) now.connection->hold_back(head_at);   // put into words now: nothing is left to do when its time comes
    else if (!now.connection->wait_until(head_at)) return now.connection->reset();
    if (answer.status == 0) return end_badly(*now.connection, answer.end);
    write(in, out, std::move(answer), head_at, comes_whole);
  }

  static bool is_whole(const sim::Answer& answer) {
    bool streams = std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto& one) { return lower(one.first) == "transfer-encoding"; });
    return answer.status != 0 && !streams && answer.end == sim::Answer::End::complete && answer.chunks.size() <= 1 &&
           (answer.chunks.empty() || answer.chunks[0].after == 0);
  }

  static void end_badly(Connection& c, sim::Answer::End how) {
    if (how == sim::Answer::End::hang) c.wait_until(Clock::now() + kFarFuture, true);
    if (how == sim::Answer::End::malformed) {
      static constexpr std::string_view kNonsense = "SSH-2.0-OpenSSH_9.2\r\n";
      c.write(kNonsense.data(), kNonsense.size());
      c.flush();
      return c.stop();
    }
    c.reset();
  }

  void write(const httplib::Request& in, httplib::Response& out, sim::Answer answer, Clock::time_point head_at, bool comes_whole) {
    out.status = answer.status;
    std::string type = "text/plain";
    bool streams = false, has_type = false;
    size_t length = 0;
    for (const auto& [key, value] : answer.headers) {
      std::string k = lower(key);
      if (k == "content-type") type = value, has_type = true;
      else if (k == "transfer-encoding") streams = true;
      else if (k == "content-length") length = std::strtoull(value.c_str(), nullptr, 10);
      else if (k != "connection" && k != "keep-alive") out.headers.emplace(key, value);
    }
    if (answer.closes) out.set_header("Connection", "close");
    if (comes_whole) {
      if (!answer.chunks.empty()) out.set_content(std::move(answer.chunks[0].data), type);
      else if (has_type) out.set_header("Content-Type", type);
      if (out.body.size() < kWorthPacking) const_cast<httplib::Request&>(in).headers.erase("Accept-Encoding");
      return;
    }
    // Piece by piece, each at its time. Not compressed: that would hold pieces back.
    const_cast<httplib::Request&>(in).headers.erase("Accept-Encoding");
    auto pieces = std::make_shared<sim::Answer>(std::move(answer));
    auto send = [c = served->connection, pieces, head_at, streams](httplib::DataSink& sink) {
      Clock::time_point at = head_at;
      for (const sim::Answer::Chunk& chunk : pieces->chunks) {
        at += real(chunk.after);
        if (!c->wait_until(at)) return false;
        if (!chunk.data.empty() && !sink.write(chunk.data.data(), chunk.data.size())) return false;
        c->flush();
      }
      if (pieces->end != sim::Answer::End::complete) return end_badly(*c, pieces->end), false;
      if (streams) sink.done();
      return true;
    };
    if (streams) out.set_chunked_content_provider(type, [send](size_t, httplib::DataSink& sink) { return send(sink); });
    else out.set_content_provider(length, type, [send](size_t, size_t, httplib::DataSink& sink) { return send(sink); });
  }

  sim::Scenario scenario;
  Clock::time_point began = Clock::now();
  uint16_t bound = 0;
  std::thread listener;
  std::mutex mutex;
  sim::Servers servers;                                  // guarded, as all below
  std::set<std::shared_ptr<Connection>> connections;
  Counts counts;
  bool ending = false;
  ThreadPool pool{kMaxThreads};
};

thread_local DemoServer::Impl::Served* DemoServer::Impl::served = nullptr;

DemoServer::DemoServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DemoServer::~DemoServer() { impl_->end(); }

sim::Result<std::unique_ptr<DemoServer>> DemoServer::start(sim::Scenario scenario, uint64_t seed, uint16_t port) {
  allow_many_connections();
  auto impl = std::make_unique<Impl>(std::move(scenario), seed);
  if (auto bound = impl->bind(port); !bound) return sim::Problem{bound.problem()};
  return std::unique_ptr<DemoServer>(new DemoServer(std::move(impl)));
}

void DemoServer::expect(size_t at_once) { impl_->pool.reserve(at_once); }
uint16_t DemoServer::port() const { return impl_->bound; }
std::string DemoServer::url() const { return cat("http://127.0.0.1:", impl_->bound); }
DemoServer::Counts DemoServer::counts() const {
  std::lock_guard lock(impl_->mutex);
  return impl_->counts;
}

}  // namespace app::live
