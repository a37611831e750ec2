// What a thread or a process is given to do, and the records and the callback that are the same for modelled workers and threads in real time.
// Before: executor.cpp and real_threads.cpp.
#pragma once
#include "sim/loop/loop.h"
#include "sim/loop/native.h"

#include <algorithm>

namespace sim {

struct Job {
  Value callable, args, kwargs;          // args: a tuple; kwargs: a dict or null
  Ref<Context> context;                  // to_thread runs it in a copy of the caller's; null: as it is
  std::string name;                      // for the trace
  bool aside = false;                    // a thread of the program, for which no event loop waits
  std::string threads;                   // what the names of the pool's threads begin with; empty: it has none (processes)
};

// The name of the pool's thread of that number.
Value thread_name(Environment& env, const Job& job, int64_t number);
// A job's code on a thread of its own, as far as it has run.
class JobRun {
 public:
  JobRun(Environment& env, Job job, Value who);
  // Until it stands still (false: it waits for awaited()), or is over. What it raises is in the outcome.
  bool go_on(Outcome& outcome);
  const Ref<Future>& awaited() const { return awaited_; }
  // It stands still in run_forever() of this loop; null: elsewhere.
  Loop* loop() const { return thread_.running; }
  bool turn();                           // of that loop; true: run_forever() is over
  Time now() const { return env_.world.now() + thread_.clock; }
  // Its own clock has come to `instant` at least.
  void wait_until(Time instant) { thread_.clock = std::max<Time>(instant - env_.world.now(), 0); }

 private:
  struct Running;
  Environment& env_;
  Job job_;
  Environment::Thread thread_;
  bool begun_ = false;
  std::unique_ptr<Activity> activity_;   // null: it can't stand still
  Ref<Future> awaited_;
};

// The pool itself as an object of the trace; 0 when events are not wanted.
ObjectId record_pool(Environment& env, int64_t workers);
ObjectId record_submitted(Environment& env, const Job& job, ObjectId pool);
void record_started(Environment& env, ObjectId job, Time at);
void record_finished(Environment& env, ObjectId job, Time at, bool failed);

// The job's result reaches the loop.
Ref<Handle> job_ends(Loop& loop, Time when, Ref<Future> future, Outcome outcome);

}  // namespace sim
