// What must hold every time: certificates are checked, mixed troubles lose no call, a stop ends any kind of waiting, and nothing is left behind.
#include "app/live/demo_server.h"
#include "app/live/live_run.h"
#include "tls_server.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace app::live;
using namespace live_test;

namespace {

LiveOptions calling(const std::string& url, uint32_t count) {
  LiveOptions o;
  o.calls.urls = {url};
  o.calls.count = count;
  o.strategies = {Strategy::gather};
  o.cost = OwnCost();                              // not to be measured each time
  auto whole = checked(o);
  REQUIRE(whole);
  return *whole;
}

LiveReport run(const LiveOptions& o, std::atomic<bool>* stop = nullptr) {
  std::atomic<bool> never = false;
  auto report = run_live(o, {}, stop ? *stop : never);
  REQUIRE(report);
  for (const StrategyResult& r : report->results) CHECK(r.ok + r.errors == o.calls.count);
  return std::move(*report);
}

// What a call to `port` with TLS ended with.
StrategyResult https(uint16_t port, const std::string& host = "127.0.0.1") {
  return run(calling("https://" + host + ":" + std::to_string(port) + "/", 1)).results.at(0);
}

std::string first_error(const StrategyResult& r) { return r.calls.at(0).error; }

size_t entries(const char* folder) {
  size_t n = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++n;
  return n;
}

sim::Scenario scenario(const std::string& toml) {
  sim::ReadScenario read = sim::read_scenario(toml);
  for (const auto& p : read.problems) FAIL(p.message);
  return read.scenario;
}

}  // namespace

TEST_CASE("a certificate that nobody vouches for is refused, a trusted one is fine", "[live]") {
  Certificate certificate("IP:127.0.0.1");
  TlsServer server(certificate);
  StrategyResult refused = https(server.port());
  CHECK(refused.errors == 1);
  CHECK(first_error(refused).find("the certificate of 127.0.0.1 can't be trusted") != std::string::npos);
  Trusted trusted(certificate);
  StrategyResult fine = https(server.port());
  CHECK(first_error(fine) == "");
  CHECK(fine.ok == 1);
}

TEST_CASE("a trusted certificate of another name, or out of date, is refused", "[live]") {
  bool old = GENERATE(true, false);
  Certificate certificate(old ? "IP:127.0.0.1" : "DNS:example.com", old ? -1 : 30);
  TlsServer server(certificate);
  Trusted trusted(certificate);
  std::string error = first_error(https(server.port()));
  INFO(error);
  CHECK(error.find("can't be trusted") != std::string::npos);
  CHECK(error.find(old ? "expired" : "mismatch") != std::string::npos);
}

// How long a run goes on after it was told to stop, and how long somebody took who was to sleep 0.2 s from then on: on a machine that has much
// else to do both are late.
struct BesideSleeper {
  double run = 0, sleeper = 0;
};
BesideSleeper stopped_beside_sleeper(const LiveOptions& o, std::chrono::milliseconds after) {
  using Clock = std::chrono::steady_clock;
  std::atomic<bool> stop = false;
  Clock::time_point when, slept;
  std::thread sleeper([&] {
    std::this_thread::sleep_for(after);
    when = Clock::now();
    stop = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    slept = Clock::now();
  });
  LiveReport report = run(o, &stop);
  Clock::time_point ended = Clock::now();
  sleeper.join();
  CHECK(report.interrupted);
  return {std::chrono::duration<double>(ended - when).count(), std::chrono::duration<double>(slept - when).count()};
}

