// What is told of the future: nothing, while a presenter hides it. Before: model.h. After: the timeline and the panels, which ask here.
#pragma once
#include "app/model.h"

namespace app {

// It is hidden, and there is some.
bool hides_future(const Model& model);
// How long the run is may be told: neither a presenter hides it, nor does a lesson cover it.
bool tells_length(const Model& model);
// 1, 2 or 5 of some power of ten, the least that is no smaller.
double round_step(double least);
// Where the axis ends that is shown: with the run, or while that is hidden with a round number behind the playhead.
double told_end(const Model& model);
// The last moment that may be spoken of: the run's end, or the playhead.
sim::Time told_until(const Model& model);

// How long a task was in each state and how often it ran, as far as may be told.
struct TaskSums {
  sim::Time in[sim::kSpanStates] = {};
  uint32_t runs = 0;
  sim::Time of(sim::SpanState state) const { return in[static_cast<int>(state)]; }
};
TaskSums sums_of(const Model& model, const sim::Row& row);

}  // namespace app
