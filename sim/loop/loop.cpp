#include "sim/loop/loop.h"

#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/base/text.h"
#include "sim/loop/connection.h"
#include "sim/loop/deadlock.h"

#include <cstdio>

namespace sim {

namespace {
// How far ahead of the running callback the next ones are fetched into the cache: each step reads what the one before has fetched.
constexpr size_t kTarget = 8, kCoroutine = 6, kFrame = 4, kAwaited = 2;

void prefetch_lines(const Object* o) {          // of a future or a task
  __builtin_prefetch(o);
  __builtin_prefetch(reinterpret_cast<const std::byte*>(o) + 64);
}
}  // namespace

Loop::Loop(Environment& env) : Object(Kind::event_loop), env_(env) {
  if (env.trace.wants_events()) object_ = env.trace.next_object();
}
Loop::~Loop() = default;

void Loop::references(References& each) {
  for (size_t i = 0; i < ready_.size(); ++i) {
    each.held(ready_[i].target);
    each.held(ready_[i].argument);
    each.held(ready_[i].context);
  }
  timers_.references(each);
}

Loop& running_loop(Environment& env) {
  if (!env.thread.running) env.raise(Error::runtime, "no running event loop");
  return *env.thread.running;
}

void Loop::check_closed() const {
  if (closed_) env_.raise(Error::runtime, "Event loop is closed");
}

void Loop::check_thread() const {
  if (running_ && env_.thread.running != this)
    env_.raise(Error::runtime, "Non-thread-safe operation invoked on an event loop other than the current one");
}

// ---- scheduling

void Loop::queue(Ref<Object> target, Ref<Object> argument, Ref<Context> context) {
  check_closed();
  if (debug) check_thread();
  Ready ready{std::move(target), std::move(argument), std::move(context), 0};
  if (env_.trace.wants_events()) {
    Record r = env_.record(Event::handle_queued);
    r.text2_or_cause = env_.cause;
    bool task = ready.target->kind == Kind::task;
    std::string what = task ? static_cast<Task&>(*ready.target).name() : std::string("callback");
    if (task && ready.argument && ready.argument->kind != Kind::exception) what = cat("wakeup ", what);
    else if (task) what += " step";
    else if (ready.target->kind == Kind::done_callback) what = static_cast<DoneCallback&>(*ready.target).name();
    r.text = env_.trace.intern(what);
    ready.cause = static_cast<uint32_t>(env_.trace.append(r) + 1);
  }
  ready_.push_back(std::move(ready));
}

void Loop::call_soon(Ref<Handle> handle) {
  check_closed();
  uint32_t cause = 0;
  if (env_.trace.wants_events()) {
    handle->object_ = env_.trace.next_object();
    Record r = env_.record(Event::handle_queued);
    r.object = handle->object_;
    r.text = env_.trace.intern(handle->label());
    r.text2_or_cause = env_.cause;
    cause = static_cast<uint32_t>(env_.trace.append(r) + 1);
  }
  ready_.push_back({Ref<Object>(handle), nullptr, nullptr, cause});
}

void Loop::call_at(Ref<Handle> timer) {
  check_closed();
  if (env_.trace.wants_events()) {
    timer->object_ = env_.trace.next_object();
    Record r = env_.record(Event::timer_set);
    r.object = timer->object_;
    r.number = timer->when();
    r.text = env_.trace.intern(timer->label());
    env_.trace.append(r);
  }
  timer->small |= Handle::is_scheduled;
  Time when = timer->when();
  timers_.push(when, std::move(timer));
}

void Loop::resolve_at(const Ref<TimedFuture>& future, Time when) {
  check_closed();
  if (env_.trace.wants_events()) {
    Record r = env_.record(Event::timer_set);
    r.object = future->object();
    r.number = when;
    r.text = future->label();
    env_.trace.append(r);
  }
  future->scheduled();
  timers_.push(when, future);
}

Ref<Future> Loop::create_future() { return Ref<Future>(new Future(*this)); }

Ref<Task> Loop::create_task(Ref<Coroutine> coroutine, std::string name, Ref<Context> context) {
  check_closed();
  return Ref<Task>(new Task(*this, std::move(coroutine), std::move(name), std::move(context)));
}

// ---- one turn

// The loop is in no line of the program: told is where the task stands that would go on next, or that waits for time to pass.
void Loop::end_at(LimitReached::Which limit) const {
  const Task* next = nullptr;
  for (size_t i = 0; !next && i < ready_.size(); ++i)
    if (ready_[i].target->kind == Kind::task) next = static_cast<const Task*>(ready_[i].target.get());
  for (const Task* t = env_.first_task; !next && t; t = t->next)
    if (&t->loop() == this && dynamic_cast<const TimedFuture*>(t->waits_for())) next = t;
  throw LimitReached{limit, next ? env_.host.line_of(*next->coroutine()) : 0};
}

void Loop::run_once() {
  count_turn();
  drop_cancelled_timers();
  wait_for_world();
  process_arrivals();
  fire_due_timers();
  run_ready();
}

// A program that polls the clock would go on for ever while no time passes; one that sleeps over and over, until virtual time is up: so many
// callbacks are a matter of a few seconds.
void Loop::count_turn() {
  ++turns_;
  if (env_.step_cost > 0) env_.world.spend(env_.step_cost);
  env_.world.tick();
  Time now = env_.now();
  if (now != env_.last_turn) {
    env_.last_turn = now;
    env_.turns_at_this_time = 0;
  }
  if (++env_.turns_at_this_time > env_.turns_limit) end_at(LimitReached::Which::turns);
  if (env_.trace.wants_events()) {
    Record r = env_.record(Event::turn_began);
    r.object = object_;
    r.number = static_cast<int64_t>(turns_);
    r.count = static_cast<uint32_t>(ready_.size());
    env_.trace.append(r);
  }
}

// Cancelled timers at the head go at once; those further back when they are too many (CPython: over 100, more than half).
void Loop::drop_cancelled_timers() {
  if (cancelled_timers_ == 0) return;
  if (timers_.size() > 100 && cancelled_timers_ * 2 > timers_.size()) {
    timers_.drop_cancelled();
    cancelled_timers_ = 0;
    return;
  }
  while (!timers_.empty() && timers_.first_is_cancelled()) {
    --cancelled_timers_;
    timers_.pop();
  }
}

void Loop::wait_for_world() {
  if (!ready_.empty() || stopping_) return;
  const Time next = timers_.empty() ? kNever : timers_.first_when();
  if (next <= env_.now() || in_thread_) return;
  if (env_.jobs_loop) return wait_as_job();
  switch (env_.let_time_pass(next)) {
    case Environment::Passed::yes: return;
    case Environment::Passed::never: throw find_deadlock(*this);
    case Environment::Passed::limit: end_at(LimitReached::Which::virtual_time);
  }
}

// A loop in a job of another one: the job's code runs at once, on its own clock.
void Loop::wait_as_job() {
  for (const auto& [id, connection] : env_.connections)
    if (connection->loop() == this && !connection->is_idle()) env_.host.refuse_to_wait();
  if (timers_.empty()) throw find_deadlock(*this);
  env_.spend(timers_.first_when() - env_.now());
}

// CPython: _process_events. What has arrived is queued before the timers that are due.
void Loop::process_arrivals() {
  if (!env_.connections.empty()) queue_arrivals(*this);
}

void Loop::fire_due_timers() {
  Time now = env_.now();
  while (!timers_.empty() && timers_.first_when() <= now) {
    Ref<Object> timer = timers_.pop();         // not looked at before its turn: it may be far away in memory
    prefetch_lines(timer.get());
    uint32_t cause = 0;
    if (env_.trace.wants_events()) {
      Record r = env_.record(Event::timer_fired);
      r.object = timer->kind == Kind::future ? static_cast<TimedFuture&>(*timer).object() : static_cast<Handle&>(*timer).object_;
      cause = static_cast<uint32_t>(env_.trace.append(r) + 1);
    }
    ready_.push_back({std::move(timer), nullptr, nullptr, cause});
  }
}

// Exactly what was ready when the turn began: what these queue has its turn after the next look at the world.
void Loop::run_ready() {
  size_t n = ready_.size();
  callbacks_ += n;
  if (callbacks_ > env_.callbacks_limit) end_at(LimitReached::Which::callbacks);
  for (; n > 0 && !ready_.empty(); --n) {
    prefetch_ahead();
    Ready ready = ready_.pop_front();
    try {
      run_one(ready);
    } catch (Raised& raised) {                   // CPython: the traceback holds the frame of _run_once, with its handle
      env_.host.passed_by(raised.exception.get(), ready.target.get());
      throw;
    }
  }
}

void Loop::prefetch_ahead() {
  auto task_at = [this](size_t i) -> Task* {
    Object* o = ready_[i].target.get();
    return o->kind == Kind::task ? static_cast<Task*>(o) : nullptr;
  };
  size_t n = ready_.size();
  if (n > kTarget) {
    prefetch_lines(ready_[kTarget].target.get());
    if (Object* future = ready_[kTarget].argument.get()) prefetch_lines(future);
  }
  if (n > kCoroutine)
    if (Task* t = task_at(kCoroutine)) t->prefetch_coroutine();
  if (n > kFrame)
    if (Task* t = task_at(kFrame)) t->prefetch(false);
  if (n > kAwaited)
    if (Task* t = task_at(kAwaited)) t->prefetch(true);
}

// Its turn has come. False: it was cancelled.
bool Loop::begin(Object& target) {
  bool scheduled = target.kind != Kind::handle;
  if (Timers::is_cancelled(target)) {
    if (scheduled && cancelled_timers_ > 0) --cancelled_timers_;
    return false;
  }
  if (target.kind == Kind::timer_handle) target.small &= static_cast<uint16_t>(~Handle::is_scheduled);
  return true;
}

void Loop::run_one(Ready& ready) {
  Object& target = *ready.target;
  bool is_handle = target.kind == Kind::handle || target.kind == Kind::timer_handle;
  bool is_timed_future = target.kind == Kind::future && !ready.argument;
  if ((is_handle || is_timed_future) && !begin(target)) return;
  env_.cause = ready.cause;
  if (env_.trace.wants_events()) {
    Record r = env_.record(Event::handle_ran);
    if (is_handle) r.object = static_cast<Handle&>(target).object_;
    if (is_timed_future) r.object = static_cast<TimedFuture&>(target).object();
    r.text2_or_cause = ready.cause;
    env_.cause = static_cast<uint32_t>(env_.trace.append(r) + 1);
  }
  const bool measured = debug;                   // whatever the step makes of it
  Time began = measured ? env_.now() : 0;
  if (is_handle) {
    Handle& handle = static_cast<Handle&>(target);
    ContextScope scope(env_, handle.context_);
    current_handle = debug ? &handle : nullptr;
    handle.run();
    current_handle = nullptr;
  } else if (is_timed_future) {
    static_cast<TimedFuture&>(target).due();
  } else {
    run_callback(ready);
  }
  if (measured) warn_if_slow(ready, began);
}

void Loop::run_callback(Ready& ready) {
  Object& target = *ready.target;
  Object* argument = ready.argument.get();
  try {
    if (target.kind == Kind::task) {
      Task& task = static_cast<Task&>(target);
      if (argument && (argument->kind == Kind::future || argument->kind == Kind::task)) task.wakeup(static_cast<Future&>(*argument));
      else task.step(std::move(ready.argument));
    } else if (target.kind == Kind::done_callback) {
      static_cast<DoneCallback&>(target).done(static_cast<Future&>(*argument));
    } else {
      ContextScope scope(env_, ready.context);
      env_.host.call(Value(&target), {Value(argument)});
    }
  } catch (Raised& raised) {
    if (env_.host.is_error(raised.exception.get(), Error::exit)) throw;
    Value args = argument ? env_.host.tuple({Value(argument)}) : env_.host.tuple({});
    env_.host.exception_in_callback(*this, Value(&target), args, nullptr, raised.exception.get());
  }
}

// Debug mode: "Executing <Task ...> took 0.200 seconds".
void Loop::warn_if_slow(const Ready& ready, Time began) {
  double took = seconds(env_.now() - began);
  if (took < slow_callback_duration) return;
  char number[32];
  std::snprintf(number, sizeof number, "%.3f", took);
  env_.host.log_warning(cat("Executing ", env_.host.repr(Value(ready.target)), " took ", std::string_view(number), " seconds"));
}

// ---- running

void Loop::check_can_run() const {
  if (!running_ && !env_.thread.running) return;
  std::string_view refused = running_ ? "This event loop is already running" : "Cannot run the event loop while another loop is running";
  if (env_.trace.wants_events()) {
    Record r = env_.record(Event::exception);
    r.task = r.by;
    r.line = env_.host.current_line();
    r.text = env_.trace.intern("RuntimeError");
    r.text2_or_cause = env_.trace.intern(refused);
    env_.trace.append(r);
  }
  env_.raise(Error::runtime, refused);
}

void Loop::enter() {
  check_closed();
  check_can_run();
  running_ = true;
  env_.thread.running = this;
  env_.host.running_loop_changed(this);
  if (!env_.trace.wants_events()) return;
  Record r = env_.record(Event::loop_started);
  r.object = object_;
  env_.trace.append(r);
}

void Loop::leave() {
  stopping_ = false;
  running_ = false;
  env_.thread.running = nullptr;
  env_.host.running_loop_changed(nullptr);
}

void Loop::run_forever() {
  Ref<Loop> alive(this);
  struct Leave {                                 // also of a loop that runs already, which CPython 3.13.0 then takes for one that does not
    Loop& loop;
    ~Leave() { loop.leave(); }
  } leave{*this};
  enter();
  DepthScope depth(env_, 3);                     // run_forever, _run_once, Handle._run
  do run_once();
  while (!stopping_);
}

void Loop::begin_in_thread() {
  enter();
  in_thread_ = true;
}
bool Loop::turn_in_thread() {
  auto over = [this] {
    in_thread_ = false;
    leave();
  };
  try {
    run_once();
  } catch (...) {
    over();
    throw;
  }
  if (!stopping_) return false;
  over();
  return true;
}
Time Loop::next_timer() {
  drop_cancelled_timers();
  return timers_.empty() ? kNever : timers_.first_when();
}

namespace {
// CPython: _run_until_complete_cb. SystemExit and KeyboardInterrupt are already on their way out of the loop.
class StopWhenDone final : public DoneCallback {
 public:
  void done(Future& future) override {
    if (!future.cancelled()) {
      Ref<Object> e = future.exception();
      if (e && future.env().host.is_error(e.get(), Error::exit)) return;
    }
    future.loop().stop();
  }
  std::string_view name() const override { return "_run_until_complete_cb()"; }
};
}  // namespace

Value Loop::run_until_complete(Ref<Future> future, bool new_task) {
  if (new_task && future->kind == Kind::task) static_cast<Task&>(*future).do_not_log_destroy();
  FunctionScope frame(env_.host, Value(future));
  DepthScope depth(env_);
  Ref<StopWhenDone> callback(new StopWhenDone);
  future->add_done_callback(callback);
  auto over = [&] {
    future->remove_done_callback(Value(callback));
    if (new_task && future->done()) future->do_not_log_traceback();
  };
  try {
    run_forever();
  } catch (Raised& raised) {
    env_.host.passed_by(raised.exception.get(), future.get());
    over();
    throw;
  } catch (...) {
    over();
    throw;
  }
  future->remove_done_callback(Value(callback));
  if (!future->done()) env_.raise(Error::runtime, "Event loop stopped before Future completed.");
  return future->result();
}

void Loop::close() {
  if (running_) env_.raise(Error::runtime, "Cannot close a running event loop");
  if (closed_) return;
  if (debug) env_.host.log_closing(*this);
  closed_ = true;
  executor_shut_down = true;
  ready_.clear();
  timers_.clear();
  cancelled_timers_ = 0;
  if (!env_.trace.wants_events()) return;
  Record r = env_.record(Event::loop_closed);
  r.object = object_;
  env_.trace.append(r);
}

}  // namespace sim
