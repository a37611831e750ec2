// Guards sim/analysis/why.cpp, causes.cpp, links.cpp, delays.cpp: the sentences told about small programs run on the simulated loop.
#include "sim/analysis/occupancy.h"
#include "sim/analysis/why.h"
#include "sim/run/run.h"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

class Lived {
 public:
  explicit Lived(const std::string& text)
      : run_(run_lines(text)), order_(run_->trace), spans_(run_->trace, order_), links_(run_->trace, spans_), history_(run_->trace), delays_(delays_of(run_->trace, spans_, links_)) {}

  // Right after the last record at or before `seconds`.
  Why at(TaskId task, double seconds) const { return why_task(known(), task, record_at(seconds)); }
  Why loop_at(double seconds) const { return why_loop(known(), record_at(seconds)); }
  // In the middle of the nth span of a task.
  Why span(TaskId task, size_t n) const { return why_task(known(), task, spans_.record(spans_.row(task).first + n)); }
  Known known() const { return {run_->trace, spans_, links_, history_, delays_}; }
  const std::vector<Delay>& delays() const { return delays_; }
  const Links& links() const { return links_; }
  const Spans& spans() const { return spans_; }
  size_t record_at(double seconds) const {
    size_t found = 0;
    for (size_t i = 0; i < run_->trace.size(); ++i)
      if (run_->trace[i].t <= time_from_seconds(seconds)) found = i;
    return found;
  }

 private:
  static std::unique_ptr<Run> run_lines(const std::string& text) {
    RunOptions options;
    options.detail = Trace::Detail::lines;
    return run({"told.py", text, {}}, options);
  }
  std::unique_ptr<Run> run_;
  Order order_;
  Spans spans_;
  Links links_;
  LoopHistory history_;
  std::vector<Delay> delays_;
};

std::vector<std::string> texts(const Why& why) {
  std::vector<std::string> out;
  for (const WhyLine& line : why.details) out.push_back((line.later ? "later: " : "") + line.text);
  return out;
}
std::vector<std::string> chain(const Why& why) {
  std::vector<std::string> out;
  for (const Cause& cause : why.chain) out.push_back(cause.sentence);
  return out;
}
using Lines = std::vector<std::string>;

const char* kSleepers =
    "import asyncio\n"
    "async def call(n):\n"
    "    await asyncio.sleep(n / 10)\n"
    "async def main():\n"
    "    await asyncio.gather(call(1), call(2), call(3))\n"
    "asyncio.run(main())\n";

}  // namespace

TEST_CASE("a sleeper waits for its timer, and says when it comes due") {
  Lived run(kSleepers);
  CHECK(run.at(3, 0).headline == "Task-3 waits for sleep 0.2 (line 3): its timer comes due at 0.2 s, in 0.2 s.");
  CHECK(run.at(3, 0.1).headline == "Task-3 waits for sleep 0.2 (line 3): its timer comes due at 0.2 s, in 0.1 s.");
}

TEST_CASE("the timer of a request is told as what gives it up, not as its end") {
  Lived run("import asyncio\nimport httpx\nasync def main():\n    async with httpx.AsyncClient() as client:\n"
            "        await client.get('https://httpbin.org/delay/1', timeout=5)\nasyncio.run(main())\n");
  CHECK_THAT(run.at(1, 0.5).headline, Catch::Contains("Task-1 waits for GET /delay/1 (line 5): until the answer comes; it is given up at "));
}

TEST_CASE("gather tells which of its tasks are not done, and which one ends it") {
  Lived run(kSleepers);
  Why why = run.at(1, 0.1);
  CHECK(why.headline == "Task-1 waits for gather of 3 (line 5): 2 of 3 are not done.");
  CHECK(texts(why) == Lines{"Task-3 waits for sleep 0.2, until 0.2 s.", "Task-4 waits for sleep 0.3, until 0.3 s.", "later: It ends at 0.3 s: Task-4 returned."});
}

TEST_CASE("a task that runs knows what woke it, back to the program's beginning") {
  Lived run(kSleepers);
  Why why = run.span(2, 4);
  CHECK(why.headline == "Task-2 runs again: its wait for sleep 0.1 is over.");
  CHECK(chain(why) == Lines{"Task-2's timer came due: sleep 0.1", "Task-2 set that timer at line 3", "Task-1 made Task-2 at line 5", "the program started Task-1"});
  CHECK(run.span(2, 1).headline == "Task-2 runs for the first time.");
}

