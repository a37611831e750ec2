// Guards sim/trace: a trace that is handed on piece by piece reads as one that was kept whole.
#include "sim/run/run.h"
#include "sim/trace/formats.h"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

// Tasks with short names, names too long for the quick way (ShortText), names in other scripts, and names that change while they run.
const char* const kManyTasks = R"(
import asyncio

async def work(i):
    await asyncio.sleep(i % 7 / 10)
    if i % 5 == 0:
        asyncio.current_task().set_name("x" * (i % 60))
    await asyncio.sleep(0)

async def main():
    loop = asyncio.get_running_loop()
    names = [None, "short", "a name of more than thirty-one bytes", "n\u00e4me \u2764", "y" * 29, "z" * 30]
    tasks = [loop.create_task(work(i), name=names[i % len(names)]) for i in range(2000)]
    await asyncio.gather(*tasks)

asyncio.run(main())
)";

std::string all_steps(const Trace& trace) {
  std::string out;
  TraceWriter writer(trace, TraceFormat::steps);
  while (writer.more(out)) {
  }
  return out;
}

}  // namespace

TEST_CASE("steps written in pieces are the steps of the whole trace", "[trace]") {
  RunOptions options;
  options.detail = Trace::Detail::lean;
  auto whole = run({"many.py", kManyTasks, {}}, options);
  std::string expected = all_steps(whole->trace);
  REQUIRE(whole->trace.whole());
  REQUIRE(whole->trace.size() == whole->trace.appended());

  std::string pieces;
  std::optional<TraceWriter> writer;
  size_t taken = 0, times = 0;
  options.on_records = [&](const Trace& trace) {
    if (!writer) writer.emplace(trace, TraceFormat::steps);
    writer->take(pieces);
    taken += trace.size();
    ++times;
  };
  auto handed_on = run({"many.py", kManyTasks, {}}, options);
  writer->take(pieces);                     // what was left at the end
  CHECK(times > 10);
  CHECK_FALSE(handed_on->trace.whole());
  CHECK(handed_on->trace.size() < 1000);
  CHECK(handed_on->trace.appended() == taken + handed_on->trace.size());
  CHECK(handed_on->trace.appended() == whole->trace.size());
  CHECK(pieces == expected);
}

TEST_CASE("a trace that is handed on keeps its cap", "[trace]") {
  Trace trace(1000);
  size_t taken = 0;
  trace.hand_on([&] { taken += trace.size(); });
  size_t last = 0;
  for (int i = 0; i < 3000; ++i) last = trace.append(Record{});
  CHECK(trace.capped());
  CHECK(last == 999);
  CHECK(trace.appended() == 1000);
  CHECK(taken + trace.size() == 1000);
}
