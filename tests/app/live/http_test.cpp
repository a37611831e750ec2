// HttpNetwork and DemoServer talk to each other and to servers that misbehave. Loopback only; times are held against each other, never absolute.
#include "app/live/demo_server.h"
#include "app/live/http_network.h"
#include "app/live/url.h"
#include "raw_server.h"
#include "sim/base/text.h"

#include <catch2/catch.hpp>

#include <vector>

#include <sys/resource.h>

using namespace app::live;
using live_test::RawServer;
using sim::Arrival;
using sim::NetError;
using sim::Time;

namespace {

constexpr Time kLong = 20 * sim::kSecond;      // nothing here takes so long unless something is wrong

sim::Scenario scenario(const char* toml) {
  sim::ReadScenario read = sim::read_scenario(toml);
  for (const auto& p : read.problems) FAIL(p.message);
  return read.scenario;
}

std::unique_ptr<DemoServer> demo(const char* toml) {
  auto server = DemoServer::start(scenario(toml), 1);
  REQUIRE(server);
  return std::move(*server);
}

// The network with a clock, and the loop's part done by hand.
struct Net {
  explicit Net(Policy policy = {}) : http(std::move(policy), [this] { return now(); }) {}
  Time now() const { return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count(); }
  Arrival next() {
    Arrival a;
    while (!http.take(a)) {
      if (now() > kLong) FAIL("nothing arrives");
      http.wait(kLong + sim::kSecond, nullptr);
    }
    return a;
  }
  sim::ConnectionId open(uint16_t port, const char* host = "127.0.0.1", bool tls = false) { return http.connect(host, port, tls, false, now()); }
  void get(sim::ConnectionId c, const std::string& target, sim::Headers headers = {{"Host", "127.0.0.1"}}) {
    http.send(c, {"GET", target, std::move(headers), ""}, now());
  }
  // One request on a connection of its own; all pieces put together.
  Arrival fetch(uint16_t port, const std::string& target, sim::Headers headers = {{"Host", "127.0.0.1"}}) {
    auto c = open(port);
    Arrival opened = next();
    if (!opened.connected) return opened;
    get(c, target, std::move(headers));
    Arrival whole = rest(c);
    http.close(c, now());
    return whole;
  }
  Arrival rest(sim::ConnectionId c) {
    Arrival whole;
    for (;;) {
      Arrival a = next();
      CHECK(a.connection == c);
      if (a.status) whole.status = a.status, whole.headers = a.headers, whole.reason = a.reason;
      whole.data += a.data;
      whole.error = a.error;
      whole.message = a.message;
      whole.last = a.last;
      whole.closes = a.closes;
      ++pieces;
      if (a.last || a.error != NetError::none) return whole;
    }
  }
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  int pieces = 0;
  HttpNetwork http;
};

Arrival fetch_raw(std::function<void(int)> serve, Policy policy = {}) {
  RawServer server([serve](int fd) {
    RawServer::read_request(fd);
    serve(fd);
  });
  return Net(std::move(policy)).fetch(server.port(), "/");
}

}  // namespace

TEST_CASE("the demo server answers, and the connection carries the next request", "[live]") {
  auto server = demo("latency = 0.01\n[[host]]\nname = \"httpbin.org\"\nanswers = \"httpbin\"\n");
  Net net;
  auto c = net.open(server->port());
  REQUIRE(net.next().connected);
  for (int i = 0; i < 3; ++i) {
    net.get(c, "/anything/x?i=7");
    Arrival a = net.rest(c);
    CHECK(a.status == 200);
    CHECK(a.data.find("\"i\": \"7\"") != std::string::npos);
    CHECK_FALSE(a.closes);
  }
  CHECK(net.http.traffic().connections == 1);
  CHECK(net.http.traffic().answers == 3);
  CHECK(server->counts().connections == 1);
}

TEST_CASE("a hundred requests at once take little longer than one", "[live]") {
  auto server = demo("latency = 0.1\n");
  Net net;
  std::vector<sim::ConnectionId> all;
  for (int i = 0; i < 100; ++i) all.push_back(net.open(server->port()));
  for (size_t i = 0; i < all.size(); ++i) REQUIRE(net.next().connected);
  Time began = net.now();
  for (auto c : all) net.get(c, "/");
  size_t done = 0;
  while (done < all.size()) {
    Arrival a = net.next();
    REQUIRE(a.error == NetError::none);
    done += a.last;
  }
  Time took = net.now() - began;
  CHECK(took >= sim::kSecond / 10);
  CHECK(took < 5 * sim::kSecond);                  // one after another would be ten seconds
  CHECK(net.http.traffic().peak_in_flight > 10);   // all, unless sending takes longer than an answer
}

