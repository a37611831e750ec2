// The timeline panel: ruler, the loop's lane, the tasks' lanes, playhead; and what the mouse does there.
// Before: layout.h. After: ../frame.cpp places it.
#pragma once
#include "app/future.h"
#include "app/paint.h"
#include "app/timeline/layout.h"

namespace app {

// The run from its beginning to its end, one value a column: what the strip at the bottom shows.
struct Minimap {
  uint64_t document = 0;
  Axis axis = Axis::time;
  size_t columns = 0;
  double end = 0;  // of the axis
  std::vector<uint32_t> waits;  // for the world at once, at most in the column
  std::vector<bool> blocked;
  uint32_t most = 0;
};

// Numbers of the measured range, made once for each.
struct RangeCard {
  uint64_t document = 0;
  sim::Time from = 0, to = 0;
  sim::RangeStats stats;
};

// Lives from frame to frame: buffers that keep their memory, and the gesture under way. Nothing that a script would want to know.
struct TimelineUi {
  Layout layout;
  std::vector<Bar> loop_bars;
  View drawn;              // glides after the model's view
  bool gliding = false;    // it has not arrived there
  enum class Drag : uint8_t { none, pan, scrub, scroll_bar, range, minimap } drag = Drag::none;
  double anchor = 0;       // range: the end that stays
  uint32_t hover_line = 0; // of the program: what waits there is outlined
  double wheel_time = -1;  // a gesture of the touchpad keeps to one axis until it pauses
  bool wheel_sideways = false;
  Minimap minimap;
  RangeCard range_card;
  uint64_t resources_document = 0;
  float resources_scroll = 0;
  size_t shared_shown = kNothing;  // brought into sight last
  int64_t shared_scrolled = 0;  // of the model's count, as far as it is done
  sim::TaskId card_of = 0;  // whose sums the hover card shows
  uint64_t card_document = 0;
  sim::Time card_until = 0;
  TaskSums card_sums;
  bool moved = false;  // the mouse moved while the button was down: no click
  bool twice = false;  // it is the second click of two
};

// Points of height that lanes have in a panel of this area.
float lanes_height(const Model& model, const Look& look, Rect area, TimelineUi& ui);
// With a title of its own it stands below another one, which has the legend.
void draw_timeline(const Model& model, const Look& look, Rect area, TimelineUi& ui, Actions& actions, const std::string& title = {});

}  // namespace app
