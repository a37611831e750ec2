#include "sim/asyncio/executor_job.h"

#include "sim/base/text.h"

namespace sim {

namespace {

class JobEnds final : public Handle {
 public:
  JobEnds(Loop& loop, Time when, Ref<Future> future, Outcome outcome)
      : Handle(loop, nullptr, when), future_(std::move(future)), outcome_(std::move(outcome)) {}
  void run() override {
    if (future_->cancelled()) return;
    if (outcome_.is_error()) future_->set_exception(std::move(outcome_.error));
    else future_->set_result(std::move(outcome_.value));
  }
  std::string label() const override { return "job ends"; }

 protected:
  void dropped() override {
    future_ = nullptr;
    outcome_ = Outcome();
  }

 private:
  Ref<Future> future_;
  Outcome outcome_;
};

}  // namespace

JobRun::JobRun(Environment& env, Job job, Value who) : env_(env), job_(std::move(job)) {
  thread_.who = std::move(who);
  thread_.aside = job_.aside && !env.world.real_time();
  if (!job_.context) job_.context = Ref<Context>(new Context);   // a thread begins with an empty one
}

struct JobRun::Running {
  ThreadScope thread;
  Environment& env;
  Ref<Future>* before;
  DepthScope depth;
  ContextScope context;
  Running(JobRun& run, Ref<Future>* awaited)
      : thread(run.env_, run.thread_), env(run.env_), before(std::exchange(env.job_waits_for, awaited)), depth(env), context(env, run.job_.context) {}
  ~Running() { env.job_waits_for = before; }
};

bool JobRun::turn() {
  Running running(*this, nullptr);
  return env_.thread.running->turn_in_thread();
}

bool JobRun::go_on(Outcome& outcome) {
  awaited_ = nullptr;
  Running running(*this, &awaited_);
  try {
    if (!std::exchange(begun_, true)) activity_ = env_.host.begin_activity(job_.callable, job_.args, job_.kwargs);
    if (activity_) {
      if (!activity_->go_on(outcome)) return false;
    } else {
      env_.job_waits_for = nullptr;      // it can't stand still: everything else waits for it
      outcome = Outcome::of(env_.host.call_on_thread(job_.callable, job_.args, job_.kwargs));
    }
  } catch (Raised& raised) {
    outcome = Outcome::raised(std::move(raised.exception));
  }
  return true;
}

Value thread_name(Environment& env, const Job& job, int64_t number) {
  return job.threads.empty() ? Value::none() : env.host.text(cat(job.threads, "_", number));
}

ObjectId record_pool(Environment& env, int64_t workers) {
  if (!env.trace.wants_events()) return 0;
  Record r = env.record(Event::resource_created);
  r.object = env.trace.next_object();
  r.a = static_cast<uint8_t>(Resource::pool);
  r.number = workers;
  env.trace.append(r);
  return r.object;
}

ObjectId record_submitted(Environment& env, const Job& job, ObjectId pool) {
  if (!env.trace.wants_events()) return 0;
  ObjectId id = env.trace.next_object();
  Record r = env.record(Event::job_submitted);
  r.object = id;
  r.count = pool;
  r.text = env.trace.intern(job.name);
  env.trace.append(r);
  return id;
}

void record_started(Environment& env, ObjectId job, Time at) {
  if (!env.trace.wants_events()) return;
  Record r = env.record(Event::job_started);
  r.object = job;
  r.number = at;
  env.trace.append(r);
}

void record_finished(Environment& env, ObjectId job, Time at, bool failed) {
  if (!env.trace.wants_events()) return;
  Record r = env.record(Event::job_finished);
  r.object = job;
  r.number = at;
  r.a = failed ? 2 : 0;
  env.trace.append(r);
}

Ref<Handle> job_ends(Loop& loop, Time when, Ref<Future> future, Outcome outcome) {
  return Ref<Handle>(new JobEnds(loop, when, std::move(future), std::move(outcome)));
}

}  // namespace sim
