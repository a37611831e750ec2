// Threads in real time (a live run, and its replay): a job stands still where it waits - for an answer, in time.sleep() - and the loop and the other
// jobs go on meanwhile. Only one of them runs at any moment, as in Python.
// Before: run_in_executor and to_thread (executor.cpp). After: Host::begin_activity runs the job's code; futures of the loop wake it.
#pragma once
#include "sim/asyncio/executor_job.h"

#include <deque>
#include <map>

namespace sim {

class RealJob;

// The threads of one loop, by executor (null: the default one).
class RealThreads {
 public:
  // The future of the job's result. It begins at once, or when one of the executor's `workers` is free, first come, first served.
  Ref<Future> submit(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job);
  // Resolved when all jobs are over; null: they are.
  Ref<Future> all_over(Loop& loop);
  bool has_default() const { return pools_.count(nullptr) > 0; }

 private:
  friend class RealJob;
  struct Pool {
    Ref<Object> executor;                // kept, so that its address stays its own
    int64_t workers;
    ObjectId object;                     // in the trace
    int64_t begun = 0;                   // threads that have had a job
    std::deque<int64_t> idle;            // their numbers, the one that waits longest first
    std::deque<Ref<Object>> waiting;     // RealJobs
  };
  void ended(Pool& pool, int64_t number);
  std::map<const Object*, Pool> pools_;
  size_t unfinished_ = 0;
  Ref<Future> all_over_;
};

}  // namespace sim
