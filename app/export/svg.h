// A run's timeline as SVG: lanes of spans, told apart by pattern as well as colour. Before: sim/analysis. After: html.h, the export command.
#pragma once
#include "sim/analysis/spans.h"

#include <string>

namespace app {

struct SvgSize {
  int width = 1000;            // units of the drawing
  size_t most_lanes = 200, most_spans = 20'000;
};

// Stands alone when `whole`: with its own styles and name space; else it is to be put into a page that has svg_style().
std::string timeline_svg(const sim::Trace& trace, const sim::Spans& spans, sim::Time end, const SvgSize& size, bool whole);
// Where an instant stands in it.
double svg_x(sim::Time t, sim::Time end, const SvgSize& size);
const char* svg_style();

}  // namespace app
