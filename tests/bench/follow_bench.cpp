// From a key to the new run on screen: follow_edit/NAME for every program of the lessons, without the 20 ms that typing is waited for.
// A blank at the end of the text, the run, all that panels ask, and the whole frame that shows it, headless. Wanted: 80 ms at most.
#include "tests/app/headless.h"
#include "tests/support/files.h"

#include <benchmark/benchmark.h>

#include <filesystem>

namespace {

void follow_edit(benchmark::State& state, const std::string& path) {
  headless::Screen screen;
  screen.act("open " + path);
  screen.act("last");
  screen.frame(0);
  bool blank = false;
  size_t records = 0;
  for (auto _ : state) {
    screen.act("caret end");
    if (blank) screen.act("erase left");
    else app::apply(screen.model, {app::ActionId::type, " "});
    blank = !blank;
    screen.frame(1);   // the wait for more typing is over: the run is requested, and made on the spot
    screen.frame(0);
    records = screen.model.document ? screen.model.document->trace.size() : 0;
  }
  if (screen.model.edit_wait > 0 || !screen.model.source.ran_as_it_is()) state.SkipWithError("the run did not follow");
  state.counters["records"] = static_cast<double>(records);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const auto& path : tests::files_with(std::filesystem::path(LOOPSCOPE_SOURCE_DIR) / "lessons", ".py")) {
    std::string name = "follow_edit/" + path.stem().string(), file = path.string();
    benchmark::RegisterBenchmark(name.c_str(), [file](benchmark::State& s) { follow_edit(s, file); })->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
