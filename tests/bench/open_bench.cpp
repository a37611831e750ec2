// What a large run costs the person who looks at it. open_program/TASKS: from a text to all that the panels ask, each task sleeping 20
// times; step_back/TASKS: one line back somewhere in such a run, with the whole frame that shows it, headless; memory beside them.
#include "tests/app/headless.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <string>

#include <malloc.h>
#include <unistd.h>

namespace {

std::string program(int64_t tasks) {
  return "import asyncio\n\n\nasync def work(n):\n    for i in range(20):\n        await asyncio.sleep(0.001 * (n % 50 + 1))\n\n\n"
         "async def main():\n    await asyncio.gather(*(work(n) for n in range(" +
         std::to_string(tasks) + ")))\n\n\nasyncio.run(main())\n";
}

std::shared_ptr<const app::Document> open(int64_t tasks) {
  std::atomic<bool> stop = false;
  return app::run_program({1, app::RunWhy::open, "many.py", program(tasks), {}}, stop).document;
}

// Of physical memory: what vectors have set aside and never touched costs nobody anything.
double bytes_in_use() {
  std::ifstream file("/proc/self/statm");
  double all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

void open_program(benchmark::State& state) {
  double events = 0, bytes = 0;
  for (auto _ : state) {
    malloc_trim(0);  // or what an earlier run gave back would be found again
    double before = bytes_in_use();
    auto document = open(state.range(0));
    events = static_cast<double>(document->trace.size());
    bytes = std::max(bytes, bytes_in_use() - before);
  }
  state.counters["events"] = events;
  state.counters["bytes_an_event"] = bytes / events;
}

void step_back(benchmark::State& state) {
  headless::Screen screen;
  app::show_document(screen.model, open(state.range(0)));
  screen.model.background = true;  // values of variables come when they come, as in the window
  double share = 0;
  for (auto _ : state) {
    state.PauseTiming();
    app::Action seek{app::ActionId::seek_record};
    share = share > 0.97 ? 0.02 : share + 0.0391;
    seek.a = share * static_cast<double>(screen.model.document->last_record());
    app::apply(screen.model, seek);
    screen.frame(0);
    state.ResumeTiming();
    app::apply(screen.model, {app::ActionId::back});
    screen.frame(0);
  }
  state.counters["events"] = static_cast<double>(screen.model.document->trace.size());
}

BENCHMARK(open_program)->Arg(430)->Arg(4300)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(step_back)->Arg(430)->Arg(4300)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace
