// What '@ plot' draws: the numbers in the lines that a run has printed, each line a point.
// Before: facts.h. After: scene.cpp and inspect.cpp check it, the lesson panel and the hand-outs draw it.
#pragma once
#include "sim/lesson/facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim::lesson {

struct Plot {
  std::vector<std::string> names;           // of the numbers; the first is what the others are plotted over
  std::vector<std::vector<double>> points;  // as many numbers each, in the order in which they were printed
};

// "limit {limit}: {seconds} s": the names in braces. None when a brace is left open, a name is empty, or nothing parts two names.
std::vector<std::string> placeholders(std::string_view pattern);
// The lines of stdout that fit, up to the point. A blank in the pattern stands for any number of blanks.
Plot read_plot(std::string_view pattern, const Facts& facts, Point at);

}  // namespace sim::lesson
