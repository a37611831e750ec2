// Servers and the simulated network: times worked out by hand, limits, faults, and the formulas of queueing theory.
#include "sim/world/sim_network.h"
#include "sim/world/sim_world.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sim;

namespace {

Scenario scenario_of(std::string_view toml) {
  ReadScenario read = read_scenario(toml);
  INFO(describe(read.problems, "s"));
  REQUIRE(read.problems.empty());
  return read.scenario;
}

constexpr Time ms = kSecond / 1000;
Request get(std::string target) { return {"GET", std::move(target), {}, {}}; }
Request post(std::string target, std::string body) { return {"POST", std::move(target), {{"content-type", "application/json"}}, std::move(body)}; }

std::string header(const Answer& a, std::string_view name) {
  for (const auto& [n, value] : a.headers)
    if (n == name) return value;
  return "";
}
std::string body(const Answer& a) {
  std::string out;
  for (const auto& c : a.chunks) out += c.data;
  return out;
}

// The mean time that a request spends in a system of c workers: Poisson arrivals, exponential service (Erlang's C formula).
double mmc_time(double arrivals, double service_rate, int c) {
  double a = arrivals / service_rate, sum = 0, term = 1;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  double last = term * c / (c - a);
  double waits = last / (sum + last);
  return waits / (c * service_rate - arrivals) + 1 / service_rate;
}

struct Queue {
  double mean_time, mean_present, rate;
};

// Poisson arrivals at a host for a while. What it answers is short: making it would take most of the test's time.
Queue simulate(Server& server, double arrivals, int count) {
  Random random(99);
  double t = 0, total = 0;
  std::vector<std::pair<Time, int>> changes;
  for (int i = 0; i < count; ++i) {
    t += -std::log1p(-random.uniform()) / arrivals;
    Time at = time_from_seconds(t), took = server.answer(get("/status/200"), at).total();
    total += seconds(took);
    changes.push_back({at, 1});
    changes.push_back({at + took, -1});
  }
  std::sort(changes.begin(), changes.end());
  double area = 0;
  Time before = 0;
  int present = 0;
  for (auto [at, change] : changes) {
    if (at > time_from_seconds(t)) break;
    area += seconds(at - before) * present;
    present += change;
    before = at;
  }
  return {total / count, area / t, count / t};
}

}  // namespace

