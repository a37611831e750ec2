// A lesson's plot on the screen: numbers that the program printed, each kind over the first one. Before: sim/lesson/plot.h. After: the lesson panel.
#pragma once
#include "app/panels/panel.h"
#include "sim/lesson/plot.h"

namespace app {

// Draws at the window's cursor, `width` pixels wide, and moves the cursor below. Points stand at even distances, in the order of printing.
void draw_plot(const Look& look, const sim::lesson::Plot& plot, float width);

}  // namespace app
