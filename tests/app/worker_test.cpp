// Guards app/worker.h: the newest request is answered, an older one is told to stop.
#include "app/worker.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace std::chrono_literals;

namespace {

// Answers with the request itself; a negative one goes on until it is told to stop.
int work(const int& request, std::atomic<bool>& stop) {
  while (request < 0 && !stop) std::this_thread::sleep_for(1ms);
  return request;
}

template <class W>
std::optional<int> wait_for(W& worker) {
  for (int n = 0; n < 5000; ++n) {
    if (auto answer = worker.take()) return answer;
    std::this_thread::sleep_for(1ms);
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("a worker answers, and says when") {
  std::atomic<int> done = 0;
  app::Worker<int, int> worker(work, [&] { ++done; });
  CHECK(!worker.take());
  worker.post(7);
  CHECK(wait_for(worker) == 7);
  CHECK(!worker.take());
  worker.post(8);
  CHECK(wait_for(worker) == 8);
}

TEST_CASE("a newer request stops the one under way, whose answer nobody sees") {
  app::Worker<int, int> worker(work, [] {});
  worker.post(-1);
  std::this_thread::sleep_for(20ms);
  worker.post(3);
  CHECK(wait_for(worker) == 3);
  CHECK(!worker.take());
}

TEST_CASE("work that is told to finish answers with what it has, and the worker goes on") {
  app::Worker<int, int> worker(work, [] {});
  worker.post(-1);
  std::this_thread::sleep_for(20ms);
  worker.finish();
  CHECK(wait_for(worker) == -1);
  worker.post(4);
  CHECK(wait_for(worker) == 4);
}

TEST_CASE("a request that still waits is told to finish, too") {
  std::atomic<bool> begun = false, gate = false;
  auto slow = [&](const int& request, std::atomic<bool>& stop) {
    begun = true;
    while (request == 1 && !gate) std::this_thread::sleep_for(1ms);  // takes its time to notice a stop
    return work(request, stop);
  };
  app::Worker<int, int> worker(slow, [] {});
  worker.post(1);
  while (!begun) std::this_thread::sleep_for(1ms);
  worker.post(-2);
  worker.finish();
  gate = true;
  CHECK(wait_for(worker) == -2);
  worker.post(4);  // only that one
  CHECK(wait_for(worker) == 4);
}

TEST_CASE("a newer request is not meant by a stop that came before it") {
  std::atomic<bool> begun = false, gate = false, stopped = false;
  auto slow = [&](const int& request, std::atomic<bool>& stop) {
    begun = true;
    while (request == 1 && !gate) std::this_thread::sleep_for(1ms);
    stopped = stop.load();
    return request;
  };
  app::Worker<int, int> worker(slow, [] {});
  worker.post(1);
  while (!begun) std::this_thread::sleep_for(1ms);
  worker.post(2);
  worker.finish();
  worker.post(3);
  gate = true;
  CHECK(wait_for(worker) == 3);
  CHECK_FALSE(stopped);
}

TEST_CASE("a worker ends at once, even with work under way") {
  app::Worker<int, int> worker(work, [] {});
  worker.post(-1);
  std::this_thread::sleep_for(20ms);
}
