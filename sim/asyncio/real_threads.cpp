#include "sim/asyncio/real_threads.h"

#include "sim/base/text.h"

#include <optional>

namespace sim {

// The callback of what it waits for, too.
class RealJob final : public DoneCallback {
 public:
  RealJob(Loop& loop, RealThreads& threads, RealThreads::Pool& pool, const Job& job, Ref<Future> result)
      : loop_(&loop), threads_(threads), pool_(pool), job_(job), result_(std::move(result)), id_(record_submitted(loop.env(), job, pool.object)) {}

  void begin(int64_t number) {
    Environment& env = loop_->env();
    number_ = number;
    run_.emplace(env, job_, thread_name(env, job_, number));
    record_started(env, id_, env.now());
    go_on();
  }
  void done(Future&) override { go_on(); }
  std::string_view name() const override { return "thread goes on"; }

 private:
  // Until it stands still again, or is over.
  void go_on() {
    Outcome outcome;
    if (!run_->go_on(outcome)) {
      run_->awaited()->add_done_callback(Ref<Object>(this));
      return;
    }
    Time end = run_->now();
    record_finished(loop_->env(), id_, end, outcome.is_error());
    loop_->call_at(job_ends(*loop_, end, result_, std::move(outcome)));
    threads_.ended(pool_, number_);
  }

  Ref<Loop> loop_;
  RealThreads& threads_;                 // the loop's
  RealThreads::Pool& pool_;
  Job job_;
  Ref<Future> result_;
  ObjectId id_;
  std::optional<JobRun> run_;            // once it has begun
  int64_t number_ = 0;                   // of the pool's thread that has it
};

Ref<Future> RealThreads::submit(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job) {
  auto found = pools_.find(executor.get());
  if (found == pools_.end()) found = pools_.emplace(executor.get(), Pool{executor, std::max<int64_t>(workers, 1), record_pool(loop.env(), workers), 0, {}, {}}).first;
  Pool& pool = found->second;
  Ref<Future> result = loop.create_future();
  if (loop.env().trace.wants_events()) result->set_label(cat("thread ", job.name));
  Ref<RealJob> real(new RealJob(loop, *this, pool, job, result));
  ++unfinished_;
  if (!pool.idle.empty()) {
    int64_t number = pool.idle.front();
    pool.idle.pop_front();
    real->begin(number);
  } else if (pool.begun < pool.workers) {
    real->begin(pool.begun++);
  } else {
    pool.waiting.push_back(Ref<Object>(real));
  }
  return result;
}

void RealThreads::ended(Pool& pool, int64_t number) {
  --unfinished_;
  if (unfinished_ == 0 && all_over_ && !all_over_->done()) all_over_->set_result(Value::none());
  if (pool.waiting.empty()) {
    pool.idle.push_back(number);
    return;
  }
  Ref<Object> next = std::move(pool.waiting.front());
  pool.waiting.pop_front();
  static_cast<RealJob&>(*next).begin(number);
}

Ref<Future> RealThreads::all_over(Loop& loop) {
  if (unfinished_ == 0) return nullptr;
  all_over_ = loop.create_future();
  return all_over_;
}

}  // namespace sim
