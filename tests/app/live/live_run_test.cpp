// Comparisons and programs with real HTTP against the demo server in this process: everything is accounted for, and a live run can be played back.
#include "app/live/demo_server.h"
#include "app/live/live_run.h"
#include "raw_server.h"
#include "sim/trace/trace.h"
#include "stopped.h"

#include <catch2/catch.hpp>

using namespace app::live;
using live_test::RawServer;

namespace {

sim::Scenario scenario(const std::string& toml) {
  sim::ReadScenario read = sim::read_scenario(toml);
  for (const auto& p : read.problems) FAIL(p.message);
  return read.scenario;
}

LiveOptions options(const std::string& toml, uint32_t count, std::vector<Strategy> strategies) {
  LiveOptions o;
  o.scenario = scenario(toml);
  o.calls.count = count;
  o.strategies = std::move(strategies);
  o.cost = OwnCost();                              // not to be measured each time
  auto whole = checked(o);
  REQUIRE(whole);
  return *whole;
}

// The demo server called by its address, as any other: what it is like has to be measured.
std::pair<std::unique_ptr<DemoServer>, LiveOptions> by_url(const std::string& toml, uint32_t count) {
  auto server = DemoServer::start(scenario(toml), 0);
  REQUIRE(server);
  LiveOptions o;
  o.calls.urls = {(*server)->url() + "/get"};
  o.calls.count = count;
  return {std::move(*server), o};
}

LiveReport run(const LiveOptions& o, std::atomic<bool>* stop = nullptr) {
  std::atomic<bool> never = false;
  auto report = run_live(o, {}, stop ? *stop : never);
  REQUIRE(report);
  for (const StrategyResult& r : report->results) {
    CHECK(r.ok + r.errors == o.calls.count);
    CHECK(r.calls.size() == o.calls.count);
    uint32_t named = 0;
    for (const auto& [what, n] : r.problems) {
      CHECK_FALSE(what.empty());
      named += n;
    }
    CHECK(named == r.errors);
  }
  return std::move(*report);
}

constexpr const char* kHost = "[[host]]\nname = \"httpbin.org\"\nanswers = \"httpbin\"\n";

}  // namespace

TEST_CASE("each strategy makes all calls; concurrency shows in the wall time and in flight", "[live]") {
  LiveOptions o = options(std::string("latency = 0.05\n") + kHost, 20, {std::begin(kStrategies), std::end(kStrategies)});
  o.calls.concurrency = 5;
  LiveReport report = run(o);
  REQUIRE(report.results.size() == 4);
  const StrategyResult &serial = report.results[0], &gather = report.results[1], &semaphore = report.results[2], &completed = report.results[3];
  for (const StrategyResult& r : report.results) {
    CHECK(r.complete);
    CHECK(r.ok == 20);
    CHECK(r.predicted > 0);
    CHECK(r.wall >= r.predicted * 0.99);         // the scenario's latency is the least it can take
  }
  CHECK(serial.predicted == Approx(1.0));
  CHECK(gather.predicted == Approx(0.05));
  CHECK(semaphore.predicted == Approx(0.2));
  CHECK(serial.peak_in_flight == 1);
  CHECK(serial.connections == 1);
  CHECK(gather.peak_in_flight <= 20);
  CHECK(semaphore.peak_in_flight <= 5);
  CHECK(gather.wall < serial.wall / 2);
  CHECK(semaphore.wall < serial.wall);
  CHECK(completed.wall < serial.wall / 2);
  CHECK(gather.speedup > 2);
}

TEST_CASE("a client for each call opens a connection for each", "[live]") {
  LiveOptions o = options(std::string("latency = 0.001\n") + kHost, 6, {Strategy::serial});
  o.calls.client_per_call = true;
  CHECK(run(o).results[0].connections == 6);
}

