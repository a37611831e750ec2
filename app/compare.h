// Two runs on one axis with one playhead: the other run's timeline below the open one's.
// Before: model.h holds the other run. After: frame.cpp gives it half of the timeline's place.
#pragma once
#include "app/timeline/draw.h"

#include <memory>

namespace app {

struct CompareUi {
  std::unique_ptr<Model> other;  // a model of its own, whose view and playhead follow
  TimelineUi timeline;
};

// Draws both timelines into `area`.
void draw_compared(const Model& model, const Look& look, Rect area, TimelineUi& timeline, CompareUi& ui, Actions& actions);

}  // namespace app
