// Guards sim/analysis: the algorithm's lines, the await tree, arrows, ranges, search for how much goes on at once.
#include "sim/analysis/algorithm.h"
#include "sim/analysis/arrows.h"
#include "sim/analysis/await_tree.h"
#include "sim/analysis/range.h"
#include "sim/analysis/words.h"
#include "sim/run/run.h"

#include <catch2/catch.hpp>

#include <cstring>
#include <set>

using namespace sim;

namespace {

struct Ran {
  std::unique_ptr<Run> run;
  const Trace& trace;
  Order order;
  Spans spans;
  Links links;
  LoopHistory history;
  std::vector<Delay> delays;

  explicit Ran(const std::string& text) : run(go(text)), trace(run->trace), order(trace), spans(trace, order), links(trace, spans), history(trace) {}
  static std::unique_ptr<Run> go(const std::string& text) {
    RunOptions options;
    options.detail = Trace::Detail::lines;
    return sim::run({"moments.py", text, {}}, options);
  }
  Known known() const { return {trace, spans, links, history, delays}; }
  size_t last_at(double seconds) const {
    size_t found = 0;
    for (size_t i = 0; i < trace.size(); ++i)
      if (trace[i].t <= time_from_seconds(seconds)) found = i;
    return found;
  }
};

const char* kProgram =
    "import asyncio\n"
    "async def call(n):\n"
    "    await asyncio.sleep(n / 10)\n"
    "async def main():\n"
    "    slow = asyncio.create_task(call(4))\n"
    "    await asyncio.gather(call(1), call(2))\n"
    "    await slow\n"
    "asyncio.run(main())\n";

}  // namespace

TEST_CASE("a cancelled timer that falls due with another never stands in the ready queue") {
  Ran ran(
      "import asyncio\n"
      "async def within(seconds):\n"
      "    async with asyncio.timeout(0.5):\n"
      "        await asyncio.sleep(seconds)\n"
      "async def main():\n"
      "    await asyncio.gather(within(9), within(0.1), within(0.2), return_exceptions=True)\n"
      "asyncio.run(main())\n");
  CHECK(ran.run->end == time_from_seconds(0.5));
  CHECK(ran.history.at(ran.last_at(0.4)).ready.empty());
  CHECK(ran.history.at(ran.trace.size() - 1).ready.empty());
  CHECK(ran.history.at(ran.trace.size() - 1).timers.empty());
}

TEST_CASE("every record of the loop has a line of the algorithm that says something") {
  Ran ran(kProgram);
  std::set<int> seen;
  for (size_t i = 0; i < ran.trace.size(); ++i) {
    int line = algorithm_line(ran.trace, i);
    if (line == kNoLine) continue;
    REQUIRE(line < static_cast<int>(algorithm().size()));
    CHECK(std::strlen(algorithm()[static_cast<size_t>(line)].says) > 0);
    seen.insert(line);
    if (ran.trace[i].event == Event::world_waited) CHECK(std::string(algorithm()[static_cast<size_t>(line)].code).find("wait(") != std::string::npos);
    if (ran.trace[i].event == Event::task_suspended) CHECK(std::string(algorithm()[static_cast<size_t>(line)].code).find("call_when_done") != std::string::npos);
  }
  CHECK(seen.size() >= 10);
}

TEST_CASE("the await tree puts under a task what it waits for") {
  Ran ran(kProgram);
  auto nodes = await_tree(ran.known(), ran.last_at(0.05));
  REQUIRE(nodes.size() == 4);
  CHECK(nodes[0].task == 1);
  CHECK(nodes[0].text == "gather of 2: 2 not done");
  CHECK(nodes[1].task == 3);
  CHECK(nodes[1].depth == 1);
  CHECK(nodes[1].text == "sleep 0.1, until 0.1 s");
  CHECK(nodes[2].task == 4);
  CHECK(nodes[3].task == 2);  // nobody waits for it yet
  CHECK(nodes[3].depth == 0);
  auto later = await_tree(ran.known(), ran.last_at(0.3));
  REQUIRE(later.size() == 2);
  CHECK(later[0].text == "Task-2");
  CHECK(later[1].depth == 1);
  CHECK(await_tree(ran.known(), ran.trace.size()).empty());
}

TEST_CASE("a ring of tasks that wait for each other is a tree that ends") {
  Ran ran(
      "import asyncio\n"
      "async def wait_for(box):\n"
      "    await box[0]\n"
      "async def main():\n"
      "    a, b = [], []\n"
      "    x, y = asyncio.create_task(wait_for(a)), asyncio.create_task(wait_for(b))\n"
      "    a.append(y)\n"
      "    b.append(x)\n"
      "    await asyncio.wait([x, y], timeout=1)\n"
      "asyncio.run(main())\n");
  auto nodes = await_tree(ran.known(), ran.last_at(0.5));
  CHECK(nodes.size() >= 3);
  CHECK(why_task(ran.known(), 2, ran.last_at(0.5)).headline == "Task-2 waits for Task-3 to end (line 3).");
}

TEST_CASE("arrows lead from who made, woke or ended to who went on") {
  Ran ran(kProgram);
  Arrows arrows(ran.trace, ran.spans);
  std::multiset<ArrowKind> kinds;
  for (const Arrow& a : arrows.all()) {
    kinds.insert(a.kind);
    CHECK(a.from_record < a.to_record);
    CHECK(a.from != a.to);
  }
  CHECK(kinds.count(ArrowKind::spawn) == 3);
  CHECK(kinds.count(ArrowKind::timer) == 3);
  CHECK(kinds.count(ArrowKind::result) == 2);  // the slower of the two ends gather, the slow one the last await
  const Row& main = ran.spans.row(1);
  CHECK(arrows.out_of(1, ran.spans.record(main.first + 1), ran.spans.end_record(main.first + 1, main) + 1).size() == 3);
}

TEST_CASE("a range counts what lies in it") {
  Ran ran(kProgram);
  RangeStats all = range_stats(ran.trace, ran.spans, ran.links, 0, time_from_seconds(0.4));
  CHECK(all.tasks == 4);
  CHECK(all.waited == time_from_seconds(0.7));
  CHECK(all.at_once == Approx(1.75));
  RangeStats part = range_stats(ran.trace, ran.spans, ran.links, time_from_seconds(0.25), time_from_seconds(0.35));
  CHECK(part.tasks == 2);
  CHECK(part.at_once == Approx(1));
  auto curve = concurrency_of(ran.trace, ran.spans, ran.links);
  REQUIRE(curve.size() == 4);
  CHECK(curve[0].waits == 3);
  CHECK(curve[1].t == time_from_seconds(0.1));
  CHECK(curve[1].waits == 2);
  CHECK(curve.back().waits == 0);
}

TEST_CASE("words: times, places, lists") {
  CHECK(time_text(time_from_seconds(0.3)) == "0.3 s");
  CHECK(time_text(50'000'000) == "50 ms");
  CHECK(ordinal(1) == "first");
  CHECK(ordinal(12) == "12th");
  CHECK(ordinal(22) == "22nd");
  CHECK(name_list({"A"}) == "A");
  CHECK(name_list({"A", "B"}) == "A and B");
  CHECK(name_list({"A", "B", "C", "D", "E"}) == "A, B, C and 2 more");
}
