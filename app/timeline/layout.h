// What the timeline draws, in pixels: bars of each visible lane with too small ones folded, or a density band when lanes are too
// thin to tell apart, and the ruler's marks. Costs what is visible, not what there is. Knows nothing of ImGui. Before:
// sim/analysis/spans.h, view.h. After: draw.cpp paints it.
#pragma once
#include "app/timeline/view.h"
#include "sim/analysis/spans.h"

#include <vector>

namespace app {

struct Bar {
  float x0, x1;    // pixels from the left edge of the lanes
  uint32_t span;   // in sim::Spans; of a folded bar the one that matters most
  uint32_t count;  // so many spans lie in it
  sim::SpanState state;
  bool thin;  // made wider than it is, to be seen at all
};

struct Lane {
  sim::TaskId task;      // 0: the loop
  float y;               // its upper edge, pixels from the top of the lanes
  uint32_t first, last;  // its bars
  float begin_x, end_x;  // of the whole life
};

// A stretch of a density row: how many of its lanes are in each state, in sixteenths.
struct Cell {
  float x0, x1;
  uint8_t share[sim::kSpanStates];
};
struct DensityRow {
  float y, height;
  uint32_t first, last;            // cells
  uint32_t first_lane, last_lane;  // lanes folded into the row
};

struct Layout {
  std::vector<Bar> bars;
  std::vector<Lane> lanes;  // those that are visible
  std::vector<Cell> cells;
  std::vector<DensityRow> rows;  // instead of lanes when they are too thin
  uint64_t spans_visible = 0;
  uint32_t first_lane = 0;  // index of lanes[0] among all
};

struct LayoutInput {
  const sim::Spans& spans;
  const std::vector<sim::TaskId>& lanes;  // top to bottom
  const View& view;
  float width, height;  // of the lanes, pixels
  float scale;          // pixels of a point
};

inline constexpr float kThinnestLane = 4;  // points; below it lanes fold into a density band
inline constexpr float kThinnestBar = 3;   // points

// `out` is reused from frame to frame, so that nothing is allocated.
void lay_out(const LayoutInput& input, Layout& out);
// One lane alone: the loop's.
void lay_out_row(const sim::Spans& spans, const sim::Row& row, const View& view, float width, float scale,
                 std::vector<Bar>& bars);

struct Mark {
  float x;
  int64_t value;  // nanoseconds or steps
  bool labelled;
};
struct Ruler {
  std::vector<Mark> marks;
  int64_t step = 1;  // between labelled ones
};
// Round steps, labelled ones at least `label_room` pixels apart.
Ruler ruler_of(const View& view, float width, float label_room);

}  // namespace app