TEST_CASE("nothing is lost under a mix of faults", "[live]") {
  LiveOptions o = options(std::string("latency = 0.01\n"
                                      "[[fault]]\nkind = \"reset\"\nevery = 5\n"
                                      "[[fault]]\nkind = \"hang\"\nevery = 7\n"
                                      "[[fault]]\nkind = \"malformed\"\nevery = 11\n"
                                      "[[fault]]\nkind = \"status\"\nstatus = 503\nevery = 3\n") +
                              kHost,
                          40, {Strategy::gather, Strategy::semaphore});
  o.calls.timeout = 0.5;
  for (const StrategyResult& r : run(o).results) {
    CHECK(r.errors > 10);
    CHECK(r.ok > 10);
    CHECK(r.problems.contains("HTTP 503"));
    CHECK(r.problems.contains("ReadTimeout"));
    CHECK(r.problems.contains("RemoteProtocolError"));
  }
}

TEST_CASE("retries with backoff get through", "[live]") {
  LiveOptions o = options(std::string("latency = 0.001\n[[fault]]\nkind = \"status\"\nstatus = 503\nevery = 2\n") + kHost, 10, {Strategy::serial});
  o.calls.retries = 3;
  o.calls.backoff = 0.01;
  CHECK(run(o).results[0].ok == 10);
}

TEST_CASE("a stop ends it at once, and what was not finished is an error", "[live]") {
  const char* toml = GENERATE("[[fault]]\nkind = \"hang\"\n",                         // while waiting for an answer
                              "latency = 0.001\n[[fault]]\nkind = \"slow_body\"\nduration = 600\n",   // in the middle of a body
                              "latency = 0.001\n[[fault]]\nkind = \"status\"\n");     // during a backoff
  LiveOptions o = options(std::string(toml) + kHost, 10, {Strategy::gather, Strategy::serial});
  o.calls.retries = 5;
  o.calls.backoff = 60;
  o.calls.timeout = 600;
  auto [report, took] = live_test::stopped_after(std::chrono::milliseconds(400), o, run);
  CHECK(report.interrupted);
  CHECK(took < std::chrono::seconds(60));        // not stopped it takes ten minutes; how soon it ends is measured in endurance_test.cpp
  for (const StrategyResult& r : report.results) CHECK(r.problems.contains("Stopped"));
}