TEST_CASE("a stop while connecting, in a body and in a backoff ends the run within 0.2 s and what a run costs to begin and end", "[live]") {
  RawServer full{RawServer::Full()};
  const char* where = GENERATE("connecting", "[[fault]]\nkind = \"slow_body\"\nduration = 60\n", "[[fault]]\nkind = \"status\"\n", "[[fault]]\nkind = \"hang\"\n");
  LiveOptions o = calling(full.url() + "/", 20);
  if (std::string(where) != "connecting") {
    o.calls.urls.clear();
    o.scenario = scenario(std::string("latency = 0.001\n") + where);
  }
  o.calls.timeout = 60;
  o.calls.retries = 5;
  o.calls.backoff = 50;
  // What a run costs this build to begin and to end, stopped or not: sanitizers make threads dear.
  LiveOptions plain = o;
  plain.calls.urls.clear();
  plain.scenario = scenario("latency = 0.001\n");
  auto began = std::chrono::steady_clock::now();
  CHECK_FALSE(run(plain, nullptr).interrupted);
  double whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  bool in_time = false;
  for (int attempt = 0; attempt < 5 && !in_time; ++attempt) {
    BesideSleeper s = stopped_beside_sleeper(o, std::chrono::milliseconds(300));
    in_time = s.run < s.sleeper + whole;
  }
  INFO(where);
  CHECK(in_time);
}

TEST_CASE("under every trouble at once no call is lost, and no more are in flight than allowed", "[live]") {
  LiveOptions o;
  o.cost = OwnCost();
  o.scenario = scenario(
      "latency = 0.01\nbandwidth = 100000\n"
      "[[fault]]\nkind = \"refused\"\nevery = 6\n[[fault]]\nkind = \"reset\"\nevery = 5\n[[fault]]\nkind = \"hang\"\nevery = 17\n"
      "[[fault]]\nkind = \"slow_body\"\nevery = 7\nduration = 0.2\n[[fault]]\nkind = \"status\"\nstatus = 503\nevery = 4\n"
      "[[fault]]\nkind = \"status\"\nstatus = 429\nevery = 9\n[[host]]\nname = \"httpbin.org\"\nanswers = \"httpbin\"\n");
  o.calls.count = 60;
  o.calls.concurrency = 7;
  o.calls.timeout = 0.6;
  o.strategies = {Strategy::semaphore, Strategy::gather, Strategy::as_completed, Strategy::serial};
  auto whole = checked(o);
  REQUIRE(whole);
  LiveReport report = run(*whole);
  REQUIRE(report.results.size() == 4);
  for (const StrategyResult& r : report.results) {
    INFO(name(r.strategy));
    CHECK(r.complete);
    CHECK(r.ok > 0);
    uint32_t named = 0;
    for (const auto& [what, n] : r.problems) named += n;
    CHECK(named == r.errors);
    CHECK(r.problems.contains("HTTP 503"));
    CHECK(r.problems.contains("HTTP 429"));
    CHECK(r.problems.contains("ReadTimeout"));
  }
  CHECK(report.results[0].peak_in_flight <= 7);
  CHECK(report.results[3].peak_in_flight == 1);
}

TEST_CASE("thirty runs in a row leave no file, no thread and no port behind", "[live]") {
  LiveOptions o;
  o.cost = OwnCost();
  o.scenario = scenario("latency = 0.002\n[[fault]]\nkind = \"reset\"\nevery = 4\n");
  o.calls.count = 10;
  o.strategies = {Strategy::gather};
  auto whole = checked(o);
  REQUIRE(whole);
  run(*whole);                                     // what is made once in a process
  size_t files = entries("/proc/self/fd"), threads = entries("/proc/self/task");
  std::vector<uint16_t> ports;
  for (int n = 0; n < 30; ++n) {
    {
      auto server = DemoServer::start(scenario("latency = 0.001\n"), 0);
      REQUIRE(server);
      ports.push_back((*server)->port());
      run(calling((*server)->url() + "/get", 5));
    }
    run(*whole);
  }
  CHECK(entries("/proc/self/fd") == files);
  CHECK(entries("/proc/self/task") == threads);
  CHECK(run(calling("http://127.0.0.1:" + std::to_string(ports.back()) + "/", 1)).results[0].problems.contains("ConnectError"));
}
