#include "tests/sim/loop/small_host.h"

#include "sim/loop/deadlock.h"

#include <catch2/catch.hpp>

using namespace sim;
using sim::test::SmallFunction;
using sim::test::SmallRun;
using Log = std::vector<std::string>;

namespace {

Ref<sim::Handle> callback(SmallRun& run, std::string what, Time when = kNever) {
  Value f(new SmallFunction([&run, what] {
    run.note(what);
    return Value::none();
  }));
  return Ref<sim::Handle>(new CallHandle(*run.loop, nullptr, when, f, Value::none()));
}

Ref<Native> sleeper(SmallRun* run, double delay, std::string what) {
  Ref<Native> nap = sleep(run->env, Value::real(delay), Value::none());
  Outcome got = co_await nap;
  run->note(got.is_error() ? what + " failed" : what);
  co_return got;
}

Ref<Native> raises(SmallRun* run, Error kind) {
  run->env.raise(kind, "on purpose");
  co_return Value::none();
}

Ref<Native> waits_for(SmallRun*, Ref<Future> future) {
  Outcome got = co_await future;
  co_return got;
}

}  // namespace

TEST_CASE("timers due at one instant fire in the order they were set") {
  SmallRun run;
  for (int i = 0; i < 6; ++i) run.loop->call_at(callback(run, std::to_string(i), 50'000'000));
  run.loop->call_at(callback(run, "early", 10'000'000));
  run.run(sleeper(&run, 0.1, "end"));
  CHECK(run.log == Log{"10 early", "50 0", "50 1", "50 2", "50 3", "50 4", "50 5", "100 end"});
}

TEST_CASE("a cancelled timer does not fire and does not hold time") {
  SmallRun run;
  Ref<sim::Handle> timer = callback(run, "never", 500'000'000);
  run.loop->call_at(timer);
  timer->cancel();
  run.run(sleeper(&run, 0.1, "end"));
  CHECK(run.log == Log{"100 end"});
  CHECK(run.world.now() == 100'000'000);
}

TEST_CASE("many cancelled timers are forgotten together and the others keep their order") {
  SmallRun run;
  for (int i = 0; i < 300; ++i) {
    Ref<sim::Handle> timer = callback(run, std::to_string(i), (300 - i) * 1'000'000);
    run.loop->call_at(timer);
    if (i % 3 != 0 || i < 290) timer->cancel();
  }
  run.run(sleeper(&run, 1, "end"));
  CHECK(run.log == Log{"3 297", "6 294", "9 291", "1000 end"});
}

TEST_CASE("tasks that sleep wake in the order of their deadlines") {
  SmallRun run;
  Ref<Task> a = run.task(sleeper(&run, 0.3, "a")), b = run.task(sleeper(&run, 0.1, "b")), c = run.task(sleeper(&run, 0.2, "c"));
  run.run(sleeper(&run, 0.4, "main"));
  CHECK(run.log == Log{"100 b", "200 c", "300 a", "400 main"});
}

TEST_CASE("a cancelled sleep ends at once with CancelledError and drops its timer") {
  SmallRun run;
  Ref<Task> task = run.task(sleeper(&run, 10, "sleeper"));
  auto main = [](SmallRun* r, Ref<Task> t) -> Ref<Native> {
    Ref<Native> nap = sleep(r->env, Value::real(0.1), Value::none());
    Outcome got = co_await nap;
    t->cancel();
    got = co_await t;
    r->note(r->host.is_error(got.error.get(), Error::cancelled) ? "cancelled" : "?");
    co_return Value::none();
  };
  run.run(main(&run, task));
  CHECK(run.log == Log{"100 sleeper failed", "100 cancelled"});
  CHECK(task->cancelled());
  CHECK(task->cancelling() == 1);
}