TEST_CASE("streamed answers arrive piece by piece", "[live]") {
  auto server = demo("latency = 0.01\nchunks = 4\ngap = 0.05\n");
  Net net;
  Arrival a = net.fetch(server->port(), "/", {{"Host", "127.0.0.1"}, {"Accept-Encoding", "gzip"}});
  CHECK(a.status == 200);
  CHECK(net.pieces >= 4);
  CHECK(net.now() >= sim::time_from_seconds(0.16));
}

TEST_CASE("compressed answers are unpacked", "[live]") {
  auto server = demo("latency = 0\n[[host]]\nname = \"x\"\n[[host.route]]\nsize = 100000\nheaders = { content-type = \"text/plain\" }\n");
  Net net;
  Arrival a = net.fetch(server->port(), "/", {{"Host", "x"}, {"Accept-Encoding", "gzip"}});
  CHECK(a.data == std::string(100000, 'x'));
  bool packed = false;
  for (const auto& [key, value] : a.headers) packed |= key == "content-encoding" && value == "gzip";
  CHECK(packed);
}

TEST_CASE("faults of the scenario happen on the wire", "[live]") {
  auto kind = GENERATE("refused", "reset", "malformed");
  auto server = demo(sim::cat("latency = 0.01\n[[fault]]\nkind = \"", kind, "\"\n").c_str());
  Arrival a = Net().fetch(server->port(), "/");
  CHECK(a.error == (std::string(kind) == "malformed" ? NetError::malformed : NetError::reset));
  CHECK_FALSE(a.message.empty());
}

