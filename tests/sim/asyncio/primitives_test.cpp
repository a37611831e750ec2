#include "sim/asyncio/barrier.h"
#include "sim/asyncio/executor.h"
#include "sim/asyncio/gather.h"
#include "sim/asyncio/queue.h"
#include "sim/asyncio/semaphore.h"
#include "sim/asyncio/shield.h"
#include "sim/asyncio/task_group.h"
#include "sim/asyncio/timeout.h"
#include "sim/asyncio/wait.h"
#include "tests/sim/loop/small_host.h"

#include <catch2/catch.hpp>

using namespace sim;
using sim::test::SmallFunction;
using sim::test::SmallList;
using sim::test::SmallRun;
using Log = std::vector<std::string>;

namespace {

Ref<Native> work(SmallRun* run, double delay, int64_t result) {
  Ref<Native> nap = sleep(run->env, Value::real(delay), Value::none());
  Outcome got = co_await nap;
  if (got.is_error()) co_return got;
  if (result < 0) run->env.raise(Error::value, "on purpose");
  co_return Value::integer(result);
}

Ref<Native> pause(SmallRun* run, double delay) {
  Ref<Native> nap = sleep(run->env, Value::real(delay), Value::none());
  Outcome got = co_await nap;
  co_return got;
}

Value coroutine(SmallRun& run, double delay, int64_t result) { return Value(native(run.env, "work", work(&run, delay, result))); }

}  // namespace

TEST_CASE("gather gives the results in the order of the call") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Ref<Future> all = gather(r->env, {coroutine(*r, 0.3, 1), coroutine(*r, 0.1, 2), coroutine(*r, 0.2, 3)}, false);
    Outcome got = co_await all;
    for (const Value& v : got.value.as<SmallList>()->items) r->note(std::to_string(v.as_int()));
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"300 1", "300 2", "300 3"});
}

TEST_CASE("gather passes on the first exception and lets the others run") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Ref<Task> slow = r->task(work(r, 0.5, 7));
    Ref<Future> all = gather(r->env, {Value(slow), coroutine(*r, 0.1, -1)}, false);
    Outcome got = co_await all;
    r->note(got.is_error() ? "failed" : "?");
    got = co_await slow;
    r->note(std::to_string(got.value.as_int()));
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"100 failed", "500 7"});
}

TEST_CASE("a semaphore lets so many in at once, first come first served") {
  SmallRun run;
  auto user = [](SmallRun* r, Ref<Semaphore> s, int n) -> Ref<Native> {
    Ref<Native> acquired = s->acquire();
    Outcome got = co_await acquired;
    Ref<Native> busy = native(r->env, "pause", pause(r, 0.1));
    got = co_await busy;
    r->note(std::to_string(n));
    s->release();
    co_return got;
  };
  Ref<Semaphore> two(new Semaphore(run.env, Kind::semaphore, 2));
  std::vector<Ref<Task>> tasks;
  for (int n = 0; n < 5; ++n) tasks.push_back(run.task(user(&run, two, n)));
  run.run(pause(&run, 1));
  CHECK(run.log == Log{"100 0", "100 1", "200 2", "200 3", "300 4"});
  CHECK(two->value() == 2);
}

TEST_CASE("a full queue holds its producer until an item is taken") {
  SmallRun run;
  Ref<Queue> queue(new Queue(run.env, Kind::queue));
  queue->init(Value::integer(1));
  auto produce = [](SmallRun* r, Ref<Queue> q) -> Ref<Native> {
    for (int i = 0; i < 3; ++i) {
      Ref<Native> put = q->put(Value::integer(i));
      Outcome got = co_await put;
      if (got.is_error()) co_return got;
      r->note("put " + std::to_string(i));
    }
    co_return Value::none();
  };
  auto consume = [](SmallRun* r, Ref<Queue> q) -> Ref<Native> {
    for (int i = 0; i < 3; ++i) {
      Ref<Native> nap = native(r->env, "pause", pause(r, 0.1));
      Outcome got = co_await nap;
      Ref<Native> item = q->get();
      got = co_await item;
      r->note("got " + std::to_string(got.value.as_int()));
    }
    co_return Value::none();
  };
  Ref<Task> producer = run.task(produce(&run, queue));
  run.run(consume(&run, queue));
  CHECK(run.log == Log{"0 put 0", "100 got 0", "100 put 1", "200 got 1", "200 put 2", "300 got 2"});
}