TEST_CASE("a task cancelled before it ever ran is resumed once and done") {
  SmallRun run;
  Ref<Task> task = run.task(sleeper(&run, 1, "never"));
  task->cancel();
  run.run(sleeper(&run, 0, "main"));
  std::vector<Event> events;
  for (const Record& r : run.trace.records())
    if (r.task == task->id()) events.push_back(r.event);
  CHECK(events == std::vector<Event>{Event::task_spawned, Event::task_resumed, Event::task_done});
  CHECK(run.log == Log{"0 main"});
}

TEST_CASE("an exception that nobody asked for is told when the last reference falls") {
  SmallRun run;
  Ref<Task> task = run.task(raises(&run, Error::value));
  run.run(sleeper(&run, 0.1, "main"));
  CHECK(run.host.said.empty());
  task = nullptr;
  CHECK(run.host.said == Log{"thing exception was never retrieved"});
}

TEST_CASE("a coroutine that is dropped without ever running says so") {
  SmallRun run;
  sleep(run.env, Value::real(1), Value::none());
  CHECK(run.host.said == Log{"never awaited sleep"});
}

TEST_CASE("run_until_complete raises what the task raised") {
  SmallRun run;
  CHECK(run.failed_with(run.run(raises(&run, Error::value)), Error::value));
}

TEST_CASE("nothing left that could wake anyone is a deadlock that names who waits") {
  SmallRun run;
  Ref<Future> nobody = run.loop->create_future();
  bool caught = false;
  try {
    run.run(waits_for(&run, nobody));
  } catch (const Deadlock& d) {
    caught = true;
    CHECK(d.report.find("Task-1 (main) waits for") != std::string::npos);
  }
  CHECK(caught);
  CHECK_FALSE(run.loop->is_running());
}

TEST_CASE("a loop that turns for ever without time passing reaches a limit") {
  SmallRun run;
  run.env.turns_limit = 50;
  auto poll = [](SmallRun* r) -> Ref<Native> {
    for (;;) {
      Ref<Native> once = sleep(r->env, Value::integer(0), Value::none());
      Outcome got = co_await once;
      if (got.is_error()) co_return got;
    }
  };
  CHECK_THROWS_AS(run.run(poll(&run)), LimitReached);
}

TEST_CASE("a loop that sleeps over and over reaches a limit, too, much later") {
  SmallRun run;
  run.env.callbacks_limit = 10'000;
  auto sleep_on = [](SmallRun* r) -> Ref<Native> {
    for (;;) {
      Ref<Native> second = sleep(r->env, Value::integer(1), Value::none());
      Outcome got = co_await second;
      if (got.is_error()) co_return got;
    }
  };
  CHECK_THROWS_AS(run.run(sleep_on(&run)), LimitReached);
  CHECK(run.env.now() > 2000 * kSecond);
}

TEST_CASE("awaiting a task that waits for the awaiting one ends in a deadlock, not in a crash") {
  SmallRun run;
  Ref<Future> gate = run.loop->create_future();
  Ref<Task> first = run.task(waits_for(&run, gate));
  Ref<Task> second = run.task(waits_for(&run, first));
  CHECK_THROWS_AS(run.run(waits_for(&run, second)), Deadlock);
  gate->cancel();
}

TEST_CASE("a chain of a thousand tasks is cancelled from its end") {
  SmallRun run;
  Ref<Task> last = run.task(sleeper(&run, 10, "sleeper"));
  for (int i = 0; i < 1000; ++i) last = run.task(waits_for(&run, last));
  auto main = [](SmallRun* r, Ref<Task> t) -> Ref<Native> {
    Ref<Native> nap = sleep(r->env, Value::real(0.1), Value::none());
    Outcome got = co_await nap;
    t->cancel();
    got = co_await t;
    co_return Value::boolean(r->host.is_error(got.error.get(), Error::cancelled));
  };
  Outcome out = run.run(main(&run, last));
  CHECK(out.value.is_true());
  CHECK(run.world.now() == 100'000'000);
}

TEST_CASE("the loop that is closed refuses new work") {
  SmallRun run;
  run.loop->close();
  CHECK_THROWS_AS(run.loop->call_soon(callback(run, "x")), Raised);
}
