// Threads and processes as models: a pool has so many workers, a job starts when one is free (first come, first served) and lasts as long as
// the time.sleep() calls in it. The code of a loop's job runs at once, on a clock of its own; its completion reaches the loop as a timer.
// A job that waits for others stands still, one that runs aside (Job::aside) in time.sleep(), too.
// In real time jobs are real_threads.h's.
// Before: run_in_executor and to_thread, and concurrent.futures outside any loop.
#pragma once
#include "sim/asyncio/real_threads.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <tuple>

namespace sim {

inline constexpr int64_t kDefaultWorkers = 8;
inline constexpr const char* kDefaultThreads = "asyncio";   // asyncio_0, asyncio_1 ...

// The workers of one pool.
class Workers {
 public:
  Workers(int64_t count, ObjectId object) : state_(std::make_shared<State>(State{count < 1 ? 1 : count, object, 0, 0, {}, {}, 0, nullptr, false})) {}
  // How a job ended, an exception of its own included, and when. A limit or an interruption passes through.
  using Over = std::function<void(Outcome outcome, Time end)>;
  // The job's code runs now, if a worker is free, and `over` is called before this returns - unless the job waits for what others bring about
  // (a future of run_coroutine_threadsafe, a threading.Event): then it stands still and goes on when no loop has anything to do.
  void run(Environment& env, const Job& job, Over over);
  Time all_free() const { return state_->last_end; }
  int64_t unfinished() const { return state_->unfinished; }   // that stand still, or wait for a worker whose job does
  // Resolved when all jobs are over; null: they are.
  Ref<Future> all_over(Loop& loop);

 private:
  friend class WorkerJob;
  struct Worker {
    Time free_at;
    int64_t number;
    bool operator>(const Worker& other) const { return std::tie(free_at, number) > std::tie(other.free_at, other.number); }
  };
  struct State {
    int64_t count;
    ObjectId object;
    int64_t begun;                       // workers that have had a job
    Time last_end;
    Vec<Worker> free;                    // a heap of those, the first to be free first; whoever has a job that is not over is not here
    std::deque<Ref<Object>> waiting;     // WorkerJobs
    int64_t unfinished;
    Ref<Future> all_over;
    bool letting_begin;                  // of those that wait
  };
  std::shared_ptr<State> state_;         // its jobs may outlive the pool
};

// The pools that one loop has used, by executor (null: the default one).
class Executors {
 public:
  Workers& workers(Environment& env, const Ref<Object>& executor, int64_t count);
  bool has_default() const { return default_.executor || pools_.count(nullptr) > 0 || real.has_default(); }
  // Resolved when all jobs of the default one are over; null: they are.
  Ref<Future> all_over(Loop& loop);
  RealThreads real;                      // in real time these have the jobs

  struct Default {
    Ref<Object> executor;                // null: asyncio's own
    int64_t workers = kDefaultWorkers;
    std::string threads = kDefaultThreads;
  };
  void set_default(Default chosen) { default_ = std::move(chosen); }
  const Default& get_default() const { return default_; }

 private:
  struct Pool {
    Ref<Object> executor;                // kept, so that its address stays its own
    Workers workers;
  };
  std::map<const Object*, Pool> pools_;
  Default default_;
};

// The threads of these names are gone: their pool was shut down.
void end_threads(Environment& env, std::string_view prefix);
// The loop's, made when first asked for.
Executors& executors_of(Loop& loop);

// The future of the job's result, resolved when its worker has finished. No executor: the default one.
Ref<Future> run_in_executor(Loop& loop, Job job);
Ref<Future> run_in_executor(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job);
Ref<Native> to_thread(Environment& env, Job job);

}  // namespace sim
