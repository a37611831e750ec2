#include "sim/loop/task.h"

#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/base/text.h"
#include "sim/loop/loop.h"

namespace sim {

namespace {

// The tasks that asyncio.run makes for its own shutting down take a number, but are not shown.
bool is_loops_own(std::string_view qualname) { return qualname.starts_with("BaseEventLoop."); }

// Closing a dropped async generator is a task, but has no frame that could be seen running.
bool has_frame(const Coroutine& c) { return c.kind == Kind::coroutine || c.kind == Kind::native_coroutine; }

// "outer.<locals>.inner" -> "outer.inner"
TextId intern_without_locals(Trace& trace, std::string_view qualname) {
  constexpr std::string_view kLocals = "<locals>.";
  size_t at = qualname.find(kLocals);
  if (at == std::string_view::npos) return trace.intern(qualname);
  std::string out(qualname);
  for (; at != std::string::npos; at = out.find(kLocals)) out.erase(at, kLocals.size());
  return trace.intern(out);
}

}  // namespace

Task::Task(Loop& loop, Ref<Coroutine> coroutine, std::string name, Ref<Context> context, bool eager)
    : Future(loop, Kind::task), coroutine_(std::move(coroutine)), context_(std::move(context)) {
  Environment& e = env();
  flags |= has_finalizer;
  if (Context* c = context_ ? nullptr : e.context_or_null(); c && c->size()) context_ = c->copy();
  number_ = 0;
  if (name.empty()) number_ = static_cast<uint32_t>(e.next_task_name++);
  else rare().name = std::move(name);
  id_ = e.trace.next_task();
  previous = e.last_task;
  (previous ? previous->next : e.first_task) = this;
  e.last_task = this;
  record_spawned();
  e.python_function();
  if (eager && loop.is_running()) {
    incref(this);          // nobody holds it yet, and it may be over before the constructor is
    start_eagerly();
    --refs;
  } else {
    loop.queue(Ref<Object>(this), nullptr);
  }
}

Task::~Task() {
  if (!done() && !Heap::current().tearing_down()) leave_list();   // at the run's end the list is gone already
}

void Task::references(References& each) {
  each(context_);
  each.held(coroutine_);
  each(waiter_);
  Future::references(each);
  if (!done()) each.more((context_ ? 0 : 1) + (waiter_ ? 2 : 0));   // its copy of the context; the future's iterator, the task's method wakeup
}

void Task::leave_list() {
  Environment& e = env();
  (previous ? previous->next : e.first_task) = next;
  (next ? next->previous : e.last_task) = previous;
  next = previous = nullptr;
}

std::string Task::name() const { return number_ ? cat("Task-", number_) : rare_->name; }

void Task::set_name(std::string name) {
  number_ = 0;
  rare().name = std::move(name);
  Trace& trace = env().trace;
  if (trace.detail == Trace::Detail::off) return;
  Record r = env().record(Event::task_renamed);
  r.task = id_;
  r.text = trace.intern(rare().name);
  trace.append(r);
}

const Ref<Context>& Task::context() {
  if (!context_) {
    context_ = Ref<Context>(new Context);
    context_->entered = loop_->current_task == this;
  }
  return context_;
}

void Task::do_not_log_destroy() { set_bit(kNoDestroyLog, true); }

// ---- cancelling

bool Task::cancel(Value message) {
  CancelScope depth(env());         // a task may wait for a task that waits for a task ...
  Ref<Task> alive(this);
  set_bit(kLogTraceback, false);
  if (done()) return false;
  ++rare().cancels;
  Trace& trace = env().trace;
  if (trace.wants_events()) {
    Record r = env().record(Event::task_cancel_requested);
    r.task = id_;
    env().cause = static_cast<uint32_t>(trace.append(r) + 1);
  }
  if (waiter_) {
    Ref<Future> waiter = waiter_;   // kept as the waiter: a task there may refuse, and may have to be cancelled again
    if (waiter->cancel(message)) return true;
  }
  set_bit(kMustCancel, true);
  if (!message.is_null() || rare_) rare().cancel_message = std::move(message);
  return true;
}

int64_t Task::uncancel() {
  if (cancelling() > 0 && --rare_->cancels == 0) set_bit(kMustCancel, false);
  return cancelling();
}

// ---- running

void Task::wakeup(Future& future) {
  if (done()) return;
  // Kept until the step is over, as CPython's task_wakeup does: the frames that its traceback holds end only after the task's callbacks
  // have been queued.
  Outcome out = future.outcome();
  step(out.error);
}

void Task::step(Ref<Object> error) {
  Environment& e = env();
  if (done())
    e.raise(Error::invalid_state, cat("__step(): already done: ", e.host.repr(Value(static_cast<Object*>(this))), " ",
                                      error ? e.host.repr(Value(error)) : "None"));
  if (small & kMustCancel) {
    if (!error || !e.host.is_error(error.get(), Error::cancelled)) error = make_cancelled_error();
    set_bit(kMustCancel, false);
  }
  waiter_ = nullptr;
  if (Task* other = loop_->current_task)
    e.raise(Error::runtime, cat("Cannot enter into task ", e.host.repr(Value(static_cast<Object*>(this))), " while another task ",
                                e.host.repr(Value(static_cast<Object*>(other))), " is being executed."));
  Ref<Task> alive(this);
  struct Leave {
    Loop& loop;
    ~Leave() { loop.current_task = nullptr; }
  } leave{*loop_};
  loop_->current_task = this;
  ContextScope scope(e, context_);
  run_coroutine(std::move(error));
}

void Task::start_eagerly() {
  Environment& e = env();
  Ref<Task> alive(this);
  struct Leave {
    Loop& loop;
    Task* before;
    ~Leave() { loop.current_task = before; }
  } leave{*loop_, loop_->current_task};
  if (leave.before) leave.before->context();     // made while it can be seen that it is entered
  loop_->current_task = this;
  ContextScope scope(e, context_);
  run_coroutine(nullptr);
  *e.host.suspended_line = 0;               // where it waits is not where its maker will
  if (done()) coroutine_ = nullptr;         // as CPython: get_coro() gives None then
}

void Task::run_coroutine(Ref<Object> error) {
  Environment& e = env();
  if (coroutine_->finished()) record_hidden();       // it ran elsewhere and ended: nothing of it runs here
  if (error) e.thrown_into = this;
  else record_step(Event::task_resumed, nullptr);
  *e.host.suspended_line = 0;
  Outcome in{error ? Value() : Value::none(), std::move(error)};
  Step step = coroutine_->resume(std::move(in));
  if (e.thrown_into == this) {
    e.thrown_into = nullptr;
    if (step.kind == Step::Kind::yielded) return yielded_below(step.value);
    record_step(Event::task_resumed, nullptr);       // it never ran
  }
  if (step.kind == Step::Kind::yielded) {
    Future* future = awaited_future(step.value);
    waiter_ = Ref<Future>(future);
    record_step(Event::task_suspended, &step);
    return future ? wait_for(*future) : yielded(step.value);
  }
  record_step(Event::task_done, &step);
  ended(std::move(step));
}

void Task::entered() {
  env().thrown_into = nullptr;
  record_step(Event::task_resumed, nullptr);
}

// What the coroutine awaits took the exception and waits for something else: the task itself was not resumed.
void Task::yielded_below(const Value& value) {
  Future* future = awaited_future(value);
  waiter_ = Ref<Future>(future);
  future ? wait_for(*future) : yielded(value);
}

// The future that a yielded value properly waits for, or null.
Future* Task::awaited_future(const Value& value) {
  if (!value.is(Kind::future) && !value.is(Kind::task)) return nullptr;
  Future* future = value.as<Future>();
  return future->blocking() && &future->loop() == loop_.get() && future != this ? future : nullptr;
}

void Task::wait_for(Future& future) {
  future.set_blocking(false);
  future.add_done_callback(Ref<Object>(this));
  if ((small & kMustCancel) && future.cancel(cancel_message())) set_bit(kMustCancel, false);
}

void Task::step_soon(Ref<Object> error) { loop_->queue(Ref<Object>(this), std::move(error)); }

void Task::bad_yield(std::string message) { step_soon(env().host.make_error(Error::runtime, message)); }

// Anything but a future that is properly awaited.
void Task::yielded(const Value& value) {
  Host& host = env().host;
  if (value.is_none()) return step_soon(nullptr);
  Value self(static_cast<Object*>(this));
  if (value.is(Kind::future) || value.is(Kind::task)) {
    Future& future = *value.as<Future>();
    if (&future == this) return bad_yield(cat("Task cannot await on itself: ", host.repr(self)));
    if (&future.loop() != loop_.get())
      return bad_yield(cat("Task ", host.repr(self), " got Future ", host.repr(value), " attached to a different loop"));
    return bad_yield(cat("yield was used instead of yield from in task ", host.repr(self), " with ", host.repr(value)));
  }
  if (value.is(Kind::generator))
    return bad_yield(cat("yield was used instead of yield from for generator in task ", host.repr(self), " with ", host.repr(value)));
  bad_yield(cat("Task got bad yield: ", host.repr(value)));
}

void Task::ended(Step step) {
  Host& host = env().host;
  leave_list();
  Ref<Coroutine> over = std::move(coroutine_);
  coroutine_ = over;                       // get_coro() still shows it
  if (step.kind == Step::Kind::returned) {
    if (small & kMustCancel) {             // cancelled by its own last step
      set_bit(kMustCancel, false);
      cancel_now(cancel_message());
    } else {
      Future::set_result(std::move(step.value));
    }
  } else if (host.is_error(step.error.get(), Error::cancelled)) {
    rare().cancelled_error = step.error;
    cancel_now(Value());
  } else {
    Future::set_exception(step.error);
    if (host.is_error(step.error.get(), Error::exit)) throw Raised{step.error};
  }
}

void Task::finalize() {
  if (!done() && !(small & kNoDestroyLog)) {
    set_bit(kNoDestroyLog, true);
    env().host.call_exception_handler(*loop_, "Task was destroyed but it is pending!",
                                      {{"task", Value(static_cast<Object*>(this))}, {"source_traceback", created()}});
  }
  Future::finalize();
}

// ---- the trace

void Task::record_spawned() {
  Trace& trace = env().trace;
  if (trace.detail == Trace::Detail::off) return;
  std::string_view qualname = coroutine_->qualname();
  bool own = is_loops_own(qualname), framed = has_frame(*coroutine_);
  set_bit(kShown, !own && framed);
  if (own) record_hidden();
  Record r = env().record(Event::task_spawned);
  if (!env().thread.running) r.by = 0;                // from a job
  r.task = id_;
  r.text = intern_without_locals(trace, qualname);
  r.line = env().host.current_line();
  if (number_ && !trace.wants_events()) r.number = number_;   // thousands of names that are written once
  else r.text2_or_cause = trace.intern(name());
  size_t at = trace.append(r);
  if (!framed) record_hidden();
  if (trace.wants_events()) env().cause = static_cast<uint32_t>(at + 1);
}

// From here on the steps format shows nothing of this task.
void Task::record_hidden() {
  Record r = env().record(Event::task_hidden);
  r.task = id_;
  env().trace.append(r);
}

// One of task_resumed, task_suspended (with what it yielded), task_done (with how it ended).
void Task::record_step(Event event, const Step* step) {
  Trace& trace = env().trace;
  if (trace.wants_events()) return record_whole_step(event, step);
  if (trace.detail != Trace::Detail::lean || !(small & kShown)) return;
  if (Record* r = trace.add_lean()) fill_step(*r, event, step);
}

void Task::record_whole_step(Event event, const Step* step) {
  Environment& e = env();
  Record r;
  bool raised = fill_step(r, event, step);
  if (event == Event::task_resumed) r.text2_or_cause = e.cause;
  if (event == Event::task_suspended && waiter_) {
    r.object = waiter_->object();
    r.text = waiter_->kind == Kind::task ? e.trace.intern(static_cast<Task&>(*waiter_).name()) : waiter_->label();
  }
  if (raised) r.text2_or_cause = e.trace.intern(e.host.error_message(step->error.get()));
  e.cause = static_cast<uint32_t>(e.trace.append(r) + 1);
}

// What a step is in every detail of the trace. True: the task ended with an exception, which was no cancellation.
bool Task::fill_step(Record& r, Event event, const Step* step) {
  Environment& e = env();
  r.t = e.world.now();
  r.event = event;
  r.task = id_;
  if (event == Event::task_suspended) {
    r.line = *e.host.suspended_line;
  } else if (event == Event::task_done && step->kind == Step::Kind::raised) {
    bool cancelled = e.host.is_error(step->error.get(), Error::cancelled);
    r.a = cancelled ? 1 : 2;
    r.text = e.trace.intern(e.host.error_name(step->error.get()));
    return !cancelled;
  }
  return false;
}

}  // namespace sim
