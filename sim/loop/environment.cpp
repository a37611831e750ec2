#include "sim/loop/environment.h"

#include "sim/loop/connection.h"
#include "sim/loop/loop.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {
// A loop that is none of the program's, and that no trace tells of: the futures for which jobs that run aside stand still are its own.
class Aside final : public ThreadLoop {
 public:
  explicit Aside(Environment& env) : env_(env) {
    Unseen unseen(env.trace);
    ThreadScope scope(env, thread_);
    loop_ = Ref<Loop>(new Loop(env));
    loop_->begin_in_thread();
  }
  ~Aside() override { loop_.detach(); }        // the run is over
  Loop& loop() override { return *loop_; }
  Time has_work_at() override { return loop_->has_work() ? env_.world.now() : loop_->next_timer(); }
  void go_on() override {
    Unseen unseen(env_.trace);
    ThreadScope scope(env_, thread_);
    loop_->turn_in_thread();
  }

 private:
  Environment& env_;
  Environment::Thread thread_;
  Ref<Loop> loop_;
};
}  // namespace

Environment::Environment(Host& host, World& world, Trace& trace) : host(host), world(world), trace(trace) { thread.makes_event_loop = true; }
// The run is over: the Heap frees what is left of it, and runs nothing.
Environment::~Environment() {
  for (auto& [id, connection] : connections) connection->abandon();
  outermost_context_.detach();
  for (Value* v : {&thread.event_loop, &thread.who})
    if (v->is_object()) v->detach();
}

void Environment::new_context() {
  *context_place = Ref<Context>(new Context);
  (*context_place)->entered = true;
}

void Environment::spend(Time duration) {
  if (duration <= 0) return;
  if ((thread.aside || world.real_time()) && can_park()) {
    sleep_standing(duration);
  } else if (lets_threads_run()) {
    const Time end = duration > kNever - now() ? kNever : now() + duration;
    while (world.now() < end) let_threads_run(end);
  } else if (jobs_running > 0) {
    thread.clock = duration > kNever - thread.clock ? kNever : thread.clock + duration;
  } else {
    world.spend(duration);
    turns_at_this_time = 0;
  }
  if (now() > virtual_time_limit || now() < 0) throw LimitReached{LimitReached::Which::virtual_time};
}

void Environment::sleep_standing(Time duration) {
  const Time end = duration > kNever - now() ? kNever : now() + duration;
  Loop& loop = standing_loop();
  Unseen unseen(trace);
  Ref<TimedFuture> slept(new TimedFuture(loop, Value::none()));
  loop.resolve_at(slept, end);
  thread.clock = 0;
  park(slept);
}

Loop& Environment::standing_loop() {
  if (!thread.aside) return jobs_loop ? *jobs_loop : thread_loops.front()->loop();
  if (!aside_) {
    aside_ = std::make_unique<Aside>(*this);
    thread_loops.push_back(aside_.get());
  }
  return aside_->loop();
}

void Environment::hold(Time duration, std::string_view what) {
  if (trace.wants_events() && jobs_running == 0 && duration > 0) {
    Record r = record(Event::blocked);
    r.task = std::exchange(r.by, 0);
    r.number = duration;
    r.line = host.current_line();
    r.text = trace.intern(what);
    trace.append(r);
  }
  spend(duration);
}

bool Environment::may_stand_still() const {
  return job_waits_for && !*job_waits_for && !thread.running && host.can_park();
}
bool Environment::can_park() const { return (jobs_loop || !thread_loops.empty() || thread.aside) && may_stand_still(); }
bool Environment::can_run_loop_in_thread() const { return !world.real_time() && may_stand_still(); }

bool Environment::let_threads_run(Time end) {
  const Passed passed = let_time_pass(end);
  if (passed == Passed::limit) throw LimitReached{LimitReached::Which::virtual_time, host.current_line()};
  return passed == Passed::yes;
}

Environment::Passed Environment::let_time_pass(Time end) {
  Time next = end;
  for (size_t i = 0; lets_threads_run() && i < thread_loops.size(); ++i) {
    Time at = thread_loops[i]->has_work_at();
    if (at <= world.now()) {
      std::rotate(thread_loops.begin() + static_cast<ptrdiff_t>(i), thread_loops.begin() + static_cast<ptrdiff_t>(i) + 1, thread_loops.end());
      thread_loops.back()->go_on();
      return Passed::yes;
    }
    next = std::min(next, at);
  }
  if (!when_idle.empty()) {
    auto job = std::move(when_idle.front());
    when_idle.pop_front();
    job();
    return Passed::yes;
  }
  if (next == kNever && !world.expects_arrivals()) return Passed::never;
  Record r = record(Event::world_waited);
  world.wait_until(std::min(next, virtual_time_limit));
  const bool too_late = next > virtual_time_limit && world.now() >= virtual_time_limit;
  r.number = too_late ? next : world.now();
  if (trace.wants_events()) trace.append(r);
  if (too_late) return Passed::limit;
  if (world.now() > r.t) turns_at_this_time = 0;
  if (!connections.empty() && !thread_loops.empty()) queue_arrivals(thread_loops.front()->loop());
  return Passed::yes;
}

void Environment::park(Ref<Future> until) {
  *job_waits_for = std::move(until);
  host.park();
}

ThreadScope::ThreadScope(Environment& env, Environment::Thread& thread) : env_(env), thread_(thread), jobs_loop_before_(env.jobs_loop) {
  if (env.thread.running) env.jobs_loop = env.thread.running;
  std::swap(env.thread, thread);
  ++env.jobs_running;
  env.host.running_loop_changed(env.thread.running);
}
ThreadScope::~ThreadScope() {
  std::swap(env_.thread, thread_);
  env_.jobs_loop = jobs_loop_before_;
  --env_.jobs_running;
  env_.host.running_loop_changed(env_.thread.running);
}

TaskId Environment::current_task_id() const {
  const Loop* loop = loop_or_jobs_loop();
  return loop && loop->current_task ? loop->current_task->id() : 0;
}

Record Environment::record(Event event) const {
  Record r;
  r.t = world.now();
  r.event = event;
  r.by = current_task_id();
  return r;
}

}  // namespace sim
