#include "sim/loop/future.h"

#include "sim/base/references.h"
#include "sim/base/text.h"
#include "sim/loop/loop.h"
#include "sim/loop/native.h"

namespace sim {

Future::Future(Loop& loop, Kind kind) : Coroutine(kind), loop_(&loop) {
  Trace& trace = loop.env().trace;
  if (!trace.wants_events()) return;
  object_ = trace.next_object();
  Record r = loop.env().record(Event::future_created);
  r.object = object_;
  r.text = trace.intern(kind == Kind::task ? "Task" : "Future");
  trace.append(r);
}

Future::~Future() = default;

void Future::references(References& each) {
  each(first_.target);
  each(first_.context);
  each(value_);
  each.inlined_held(rare_.get());
  if (rare_) each.more(-1);
}

void Future::Rare::references(References& each) {
  each(cancel_message);
  each(created);
  each(cancelled_error);
  each(traceback);
  for (Callback& c : more) {
    each(c.target);
    each(c.context);
  }
  each(attributes);
}

void Future::set_loop(Loop& loop) { loop_ = Ref<Loop>(&loop); }

// The dict is held as an Object, for this folder knows no Dict: a Ref is one pointer, and Object is the Dict's first base.
Ref<py::Dict>* Future::dict_place() { return reinterpret_cast<Ref<py::Dict>*>(&rare().attributes); }

Future::Rare& Future::rare() {
  if (!rare_) rare_ = Ref<Rare>(new Rare);
  return *rare_;
}

void Future::set_created(Value frames, bool by_program) {
  rare().created = std::move(frames);
  set_bit(kMadeByProgram, by_program);
}

void Future::set_label(std::string_view text) {
  SIM_CHECK(kind != Kind::task, "a task is called by its name");
  if (env().trace.wants_events()) label_or_slot_ = env().trace.intern(text);
}

// CPython: future_get_result. The exception is raised here: what is being handled becomes its context.
Outcome Future::outcome() {
  auto raised = [&](Ref<Object> e) {
    env().host.raised_here(e.get());
    return Outcome::raised(std::move(e));
  };
  switch (state()) {
    case State::cancelled: return raised(make_cancelled_error());
    case State::pending: return raised(env().host.make_error(Error::invalid_state, "Result is not set."));
    case State::finished: break;
  }
  if (!failed()) return Outcome::of(value_);
  set_bit(kLogTraceback, false);
  // The traceback as it was when the exception was set, the first time it is raised here.
  Ref<Object> traceback = rare_ ? std::move(rare_->traceback) : nullptr;
  env().host.set_traceback(value_.as_object(), traceback.get());
  return raised(Ref<Object>(value_.as_object()));
}

Ref<Object> Future::exception() {
  if (state() == State::cancelled) throw Raised{outcome().error};
  if (state() == State::pending) env().raise(Error::invalid_state, "Exception is not set.");
  set_bit(kLogTraceback, false);
  return failed() ? Ref<Object>(value_.as_object()) : nullptr;
}

Ref<Object> Future::make_cancelled_error() {
  if (rare_ && rare_->cancelled_error) return std::move(rare_->cancelled_error);
  Value message = cancel_message();
  if (message.is_null() || message.is_none()) return env().host.make_error(Error::cancelled, {});
  return env().host.make_error_with(Error::cancelled, message);
}

void Future::set_result(Value value) {
  if (done()) env().raise(Error::invalid_state, "invalid state");
  value_ = std::move(value);
  finish(State::finished);
}

void Future::set_exception(Ref<Object> exception) {
  if (done()) env().raise(Error::invalid_state, "invalid state");
  Host& host = env().host;
  if (host.is_error(exception.get(), Error::stop_iteration)) {
    Ref<Object> better = host.make_error(
        Error::runtime, "StopIteration interacts badly with generators and cannot be raised into a Future");
    host.set_cause(better.get(), exception.get());
    host.set_context(better.get(), exception.get());
    exception = better;
  }
  if (Ref<Object> traceback = host.traceback_of(exception.get())) rare().traceback = traceback;
  value_ = Value(exception);
  small |= kFailed;
  flags |= has_finalizer;
  finish(State::finished);
  set_bit(kLogTraceback, true);
}

bool Future::cancel(Value message) { return cancel_now(std::move(message)); }

bool Future::cancel_now(Value message) {
  set_bit(kLogTraceback, false);
  if (done()) return false;
  if (!message.is_null() || rare_) rare().cancel_message = std::move(message);
  finish(State::cancelled);
  return true;
}

// CPython: future_schedule_callbacks. They run at the loop's next turn, in the order they were added.
void Future::finish(State state) {
  small = static_cast<uint16_t>((small & ~kState) | static_cast<uint16_t>(state));
  Trace& trace = env().trace;
  if (trace.wants_events()) {
    Record r = env().record(Event::future_resolved);
    r.object = object_;
    r.a = state == State::cancelled ? 1 : failed() ? 2 : 0;
    env().cause = static_cast<uint32_t>(trace.append(r) + 1);
  }
  if (first_.target) {
    Callback first = std::move(first_);
    loop_->queue(std::move(first.target), Ref<Object>(this), std::move(first.context));
  }
  if (rare_ && !rare_->more.empty()) {
    Vec<Callback> more;
    more.swap(rare_->more);
    for (Callback& c : more) loop_->queue(std::move(c.target), Ref<Object>(this), std::move(c.context));
  }
}

void Future::add_done_callback(Ref<Object> callback, Ref<Context> context) {
  if (done()) {
    loop_->queue(std::move(callback), Ref<Object>(this), std::move(context));
  } else if (!first_.target && (!rare_ || rare_->more.empty())) {
    first_ = {std::move(callback), std::move(context)};
  } else {
    rare().more.push_back({std::move(callback), std::move(context)});
  }
}

size_t Future::remove_done_callback(const Value& callback) {
  auto same = [&](const Callback& c) {
    Value target(c.target);
    return target.identical(callback) ||
           (c.target->kind != Kind::done_callback && c.target->kind != Kind::task && !callback.is(Kind::done_callback) &&
            env().host.equal(target, callback));
  };
  Ref<Future> alive(this);
  size_t removed = 0;
  if (first_.target && same(first_)) {
    Callback dropped = std::move(first_);
    first_ = {};
    ++removed;
  }
  if (!rare_ || rare_->more.empty()) return removed;
  Vec<Callback> kept, before;
  before.swap(rare_->more);                  // comparing may run the program's code
  for (Callback& c : before) {
    if (same(c)) ++removed;
    else kept.push_back(std::move(c));
  }
  for (Callback& c : rare_->more) kept.push_back(std::move(c));
  rare_->more.swap(kept);
  return removed;
}

size_t Future::callbacks() const { return (first_.target ? 1 : 0) + (rare_ ? rare_->more.size() : 0); }
const Future::Callback& Future::callback(size_t i) const {
  if (!first_.target) return rare_->more[i];
  return i == 0 ? first_ : rare_->more[i - 1];
}

Step Future::resume(Outcome in) {
  if (in.is_error()) return Step::raises(std::move(in.error));
  if (!done()) {
    if (blocking()) return Step::raises(env().host.make_error(Error::runtime, "await wasn't used with future"));
    set_blocking(true);
    return Step::yields(Value(static_cast<Object*>(this)));
  }
  Outcome out = outcome();
  if (out.is_error()) return Step::raises(std::move(out.error));
  return Step::returns(std::move(out.value));
}

void TimedFuture::give_up() {
  if (!(small & kScheduled)) return;
  set_bit(kGivenUp, true);
  loop_->timer_cancelled();
  Trace& trace = env().trace;
  if (!trace.wants_events()) return;
  Record r = env().record(Event::timer_cancelled);
  r.object = object_;
  trace.append(r);
}

void Future::finalize() {
  if (!log_traceback()) return;
  set_bit(kLogTraceback, false);
  Host& host = env().host;
  host.call_exception_handler(*loop_, cat(host.type_name(Value(static_cast<Object*>(this))), " exception was never retrieved"),
                              {{"exception", value_}, {"future", Value(static_cast<Object*>(this))}, {"source_traceback", created()}});
}

bool finalize_loop_object(Object* o) {
  switch (o->kind) {
    case Kind::future:
    case Kind::task: static_cast<Future*>(o)->finalize(); return true;
    case Kind::native_coroutine: static_cast<Native*>(o)->finalize(); return true;
    default: return false;
  }
}

}  // namespace sim
