// The event loop and its handles as programs see them. CPython: base_events.py, events.py.
#include "sim/asyncio/ensure_future.h"
#include "sim/asyncio/executor.h"
#include "sim/asyncio/runner.h"
#include "sim/loop/deadlock.h"
#include "sim/python/learners.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/asyncio_refused.h"
#include "sim/python/modules/executors.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {

std::string text_with_callback(const sim::Handle& h, bool cancelled);
Loop& loop_of(const Value* args) { return *args[0].as<Loop>(); }
sim::Handle& handle_of(const Value& v) { return *v.as<sim::Handle>(); }

// ---- handles

Value handle_cancel(const Value* args) {
  auto* call = dynamic_cast<CallHandle*>(args[0].as<sim::Handle>());
  if (call && !call->cancelled() && call->loop().debug) call->shown = Str::make(text_with_callback(*call, true));
  handle_of(args[0]).cancel();
  return Value::none();
}
Value handle_cancelled(const Value* args) { return Value::boolean(handle_of(args[0]).cancelled()); }
Value handle_get_context(const Value* args) {
  Context* c = handle_of(args[0]).context();
  return c ? Value(static_cast<Object*>(c)) : Value::none();
}
Value handle_when(const Value* args) { return Value::real(seconds(handle_of(args[0]).when())); }
Value handle_repr(const Value& self) { return Str::make(handle_text(handle_of(self))); }

Value timer_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::timer_handle) || !b.is(Kind::timer_handle)) return vm().not_implemented;
  Time x = handle_of(a).when(), y = handle_of(b).when();
  switch (op) {
    case CompareOp::eq: return Value::boolean(a.identical(b));
    case CompareOp::ne: return Value::boolean(!a.identical(b));
    case CompareOp::lt: return Value::boolean(x < y);
    case CompareOp::le: return Value::boolean(x < y || a.identical(b));
    case CompareOp::gt: return Value::boolean(x > y);
    case CompareOp::ge: return Value::boolean(x > y || a.identical(b));
  }
  return vm().not_implemented;
}
int64_t timer_hash(const Value& self) { return hash_of(Value::real(seconds(handle_of(self).when()))); }

// With its callback, which one that is cancelled has no more.
std::string text_with_callback(const sim::Handle& h, bool cancelled) {
  auto* call = dynamic_cast<const CallHandle*>(&h);
  std::string text = h.is_timer() ? "<TimerHandle" : "<Handle";
  if (cancelled) text += " cancelled";
  if (h.is_timer()) text += cat(" when=", float_repr(seconds(h.when())));
  bool shows_callback = !h.cancelled() && !(call && call->callback.is_none());
  if (shows_callback) text += cat(" ", call ? callback_text(call->callback, call->args, h.loop().debug) : h.label());
  return cat(text, call ? created_text(call->created) : "", ">");
}

}  // namespace

std::string handle_text(const sim::Handle& h) {
  auto* call = dynamic_cast<const CallHandle*>(&h);
  return call && call->shown.is(Kind::str) ? call->shown.as<Str>()->string() : text_with_callback(h, h.cancelled());
}

