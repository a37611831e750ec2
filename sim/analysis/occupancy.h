// Locks, semaphores, queues, threads and connections as lanes: how much of each is used, and how many wait for it, from moment to moment.
// Before: links.h. After: the timeline's lanes of resources.
#pragma once
#include "sim/analysis/links.h"

#include <string>
#include <vector>

namespace sim {

struct OccupancySpan {
  Time begin = 0, end = 0;
  size_t first = 0, last = 0;  // records, [first, last)
  uint32_t used = 0, waiting = 0;
  TaskId task = 0;             // of a thread's job or a request: for whom
  TextId text = 0;             // of a thread's job or a request: its name
};

struct OccupancyLane {
  enum class Kind : uint8_t { resource, worker, connection } kind = Kind::resource;
  std::string name;
  ObjectId object = 0;
  int64_t capacity = 0;        // 0: endless
  uint32_t most = 0;           // used and waiting together
  std::vector<OccupancySpan> spans;
};

// In the order in which they were made: resources that were used, then threads, then connections.
std::vector<OccupancyLane> occupancy_of(const Trace& trace, const Spans& spans, const Links& links);

}  // namespace sim
