#include "sim/asyncio/executor.h"

#include "sim/base/text.h"

#include <algorithm>
#include <optional>

namespace sim {

class WorkerJob final : public DoneCallback, public ThreadLoop {
 public:
  WorkerJob(Environment& env, std::shared_ptr<Workers::State> workers, const Job& job, Workers::Over over)
      : env_(env), workers_(std::move(workers)), job_(job), over_(std::move(over)), id_(record_submitted(env, job, workers_->object)) {
    ++workers_->unfinished;
  }

  // When a worker is free. False: none will be before a job goes on that stands still.
  bool begin() {
    Workers::State& w = *workers_;
    Time now = env_.world.now(), start = now;
    if (!w.free.empty() && (w.free.front().free_at <= now || w.begun == w.count)) {
      start = std::max(now, w.free.front().free_at);
      number_ = w.free.front().number;
      std::pop_heap(w.free.begin(), w.free.end(), std::greater<>());
      w.free.pop_back();
    } else if (w.begun < w.count) {
      number_ = w.begun++;
      if (!job_.threads.empty()) env_.pool_threads.push_back(cat(job_.threads, "_", number_));
    } else {
      return false;
    }
    run_.emplace(env_, job_, thread_name(env_, job_, number_));
    run_->wait_until(start);
    record_started(env_, id_, start);
    run();
    return true;
  }

  void done(Future&) override {
    env_.when_idle.push_back([self = Ref<WorkerJob>(this)] {
      self->run_->wait_until(std::max(self->stands_since_, self->env_.world.now()));
      self->run();
    });
  }
  std::string_view name() const override { return "thread goes on"; }

  // ---- while it runs a loop
  Loop& loop() override { return *run_->loop(); }
  Time has_work_at() override {
    Loop& loop = *run_->loop();
    return std::max(stands_since_, loop.has_work() || begins_loop_ ? env_.world.now() : loop.next_timer());
  }
  void go_on() override {
    constexpr int kTurns = 100;          // after so many another thread has a turn, too
    Ref<WorkerJob> alive(this);
    for (int i = 0; i < kTurns && run_->loop() && has_work_at() <= env_.world.now(); ++i) turn();
  }

 private:
  void turn() {
    run_->wait_until(env_.world.now());
    begins_loop_ = false;
    bool stopped = true;
    try {
      stopped = run_->turn();
    } catch (...) {
      leave_loop();
      throw;
    }
    stands_since_ = run_->now();
    if (!stopped) return;
    leave_loop();
    run();
  }
  void leave_loop() {
    auto& loops = env_.thread_loops;
    loops.erase(std::find(loops.begin(), loops.end(), static_cast<ThreadLoop*>(this)));
    alive_ = nullptr;
  }

  void run() {
    Outcome outcome;
    bool over = false;
    try {
      over = run_->go_on(outcome);
    } catch (...) {
      free_again();
      throw;
    }
    if (!over) {
      stands_since_ = run_->now();
      if (!run_->loop()) {
        run_->awaited()->add_done_callback(Ref<Object>(this));
        return;
      }
      alive_ = Ref<Object>(this);
      env_.thread_loops.push_back(this);
      begins_loop_ = true;
      return go_on();
    }
    Time end = run_->now();
    record_finished(env_, id_, end, outcome.is_error());
    free_again();
    over_(std::move(outcome), end);
    Workers::State& w = *workers_;
    begin_waiting();
    if (w.unfinished == 0 && w.all_over && !w.all_over->done()) w.all_over->set_result(Value::none());
  }
  // One that is over at once has not begun the next: whoever let it begin does.
  void begin_waiting() {
    Workers::State& w = *workers_;
    if (std::exchange(w.letting_begin, true)) return;
    struct Leave {
      Workers::State& w;
      ~Leave() { w.letting_begin = false; }
    } leave{w};
    while (!w.waiting.empty()) {
      Ref<Object> next = std::move(w.waiting.front());
      w.waiting.pop_front();
      if (static_cast<WorkerJob&>(*next).begin()) continue;
      w.waiting.push_front(std::move(next));
      return;
    }
  }
  void free_again() {
    Workers::State& w = *workers_;
    --w.unfinished;
    w.last_end = std::max(w.last_end, run_->now());
    w.free.push_back({run_->now(), number_});
    std::push_heap(w.free.begin(), w.free.end(), std::greater<>());
  }

  Environment& env_;
  std::shared_ptr<Workers::State> workers_;
  Job job_;
  Workers::Over over_;
  ObjectId id_;
  std::optional<JobRun> run_;            // once it has begun
  int64_t number_ = 0;                   // of its worker
  Time stands_since_ = 0;
  bool begins_loop_ = false;             // its first turn is still to come
  Ref<Object> alive_;                    // itself, while it runs a loop
};

void end_threads(Environment& env, std::string_view prefix) {
  std::erase_if(env.pool_threads, [&](const std::string& name) { return name.starts_with(prefix) && name.rfind('_') == prefix.size(); });
}

void Workers::run(Environment& env, const Job& job, Over over) {
  Ref<WorkerJob> run(new WorkerJob(env, state_, job, std::move(over)));
  if (!run->begin()) state_->waiting.push_back(Ref<Object>(run));
}

Ref<Future> Workers::all_over(Loop& loop) {
  if (state_->unfinished == 0) return nullptr;
  state_->all_over = loop.create_future();
  return state_->all_over;
}

Ref<Future> Executors::all_over(Loop& loop) {
  auto found = pools_.find(default_.executor.get());
  return found == pools_.end() ? real.all_over(loop) : found->second.workers.all_over(loop);
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
  Ref<Future> future = run_in_executor(loop, std::move(job));
  Outcome got = co_await std::move(future);
  co_return got;
}

}  // namespace

Executors& executors_of(Loop& loop) {
  if (!loop.executors) loop.executors = std::make_shared<Executors>();
  return *loop.executors;
}

Ref<Future> run_in_executor(Loop& loop, Job job) {
  loop.check_closed();
  if (loop.executor_shut_down) loop.env().raise(Error::runtime, "Executor shutdown has been called");
  const Executors::Default& chosen = executors_of(loop).get_default();
  job.threads = chosen.threads;
  return run_in_executor(loop, chosen.executor, chosen.workers, job);
}

Ref<Future> run_in_executor(Loop& loop, const Ref<Object>& executor, int64_t workers, const Job& job) {
  loop.check_closed();
  Environment& env = loop.env();
  if (env.world.real_time()) return executors_of(loop).real.submit(loop, executor, workers, job);
  Ref<Future> future = loop.create_future();
  if (env.trace.wants_events()) future->set_label(cat("thread ", job.name));
  executors_of(loop).workers(env, executor, workers).run(env, job, [loop = Ref<Loop>(&loop), future](Outcome outcome, Time end) {
    loop->call_at(job_ends(*loop, end, future, std::move(outcome)));
  });
  return future;
}

Ref<Native> to_thread(Environment& env, Job job) { return native(env, "to_thread", to_thread_body(&env, std::move(job))); }

}  // namespace sim