TEST_CASE("a redirect loop ends with its name", "[live]") {
  RawServer server([](int fd) {
    while (RawServer::read_request(fd).find("\r\n\r\n") != std::string::npos)
      RawServer::say(fd, "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
  });
  LiveOptions o;
  o.cost = OwnCost();
  o.calls.urls = {server.url() + "/"};
  o.calls.count = 2;
  o.strategies = {Strategy::serial};
  CHECK(run(*checked(o)).results[0].problems.at("TooManyRedirects") == 2);
}

TEST_CASE("a URL is predicted from what its serial run measured", "[live]") {
  auto [server, o] = by_url("latency = 0.05\n", 10);
  o.strategies = {Strategy::serial, Strategy::gather};
  LiveReport report = run(*checked(o));
  CHECK(report.results[0].predicted == Approx(report.results[0].wall).epsilon(0.2));
  CHECK(report.results[1].predicted >= 0.045);
}

TEST_CASE("when no call at all is answered a sentence says why", "[live]") {
  uint16_t port;
  { port = RawServer([](int) {}).port(); }
  RawServer silent([](int fd) { RawServer::read_request(fd), RawServer::read_request(fd); });
  LiveOptions o;
  o.cost = OwnCost();
  o.calls.count = 2;
  o.calls.timeout = 0.1;
  o.strategies = {Strategy::gather, Strategy::serial};
  o.calls.urls = {"http://127.0.0.1:" + std::to_string(port) + "/"};
  LiveReport refused = run(*checked(o));
  CHECK(nobody_answered(refused).find("connection refused by 127.0.0.1") != std::string::npos);
  CHECK(to_table(refused).find("All connection attempts failed (connection refused by") != std::string::npos);
  o.calls.urls = {"http://255.255.255.255:9/"};           // the kernel itself says no
  CHECK(to_table(run(*checked(o))).find("ConnectError: All connection attempts failed (can't reach 255.255.255.255") != std::string::npos);
  o.calls.urls = {silent.url() + "/"};
  CHECK(nobody_answered(run(*checked(o))).find("nothing came within the time of --timeout") != std::string::npos);
  CHECK(nobody_answered(run(options(kHost, 2, {Strategy::gather}))).empty());
}

TEST_CASE("a prediction holds the loop for the machine's own work, and adds the way to each answer", "[live]") {
  constexpr sim::Time ms = sim::kSecond / 1000;
  OwnCost cost{1 * ms, 2 * ms, 3 * ms, 4 * ms, 10 * ms};
  Calls calls;
  calls.urls = {"http://demo.local/get"};
  calls.count = 3;
  auto total = [&](Strategy strategy) {
    sim::RunOptions options;
    options.world = [&] { return costed_world(std::make_shared<const sim::Scenario>(scenario("latency = 0.1\n")), 0, cost); };
    std::string text(sim::run({"p.py", program(strategy, calls), {}}, options)->trace.output());
    size_t begin = text.find("total");
    return *parse_total(std::string_view(text).substr(begin, text.find('\n', begin) - begin));
  };
  // Opened at 3, sent at 5, 7, 9, heard of at 115, 117, 119, dealt with until 118, 121, 124, closed at 128, 132, 136.
  CHECK(total(Strategy::gather) == Approx(0.136));
  // Opened at 1, three times 2 + 10 + 100 + 3, closed.
  CHECK(total(Strategy::serial) == Approx(0.350));
}

TEST_CASE("this machine's own work is measured with each of its parts", "[live]") {
  std::atomic<bool> never = false;
  OwnCost cost = measure_own_cost(never);
  for (sim::Time part : {cost.connect, cost.send, cost.answer, cost.close}) {
    CHECK(part > 0);
    CHECK(part < sim::kSecond);
  }
  CHECK(describe(cost).find("its answer") != std::string::npos);
  std::atomic<bool> stopped = true;
  CHECK(measure_own_cost(stopped).connect == 0);
}

TEST_CASE("no more requests go out than were told beforehand: retries and the calls that measure a server count", "[live]") {
  auto [server, o] = by_url("[[fault]]\nkind = \"status\"\nstatus = 503\n", 7);
  o.calls.retries = 2;
  o.calls.backoff = 0;
  o.cost = OwnCost();
  uint64_t before = 0;
  for (auto strategies : {std::vector{Strategy::gather, Strategy::serial}, {Strategy::serial}}) {
    o.strategies = strategies;
    run(o);
    uint64_t now = server->counts().requests;
    CHECK(now - before == most_requests(o));
    before = now;
  }
  CHECK(before == (7 + 7 + 5) * 3 + 7 * 3);
}

TEST_CASE("what is too much, or makes no sense, is refused with a sentence", "[live]") {
  auto problem = [](auto change) {
    LiveOptions o;
    change(o);
    auto result = checked(o, "--");
    REQUIRE_FALSE(result);
    return result.problem();
  };
  CHECK(problem([](LiveOptions& o) { o.calls.count = 1'000'000'000; }).find("too many calls: at most 100000") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.count = 5000; }).find("--strategy serial,semaphore") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.count = 0; }).find("nothing to call") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.concurrency = 0; }).find("--concurrency 0") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.concurrency = 100'000; }).find("at most 1000") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.timeout = 0; }).find("--timeout") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.urls = {"htp://x"}; }).find("not a URL") != std::string::npos);
  CHECK(problem([](LiveOptions& o) { o.calls.urls = {"https://example.com/"}, o.calls.count = 2000; }).find("server of other people") != std::string::npos);
  LiveOptions elsewhere;
  elsewhere.calls.urls = {"https://example.com/", "http://127.0.0.1:8000/"};
  auto whole = checked(elsewhere);
  REQUIRE(whole);
  CHECK(whole->calls.rate == kMostPerSecondElsewhere);
  CHECK(foreign_hosts(*whole) == std::set<std::string>{"example.com"});
}

