// Guards app/timeline/layout.cpp: what is drawn where, without any window or ImGui.
#include "app/timeline/layout.h"
#include "tests/support/toy_loop.h"

#include <catch2/catch.hpp>

using namespace app;

namespace {

struct Laid {
  sim::Trace trace;
  sim::Order order;
  sim::Spans spans;
  View view;
  Layout layout;

  explicit Laid(sim::Trace t) : trace(std::move(t)), order(trace), spans(trace, order) { fit(); }
  void fit() {
    view.from = 0;
    view.to = view.axis == Axis::time ? static_cast<double>(spans.rows()[0].end) : static_cast<double>(order.end());
  }
  void run(float width = 1000, float height = 600) { lay_out({spans, spans.by_parent(), view, width, height, 1}, layout); }
};

}  // namespace

TEST_CASE("a gather of three has four lanes, the sleeps end together at the right edge") {
  Laid laid(toy::gather_three());
  laid.run();
  REQUIRE(laid.layout.lanes.size() == 4);
  for (const Lane& lane : laid.layout.lanes) {
    REQUIRE(lane.last > lane.first);
    CHECK(lane.begin_x == Approx(0));
    CHECK(lane.end_x == Approx(1000));
  }
}

TEST_CASE("bars of a lane stand in order and do not overlap") {
  for (Axis axis : {Axis::time, Axis::order}) {
    Laid laid(toy::many(200, 20000));
    laid.view.axis = axis;
    laid.fit();
    laid.run();
    for (const Lane& lane : laid.layout.lanes)
      for (uint32_t b = lane.first + 1; b < lane.last; ++b)
        CHECK(laid.layout.bars[b].x0 >= laid.layout.bars[b - 1].x1 - 0.01f - kThinnestBar);
  }
}

TEST_CASE("spans too small to see are folded and counted, none is lost") {
  Laid laid(toy::many(1, 3000));
  laid.run(300);
  REQUIRE(laid.layout.lanes.size() == 2);
  const Lane& lane = laid.layout.lanes[1];
  size_t count = 0;
  for (uint32_t b = lane.first; b < lane.last; ++b) count += laid.layout.bars[b].count;
  const sim::Row& row = laid.spans.row(2);
  CHECK(count == row.last - row.first);
  CHECK(lane.last - lane.first <= 300);
}

TEST_CASE("a running span without length is still seen") {
  Laid laid(toy::gather_three());
  laid.run();
  const Lane& lane = laid.layout.lanes[1];
  CHECK(laid.layout.bars[lane.first].state == sim::SpanState::running);
  CHECK(laid.layout.bars[lane.first].x1 - laid.layout.bars[lane.first].x0 == Approx(kThinnestBar));
}

TEST_CASE("zoomed in, only what is visible is laid out") {
  Laid laid(toy::many(50, 15000));
  double end = laid.view.to;
  laid.view.from = end * 0.5;
  laid.view.to = end * 0.501;
  laid.run();
  CHECK(laid.layout.bars.size() < 500);
  for (const Bar& bar : laid.layout.bars) {
    CHECK(bar.x1 >= 0);
    CHECK(bar.x0 <= 1000);
  }
}

TEST_CASE("lanes above and below the window are left out") {
  Laid laid(toy::many(500, 3000));
  laid.view.lane_height = 20;
  laid.view.scroll = 2000;
  laid.run(1000, 200);
  REQUIRE(laid.layout.lanes.size() == 10);
  CHECK(laid.layout.first_lane == 100);
  CHECK(laid.layout.lanes[0].y == Approx(0));
}

TEST_CASE("thousands of lanes at once become a density band that counts every lane") {
  Laid laid(toy::many(10000, 100000));
  laid.view.lane_height = 600.0 / 10001;
  laid.run();
  REQUIRE(laid.layout.lanes.empty());
  REQUIRE(!laid.layout.rows.empty());
  CHECK(laid.layout.rows.front().first_lane == 0);
  CHECK(laid.layout.rows.back().last_lane == 10001);
  for (size_t n = 1; n < laid.layout.rows.size(); ++n) {
    CHECK(laid.layout.rows[n].first_lane == laid.layout.rows[n - 1].last_lane);
    CHECK(laid.layout.rows[n].y > laid.layout.rows[n - 1].y);
  }
  CHECK(laid.layout.spans_visible > 90000);
}

TEST_CASE("a density band begins with the span that its left edge lies in, however unevenly spans are spread") {
  toy::Script work{"work", 2, {}};
  for (int n = 0; n < 60; ++n) work.ops.push_back(toy::sleep(0.001));
  work.ops.push_back(toy::sleep(30));
  for (int n = 0; n < 300; ++n) work.ops.push_back(toy::sleep(n % 50 ? 0.002 : 1));
  Laid laid(toy::run({{"main", 1, {toy::spawn(1), toy::spawn(1), toy::block(0.5), toy::join()}}, work}));
  double end = laid.view.to;
  laid.view.lane_height = 3;
  const std::vector<int64_t>& begins = laid.spans.begins();
  for (int part = 0; part < 400; ++part) {
    laid.view.from = end * part / 400;
    laid.view.to = laid.view.from + end / 1000;
    laid.run(400, 9);
    REQUIRE(laid.layout.rows.size() == 3);  // a lane to a row
    for (const DensityRow& row : laid.layout.rows) {
      const sim::Row& lane = laid.spans.row(laid.spans.by_parent()[row.first_lane]);
      size_t span = lane.first;
      while (span + 1 < lane.last && static_cast<double>(begins[span + 1]) <= laid.view.from) ++span;
      if (static_cast<double>(begins[span]) > laid.view.from || static_cast<double>(lane.end) <= laid.view.from) continue;
      REQUIRE(row.first < row.last);
      const Cell& cell = laid.layout.cells[row.first];
      CHECK(cell.x0 == 0);
      CHECK(cell.share[static_cast<size_t>(laid.spans.states()[span])] > 0);
    }
  }
}

TEST_CASE("the ruler's steps are round and its labels have room") {
  View view;
  view.from = 0;
  view.to = 0.3 * sim::kSecond;
  Ruler ruler = ruler_of(view, 1000, 90);
  CHECK(ruler.step == sim::kSecond / 20);
  float last = -1000;
  for (const Mark& mark : ruler.marks)
    if (mark.labelled) {
      CHECK(mark.x - last >= 90);
      last = mark.x;
    }
}

TEST_CASE("views without length and traces without records lay out nothing and do no harm") {
  Laid laid(sim::Trace{});
  laid.view.to = laid.view.from;
  laid.run();
  CHECK(laid.layout.bars.empty());
  Laid gather(toy::gather_three());
  gather.view.from = gather.view.to = 5;
  gather.run(0, 0);
  gather.run(1, 1);
}