TEST_CASE("a ready task knows its place in line") {
  Lived run(kSleepers);
  // Right after gather made all three and before the first of them runs.
  size_t made = run.spans().row(1).first + 2;
  size_t suspended = run.spans().record(made);
  CHECK(why_task(run.known(), 2, suspended).headline == "Task-2 is ready, first in line: it runs as soon as Task-1 awaits.");
  CHECK(why_task(run.known(), 4, suspended).headline == "Task-4 is ready, third in line behind Task-2 and Task-3.");
}

TEST_CASE("a semaphore's waiter knows who holds it, who is before it, and who lets it in") {
  Lived run(
      "import asyncio\n"
      "async def call(sem):\n"
      "    async with sem:\n"
      "        await asyncio.sleep(0.1)\n"
      "async def main():\n"
      "    sem = asyncio.Semaphore(2)\n"
      "    await asyncio.gather(*(call(sem) for _ in range(4)))\n"
      "asyncio.run(main())\n");
  Why third = run.at(4, 0.05), fourth = run.at(5, 0.05);
  CHECK(third.headline == "Task-4 waits for Semaphore(2) (line 3), first in line.");
  CHECK(texts(third) == Lines{"Task-2 and Task-3 hold it.", "Task-2 waits for sleep 0.1, until 0.1 s.", "Task-3 waits for sleep 0.1, until 0.1 s.",
                              "later: It ends at 0.1 s: Task-2 released Semaphore(2) at line 3."});
  CHECK(fourth.headline == "Task-5 waits for Semaphore(2) (line 3), second in line behind Task-4.");
  REQUIRE(run.links().resources().size() == 1);
  ResourceState state = run.links().state(run.links().resources()[0], run.record_at(0.05));
  CHECK(state.holders == std::vector<TaskId>{2, 3});
  CHECK(state.count == 0);
  REQUIRE(state.waiters.size() == 2);
  CHECK(state.waiters[0].task == 4);
  CHECK(!state.waiters[0].woken);
}

TEST_CASE("queues: who waits for an item, who for room, and who ended it") {
  Lived run(
      "import asyncio\n"
      "async def reader(q):\n"
      "    while await q.get() is not None:\n"
      "        await asyncio.sleep(0.1)\n"
      "async def main():\n"
      "    q = asyncio.Queue(1)\n"
      "    task = asyncio.create_task(reader(q))\n"
      "    await asyncio.sleep(0.05)\n"
      "    for item in (1, 2, 3, None):\n"
      "        await q.put(item)\n"
      "    await task\n"
      "asyncio.run(main())\n");
  Why empty = run.at(2, 0.01);
  CHECK(empty.headline == "Task-2 waits for an item from Queue(1) (line 3): it is empty.");
  CHECK(texts(empty).back() == "later: It ends at 50 ms: Task-1 put an item into Queue(1) at line 10.");
  Why full = run.at(1, 0.1);
  CHECK(full.headline == "Task-1 waits for room in Queue(1) (line 10): all 1 places are taken.");
  CHECK(texts(full).back() == "later: It ends at 0.15 s: Task-2 took an item out of Queue(1) at line 3.");
}

TEST_CASE("a call that holds the loop: what it does to the others, and how late they run") {
  Lived run(
      "import asyncio, time\n"
      "async def tick():\n"
      "    await asyncio.sleep(0.1)\n"
      "async def bad():\n"
      "    time.sleep(0.5)\n"
      "async def main():\n"
      "    await asyncio.gather(tick(), bad())\n"
      "asyncio.run(main())\n");
  REQUIRE(run.delays().size() == 1);
  CHECK(run.delays()[0].task == 2);
  CHECK(run.delays()[0].ran - run.delays()[0].due == time_from_seconds(0.4));
  Why blocked = run.at(3, 0.2);
  CHECK(blocked.headline == "Task-3 holds the loop for 0.5 s: time.sleep at line 5 does not give way.");
  CHECK(texts(blocked)[0] == "Task-2 could run at 0.1 s and has to wait 0.4 s.");
  CHECK(run.span(2, 4).headline == "Task-2 runs again: its wait for sleep 0.1 is over.");
  CHECK(texts(run.span(2, 4)) == Lines{"It was due at 0.1 s and runs 0.4 s late, because Task-3 held the loop with time.sleep."});
  CHECK(run.loop_at(0.2).headline == "The loop stands still for 0.5 s: Task-3 called time.sleep at line 5 and nothing else can run.");
}