namespace {

// ---- call_soon and its kin: (callback, *args, context=None)

struct Callback {
  Value callable, args;
  Ref<Context> context;
};

Callback callback_of(const Value& callable, const Value& args_tuple, const Value& context, Loop& loop, const char* method) {
  if (loop.debug) {
    if (callable.is(Kind::coroutine) || callable.is(Kind::native_coroutine) ||
        (callable.is(Kind::function) && callable.as<Function>()->code->co_flags & Code::coroutine))
      raise_type_error("coroutines cannot be used with ", method, "()");
    if (!is_callable(callable)) raise_type_error("a callable object was expected by ", method, "(), got ", repr(callable)->view());
  }
  Ref<Context> own;
  if (!context.is_null() && !context.is_none()) {
    if (!context.is(Kind::context)) raise_type_error("a contextvars.Context was expected, got ", type_name(context));
    own = Ref<Context>(context.as<Context>());
  }
  return {callable, args_tuple, own ? own : environment().context()->copy()};
}

Ref<sim::Handle> call_handle(Loop& loop, Time when, Callback c) {
  Ref<CallHandle> handle(new CallHandle(loop, std::move(c.context), when, std::move(c.callable), std::move(c.args)));
  handle->created = frames_in_debug_mode(loop);
  return handle;
}

Value schedule_soon(Loop& loop, Callback c) {
  Ref<sim::Handle> handle = call_handle(loop, kNever, std::move(c));
  loop.call_soon(handle);
  return Value(handle);
}
Value schedule_at(Loop& loop, double when, Callback c) {
  Time at = time_from_seconds(when);
  if (at == kNever) at = kNever - 1;
  Ref<sim::Handle> handle = call_handle(loop, at, std::move(c));
  loop.call_at(handle);
  return Value(handle);
}

// The signatures put *args and what follows it in the order callback, *args, context, so the tuple comes behind the context.
Value loop_call_soon(const Value* args) {
  Loop& loop = loop_of(args);
  loop.check_closed();
  if (loop.debug) loop.check_thread();
  return schedule_soon(loop, callback_of(args[1], args[3], args[2], loop, "call_soon"));
}
Value loop_call_soon_threadsafe(const Value* args) {
  Loop& loop = loop_of(args);
  loop.check_closed();
  return schedule_soon(loop, callback_of(args[1], args[3], args[2], loop, "call_soon_threadsafe"));
}
Value loop_call_later(const Value* args) {
  Loop& loop = loop_of(args);
  if (args[1].is_none()) raise_type_error("delay must not be None");
  loop.check_closed();
  double when = to_double(binary_op(ast::Operator::Add, Value::real(loop.time()), args[1]));
  if (loop.debug) loop.check_thread();
  return schedule_at(loop, when, callback_of(args[2], args[4], args[3], loop, "call_at"));
}
Value loop_call_at(const Value* args) {
  Loop& loop = loop_of(args);
  if (args[1].is_none()) raise_type_error("when cannot be None");
  loop.check_closed();
  if (loop.debug) loop.check_thread();
  return schedule_at(loop, to_double(args[1]), callback_of(args[2], args[4], args[3], loop, "call_at"));
}

// ---- futures and tasks

Value loop_create_future(const Value* args) {
  Loop& loop = loop_of(args);
  Ref<Future> future = loop.create_future();
  if (loop.debug) future->set_created(frames_in_debug_mode(loop), false);
  return Value(future);
}
Value loop_create_task(const Value* args) {
  Loop& loop = loop_of(args);
  return with_argument(args[1], [&] {
    loop.check_closed();
    Ref<Coroutine> coroutine = environment().host.coroutine(args[1]);
    if (!coroutine) raise_type_error("a coroutine was expected, got ", repr(args[1])->view());
    Ref<Context> context;
    if (args[3].is(Kind::context)) context = Ref<Context>(args[3].as<Context>());
    Ref<Future> task = create_task_of_base(loop, coroutine, args[2], context);
    if (!task->created().is_null()) task->set_created(task->created(), true);
    return Value(task);
  });
}
Value loop_set_task_factory(const Value* args) {
  if (!args[1].is_none() && !is_callable(args[1])) raise_type_error("task factory must be a callable or None");
  loop_of(args).task_factory = args[1];
  return Value::none();
}
Value loop_get_task_factory(const Value* args) { return loop_of(args).task_factory; }

// ---- running

Value loop_run_until_complete(const Value* args) {
  refuse_loop_in_thread();
  return with_argument(args[1], [args] {
    Loop& loop = loop_of(args);
    loop.check_closed();
    loop.check_can_run();
    bool new_task = !args[1].is(Kind::future) && !args[1].is(Kind::task);
    return loop.run_until_complete(ensure_future(environment(), args[1], &loop), new_task);
  });
}
Value loop_run_forever(const Value* args) {
  if (environment().can_run_loop_in_thread()) {
    Loop& loop = loop_of(args);
    loop.begin_in_thread();
    environment().park(loop.create_future());
    return Value::none();
  }
  refuse_loop_in_thread();
  loop_of(args).run_forever();
  return Value::none();
}
Value loop_stop(const Value* args) {
  loop_of(args).stop();
  return Value::none();
}
Value loop_close(const Value* args) {
  loop_of(args).close();
  return Value::none();
}
Value loop_is_running(const Value* args) { return Value::boolean(loop_of(args).is_running()); }
Value loop_is_closed(const Value* args) { return Value::boolean(loop_of(args).is_closed()); }
Value loop_time(const Value* args) {
  Loop& loop = loop_of(args);
  loop.env().world.tick();
  return Value::real(loop.time());
}
Value loop_shutdown_asyncgens(const Value* args) { return Value(shutdown_asyncgens(loop_of(args))); }
Value loop_shutdown_default_executor(const Value* args) { return Value(shutdown_default_executor(loop_of(args))); }

// ---- executors

Value loop_run_in_executor(const Value* args) {
  Loop& loop = loop_of(args);
  loop.check_closed();
  if (!args[1].is_none() && !is_pool(args[1])) {           // one of the program's own is asked for a future, as CPython asks every executor
    Value submit = get_attr(args[1], "submit");
    std::vector<Value> given{args[2]};
    for (const Value& v : *args[3].as<Tuple>()) given.push_back(v);
    return wrap_concurrent(call(submit, Args{given.data(), given.size(), nullptr}), loop);
  }
  Job job;
  job.callable = args[2];
  job.args = args[3];
  job.name = environment().host.callable_name(args[2]);
  Ref<Future> future;
  if (args[1].is_none()) {
    future = run_in_executor(loop, std::move(job));
  } else {
    job.threads = executor_threads(args[1]);
    future = run_in_executor(loop, Ref<Object>(args[1].as_object()), executor_workers(args[1]), job);
  }
  if (loop.debug) future->set_created(frames_in_debug_mode(loop), false);
  return Value(future);
}
Value loop_set_default_executor(const Value* args) {
  if (!is_thread_pool(args[1])) raise_type_error("executor must be ThreadPoolExecutor instance");
  executors_of(loop_of(args)).set_default({Ref<Object>(args[1].as_object()), executor_workers(args[1]), executor_threads(args[1])});
  return Value::none();
}

// ---- debugging and exceptions

Value loop_get_debug(const Value* args) { return Value::boolean(loop_of(args).debug); }
// What else debug mode does begins in the loop's next turn.
class DebugChanged final : public sim::Handle {
 public:
  explicit DebugChanged(Loop& loop) : Handle(loop, nullptr) {}
  void run() override { debug_changed(loop()); }
  std::string label() const override { return "set_debug"; }

 protected:
  void dropped() override {}
};

Value loop_set_debug(const Value* args) {
  Loop& loop = loop_of(args);
  loop.debug = truthy(args[1]);
  if (loop.is_running()) loop.call_soon(Ref<sim::Handle>(new DebugChanged(loop)));
  return Value::none();
}
Value loop_get_exception_handler(const Value* args) { return loop_of(args).exception_handler; }
Value loop_set_exception_handler(const Value* args) {
  if (!args[1].is_none() && !is_callable(args[1])) raise_type_error("A callable object or None is expected, got ", repr(args[1])->view());
  loop_of(args).exception_handler = args[1];
  return Value::none();
}
Value loop_default_exception_handler(const Value* args) {
  default_exception_handler(args[1]);
  return Value::none();
}
Value loop_call_exception_handler(const Value* args) {
  call_exception_handler(loop_of(args), args[1]);
  return Value::none();
}
Value get_slow_callback(const Value& self) { return Value::real(self.as<Loop>()->slow_callback_duration); }
void set_slow_callback(const Value& self, const Value& v) { self.as<Loop>()->slow_callback_duration = to_double(v); }
Value loop_repr(const Value& self) {
  Loop& loop = *self.as<Loop>();
  auto word = [](bool b) { return b ? "True" : "False"; };
  return Str::make(cat("<", type_of(self)->name_view(), " running=", word(loop.is_running()), " closed=", word(loop.is_closed()),
                       " debug=", word(loop.debug), ">"));
}

// create_server and create_connection are Python: library/_asyncio_streams.py.
Value loop_create_server(const Args& args) { return call(get_attr(vm().import("_asyncio_streams"), "_create_server"), args); }
Value loop_create_connection(const Args& args) { return call(get_attr(vm().import("_asyncio_streams"), "_create_connection"), args); }

// Signals are Python, too: library/signal.py.
Value loop_add_signal_handler(const Args& args) { return call(get_attr(vm().import("signal"), "_add_to_loop"), args); }
Value loop_remove_signal_handler(const Args& args) { return call(get_attr(vm().import("signal"), "_remove_from_loop"), args); }

Value loop_create(Type* type, const Args&) {
  return make_event_loop(type);
}
void loop_init(const Value&, const Args&) {}

}  // namespace