TEST_CASE("the report as JSON has the sums right", "[live]") {
  LiveReport report = run(options(std::string("latency = 0.001\n") + kHost, 3, {Strategy::gather}));
  std::string json = to_json(report);
  for (const char* key : {"\"target\"", "\"count\": 3", "\"concurrency\"", "\"strategies\"", "\"name\": \"gather\"", "\"wall_s\"", "\"speedup\"", "\"p50_s\"",
                          "\"p95_s\"", "\"max_s\"", "\"ok\": 3", "\"errors\": 0", "\"200\": 3", "\"peak_in_flight\"", "\"connections\"", "\"predicted_s\"",
                          "\"prediction_error\""})
    CHECK(json.find(key) != std::string::npos);
  CHECK(to_table(report).find("gather") != std::string::npos);
}

TEST_CASE("a run too long to be recorded whole is played back as far as it was recorded", "[live]") {
  auto world = std::make_shared<LiveWorld>(Policy{}, nullptr, nullptr, 4000);
  sim::Program program{"long.py", "import asyncio\nasync def main():\n    for i in range(500):\n        await asyncio.sleep(0)\n    print('over')\nasyncio.run(main())\n", {}};
  sim::RunOptions options;
  options.world = [&] { return world; };
  CHECK(sim::run(program, options)->trace.output() == "over\n");
  CHECK(world->recording()->cut);
  CHECK(world->recording()->steps.size() * sizeof(sim::Recording::Step) <= 4000);
  options.world = [&] { return std::make_shared<sim::ReplayWorld>(world->recording()); };
  auto again = sim::run(program, options);
  CHECK(again->ending == sim::Ending::interrupted);
  CHECK(again->trace.output().find("over") == std::string::npos);
}

TEST_CASE("a live run is played back record by record", "[live]") {
  auto server = DemoServer::start(scenario("latency = 0.03\nround_trip = 0.01\nchunks = 3\ngap = 0.01\n"), 0);
  REQUIRE(server);
  Policy policy;
  policy.others = Endpoint{"127.0.0.1", (*server)->port(), false};
  auto world = std::make_shared<LiveWorld>(policy, nullptr);
  sim::Program program{"live.py",
                       "import asyncio, time, httpx\n"
                       "async def get(client, i):\n"
                       "    started = time.perf_counter()\n"
                       "    response = await client.get(f'https://api.example.com/{i}')\n"
                       "    print(i, response.status_code, time.perf_counter() - started)\n"
                       "async def main():\n"
                       "    async with httpx.AsyncClient() as client:\n"
                       "        await asyncio.gather(*(get(client, i) for i in range(5)))\n"
                       "        time.sleep(0.01)\n"
                       "        async with client.stream('GET', 'https://api.example.com/s') as r:\n"
                       "            async for piece in r.aiter_bytes():\n"
                       "                print(len(piece), time.time())\n"
                       "asyncio.run(main())\n",
                       {}};
  sim::RunOptions options;
  options.world = [&] { return world; };
  auto live = sim::run(program, options);
  CHECK(live->exit_status == 0);
  CHECK(live->end >= sim::time_from_seconds(0.08));
  options.world = [&] { return std::make_shared<sim::ReplayWorld>(world->recording()); };
  auto again = sim::run(program, options);
  CHECK(again->trace.hash() == live->trace.hash());
  CHECK(again->trace.output() == live->trace.output());
  options.detail = sim::Trace::Detail::lines;    // the finest step: the same run
  auto lines = sim::run(program, options);
  CHECK(lines->trace.output() == live->trace.output());
  CHECK(lines->end == live->end);
}
