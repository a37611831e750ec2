// Guards sim/analysis: spans, order, state, causes, stats over small known runs.
#include "sim/analysis/causes.h"
#include "sim/analysis/order.h"
#include "sim/analysis/spans.h"
#include "sim/analysis/state.h"
#include "sim/analysis/stats.h"
#include "tests/support/toy_loop.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace sim;

namespace {

struct Told {
  Trace trace;
  Order order;
  Spans spans;
  Links links;
  explicit Told(Trace t) : trace(std::move(t)), order(trace), spans(trace, order), links(trace, spans) {}

  // "ready running suspended:sleep 0.3 ready running"
  std::string life(TaskId task) const {
    const Row& row = spans.row(task);
    std::string out;
    for (size_t n = row.first; n < row.last; ++n) {
      constexpr const char* kWords[] = {"ready", "running", "blocked", "suspended", "idle"};
      if (!out.empty()) out += ' ';
      out += kWords[static_cast<int>(spans.state(n))];
      const Record& r = trace[spans.record(n)];
      if (spans.state(n) == SpanState::suspended) (out += ':') += trace.text(r.text);
    }
    return out;
  }
  size_t first(Event e, TaskId task) const {
    for (size_t i = 0; i < trace.size(); ++i)
      if (trace[i].event == e && trace[i].task == task) return i;
    return trace.size();
  }
};

}  // namespace

TEST_CASE("a sleeper's life is ready, running, suspended, ready, running") {
  Told t(toy::gather_three());
  CHECK(t.life(2) == "ready running suspended:sleep 0.3 ready running");
  CHECK(t.life(1) == "ready running suspended:gather of 3 ready running");
}

TEST_CASE("spans of a row touch, and each begins no later than it ends") {
  for (const Trace& trace :
       {toy::gather_three(), toy::with_semaphore(), toy::blocking(), toy::failing(), toy::cancelling(), toy::deadlocked()}) {
    Told t(trace);
    for (const Row& row : t.spans.rows())
      for (size_t n = row.first; n < row.last; ++n) {
        CHECK(t.spans.begin(n) <= t.spans.end(n, row));
        CHECK(t.spans.record(n) <= t.spans.end_record(n, row));
        if (n + 1 < row.last) CHECK(t.spans.order_begins()[n] <= t.spans.order_begins()[n + 1]);
      }
  }
}

TEST_CASE("a span is found by the record in which it lies") {
  Told t(toy::gather_three());
  const Row& row = t.spans.row(3);
  for (size_t n = row.first; n < row.last; ++n)
    if (t.spans.record(n) < t.spans.end_record(n, row)) CHECK(t.spans.at(row, t.spans.record(n)) == n);
  CHECK(t.spans.at(row, 0) == row.last);
  CHECK(t.spans.at(row, t.trace.size() - 1) == row.last);
}

TEST_CASE("a blocking call is a blocked span of the task and of the loop") {
  Told t(toy::blocking());
  CHECK(t.life(3) == "ready running suspended:sleep 0.05 ready running blocked running");
  Stats stats = stats_of(t.trace, t.spans, t.order, t.links);
  CHECK(stats.blocked == time_from_seconds(0.4));
  CHECK(stats.total == time_from_seconds(0.45));
}

TEST_CASE("the ready span of a task that a block delayed is as long as the delay") {
  Told t(toy::blocking());
  const Row& row = t.spans.row(2);
  CHECK(t.life(2) == "ready running suspended:sleep 0.1 ready running");
  CHECK(t.spans.end(row.first + 2, row) == time_from_seconds(0.45));  // its timer could not fire while the loop was held
}

TEST_CASE("ends are kept: returned, raised, cancelled, none") {
  CHECK(Told(toy::gather_three()).spans.row(2).how == TaskEnd::returned);
  CHECK(Told(toy::failing()).spans.row(3).how == TaskEnd::raised);
  CHECK(Told(toy::cancelling()).spans.row(2).how == TaskEnd::cancelled);
  CHECK(Told(toy::deadlocked()).spans.row(3).how == TaskEnd::none);
}