TEST_CASE("threads leave the loop free; who finds no worker is told until when") {
  Lived run(
      "import asyncio, time\n"
      "from concurrent.futures import ThreadPoolExecutor\n"
      "async def main():\n"
      "    loop = asyncio.get_running_loop()\n"
      "    with ThreadPoolExecutor(max_workers=1) as pool:\n"
      "        await asyncio.gather(job(loop, pool), job(loop, pool))\n"
      "async def job(loop, pool):\n"
      "    await loop.run_in_executor(pool, time.sleep, 0.2)\n"
      "asyncio.run(main())\n");
  CHECK(run.at(2, 0.1).headline == "Task-2 waits for the thread that runs sleep (line 8): it is done at 0.2 s. The loop is free meanwhile.");
  CHECK(run.at(3, 0.1).headline == "Task-3 waits for a thread to run sleep (line 8): every worker is busy until 0.2 s.");
  CHECK(run.links().jobs().size() == 2);
  CHECK(run.links().jobs()[1].worker == 0);
}

TEST_CASE("cancellation: who asked for it, and where it arrives") {
  Lived run(
      "import asyncio\n"
      "async def work():\n"
      "    await asyncio.sleep(9)\n"
      "async def main():\n"
      "    task = asyncio.create_task(work())\n"
      "    await asyncio.sleep(0.1)\n"
      "    task.cancel()\n"
      "    try:\n"
      "        await task\n"
      "    except asyncio.CancelledError:\n"
      "        pass\n"
      "    try:\n"
      "        async with asyncio.timeout(0.2):\n"
      "            await asyncio.sleep(5)\n"
      "    except TimeoutError:\n"
      "        pass\n"
      "asyncio.run(main())\n");
  CHECK(texts(run.at(2, 0.05)) == Lines{"later: It is cancelled at 0.1 s: Task-1 cancelled Task-2 at line 7."});
  CHECK(run.span(2, 4).headline == "Task-2 runs again: CancelledError is raised where it waited for sleep 9 at line 3.");
  CHECK(run.at(2, 0.2).headline == "Task-2 was cancelled and ended at 0.1 s.");
  CHECK(texts(run.at(1, 0.2)) == Lines{"later: It is cancelled at 0.3 s: Task-1's timeout came due."});
}

TEST_CASE("events, conditions and joins say what would end the wait") {
  Lived run(
      "import asyncio\n"
      "async def a(ev):\n"
      "    await ev.wait()\n"
      "async def b(c):\n"
      "    async with c:\n"
      "        await c.wait()\n"
      "async def main():\n"
      "    ev, c, q = asyncio.Event(), asyncio.Condition(), asyncio.Queue()\n"
      "    q.put_nowait(1)\n"
      "    t = [asyncio.create_task(x) for x in (a(ev), b(c), q.join())]\n"
      "    await asyncio.sleep(0.1)\n"
      "    ev.set()\n"
      "    async with c:\n"
      "        c.notify()\n"
      "    q.task_done()\n"
      "    await t[1]\n"
      "asyncio.run(main())\n");
  Why event = run.at(2, 0.05), condition = run.at(3, 0.05), join = run.at(4, 0.05);
  CHECK(event.headline == "Task-2 waits for the Event (line 3): until somebody calls set().");
  CHECK(texts(event).back() == "later: It ends at 0.1 s: Task-1 set the Event at line 12.");
  CHECK(condition.headline == "Task-3 waits for the Condition (line 6): until somebody calls notify().");
  CHECK(texts(condition).back() == "later: It ends at 0.1 s: Task-1 notified the Condition at line 14.");
  CHECK(join.headline == "Task-4 waits until every item of the queue is done: task_done() once for each.");
}

TEST_CASE("who waits at a barrier waits for the others that are to come") {
  Lived run(
      "import asyncio\n"
      "async def guest(b, seconds):\n"
      "    await asyncio.sleep(seconds)\n"
      "    await b.wait()\n"
      "async def main():\n"
      "    b = asyncio.Barrier(3)\n"
      "    await asyncio.gather(guest(b, 0.1), guest(b, 0.2), guest(b, 0.3))\n"
      "asyncio.run(main())\n");
  CHECK(run.at(2, 0.15).headline == "Task-2 waits at Barrier(3) (line 4): until 2 more tasks come.");
  CHECK(run.at(2, 0.25).headline == "Task-2 waits at Barrier(3) (line 4): until 1 more task comes.");
  CHECK(texts(run.at(3, 0.25)).back() == "later: It ends at 0.3 s: Task-4 opened the Barrier at line 4.");
}

