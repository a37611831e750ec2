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
