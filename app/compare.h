// Runs on one axis with one playhead: the other runs' timelines below the open one's.
// Before: model.h holds the other runs. After: frame.cpp gives them the timeline's place.
#pragma once
#include "app/timeline/draw.h"

#include <memory>
#include <vector>

namespace app {

struct ComparedRun {
  std::unique_ptr<Model> model;  // of its own; view and playhead follow the open run's
  TimelineUi timeline;
};
struct CompareUi {
  std::vector<ComparedRun> others;
};

// Draws the timelines into `area`, as many of the others as there is room for.
void draw_compared(const Model& model, const Look& look, Rect area, TimelineUi& timeline, CompareUi& ui, Actions& actions);

}  // namespace app
