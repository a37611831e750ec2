// Threads and processes as models: a pool has so many workers, a job starts when one is free (first come, first served) and lasts as long as
// the time.sleep() calls in it. The job's code runs at once, on a clock of its own; its completion reaches the loop as a timer.
// In real time jobs are real_threads.h's.
// Before: run_in_executor and to_thread, and concurrent.futures outside any loop.
#pragma once
#include "sim/asyncio/real_threads.h"

#include <map>
#include <tuple>

namespace sim {

inline constexpr int64_t kDefaultWorkers = 8;
inline constexpr const char* kDefaultThreads = "asyncio";   // asyncio_0, asyncio_1 ...

// The workers of one pool.
class Workers {
 public:
  Workers(int64_t count, ObjectId object) : count_(count < 1 ? 1 : count), object_(object) {}
  struct Ran {
    Outcome outcome;                     // an Exception is the job's own; anything worse passes through run()
    Time end;
  };
  Ran run(Environment& env, const Job& job);
  Time all_free() const { return last_end_; }

 private:
  int64_t count_;
  ObjectId object_;
  Time last_end_ = 0;
  struct Worker {
    Time free_at;
    int64_t number;
    bool operator>(const Worker& other) const { return std::tie(free_at, number) > std::tie(other.free_at, other.number); }
  };
  Vec<Worker> begun_;                    // a heap, the first to be free first, of those that have had a job
};

// The pools that one loop has used, by executor (null: the default one).
class Executors {
 public:
  Workers& workers(Environment& env, const Ref<Object>& executor, int64_t count);
  bool has_default = false;              // the default one has had a job
  RealThreads real;                      // in real time these have the jobs

 private:
  struct Pool {
    Ref<Object> executor;                // kept, so that its address stays its own
    Workers workers;
  };
  std::map<const Object*, Pool> pools_;
};

// The future of the job's result, resolved when its worker has finished.
Ref<Future> run_in_executor(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job);
Ref<Native> to_thread(Environment& env, Job job);

}  // namespace sim
