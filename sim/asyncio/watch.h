// For the trace: which futures end one that stands for several, gather's, wait's, a TaskGroup's, shield's.
#pragma once
#include "sim/loop/loop.h"

namespace sim {

inline void record_watch(Environment& env, const Future& waiting, const Future& inner) {
  if (!env.trace.wants_events()) return;
  Record r = env.record(Event::future_created);
  r.object = waiting.object();
  r.number = inner.object();
  env.trace.append(r);
}

}  // namespace sim
