// What refers to what in a trace: which task a future is, which timer, what a future watches, who holds and who waits for each lock,
// semaphore and queue, which job ran on which worker. Built once; then each question costs about what its answer is long.
// Before: spans.h. After: causes.h and why.h tell it in sentences, the timeline draws it as lanes.
#pragma once
#include "sim/analysis/spans.h"

#include <string>
#include <vector>

namespace sim {

inline constexpr size_t kNoRecord = SIZE_MAX;

// A lock, semaphore, event, condition, barrier or queue.
struct ResourceRow {
  ObjectId object = 0;
  Resource kind = Resource::lock;
  int64_t capacity = 0;               // a semaphore's value, a queue's maxsize (0: endless), a pool's workers
  std::string name;                   // "Semaphore(3)"; where a run has several of that name, numbered: "Lock 2"
  std::vector<uint32_t> records;      // that tell of it, in order
  bool used = false;                  // somebody waited for it or got it
};

struct ResourceState {
  struct Waiter {
    TaskId task;
    size_t record;  // since when
    bool woken;     // it is its turn: the task is ready and has not run yet
  };
  int64_t count = 0;             // what is free (lock, semaphore), what is inside (queue)
  std::vector<TaskId> holders;   // lock, semaphore: in the order they got it
  std::vector<Waiter> waiters;   // first come, first served
};

struct ThreadJob {
  ObjectId object = 0, pool = 0;
  TaskId by = 0;
  TextId name = 0;
  size_t submitted = 0;  // record
  Time asked = 0, start = 0, end = 0;
  uint32_t worker = 0;   // of its pool, from 0
  bool failed = false, finished = false;
};

class Links {
 public:
  Links(const Trace& trace, const Spans& spans);

  TaskId task_of(ObjectId future) const;          // whose own future it is; 0: none's
  size_t timer_set(ObjectId timer) const;         // its record; kNoRecord
  // What ends a future: those it watches. Empty for one that stands for itself.
  std::vector<ObjectId> watched(ObjectId future) const;
  size_t resolved(ObjectId future) const;         // its record; kNoRecord when it never was. Only of futures that watch or are watched

  const std::vector<ResourceRow>& resources() const { return resources_; }
  const ResourceRow* resource(ObjectId object) const;
  // As it stood after record i.
  ResourceState state(const ResourceRow& row, size_t i) const;
  // The resource for which a task began to wait with its task_suspended at `suspended`; null: it waits for something else.
  const ResourceRow* waited_resource(size_t suspended) const;

  const std::vector<ThreadJob>& jobs() const { return jobs_; }  // in the order they were submitted
  const ThreadJob* waited_job(size_t suspended) const;

  // The program's line that runs at a record; 0 when the trace does not tell.
  uint32_t line_at(size_t record) const;

 private:
  void add(size_t i, const Record& r);
  void name_resources();
  bool still_waits(const ResourceState::Waiter& waiter, size_t i, bool& woken) const;

  const Trace& trace_;
  const Spans& spans_;
  std::vector<std::pair<ObjectId, TaskId>> tasks_;      // rising
  std::vector<std::pair<ObjectId, uint32_t>> timers_;   // rising
  std::vector<std::pair<ObjectId, ObjectId>> watches_;  // who, whom; rising
  std::vector<std::pair<ObjectId, uint32_t>> resolved_;
  std::vector<ResourceRow> resources_;                  // rising
  std::vector<ThreadJob> jobs_;
};

}  // namespace sim