TEST_CASE("M/M/c: the mean time in a queue is that of Erlang's formula", "[server]") {
  struct Case {
    int workers;
    double arrivals;
  };
  auto c = GENERATE(Case{1, 5}, Case{2, 12}, Case{5, 35}, Case{20, 180});
  Scenario s = scenario_of("[[host]]\nname = \"a\"\nanswers = \"httpbin\"\nlatency = { kind = \"exponential\", mean = 0.1 }\nworkers = " + std::to_string(c.workers));
  Server server(*s.host("a"), "a", 5);
  Queue q = simulate(server, c.arrivals, 400'000);
  INFO("workers " << c.workers);
  CHECK(q.mean_time == Approx(mmc_time(c.arrivals, 10, c.workers)).epsilon(0.02));
  CHECK(q.mean_present == Approx(q.rate * q.mean_time).epsilon(0.02));     // Little's law
}

TEST_CASE("M/D/1: constant service waits half as long as exponential", "[server]") {
  Scenario s = scenario_of("[[host]]\nname = \"a\"\nanswers = \"httpbin\"\nlatency = 0.1\nworkers = 1");
  Server server(*s.host("a"), "a", 5);
  double rho = 0.8;
  CHECK(simulate(server, 8, 400'000).mean_time == Approx(0.1 + 0.1 * rho / (2 * (1 - rho))).epsilon(0.02));
}

TEST_CASE("workers serve in the order of arrival; beyond the queue the answer is 503 at once", "[server]") {
  Scenario s = scenario_of("latency = 1\nworkers = 2\nqueue = 3");
  Server server(s.defaults, "a", 0);
  std::vector<Time> done;
  std::vector<int> status;
  for (int i = 0; i < 6; ++i) {
    Answer a = server.answer(get("/"), 0);
    done.push_back(a.total());
    status.push_back(a.status);
  }
  CHECK(done == std::vector<Time>{kSecond, kSecond, 2 * kSecond, 2 * kSecond, 3 * kSecond, 0});
  CHECK(status == std::vector<int>{200, 200, 200, 200, 200, 503});
  CHECK(server.answer(get("/"), kSecond).status == 200);         // one of the waiting has begun
}

TEST_CASE("a request that comes out of order takes the time that is free", "[server]") {
  Scenario s = scenario_of("latency = 1\nworkers = 1");
  Server server(s.defaults, "a", 0);
  CHECK(server.answer(get("/"), 0).queued == 0);
  CHECK(server.answer(get("/"), 5 * kSecond).queued == 0);
  CHECK(server.answer(get("/"), 500 * ms).queued == 500 * ms);    // [1, 2)
  CHECK(server.answer(get("/"), 4500 * ms).queued == 1500 * ms);  // no second free before 6
}

TEST_CASE("a limit for each second admits so many in any second", "[server]") {
  Scenario s = scenario_of("latency = 0.1\nlimit = { per_second = 3 }");
  Server server(s.defaults, "a", 0);
  auto status = [&](Time t) { return server.answer(get("/"), t).status; };
  CHECK(status(0) == 200);
  CHECK(status(400 * ms) == 200);
  CHECK(status(800 * ms) == 200);
  Answer refused = server.answer(get("/"), 900 * ms);
  CHECK(refused.status == 429);
  CHECK(header(refused, "retry-after") == "1");
  CHECK(refused.total() == 0);
  CHECK(status(999 * ms) == 429);
  CHECK(status(1000 * ms) == 200);       // the one of 0 s has left the second that ends now
  CHECK(status(1399 * ms) == 429);
  CHECK(status(1400 * ms) == 200);
}

TEST_CASE("a limit for each minute says when to come again", "[server]") {
  Scenario s = scenario_of("latency = 0.1\nlimit = { per_minute = 2 }");
  Server server(s.defaults, "a", 0);
  server.answer(get("/"), 0);
  server.answer(get("/"), 10 * kSecond);
  CHECK(header(server.answer(get("/"), 20 * kSecond), "retry-after") == "40");
  CHECK(server.answer(get("/"), 60 * kSecond).status == 200);
  CHECK(header(server.answer(get("/"), 61 * kSecond), "retry-after") == "9");
}

TEST_CASE("a limit of concurrent requests counts those not answered to the end", "[server]") {
  Scenario s = scenario_of("latency = 1\nlimit = { concurrent = 2, status = 503, retry_after = 7 }");
  Server server(s.defaults, "a", 0);
  CHECK(server.answer(get("/"), 0).status == 200);
  CHECK(server.answer(get("/"), 500 * ms).status == 200);
  Answer refused = server.answer(get("/"), 900 * ms);
  CHECK(refused.status == 503);
  CHECK(header(refused, "retry-after") == "7");
  CHECK(server.answer(get("/"), 1000 * ms).status == 200);
}

TEST_CASE("faults strike each n-th request, in their window, on their path, or their share", "[server]") {
  Scenario s = scenario_of(R"(
[[host]]
name = "a"
[[host.fault]]
kind = "status"
every = 3
retry_after = 2
[[host.fault]]
kind = "status"
status = 500
from = 10
to = 20
path = "/v1/*"
)");
  Server server(*s.host("a"), "a", 0);
  std::vector<int> status;
  for (int i = 0; i < 6; ++i) status.push_back(server.answer(get("/"), i).status);
  CHECK(status == std::vector<int>{200, 200, 503, 200, 200, 503});
  CHECK(server.answer(get("/v1/x"), 10 * kSecond).status == 500);
  CHECK(server.answer(get("/v2/x"), 11 * kSecond).status == 200);
  server.answer(get("/"), 12 * kSecond);
  CHECK(server.answer(get("/v1/x?y=1"), 20 * kSecond).status == 200);

  Scenario share = scenario_of("[[fault]]\nkind = \"status\"\nshare = 0.2");
  Server shared(share.defaults, "a", 3);
  int failed = 0;
  for (int i = 0; i < 50'000; ++i) failed += shared.answer(get("/"), i).status == 503;
  CHECK(failed == Approx(10'000).epsilon(0.03));
}

TEST_CASE("reset, malformed, hang and slow bodies", "[server]") {
  auto answer = [](const char* fault) {
    Scenario s = scenario_of(std::string("latency = 1\n[[fault]]\n") + fault + "\n[[route]]\npath = \"*\"\nsize = 1000");
    return Server(s.defaults, "a", 0).answer(get("/"), 0);
  };
  Answer reset = answer("kind = \"reset\"");
  CHECK(reset.end == Answer::End::reset);
  CHECK(body(reset).size() == 500);
  CHECK(header(reset, "content-length") == "1000");
  CHECK(answer("kind = \"malformed\"").end == Answer::End::malformed);
  Answer hang = answer("kind = \"hang\"");
  CHECK(hang.end == Answer::End::hang);
  CHECK(hang.status == 0);
  Answer slow = answer("kind = \"slow_body\"\nduration = 5");
  CHECK(slow.chunks.size() == 10);
  CHECK(body(slow).size() == 1000);
  CHECK(slow.total() == 6 * kSecond);
}

TEST_CASE("the same seed gives the same latencies; another host or seed gives others", "[server]") {
  Scenario s = scenario_of("latency = { kind = \"uniform\", min = 0, max = 1 }");
  auto draws = [&](const char* name, uint64_t seed) {
    Server server(s.defaults, name, seed);
    std::vector<Time> out;
    for (int i = 0; i < 5; ++i) out.push_back(server.answer(get("/"), i).total());
    return out;
  };
  CHECK(draws("a", 1) == draws("a", 1));
  CHECK(draws("a", 1) != draws("b", 1));
  CHECK(draws("a", 1) != draws("a", 2));
}

TEST_CASE("httpbin's endpoints", "[server]") {
  const Scenario& s = default_scenario();
  Server server(*s.host("httpbin.org"), "httpbin.org", 0);
  auto status = [&](const Request& r) { return server.answer(r, 0).status; };
  CHECK_THAT(body(server.answer(get("/get?a=1&b=x%20y&a=2"), 0)), Catch::Contains("\"a\": [\n      \"1\",\n      \"2\"\n    ],\n    \"b\": \"x y\"") &&
                                                                   Catch::Contains("\"url\": \"https://httpbin.org/get?a=1&b=x%20y&a=2\""));
  CHECK_THAT(body(server.answer(post("/post", R"({"k": [1]})"), 0)), Catch::Contains("\"json\": {\n    \"k\": [\n      1\n    ]\n  }"));
  CHECK(status(post("/get", "")) == 405);
  CHECK(status(get("/status/418")) == 418);
  CHECK(status(get("/status/x")) == 404);
  CHECK(status(get("/nowhere")) == 404);
  CHECK(body(server.answer(get("/uuid"), 0)).size() == std::string("{\n  \"uuid\": \"00000000-0000-4000-8000-000000000000\"\n}\n").size());
  CHECK(server.answer(get("/delay/2.5"), 0).total() == 2600 * ms);
  CHECK(server.answer(get("/delay/1000"), 0).total() == 10'100 * ms);
  Answer stream = server.answer(get("/stream/3"), 0);
  CHECK(stream.chunks.size() == 3);
  CHECK(header(stream, "transfer-encoding") == "chunked");
  CHECK(header(stream, "content-length") == "");
  Answer anything = server.answer({"PUT", "/anything/7", {{"X-One", "1"}}, "a=1"}, 0);
  CHECK_THAT(body(anything), Catch::Contains("\"method\": \"PUT\"") && Catch::Contains("\"X-One\": \"1\""));
}

TEST_CASE("chat endpoints: whole and streamed, and what they refuse", "[server]") {
  Scenario s = scenario_of("preset = \"default\"\n[[host]]\nname = \"api.openai.com\"\nlatency = 1\nchunks = 4\ngap = 0.5\n"
                           "[[host]]\nname = \"api.anthropic.com\"\nlatency = 1\nchunks = 4\ngap = 0.5");
  Server openai(*s.host("api.openai.com"), "api.openai.com", 0);
  std::string ask = R"({"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}])";
  Answer whole = openai.answer(post("/v1/chat/completions", ask + "}"), 0);
  CHECK(whole.status == 200);
  CHECK(whole.total() == 2500 * ms);             // one second, and three gaps: the words are made all the same
  CHECK_THAT(body(whole), Catch::StartsWith(R"({"id":"chatcmpl-)") && Catch::Contains(R"("choices":[{"index":0,"message":{"role":"assistant","content":")") &&
                              Catch::Contains(R"("completion_tokens":4)"));
  Answer streamed = openai.answer(post("/v1/chat/completions", ask + R"(, "stream": true})"), 0);
  CHECK(streamed.head_after == kSecond);
  CHECK(streamed.total() == 2500 * ms);
  CHECK(streamed.chunks.size() == 4);
  CHECK_THAT(streamed.chunks[1].data, Catch::Contains(R"("choices":[{"index":0,"delta":{"content":")"));
  CHECK_THAT(streamed.chunks[3].data, Catch::EndsWith("data: [DONE]\n\n"));
  CHECK(openai.answer(post("/v1/chat/completions", "{"), 0).status == 400);
  CHECK(openai.answer(post("/v1/chat/completions", std::string(5000, '[')), 0).status == 400);
  CHECK(openai.answer(post("/v1/chat/completions", "{\"model\": \"\xff\", \"messages\": [1]}"), 0).status == 400);
  CHECK(openai.answer(get("/v1/chat/completions"), 0).status == 405);
  CHECK_THAT(body(openai.answer(post("/v1/embeddings", R"({"model": "m", "input": ["a", "b"]})"), 0)), Catch::Contains(R"("index":1,"embedding":[)"));

  Server anthropic(*s.host("api.anthropic.com"), "api.anthropic.com", 0);
  CHECK_THAT(body(anthropic.answer(post("/v1/messages", ask + "}"), 0)), Catch::Contains("max_tokens: Field required"));
  Answer message = anthropic.answer(post("/v1/messages", ask + R"(, "max_tokens": 9})"), 0);
  CHECK_THAT(body(message), Catch::Contains(R"("content":[{"type":"text","text":")") && Catch::Contains(R"("stop_reason":"end_turn")"));
  Answer events = anthropic.answer(post("/v1/messages", ask + R"(, "max_tokens": 2, "stream": true})"), 0);
  CHECK(events.chunks.size() == 2);
  CHECK_THAT(events.chunks[0].data, Catch::StartsWith("event: message_start\ndata: {\"type\":\"message_start\""));
  CHECK_THAT(events.chunks[1].data, Catch::EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"));
}

// ---- the network in virtual time

namespace {
// Everything that arrives, with its time, until nothing more comes.
std::vector<Arrival> all_arrivals(SimWorld& world) {
  std::vector<Arrival> out;
  while (world.expects_arrivals()) {
    world.wait_until(1000 * kSecond);
    Arrival a;
    while (world.network()->take(a)) out.push_back(a);
  }
  return out;
}
SimWorld world_of(std::string_view toml) { return SimWorld(std::make_shared<const Scenario>(scenario_of(toml)), 0); }
}  // namespace

TEST_CASE("opening costs round trips, an answer one and the latency", "[network]") {
  SimWorld world = world_of("latency = 0.1\nround_trip = 0.02\ntls = 2");
  Network& net = *world.network();
  ConnectionId c = net.connect("a.org", 443, true, false, 0);
  auto opened = all_arrivals(world);
  REQUIRE(opened.size() == 1);
  CHECK(opened[0].connected);
  CHECK(opened[0].at == 80 * ms);                // dns, tcp, and two for tls
  CHECK(opened[0].tls == 40 * ms);
  net.send(c, get("/"), world.now());
  auto first = all_arrivals(world);
  REQUIRE(first.size() == 1);
  CHECK(first[0].status == 200);
  CHECK(first[0].last);
  CHECK(first[0].at == 200 * ms);
  net.send(c, get("/"), world.now());
  CHECK(all_arrivals(world).at(0).at == 320 * ms);   // the connection is open already
  CHECK(net.connect("b.org", 80, false, false, world.now()) != c);
  CHECK(all_arrivals(world).at(0).at == 360 * ms);   // no tls
}

TEST_CASE("bandwidth stretches what is sent and what comes", "[network]") {
  SimWorld world = world_of("latency = 1\nbandwidth = 1000\n[[route]]\npath = \"*\"\nsize = 500");
  Network& net = *world.network();
  ConnectionId c = net.connect("a.org", 80, false, false, 0);
  all_arrivals(world);
  net.send(c, post("/", std::string(2000, 'x')), world.now());
  auto got = all_arrivals(world);
  REQUIRE(got.size() == 2);
  CHECK(got[0].at == 3 * kSecond);               // two to send, one to answer
  CHECK(got[1].at == 3500 * ms);
  CHECK(got[1].data.size() == 500);
  CHECK(got[1].last);
}

TEST_CASE("a stream's pieces come one by one", "[network]") {
  SimWorld world = world_of("latency = 1\nchunks = 3\ngap = 0.5");
  Network& net = *world.network();
  ConnectionId c = net.connect("a.org", 80, false, false, 0);
  all_arrivals(world);
  net.send(c, get("/"), 0);
  auto got = all_arrivals(world);
  REQUIRE(got.size() == 3);
  CHECK(got[0].at == kSecond);
  CHECK(got[1].at == 1500 * ms);
  CHECK(got[2].at == 2 * kSecond);
  CHECK_FALSE(got[1].last);
  CHECK(got[2].last);
}

TEST_CASE("requests reach the host in the order of time, whoever was asked first", "[network]") {
  SimWorld world = world_of("latency = 1\nworkers = 1\n[[host]]\nname = \"near\"\n");
  Network& net = *world.network();
  ConnectionId a = net.connect("near", 80, false, false, 0), b = net.connect("near", 80, false, false, 0);
  all_arrivals(world);
  net.send(a, get("/a"), 0);
  net.send(b, get("/b"), 0);
  auto got = all_arrivals(world);
  REQUIRE(got.size() == 2);
  CHECK(got[0].connection == a);
  CHECK(got[0].at == kSecond);
  CHECK(got[1].at == 2 * kSecond);
}

TEST_CASE("what goes wrong arrives as an error with its kind", "[network]") {
  auto error = [](const char* toml, bool send) {
    SimWorld world = world_of(toml);
    ConnectionId c = world.network()->connect("a.org", 443, true, false, 0);
    auto got = all_arrivals(world);
    if (send) {
      world.network()->send(c, get("/"), world.now());
      got = all_arrivals(world);
    }
    REQUIRE_FALSE(got.empty());
    return got.back().error;
  };
  CHECK(error("[[fault]]\nkind = \"refused\"", false) == NetError::refused);
  CHECK(error("[[fault]]\nkind = \"dns\"", false) == NetError::dns);
  CHECK(error("[[fault]]\nkind = \"tls\"", false) == NetError::tls);
  CHECK(error("answers_unlisted = false", false) == NetError::dns);
  CHECK(error("[[fault]]\nkind = \"reset\"", true) == NetError::reset);
  CHECK(error("[[fault]]\nkind = \"malformed\"", true) == NetError::malformed);
}

TEST_CASE("nothing is expected of a connection that hangs or is closed", "[network]") {
  SimWorld world = world_of("[[fault]]\nkind = \"hang\"");
  Network& net = *world.network();
  ConnectionId c = net.connect("a.org", 80, false, false, 0);
  CHECK(world.expects_arrivals());
  all_arrivals(world);
  net.send(c, get("/"), 0);
  CHECK_FALSE(world.expects_arrivals());
  ConnectionId d = net.connect("a.org", 80, false, false, 0);
  net.close(d, 0);
  CHECK_FALSE(world.expects_arrivals());
}

TEST_CASE("a blocking caller hears the next arrival without the clock moving", "[network]") {
  SimWorld world = world_of("latency = 1\nround_trip = 0.1");
  Network& net = *world.network();
  ConnectionId c = net.connect("a.org", 80, false, true, 5 * kSecond);
  CHECK_FALSE(net.wait_for(c, 5 * kSecond, 5100 * ms));
  auto opened = net.wait_for(c, 5 * kSecond, kNever);
  REQUIRE(opened);
  CHECK(opened->at == 5200 * ms);
  net.send(c, get("/"), 5200 * ms);
  CHECK(net.wait_for(c, 5200 * ms, kNever)->at == 6300 * ms);
  CHECK_FALSE(net.wait_for(c, 0, kNever));
  CHECK(world.now() == 0);
}
