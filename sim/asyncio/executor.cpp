#include "sim/asyncio/executor.h"

#include "sim/base/text.h"

#include <algorithm>
#include <functional>

namespace sim {

Workers::Ran Workers::run(Environment& env, const Job& job) {
  Time now = env.world.now(), start = now;
  int64_t number = static_cast<int64_t>(begun_.size());
  if (number >= count_ || (!begun_.empty() && begun_.front().free_at <= now)) {
    start = std::max(now, begun_.front().free_at);
    number = begun_.front().number;
    std::pop_heap(begun_.begin(), begun_.end(), std::greater<>());
    begun_.pop_back();
  }
  DepthScope depth(env);
  ObjectId id = record_submitted(env, job, object_);
  record_started(env, id, start);
  Ran ran;
  {
    Environment::Thread thread{.clock = start - now, .who = thread_name(env, job, number)};
    ThreadScope own_thread(env, thread);
    Ref<Context> context = job.context ? job.context : Ref<Context>(new Context);   // a thread begins with an empty one
    ContextScope scope(env, context);
    try {
      ran.outcome = Outcome::of(env.host.call_on_thread(job.callable, job.args, job.kwargs));
    } catch (Raised& raised) {
      if (!env.host.is_error(raised.exception.get(), Error::exception)) throw;
      ran.outcome = Outcome::raised(std::move(raised.exception));
    }
    ran.end = now + env.thread.clock;
  }
  begun_.push_back({ran.end, number});
  std::push_heap(begun_.begin(), begun_.end(), std::greater<>());
  last_end_ = std::max(last_end_, ran.end);
  record_finished(env, id, ran.end, ran.outcome.is_error());
  return ran;
}

Workers& Executors::workers(Environment& env, const Ref<Object>& executor, int64_t count) {
  auto found = pools_.find(executor.get());
  if (found == pools_.end()) found = pools_.emplace(executor.get(), Pool{executor, Workers(count, record_pool(env, count))}).first;
  return found->second.workers;
}

namespace {

Ref<Native> to_thread_body(Environment* env, Job job) {
  Loop& loop = running_loop(*env);
  job.context = env->context()->copy();
  job.threads = kDefaultThreads;
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
  if (!executor) loop.executors->has_default = true;
  if (env.world.real_time()) return loop.executors->real.submit(loop, executor, workers, job);
  Ref<Future> future = loop.create_future();
  if (env.trace.wants_events()) future->set_label(cat("thread ", job.name));
  Workers::Ran ran = loop.executors->workers(env, executor, workers).run(env, job);
  loop.call_at(job_ends(loop, ran.end, future, std::move(ran.outcome)));
  return future;
}

Ref<Native> to_thread(Environment& env, Job job) { return native(env, "to_thread", to_thread_body(&env, std::move(job))); }

}  // namespace sim
