// asyncio.TaskGroup, Timeout, Runner and as_completed's iterator as programs see them.
#include "sim/asyncio/as_completed.h"
#include "sim/asyncio/runner.h"
#include "sim/asyncio/task_group.h"
#include "sim/asyncio/timeout.h"
#include "sim/loop/deadlock.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/asyncio_runner.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

#include <cmath>

namespace sim::py {

namespace {

// ---- TaskGroup

TaskGroup& group_of(const Value& v) { return *v.as<TaskGroup>(); }

Value group_create(Type* type, const Args&) {
  if (type == asyncio_types().task_group) return Ref<TaskGroup>(new TaskGroup(environment()));
  return Ref<TaskGroup>(new WithAttributes<TaskGroup>(type, environment()));
}
void group_init(const Value&, const Args& args) { bind("TaskGroup.__init__", args, {}, 0); }

Ref<Native> group_enter_body(Ref<TaskGroup> group) {
  group->enter();
  co_return Value(group);
}
Value group_enter(const Value* args) {
  return Value(native(environment(), "TaskGroup.__aenter__", group_enter_body(Ref<TaskGroup>(&group_of(args[0])))));
}
Value group_exit(const Value* args) { return Value(group_of(args[0]).exit(args[2])); }
Value group_create_task(const Value* args) {
  Ref<Context> context;
  if (args[3].is(Kind::context)) context = Ref<Context>(args[3].as<Context>());
  return with_argument(args[1], [&] { return Value(group_of(args[0]).create_task(args[1], args[2], context)); });
}
Value group_repr(const Value& self) {
  TaskGroup& g = group_of(self);
  std::string text = "<TaskGroup";
  if (g.tasks()) text += cat(" tasks=", g.tasks());
  if (g.errors()) text += cat(" errors=", g.errors());
  if (g.aborting()) text += " cancelling";
  else if (g.entered()) text += " entered";
  return Str::make(text + ">");
}

// ---- Timeout

Timeout& timeout_of(const Value& v) { return *v.as<Timeout>(); }

Value when_given(const Args& args) {
  Value when = bind("Timeout.__init__", args, {"when"}, 1)[0];
  if (when.is_null()) raise_type_error("Timeout.__init__() missing 1 required positional argument: 'when'");
  return when;
}
Value timeout_create(Type* type, const Args& args) {
  if (type == asyncio_types().timeout) return Ref<Timeout>(new Timeout(environment(), when_given(args)));
  return Ref<Timeout>(new WithAttributes<Timeout>(type, environment(), Value::none()));
}
void timeout_init(const Value& self, const Args& args) {
  if (self.as_object()->flags & Object::is_subclass) timeout_of(self).set_when(when_given(args));
}
Ref<Native> timeout_enter_body(Ref<Timeout> timeout) {
  timeout->enter();
  co_return Value(timeout);
}
Ref<Native> timeout_exit_body(Variables<Ref<Timeout>, Value> given) {
  co_return given.first->exit(given.second.is_object() ? given.second.as_object() : nullptr);
}
Value timeout_enter(const Value* args) {
  return Value(native(environment(), "Timeout.__aenter__", timeout_enter_body(Ref<Timeout>(&timeout_of(args[0])))));
}
Value timeout_exit(const Value* args) {
  return Value(native(environment(), "Timeout.__aexit__", timeout_exit_body({Ref<Timeout>(&timeout_of(args[0])), args[2]})));
}
Value timeout_when(const Value* args) { return timeout_of(args[0]).when(); }
Value timeout_expired(const Value* args) { return Value::boolean(timeout_of(args[0]).expired()); }
Value timeout_reschedule(const Value* args) {
  timeout_of(args[0]).reschedule(args[1]);
  return Value::none();
}
Value timeout_repr(const Value& self) {
  Timeout& t = timeout_of(self);
  std::string text = cat("<Timeout [", state_name(t.state()), "]");
  if (t.state() == Timeout::State::active) {
    Value when = t.when().is_none() ? Value::none() : call(vm().builtins->get(intern("round").get()), {t.when(), Value::integer(3)});
    text += cat(" when=", repr(when)->view());
  }
  return Str::make(text + ">");
}

// ---- as_completed

Value completed_iter(const Value& self) { return self; }
bool completed_next(const Value& self, Value* out) {
  Ref<Native> one = self.as<AsCompleted>()->next();
  if (!one) return false;
  *out = Value(one);
  return true;
}
Value completed_anext(const Value& self) { return Value(self.as<AsCompleted>()->anext()); }

// ---- Runner

RunnerObject& runner_of(const Value& v) { return *v.as<RunnerObject>(); }

Value runner_create(Type*, const Args& args) {
  std::vector<Value> a = bind("Runner.__init__", args, {"debug", "loop_factory"}, 0);
  return Ref<RunnerObject>(new RunnerObject(a[0], a[1]));
}
void runner_init(const Value&, const Args&) {}
Value runner_enter(const Value* args) {
  runner_of(args[0]).entered = true;
  runner_of(args[0]).prepare();
  return args[0];
}
Value runner_exit(const Value* args) {
  runner_of(args[0]).close();
  return Value::none();
}
Value runner_close(const Value* args) {
  runner_of(args[0]).close();
  return Value::none();
}
Value runner_run(const Value* args) {
  Ref<Context> context;
  if (args[2].is(Kind::context)) context = Ref<Context>(args[2].as<Context>());
  RunnerObject& runner = runner_of(args[0]);
  try {
    return with_argument(args[1], [&] { return runner.run(args[1], context); });
  } catch (Deadlock&) {
    if (runner.entered) runner.close_at_deadlock();
    throw;
  }
}
Value runner_on_sigint(const Value* args) {
  if (!args[3].is(Kind::future) && !args[3].is(Kind::task)) raise_type_error("main_task must be a Task, not ", type_name(args[3]));
  runner_of(args[0]).on_sigint(*args[3].as<Future>());
  return Value::none();
}
Value runner_get_loop(const Value* args) { return Value(runner_of(args[0]).get_loop()); }

}  // namespace

// ---- RunnerObject. CPython: runners.Runner.

namespace {

// While a runner runs, SIGINT is its. Only a program that has imported signal can tell: that module puts the runner's handler in its table.
void tell_signal_module(const char* what, std::initializer_list<Value> args) {
  if (Value signal = vm().modules->get(intern("signal").get()); !signal.is_null()) call_method(signal, what, args);
}

struct Running {
  Running(Value runner, Value main_task) { running_runner() = {std::move(runner), std::move(main_task)}; }
  ~Running() { running_runner() = {}; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
};

}  // namespace

void RunnerObject::prepare() {
  if (state_ == State::closed) raise(Exc::RuntimeError, "Runner is closed");
  if (state_ == State::initialized) return;
  if (loop_factory_.is_null() || loop_factory_.is_none()) {
    loop_ = new_event_loop();
    set_current_event_loop(Value(loop_));
    set_event_loop_ = true;
  } else {
    Value made = call(loop_factory_);
    if (!made.is(Kind::event_loop)) raise_type_error("loop_factory must give an event loop, not ", type_name(made));
    loop_ = Ref<Loop>(made.as<Loop>());
  }
  if (!debug_.is_null() && !debug_.is_none()) loop_->debug = truthy(debug_);
  context_ = environment().context()->copy();
  state_ = State::initialized;
}

Value RunnerObject::run(const Value& main, Ref<Context> context) {
  sim::DepthScope depth(environment());
  refuse_loop_in_thread();
  Ref<Coroutine> coroutine = environment().host.coroutine(main);
  if (!coroutine) raise(Exc::ValueError, cat("a coroutine was expected, got ", repr(main)->view()));
  if (environment().thread.running) {
    constexpr std::string_view kRefused = "Runner.run() cannot be called from a running event loop";
    record_exception("RuntimeError", kRefused);
    raise(Exc::RuntimeError, kRefused);
  }
  prepare();
  Ref<Future> task = environment().host.create_task(*loop_, coroutine, Value(), context ? context : context_);
  coroutine = nullptr;
  interrupts_ = 0;
  Running running(Value(static_cast<Object*>(this)), Value(task));
  tell_signal_module("_runner_begins", {running_runner().runner, running_runner().main_task});
  Value result;
  try {
    result = loop_->run_until_complete(task, false);
  } catch (Raised& raised) {
    tell_signal_module("_runner_ended", {});
    bool by_sigint = interrupts_ > 0 && matches(raised.exception.get(), Exc::CancelledError) && task->kind == Kind::task &&
                     static_cast<Task&>(*task).uncancel() == 0;
    if (!by_sigint) throw;
    Ref<Exception> interrupt = make_exception(Exc::KeyboardInterrupt, "");
    interrupt->context = Ref<Exception>(exception_of(raised));
    throw Raised{Ref<Object>(interrupt)};
  }
  tell_signal_module("_runner_ended", {});
  return result;
}

void RunnerObject::on_sigint(Future& main_task) {
  if (++interrupts_ > 1 || main_task.done()) raise(Exc::KeyboardInterrupt, "");
  main_task.cancel();
  Value nothing(make_builtin("Runner._on_sigint.<locals>.<lambda>", "", [](const Value*) { return Value::none(); }));
  call_method(Value(loop_), "call_soon_threadsafe", {nothing});
}

void RunnerObject::close() {
  if (state_ != State::initialized) return;
  Ref<Loop> loop = std::move(loop_);
  state_ = State::closed;
  struct Forget {
    bool wanted;
    ~Forget() {
      if (wanted) set_current_event_loop(Value::none());
    }
  } forget{set_event_loop_};
  shut_down(*loop);
}

// The tasks that are cancelled now may still clean up and print.
void RunnerObject::close_at_deadlock() {
  try {
    close();
  } catch (Deadlock&) {                // another one: the first is told
  }
}

Ref<Loop> RunnerObject::get_loop() {
  prepare();
  return loop_;
}

void init_structure_types(AsyncioTypes& types) {
  Type* object = vm().types.object;
  {
    TypeBuilder b("asyncio.taskgroups.TaskGroup", Kind::task_group, object, Type::has_dict);
    b.slots().create = group_create;
    b.slots().init = group_init;
    b.slots().repr = group_repr;
    b.method("__aenter__", "self", group_enter).method("__aexit__", "self, et, exc, tb", group_exit);
    b.method("create_task", "self, coro, *, name=None, context=None", group_create_task);
    types.task_group = b.finish();
  }
  {
    TypeBuilder b("asyncio.timeouts.Timeout", Kind::timeout, object, Type::has_dict);
    b.slots().create = timeout_create;
    b.slots().init = timeout_init;
    b.slots().repr = timeout_repr;
    b.method("__aenter__", "self", timeout_enter).method("__aexit__", "self, exc_type, exc_val, exc_tb", timeout_exit);
    b.method("when", "self", timeout_when).method("expired", "self", timeout_expired).method("reschedule", "self, when", timeout_reschedule);
    types.timeout = b.finish();
  }
  {
    TypeBuilder b("asyncio.tasks._AsCompletedIterator", Kind::other, object, Type::final_);
    b.slots().iter = b.slots().aiter = completed_iter;
    b.slots().next = completed_next;
    b.slots().anext = completed_anext;
    types.as_completed = b.finish();
  }
  TypeBuilder b("asyncio.runners.Runner", Kind::runner, object, Type::final_);
  b.slots().create = runner_create;
  b.slots().init = runner_init;
  b.method("__enter__", "self", runner_enter).method("__exit__", "self, exc_type, exc_val, exc_tb", runner_exit);
  b.method("run", "self, coro, *, context=None", runner_run).method("close", "self", runner_close).method("get_loop", "self", runner_get_loop);
  b.method("_on_sigint", "self, signum, frame, main_task", runner_on_sigint);
  types.runner = b.finish();
}

}  // namespace sim::py
