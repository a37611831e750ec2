// One whole frame of the app, headless: timeline_frame/SPANS with everything visible, timeline_frame_zoomed/SPANS with 1 % of the
// run. At most 10,000 tasks. Every frame is laid out anew: the view moves by a hair each time, so that nothing can be kept.
#include "tests/app/headless.h"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace {

void frames(benchmark::State& state, double from, double to) {
  auto spans = static_cast<size_t>(state.range(0));
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::many(std::min<size_t>(spans / 10, 10000), spans)));
  screen.act("last");
  screen.frame(0);
  screen.act("zoom-lanes");
  double end = screen.model.axis_end();
  int n = 0;
  for (auto _ : state) {
    app::Action view{app::ActionId::view};
    double hair = end * 1e-6 * (++n % 2);
    view.a = (from * end + hair) / screen.model.view.unit();
    view.b = (to * end + hair) / screen.model.view.unit();
    app::apply(screen.model, view);
    screen.frame(0);
  }
  state.counters["spans"] = static_cast<double>(screen.app.timeline.layout.spans_visible);
  state.counters["vertices"] = static_cast<double>(screen.vertices());
}

void timeline_frame(benchmark::State& state) { frames(state, -0.02, 1.04); }
void timeline_frame_zoomed(benchmark::State& state) { frames(state, 0.3, 0.31); }

BENCHMARK(timeline_frame)->Arg(10000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMicrosecond);
BENCHMARK(timeline_frame_zoomed)->Arg(10000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMicrosecond);

}  // namespace
