// Between draw.cpp (paints) and input.cpp (mouse): where the parts of the timeline lie in this frame.
#pragma once
#include "app/timeline/draw.h"

namespace app {

struct TimelineParts {
  Rect ruler, loop, labels, lanes, scroll_bar, resources, minimap;  // labels: the column of names beside the lanes
  float lane_height = 0;                        // pixels
  float x(double axis_value, const View& view) const { return lanes.min.x + Scale(view, lanes.width()).x(axis_value); }
};

// What lies under the mouse.
struct TimelineHit {
  const Bar* bar = nullptr;
  bool on_loop = false;
  sim::TaskId task = 0;  // the lane, also where no bar is
  size_t shared = kNothing, shared_span = kNothing;  // of Document::shared()
  const DensityRow* row = nullptr;
  bool in_lanes = false;  // over ruler, loop lane or lanes: a moment is under the mouse
  double at = 0;          // that moment, in the axis' units
};

TimelineHit hit_test(const TimelineUi& ui, const TimelineParts& parts, ImVec2 mouse);
void handle_mouse(const Model& model, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui,
                  Actions& actions);
void draw_tooltip(const Model& model, const Look& look, TimelineUi& ui, const TimelineHit& hit);

// What is drawn over and beside the lanes: see overlay.cpp.
struct Overlay {
  const Model& m;
  const Document& d;
  const Look& look;
  const TimelineParts& parts;
  TimelineUi& ui;
  Paint paint;
  const Theme& theme;

  Overlay(const Model& model, const Look& look, const TimelineParts& parts, TimelineUi& ui);
  void delays();
  void arrows();
  void range();       // the band
  void range_card();  // its numbers
  void marks();
  void minimap();

 private:
  float x(double value) const { return parts.x(value, ui.drawn); }
  float x_of(size_t record) const;
  float y_of(sim::TaskId task);
  void delay(const sim::Delay& delay, const Lane& lane);
  void arrow(const sim::Arrow& arrow, bool strong);
  void measure_minimap(size_t columns);
  std::vector<uint32_t> lane_of_;  // by TaskId: its lane plus 1; made when the first arrow asks
};

// Points that the lanes of resources take of `room`; 0 while they are not shown.
float resources_height(const Model& model, TimelineUi& ui, float room);
void draw_resources(const Model& model, const Look& look, const TimelineParts& parts, TimelineUi& ui);
void hit_resources(const Model& model, const Look& look, const TimelineParts& parts, const TimelineUi& ui, ImVec2 mouse, TimelineHit& hit);

// A span's state in the words of tasks.
TaskState task_state(sim::SpanState state);

}  // namespace app
