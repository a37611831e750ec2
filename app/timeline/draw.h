// The timeline panel: ruler, the loop's lane, the tasks' lanes, playhead; and what the mouse does there.
// Before: layout.h. After: ../frame.cpp places it.
#pragma once
#include "app/model.h"
#include "app/paint.h"
#include "app/timeline/layout.h"

namespace app {

// Lives from frame to frame: buffers that keep their memory, and the gesture under way. Nothing that a script would want to know.
struct TimelineUi {
  Layout layout;
  std::vector<Bar> loop_bars;
  enum class Drag : uint8_t { none, pan, scrub, scroll_bar } drag = Drag::none;
  bool moved = false;  // the mouse moved while the button was down: no click
  bool twice = false;  // it is the second click of two
};

// Points of height that lanes have in a panel of this area.
float lanes_height(const Look& look, Rect area);
void draw_timeline(const Model& model, const Look& look, Rect area, TimelineUi& ui, Actions& actions);

}  // namespace app
