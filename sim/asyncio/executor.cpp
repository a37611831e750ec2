#include "sim/asyncio/executor.h"

#include "sim/base/text.h"

#include <algorithm>
#include <functional>

namespace sim {

Workers::Ran Workers::run(Environment& env, const Job& job) {
  Time now = env.world.now(), start = now;
  if (static_cast<int64_t>(free_at_.size()) >= count_ || (!free_at_.empty() && free_at_.front() <= now)) {
    start = std::max(now, free_at_.front());
    std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    free_at_.pop_back();
  }
  DepthScope depth(env);
  ObjectId id = 0;
  if (env.trace.wants_events()) {
    id = env.trace.next_object();
    Record r = env.record(Event::job_submitted);
    r.object = id;
    r.count = object_;
    r.text = env.trace.intern(job.name);
    env.trace.append(r);
    r = env.record(Event::job_started);
    r.object = id;
    r.number = start;
    env.trace.append(r);
  }
  Ran ran;
  {
    struct OwnClock {
      Environment& env;
      Time before;
      ~OwnClock() {
        env.job_clock = before;
        --env.jobs_running;
      }
    } own_clock{env, env.job_clock};
    env.job_clock = start - now;
    ++env.jobs_running;
    Ref<Context> context = job.context ? job.context : env.context();
    ContextScope scope(env, context);
    try {
      ran.outcome = Outcome::of(env.host.call_with(job.callable, job.args, job.kwargs));
    } catch (Raised& raised) {
      if (!env.host.is_error(raised.exception.get(), Error::exception)) throw;
      ran.outcome = Outcome::raised(std::move(raised.exception));
    }
    ran.end = now + env.job_clock;
  }
  free_at_.push_back(ran.end);
  std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
  last_end_ = std::max(last_end_, ran.end);
  if (env.trace.wants_events()) {
    Record r = env.record(Event::job_finished);
    r.object = id;
    r.number = ran.end;
    r.a = ran.outcome.is_error() ? 2 : 0;
    env.trace.append(r);
  }
  return ran;
}

Workers& Executors::workers(Environment& env, const Ref<Object>& executor, int64_t count) {
  auto found = pools_.find(executor.get());
  if (found == pools_.end()) {
    ObjectId id = env.trace.wants_events() ? env.trace.next_object() : 0;
    found = pools_.emplace(executor.get(), Pool{executor, Workers(count, id)}).first;
    if (id) {
      Record r = env.record(Event::resource_created);
      r.object = id;
      r.a = static_cast<uint8_t>(Resource::pool);
      r.number = count;
      env.trace.append(r);
    }
  }
  return found->second.workers;
}

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

Ref<Native> to_thread_body(Environment* env, Job job) {
  Loop& loop = running_loop(*env);
  job.context = env->context()->copy();
  Ref<Future> future = run_in_executor(loop, nullptr, kDefaultWorkers, job);
  Outcome got = co_await future;
  co_return got;
}

}  // namespace

Ref<Future> run_in_executor(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job) {
  loop.check_closed();
  Environment& env = loop.env();
  if (!executor && loop.executor_shut_down) env.raise(Error::runtime, "Executor shutdown has been called");
  if (!loop.executors) loop.executors = std::make_shared<Executors>();
  Ref<Future> future = loop.create_future();
  if (env.trace.wants_events()) future->set_label(cat("thread ", job.name));
  Workers::Ran ran = loop.executors->workers(env, executor, workers).run(env, job);
  loop.call_at(Ref<Handle>(new JobEnds(loop, ran.end, future, std::move(ran.outcome))));
  return future;
}

Ref<Native> to_thread(Environment& env, Job job) { return native(env, "to_thread", to_thread_body(&env, std::move(job))); }

}  // namespace sim