TEST_CASE("a priority queue gives the least first") {
  SmallRun run;
  Ref<Queue> queue(new Queue(run.env, Kind::priority_queue));
  queue->init(Value::integer(0));
  for (int64_t i : {5, 1, 4, 1, 3, 9, 2}) queue->put_nowait(Value::integer(i));
  std::string order;
  while (!queue->empty()) order += std::to_string(queue->get_nowait().as_int());
  CHECK(order == "1123459");
}

TEST_CASE("wait_for turns its cancellation into a timeout") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Ref<Native> waiting = wait_for(r->env, coroutine(*r, 10, 1), Value::real(0.2));
    Outcome got = co_await waiting;
    r->note(got.is_error() && r->host.is_error(got.error.get(), Error::timeout) ? "timeout" : "?");
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"200 timeout"});
}

TEST_CASE("a shielded task survives the cancelling of its shield") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Ref<Task> inner = r->task(work(r, 0.3, 5));
    Ref<Future> outer = shield(r->env, Value(inner));
    outer->cancel();
    Outcome got = co_await outer;
    r->note(got.is_error() ? "cancelled" : "?");
    got = co_await inner;
    r->note(std::to_string(got.value.as_int()));
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"0 cancelled", "300 5"});
}

TEST_CASE("a task group cancels the rest when one of its tasks fails, and raises a group") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Ref<TaskGroup> group(new TaskGroup(r->env));
    group->enter();
    group->create_task(coroutine(*r, 0.1, -1), Value::none(), nullptr);
    Ref<Future> slow = group->create_task(coroutine(*r, 5, 1), Value::none(), nullptr);
    Ref<Native> left = group->exit(Value::none());
    Outcome got = co_await left;
    r->note(r->host.error_message(got.error.get()));
    r->note(std::to_string(r->host.group_members(got.error.get()).size()) + (slow->cancelled() ? " cancelled" : ""));
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"100 unhandled errors in a TaskGroup", "100 1 cancelled"});
}

TEST_CASE("a barrier opens when all have come") {
  SmallRun run;
  Ref<Barrier> barrier(new Barrier(run.env, 3));
  auto party = [](SmallRun* r, Ref<Barrier> b, int n) -> Ref<Native> {
    Ref<Native> nap = native(r->env, "pause", pause(r, 0.1 * n));
    Outcome got = co_await nap;
    Ref<Native> passed = b->wait();
    got = co_await passed;
    r->note(std::to_string(n) + " as " + std::to_string(got.value.as_int()));
    co_return Value::none();
  };
  std::vector<Ref<Task>> tasks;
  for (int n = 1; n <= 3; ++n) tasks.push_back(run.task(party(&run, barrier, n)));
  run.run(pause(&run, 1));
  CHECK(run.log == Log{"300 3 as 2", "300 1 as 0", "300 2 as 1"});
}

TEST_CASE("three jobs on two workers take two rounds") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    Job job;
    job.callable = Value(new SmallFunction([r] {
      r->env.spend(kSecond);
      return Value::none();
    }));
    std::vector<Ref<Future>> jobs;
    for (int i = 0; i < 3; ++i) jobs.push_back(run_in_executor(*r->loop, nullptr, 2, job));
    for (const Ref<Future>& f : jobs) {
      Outcome got = co_await f;
      r->note("done");
    }
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"1000 done", "1000 done", "2000 done"});
}

TEST_CASE("wait returns at the first completed one, and says which are pending") {
  SmallRun run;
  auto main = [](SmallRun* r) -> Ref<Native> {
    std::vector<Value> tasks{Value(r->task(work(r, 0.2, 1))), Value(r->task(work(r, 0.1, 2)))};
    Ref<Native> waiting = wait(r->env, tasks, Value::none(), ReturnWhen::first_completed);
    Outcome got = co_await waiting;
    auto& both = got.value.as<SmallList>()->items;
    r->note(std::to_string(both[0].as<SmallList>()->items.size()) + " done");
    r->note(std::to_string(both[1].as<SmallList>()->items.size()) + " pending");
    co_return Value::none();
  };
  run.run(main(&run));
  CHECK(run.log == Log{"100 1 done", "100 1 pending"});
}
