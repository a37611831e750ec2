// Between draw.cpp (paints) and input.cpp (mouse): where the parts of the timeline lie in this frame.
#pragma once
#include "app/timeline/draw.h"

namespace app {

struct TimelineParts {
  Rect ruler, loop, labels, lanes, scroll_bar;  // labels: the column of names beside the lanes
  float lane_height = 0;                        // pixels
  float x(double axis_value, const View& view) const { return lanes.min.x + Scale(view, lanes.width()).x(axis_value); }
};

// What lies under the mouse.
struct TimelineHit {
  const Bar* bar = nullptr;
  bool on_loop = false;
  sim::TaskId task = 0;  // the lane, also where no bar is
  const DensityRow* row = nullptr;
  bool in_lanes = false;  // over ruler, loop lane or lanes: a moment is under the mouse
  double at = 0;          // that moment, in the axis' units
};

TimelineHit hit_test(const Model& model, const TimelineUi& ui, const TimelineParts& parts, ImVec2 mouse);
void handle_mouse(const Model& model, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui,
                  Actions& actions);
void draw_tooltip(const Model& model, const Look& look, const TimelineUi& ui, const TimelineHit& hit);

// A span's state in the words of tasks.
TaskState task_state(sim::SpanState state);

}  // namespace app
