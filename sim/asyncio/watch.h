// For the trace: which futures end one that stands for several, gather's, wait's, a TaskGroup's, shield's. One more future_created record
// for each of them: object is the one that waits, number the one it watches (0 in the record of a future's own making).
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
