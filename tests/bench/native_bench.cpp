// asyncio's own side without Python: native_sleepers runs 20,000 C++ coroutines of ten sleeps each on the loop, tracing off; bare_heap does
// the same with nothing but a heap of coroutine handles, which is the least that any simulator of sleeping tasks must do.
#include "sim/asyncio/gather.h"
#include "sim/asyncio/sleep.h"
#include "tests/sim/loop/small_host.h"

#include <benchmark/benchmark.h>

#include <coroutine>
#include <queue>
#include <vector>

namespace {

constexpr int64_t kTasks = 20'000, kSleeps = 10;

double delay(int64_t task, int64_t i) { return static_cast<double>((task * 7 + i * 13) % 997) / 1000; }

// ---- on the loop

sim::Ref<sim::Native> sleeper(sim::Environment* env, int64_t n) {
  for (int64_t i = 0; i < kSleeps; ++i) {
    sim::Ref<sim::Native> nap = sim::sleep(*env, sim::Value::real(delay(n, i)), sim::Value::none());
    sim::Outcome got = co_await nap;
    if (got.is_error()) co_return got;
  }
  co_return sim::Value::none();
}

sim::Ref<sim::Native> sleepers(sim::Environment* env) {
  std::vector<sim::Value> all;
  for (int64_t n = 0; n < kTasks; ++n) all.emplace_back(sim::native(*env, "sleeper", sleeper(env, n)));
  sim::Ref<sim::Future> together = sim::gather(*env, all, false);
  all.clear();
  sim::Outcome got = co_await together;
  co_return got;
}

void native_sleepers(benchmark::State& state) {
  for (auto _ : state) {
    sim::test::SmallRun run(sim::Trace::Detail::off);
    sim::Outcome got = run.run(sleepers(&run.env));
    if (got.is_error()) state.SkipWithError("the run failed");
    state.counters["virtual_s"] = run.env.time();
  }
  state.SetItemsProcessed(state.iterations() * kTasks * kSleeps);
}

// ---- bare

struct Bare {
  struct promise_type {
    Bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<> handle;
};

struct Clock {
  struct Timer {
    int64_t when;
    uint64_t order;
    std::coroutine_handle<> handle;
    bool operator<(const Timer& o) const { return when != o.when ? when > o.when : order > o.order; }
  };
  void push(int64_t when, std::coroutine_handle<> handle) { timers.push({when, order++, handle}); }
  void run() {
    while (!timers.empty()) {
      Timer next = timers.top();
      timers.pop();
      now = next.when;
      next.handle.resume();
    }
  }
  std::priority_queue<Timer> timers;
  int64_t now = 0;
  uint64_t order = 0;
};

struct Nap {
  Clock& clock;
  int64_t length;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { clock.push(clock.now + length, handle); }
  void await_resume() const noexcept {}
};

Bare bare_sleeper(Clock* clock, int64_t n) {
  for (int64_t i = 0; i < kSleeps; ++i) {
    Nap nap{*clock, static_cast<int64_t>(delay(n, i) * 1e9)};
    co_await nap;
  }
}

void bare_heap(benchmark::State& state) {
  for (auto _ : state) {
    Clock clock;
    for (int64_t n = 0; n < kTasks; ++n) clock.push(0, bare_sleeper(&clock, n).handle);
    clock.run();
    state.counters["virtual_s"] = static_cast<double>(clock.now) / 1e9;
  }
  state.SetItemsProcessed(state.iterations() * kTasks * kSleeps);
}

BENCHMARK(bare_heap)->Unit(benchmark::kMillisecond);
BENCHMARK(native_sleepers)->Unit(benchmark::kMillisecond);

}  // namespace