TEST_CASE("what a Condition, a Barrier and a Queue make for themselves is told apart from what the program made") {
  Lived run(
      "import asyncio\n"
      "async def guest(b, c):\n"
      "    async with c:\n"
      "        await asyncio.sleep(0.1)\n"
      "    await b.wait()\n"
      "async def main():\n"
      "    b, c, lock = asyncio.Barrier(2), asyncio.Condition(), asyncio.Lock()\n"
      "    async with lock:\n"
      "        await asyncio.gather(guest(b, c), guest(b, c))\n"
      "    queue = asyncio.Queue()\n"
      "    queue.put_nowait(1)\n"
      "    asyncio.get_running_loop().call_later(1, queue.task_done)\n"
      "    await queue.join()\n"
      "    async with asyncio.Condition(lock):\n"
      "        pass\n"
      "asyncio.run(main())\n");
  CHECK(run.at(3, 0.05).headline == "Task-3 waits for Condition's Lock (line 3), first in line.");
  Lines names;
  for (const OccupancyLane& lane : occupancy_of(run.known().trace, run.spans(), run.links())) names.push_back(lane.name);
  CHECK(names == Lines{"Barrier(2)", "Condition's Lock", "Lock", "Queue", "Queue.join"});
}

TEST_CASE("a timer that brings an answer is told apart from one that gives it up") {
  Lived run(
      "import asyncio, asyncpg\n"
      "async def ask(pool):\n"
      "    async with pool.acquire(timeout=5) as connection:\n"
      "        await connection.fetchval('select 1')\n"
      "async def main():\n"
      "    async with asyncpg.create_pool('postgresql://db/x', min_size=1, max_size=1) as pool:\n"
      "        await asyncio.gather(ask(pool), ask(pool))\n"
      "asyncio.run(main())\n");
  double asked = 0;   // the first moment at which somebody waits for a query
  for (const Record& r : run.known().trace.records())
    if (r.event == Event::task_suspended && run.known().trace.text(r.text).starts_with("query")) asked = asked > 0 ? asked : seconds(r.t);
  CHECK_THAT(run.at(2, asked).headline, Catch::Contains("Task-2 waits for query select 1 (line 4): it comes at "));
  CHECK_THAT(run.at(3, asked).headline, Catch::Contains("Task-3 waits for a database connection of the pool (line 3): until one is free; it is given up at 5.02 s"));
  LoopState loop = run.known().history.at(run.record_at(asked));
  Lines timers;
  for (const auto& timer : loop.timers) timers.emplace_back(run.known().history.calls(timer));
  CHECK(timers == Lines{"query select 1", "give up a database connection of the pool"});
}

TEST_CASE("a deadlock is said where somebody waits for ever") {
  Lived run(
      "import asyncio\n"
      "async def main():\n"
      "    await asyncio.Event().wait()\n"
      "asyncio.run(main())\n");
  CHECK(texts(run.span(1, 2)) == Lines{"later: Nobody ever ends this wait: it is a deadlock, and the run ends."});
}

TEST_CASE("before it is made and after it failed a task has its sentence, too") {
  Lived run(
      "import asyncio\n"
      "async def bad():\n"
      "    raise ValueError('no')\n"
      "async def main():\n"
      "    await asyncio.sleep(0.1)\n"
      "    await asyncio.gather(bad(), return_exceptions=True)\n"
      "asyncio.run(main())\n");
  CHECK(run.at(2, 0).headline == "Task-2 is not made yet.");
  CHECK(texts(run.at(2, 0)) == Lines{"later: Task-1 makes it at 0.1 s at line 6."});
  CHECK(run.at(2, 9).headline == "Task-2 failed at 0.1 s at line 3 with ValueError: no");
  CHECK(run.loop_at(0.05).headline == "Nothing is ready, so the loop waits until 0.1 s.");
}

TEST_CASE("every task of a run has a sentence at every record") {
  Lived run(kSleepers);
  for (size_t i = 0; i <= run.record_at(99); ++i) {
    CHECK(!why_loop(run.known(), i).headline.empty());
    for (TaskId task = 1; task <= 4; ++task) CHECK(!why_task(run.known(), task, i).headline.empty());
  }
}

TEST_CASE("a timer's wait is told by the clock, which goes on while nothing is recorded") {
  Lived run("import asyncio, time\nasync def rude():\n    await asyncio.sleep(0.05)\n    time.sleep(0.4)\nasync def polite():\n    await asyncio.sleep(0.1)\n"
            "async def main():\n    await asyncio.gather(rude(), polite())\nasyncio.run(main())");
  size_t held = run.record_at(0.05);
  auto told = [&](double seconds) { return why_task(run.known(), 3, held, time_from_seconds(seconds)).headline; };
  CHECK(told(0.05) == "Task-3 waits for sleep 0.1 (line 6): its timer comes due at 0.1 s, in 50 ms.");
  CHECK(told(0.08) == "Task-3 waits for sleep 0.1 (line 6): its timer comes due at 0.1 s, in 20 ms.");
  CHECK(told(0.3) == "Task-3 waits for sleep 0.1 (line 6): its timer came due at 0.1 s, 0.2 s ago.");
}