TEST_CASE("children stand under their parent") {
  Told t(toy::gather_three());
  CHECK(t.spans.by_parent() == std::vector<TaskId>{1, 2, 3, 4});
  CHECK(t.spans.row(1).depth == 0);
  CHECK(t.spans.row(4).depth == 1);
  CHECK(t.spans.row(1).children == 3);
}

TEST_CASE("order rises with the records and finds them back") {
  Told t(toy::with_semaphore());
  for (size_t i = 0; i + 1 < t.trace.size(); ++i) {
    CHECK(t.order.at(i) < t.order.at(i + 1));
    CHECK(t.order.record_at(t.order.at(i)) == i);
  }
  CHECK(t.order.record_at(-5) == 0);
  CHECK(t.order.record_at(t.order.end() * 2) == t.trace.size() - 1);
}

TEST_CASE("the loop's state at any record equals the state folded from the beginning") {
  Told t(toy::many(300, 9000));
  LoopHistory history(t.trace);
  std::vector<uint32_t> ready, timers;  // the records that queued; the timers' objects
  for (size_t i = 0; i < t.trace.size(); ++i) {
    const Record& r = t.trace[i];
    auto drop = [](std::vector<uint32_t>& v, uint32_t o) { v.erase(std::remove(v.begin(), v.end(), o), v.end()); };
    if (r.event == Event::handle_queued || r.event == Event::timer_fired) ready.push_back(static_cast<uint32_t>(i));
    if (r.event == Event::handle_ran) drop(ready, r.text2_or_cause - 1);
    if (r.event == Event::timer_set) timers.push_back(r.object);
    if (r.event == Event::timer_fired) drop(timers, r.object);
    if (i % 97) continue;
    LoopState state = history.at(i);
    REQUIRE(state.ready.size() == ready.size());
    REQUIRE(state.timers.size() == timers.size());
    for (size_t n = 0; n < ready.size(); ++n) CHECK(state.ready[n].record == ready[n]);
    for (size_t n = 1; n < timers.size(); ++n)
      CHECK(t.trace[state.timers[n - 1].record].number <= t.trace[state.timers[n].record].number);
  }
}

TEST_CASE("what is queued while a turn runs belongs to the next turn") {
  Told t(toy::gather_three());
  LoopHistory history(t.trace);
  LoopState state = history.at(t.first(Event::task_suspended, 1));
  CHECK(state.ready.size() == 3);
  CHECK(state.this_turn == 0);
  CHECK(history.calls(state.ready[0]) == "Task-2 step");
}

TEST_CASE("the chain of causes leads from a wake-up back to who did it") {
  Told t(toy::with_semaphore());
  const Row& waiter = t.spans.row(5);  // the fourth call: three got in before it
  REQUIRE(t.life(5).starts_with("ready running suspended:Semaphore(3) ready running"));
  auto chain = causes_of(t.trace, t.spans, t.links, t.spans.record(waiter.first + 4));
  REQUIRE(chain.size() >= 3);
  CHECK(chain[0].sentence == "Task-2 released it at line 6");
  CHECK(chain[1].sentence == "Task-2's timer came due: wakeup Task-2");
  CHECK(chain[2].sentence.starts_with("Task-2 set that timer"));
}

TEST_CASE("gather is as fast as its slowest, one after another takes the sum") {
  Told t(toy::gather_three());
  Stats stats = stats_of(t.trace, t.spans, t.order, t.links);
  CHECK(stats.total == time_from_seconds(0.3));
  CHECK(stats.serial == time_from_seconds(0.9));
  CHECK(stats.speed_up == Approx(3.0));
  CHECK(stats.most_alive == 4);
}

TEST_CASE("an empty trace has an empty analysis") {
  Told t(Trace{});
  CHECK(t.spans.size() == 0);
  CHECK(LoopHistory(t.trace).at(0).ready.empty());
  CHECK(stats_of(t.trace, t.spans, t.order, t.links).total == 0);
}