void init_loop_types(AsyncioTypes& types) {
  {
    TypeBuilder b("asyncio.events.Handle", Kind::handle, vm().types.object);
    b.slots().repr = handle_repr;
    b.method("cancel", "self, /", handle_cancel).method("cancelled", "self, /", handle_cancelled);
    b.method("get_context", "self, /", handle_get_context);
    types.handle = b.finish();
  }
  {
    TypeBuilder b("asyncio.events.TimerHandle", Kind::timer_handle, types.handle);
    b.slots().compare = timer_compare;
    b.slots().hash = timer_hash;
    b.method("cancel", "self, /", handle_cancel).method("when", "self, /", handle_when);
    b.getter("_when", [](const Value& self) { return Value::real(seconds(handle_of(self).when())); });
    types.timer_handle = b.finish();
  }
  types.abstract_loop = TypeBuilder("asyncio.events.AbstractEventLoop", Kind::other, vm().types.object).finish();
  TypeBuilder b("asyncio.unix_events._UnixSelectorEventLoop", Kind::event_loop, types.abstract_loop, Type::has_dict);
  b.slots().repr = loop_repr;
  b.slots().create = loop_create;
  b.slots().init = loop_init;
  b.method("call_soon", "self, callback, *args, context=None", loop_call_soon);
  b.method("call_soon_threadsafe", "self, callback, *args, context=None", loop_call_soon_threadsafe);
  b.method("call_later", "self, delay, callback, *args, context=None", loop_call_later);
  b.method("call_at", "self, when, callback, *args, context=None", loop_call_at);
  b.method("create_future", "self", loop_create_future);
  b.method("create_task", "self, coro, *, name=None, context=None", loop_create_task);
  b.method("set_task_factory", "self, factory", loop_set_task_factory).method("get_task_factory", "self", loop_get_task_factory);
  b.method("run_until_complete", "self, future", loop_run_until_complete).method("run_forever", "self", loop_run_forever);
  b.method("stop", "self", loop_stop).method("close", "self", loop_close);
  b.method("is_running", "self", loop_is_running).method("is_closed", "self", loop_is_closed).method("time", "self", loop_time);
  b.method("shutdown_asyncgens", "self", loop_shutdown_asyncgens);
  b.method("shutdown_default_executor", "self, timeout=None", loop_shutdown_default_executor);
  b.method("run_in_executor", "self, executor, func, *args", loop_run_in_executor);
  b.method("set_default_executor", "self, executor", loop_set_default_executor);
  b.method("get_debug", "self", loop_get_debug).method("set_debug", "self, enabled", loop_set_debug);
  b.method("get_exception_handler", "self", loop_get_exception_handler);
  b.method("set_exception_handler", "self, handler", loop_set_exception_handler);
  b.method("default_exception_handler", "self, context", loop_default_exception_handler);
  b.method("call_exception_handler", "self, context", loop_call_exception_handler);
  b.getter("slow_callback_duration", get_slow_callback, set_slow_callback);
  for (const auto& [name, refuse] : kRefusedMethods) b.raw_method(name, refuse);
  b.raw_method("create_server", loop_create_server).raw_method("create_connection", loop_create_connection);
  b.raw_method("add_signal_handler", loop_add_signal_handler).raw_method("remove_signal_handler", loop_remove_signal_handler);
  types.event_loop = b.finish();
}

}  // namespace sim::py