TEST_CASE("a server that hangs does not hold the one who gives up, nor the server's end", "[live]") {
  auto server = demo("[[fault]]\nkind = \"hang\"\n");
  Time before = 0;
  {
    Net net;
    auto c = net.open(server->port());
    REQUIRE(net.next().connected);
    net.get(c, "/");
    CHECK(net.http.wait(net.now() + sim::kSecond / 10, nullptr));
    CHECK(net.http.busy());
    before = net.now();
    net.http.close(c, net.now());
    CHECK_FALSE(net.http.busy());
    auto again = net.open(server->port());
    REQUIRE(net.next().connected);
    net.get(again, "/");
    net.http.wait(net.now() + sim::kSecond / 20, nullptr);
    CHECK(net.now() - before < 5 * sim::kSecond);
  }
  auto begin = std::chrono::steady_clock::now();
  server.reset();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("what is not HTTP gets its name", "[live]") {
  Arrival a = fetch_raw([](int fd) { RawServer::say(fd, "220 mail.example.com ESMTP ready\r\n\r\n"); });
  CHECK(a.error == NetError::malformed);
  CHECK(a.message.find("220 mail") != std::string::npos);
}

TEST_CASE("a connection closed without an answer", "[live]") {
  Arrival a = fetch_raw([](int) {});
  CHECK(a.error == NetError::malformed);
  CHECK(a.message == "Server disconnected without sending a response.");
}

TEST_CASE("a body that ends too early", "[live]") {
  Arrival a = fetch_raw([](int fd) { RawServer::say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"); });
  CHECK(a.error == NetError::malformed);
  CHECK(a.message.find("without sending complete message body") != std::string::npos);
}

TEST_CASE("a connection reset in the middle of a body", "[live]") {
  Arrival a = fetch_raw([](int fd) {
    RawServer::say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    linger now{1, 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  });
  CHECK(a.error == NetError::reset);
}

TEST_CASE("a head without end, and a body without end, are cut off", "[live]") {
  bool head = GENERATE(true, false);
  Policy small;
  small.max_answer = 4u << 20;
  Arrival a = fetch_raw(
      [head](int fd) {
        if (!head) RawServer::say(fd, "HTTP/1.1 200 OK\r\n\r\n");
        std::string piece(65536, 'x');
        while (RawServer::say(fd, piece)) {}
      },
      small);
  CHECK(a.error == NetError::malformed);
  CHECK(a.message.find("larger than") != std::string::npos);
}

TEST_CASE("an answer of which a byte comes now and then is given up, before its head is there and behind it", "[live]") {
  const char* begins = GENERATE("", "HTTP/1.1 200 OK\r\n\r\n");
  Policy brief;
  brief.longest_answer = std::chrono::seconds(1);
  Arrival a = fetch_raw(
      [begins](int fd) {
        RawServer::say(fd, begins);
        while (RawServer::say(fd, "x")) std::this_thread::sleep_for(std::chrono::milliseconds(50));
      },
      brief);
  CHECK(a.error == NetError::malformed);
  CHECK(a.message == "the answer was not complete after 1 s");
}

TEST_CASE("a thousand calls at once have their open files, where the system lets the process have them", "[live]") {
  auto server = DemoServer::start(scenario(""), 0);
  REQUIRE(server);
  rlimit files{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &files) == 0);
  CHECK(files.rlim_cur >= std::min<rlim_t>(files.rlim_max, 4096));
}

TEST_CASE("broken chunks and broken compression", "[live]") {
  auto answer = GENERATE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
                         "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip");
  Arrival a = fetch_raw([answer](int fd) { RawServer::say(fd, answer); });
  CHECK(a.error == NetError::malformed);
}

TEST_CASE("a port where nobody listens", "[live]") {
  uint16_t port;
  { port = RawServer([](int) {}).port(); }
  Net net;
  net.open(port);
  Arrival a = net.next();
  CHECK(a.error == NetError::refused);
  CHECK(a.message.find("connection refused") != std::string::npos);
}

TEST_CASE("a TLS handshake with a server that does not speak it", "[live]") {
  RawServer server([](int fd) { RawServer::say(fd, "HTTP/1.1 400 Bad Request\r\n\r\n"); });
  Net net;
  net.open(server.port(), "127.0.0.1", true);
  Arrival a = net.next();
  CHECK(a.error == NetError::tls);
  CHECK(a.message.find("no TLS") != std::string::npos);
}

TEST_CASE("an opening that comes to no end can be given up at once", "[live]") {
  RawServer full{RawServer::Full()};
  auto begin = std::chrono::steady_clock::now();
  {
    Net net;
    net.open(full.port());
    net.http.wait(net.now() + sim::kSecond / 20, nullptr);
    CHECK(net.http.busy());
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("waiting ends when it is interrupted", "[live]") {
  RawServer silent([](int fd) { RawServer::read_request(fd); });
  Net net;
  std::atomic<bool> interrupted = false;
  net.open(silent.port());
  REQUIRE(net.next().connected);
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    interrupted = true;
  });
  Time before = net.now();
  CHECK_FALSE(net.http.wait(sim::kNever, &interrupted));
  CHECK(net.now() - before < 5 * sim::kSecond);
  later.join();
}

TEST_CASE("only hosts that were named are contacted", "[live]") {
  auto server = demo("latency = 0.001\n");
  Net strict;
  strict.open(80, "www.example.com");
  Arrival a = strict.next();
  CHECK(a.error == NetError::refused);
  CHECK(a.message == "'www.example.com' is not contacted: it was not named. --allow www.example.com permits it.");

  Policy mapped;
  mapped.mapped["www.example.com"] = {"127.0.0.1", server->port(), false};
  Net net(mapped);
  auto c = net.open(443, "www.example.com", true);
  REQUIRE(net.next().connected);
  net.get(c, "/x", {{"Host", "www.example.com"}});
  Arrival answer = net.rest(c);
  CHECK(answer.status == 200);
  CHECK(answer.data.find("www.example.com") != std::string::npos);
}

TEST_CASE("a port in use is a sentence", "[live]") {
  auto first = demo("latency = 0\n");
  auto second = DemoServer::start(scenario("latency = 0\n"), 1, first->port());
  REQUIRE_FALSE(second);
  CHECK(second.problem().find("it is in use") != std::string::npos);
}

TEST_CASE("the demo server outlives malformed, oversized and slow requests", "[live]") {
  auto server = demo("latency = 0\n");
  auto says = [&](const std::string& text) {
    int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(server->port());
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    size_t sent = 0;
    while (sent < text.size()) {
      ssize_t n = ::send(fd, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) break;
      sent += static_cast<size_t>(n);
    }
    ::shutdown(fd, SHUT_WR);
    std::string got;
    char piece[4096];
    for (ssize_t n; (n = ::recv(fd, piece, sizeof piece, 0)) > 0;) got.append(piece, static_cast<size_t>(n));
    ::close(fd);
    return got;
  };
  CHECK(says("GARBAGE\r\n\r\n").starts_with("HTTP/1.1 400"));
  CHECK(says("GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 414"));
  CHECK_FALSE(says("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\nx").starts_with("HTTP/1.1 200"));
  CHECK(says("POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n" + std::string(20'000'000, 'x')).starts_with("HTTP/1.1 413"));
  CHECK_FALSE(says("GET / HTTP/1.1\r\n" + std::string(10 << 20, 'a')).starts_with("HTTP/1.1 200"));
  says("GET / HT");
  says("");
  CHECK(says("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST_CASE("URLs are taken apart, and bad ones refused with a sentence", "[live]") {
  auto url = parse_url("https://Example.com/a/b?c=d#e");
  REQUIRE(url);
  CHECK(url->endpoint.host == "example.com");
  CHECK(url->endpoint.port == 443);
  CHECK(url->endpoint.tls);
  CHECK(url->target == "/a/b?c=d");
  CHECK(parse_url("http://[::1]:8080")->endpoint.port == 8080);
  CHECK(parse_url("http://127.0.0.1:8000?x=1")->target == "/?x=1");
  for (const char* bad : {"", "example.com", "ftp://x/", "http://", "http:///get", "http://a b/", "http://x:99999/", "http://x:/", "http://u:p@x/", "http://x:12ab/", "http://[/"})
    CHECK_FALSE(parse_url(bad));
  CHECK(is_loopback("127.3.2.1"));
  CHECK_FALSE(is_loopback("127.example.com"));
}
