#include "sim/asyncio/real_threads.h"

#include "sim/base/text.h"

namespace sim {

// The callback of what it waits for, too.
class RealJob final : public DoneCallback {
 public:
  RealJob(Loop& loop, RealThreads& threads, RealThreads::Pool& pool, const Job& job, Ref<Future> result)
      : loop_(&loop), threads_(threads), pool_(pool), job_(job), result_(std::move(result)), id_(record_submitted(loop.env(), job, pool.object)) {}

  void begin() {
    Environment& env = loop_->env();
    record_started(env, id_, env.now());
    go_on();
  }
  void done(Future&) override { go_on(); }
  std::string_view name() const override { return "thread goes on"; }

 private:
  // Until it stands still again, or is over.
  void go_on() {
    Environment& env = loop_->env();
    Outcome outcome;
    bool over = run(env, outcome);
    if (!over) {
      Ref<Future> awaited = std::move(waits_for_);
      awaited->add_done_callback(Ref<Object>(this));
      return;
    }
    Time end = env.world.now() + clock_;
    record_finished(env, id_, end, outcome.is_error());
    loop_->call_at(job_ends(*loop_, end, result_, std::move(outcome)));
    threads_.ended(pool_);
  }

  bool run(Environment& env, Outcome& outcome) {
    struct Running {                     // what of the loop's state is another one while a job runs
      Environment& env;
      Time& clock;
      Time clock_before = env.job_clock;
      Ref<Future>* waits_before;
      Running(Environment& e, Time& c, Ref<Future>* waits) : env(e), clock(c), waits_before(std::exchange(e.job_waits_for, waits)) {
        env.job_clock = clock;
        ++env.jobs_running;
      }
      ~Running() {
        clock = std::exchange(env.job_clock, clock_before);
        env.job_waits_for = waits_before;
        --env.jobs_running;
      }
    } running(env, clock_, &waits_for_);
    DepthScope depth(env);
    if (!job_.context) job_.context = Ref<Context>(new Context);   // a thread begins with an empty one
    ContextScope scope(env, job_.context);
    try {
      if (!std::exchange(begun_, true)) activity_ = env.host.begin_activity(job_.callable, job_.args, job_.kwargs);
      if (activity_) return activity_->go_on(outcome);
      env.job_waits_for = nullptr;       // it can't stand still: everything else waits for it
      outcome = Outcome::of(env.host.call_on_thread(job_.callable, job_.args, job_.kwargs));
    } catch (Raised& raised) {
      outcome = Outcome::raised(std::move(raised.exception));
    }
    if (outcome.is_error() && !env.host.is_error(outcome.error.get(), Error::exception)) throw Raised{std::move(outcome.error)};
    return true;
  }

  Ref<Loop> loop_;
  RealThreads& threads_;                 // the loop's
  RealThreads::Pool& pool_;
  Job job_;
  Ref<Future> result_;
  ObjectId id_;
  bool begun_ = false;
  std::unique_ptr<Activity> activity_;   // null: it can't stand still
  Ref<Future> waits_for_;
  Time clock_ = 0;                       // ahead of the world's
};

Ref<Future> RealThreads::submit(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job) {
  auto found = pools_.find(executor.get());
  if (found == pools_.end()) found = pools_.emplace(executor.get(), Pool{executor, std::max<int64_t>(workers, 1), record_pool(loop.env(), workers), 0, {}}).first;
  Pool& pool = found->second;
  Ref<Future> result = loop.create_future();
  if (loop.env().trace.wants_events()) result->set_label(cat("thread ", job.name));
  Ref<RealJob> real(new RealJob(loop, *this, pool, job, result));
  ++unfinished_;
  if (pool.busy == pool.workers) {
    pool.waiting.push_back(Ref<Object>(real));
  } else {
    ++pool.busy;
    real->begin();
  }
  return result;
}

void RealThreads::ended(Pool& pool) {
  --unfinished_;
  if (unfinished_ == 0 && all_over_ && !all_over_->done()) all_over_->set_result(Value::none());
  --pool.busy;
  if (pool.waiting.empty()) return;
  Ref<Object> next = std::move(pool.waiting.front());
  pool.waiting.pop_front();
  ++pool.busy;
  static_cast<RealJob&>(*next).begin();
}

Ref<Future> RealThreads::all_over(Loop& loop) {
  if (unfinished_ == 0) return nullptr;
  all_over_ = loop.create_future();
  return all_over_;
}

}  // namespace sim
