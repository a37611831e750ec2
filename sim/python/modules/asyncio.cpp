// The module asyncio: its functions, and the names of all it has. What they do is in sim/asyncio and sim/loop.
#include "sim/asyncio/as_completed.h"
#include "sim/asyncio/ensure_future.h"
#include "sim/asyncio/executor.h"
#include "sim/asyncio/gather.h"
#include "sim/asyncio/shield.h"
#include "sim/asyncio/sleep.h"
#include "sim/asyncio/timeout.h"
#include "sim/asyncio/wait.h"
#include "sim/loop/deadlock.h"
#include "sim/python/code.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/asyncio_refused.h"
#include "sim/python/modules/asyncio_runner.h"
#include "sim/python/modules/executors.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/written_in_python.h"

#include <algorithm>

namespace sim::py {

namespace {

bool is_future(const Value& v) { return v.is(Kind::future) || v.is(Kind::task); }
bool is_coroutine(const Value& v) { return static_cast<bool>(environment().host.coroutine(v)); }
Ref<Context> context_argument(const Value& v) { return v.is(Kind::context) ? Ref<Context>(v.as<Context>()) : nullptr; }

Loop* loop_or_null(const Value& v) {
  if (v.is_null() || v.is_none()) return nullptr;
  if (!v.is(Kind::event_loop)) raise_type_error("loop must be an event loop, not ", type_name(v));
  return v.as<Loop>();
}
Loop& loop_or_running(const Value& v) {
  Loop* loop = loop_or_null(v);
  return loop ? *loop : running_loop(environment());
}

// ---- running

Value run_main(const Value* args) {
  refuse_loop_in_thread();
  if (environment().thread.running) {
    constexpr std::string_view kRefused = "asyncio.run() cannot be called from a running event loop";
    record_exception("RuntimeError", kRefused);
    raise(Exc::RuntimeError, kRefused);
  }
  sim::DepthScope depth(environment());
  Ref<RunnerObject> runner(new RunnerObject(args[1], args[2]));
  runner->prepare();
  Value result;
  try {
    result = runner->run(args[0], nullptr);
  } catch (Raised& raised) {
    Handling scope(exception_of(raised));
    runner->close();
    throw;
  } catch (Deadlock&) {
    runner->close_at_deadlock();
    throw;
  }
  runner->close();
  return result;
}

Value asyncio_run(const Value* args) {
  return with_argument(args[0], [args] { return run_main(args); });
}

// For library/signal.py, which may be imported while a runner runs.
Value get_running_runner(const Value*) {
  RunningRunner& r = running_runner();
  return Value(Tuple::make({r.runner, r.main_task}));
}

Value get_running_loop(const Value*) { return Value(static_cast<Object*>(&running_loop(environment()))); }
Value get_running_loop_or_none(const Value*) {
  Loop* loop = environment().thread.running;
  return loop ? Value(static_cast<Object*>(loop)) : Value::none();
}
Value get_event_loop(const Value*) { return Value(static_cast<Object*>(&environment().host.get_event_loop())); }
Value asyncio_new_event_loop(const Value*) { return Value(new_event_loop()); }
Value set_event_loop(const Value* args) {
  if (!args[0].is_none() && !args[0].is(Kind::event_loop))
    raise_type_error("loop must be an instance of AbstractEventLoop or None, not '", type_name(args[0]), "'");
  set_current_event_loop(args[0]);
  return Value::none();
}

// ---- tasks

Value create_task(const Value* args) {
  return with_argument(args[0], [args] {
    Loop& loop = running_loop(environment());
    Ref<Coroutine> coroutine = environment().host.coroutine(args[0]);
    if (!coroutine) raise_type_error("a coroutine was expected, got ", repr(args[0])->view());
    Value name = args[1].is_null() ? Value::none() : args[1];      // handed on in any case
    return Value(environment().host.create_task(loop, coroutine, name, context_argument(args[2])));
  });
}
Value asyncio_ensure_future(const Value* args) {
  return with_argument(args[0], [args] { return Value(ensure_future(environment(), args[0], loop_or_null(args[1]))); });
}
// Any other object is the loop of no task.
bool is_no_loop(const Value& v) { return !v.is_null() && !v.is_none() && !v.is(Kind::event_loop); }
Value current_task(const Value* args) {
  if (is_no_loop(args[0])) return Value::none();
  Task* t = loop_or_running(args[0]).current_task;
  return t ? Value(static_cast<Object*>(t)) : Value::none();
}
Value all_tasks(const Value* args) {
  if (is_no_loop(args[0])) return environment().host.ordered_set({});
  Loop& loop = loop_or_running(args[0]);
  std::vector<Value> tasks;
  for (Task* t = environment().first_task; t; t = t->next)
    if (&t->loop() == &loop) tasks.push_back(Value(static_cast<Object*>(t)));
  return environment().host.ordered_set(tasks);
}
Value eager_task_factory(const Value* args) {
  Ref<Coroutine> coroutine = environment().host.coroutine(args[1]);
  if (!coroutine) raise_type_error("a coroutine was expected, got ", repr(args[1])->view());
  std::string name = args[2].is_null() || args[2].is_none() ? "" : str(args[2])->string();
  return Value(Ref<Task>(new Task(*args[0].as<Loop>(), coroutine, std::move(name), context_argument(args[3]), true)));
}
Value is_future_(const Value* args) { return Value::boolean(is_future(args[0])); }
Value is_coroutine_(const Value* args) { return Value::boolean(is_coroutine(args[0])); }

// CPython: inspect.iscoroutinefunction, which looks through methods and partials.
Value is_coroutine_function(const Value* args) {
  Value f = args[0];
  for (int unwrapped = 0; unwrapped < 100; ++unwrapped) {
    if (f.is(Kind::method)) f = Value(f.as<Method>()->function);
    else if (f.is_object() && type_of(f)->name_view() == "partial") f = get_attr(f, "func");
    else break;
  }
  if (f.is(Kind::function)) return Value::boolean(f.as<Function>()->code->co_flags & Code::coroutine);
  if (!f.is(Kind::builtin)) return Value::boolean(false);
  static constexpr std::string_view kOurs[] = {
      "sleep", "wait", "wait_for", "to_thread", "Queue.get", "Queue.put", "Queue.join", "Lock.acquire", "Lock.__aenter__", "Lock.__aexit__",
      "Event.wait",
      "Condition.acquire", "Condition.wait", "Condition.wait_for", "Condition.__aenter__", "Condition.__aexit__", "Semaphore.acquire",
      "Semaphore.__aenter__", "Semaphore.__aexit__", "Barrier.wait", "Barrier.reset", "Barrier.abort", "Barrier.__aenter__", "Barrier.__aexit__",
      "TaskGroup.__aenter__", "TaskGroup.__aexit__", "Timeout.__aenter__", "Timeout.__aexit__", "BaseEventLoop.shutdown_asyncgens",
      "BaseEventLoop.shutdown_default_executor", "BaseEventLoop.create_server", "BaseEventLoop.create_connection"};
  const Builtin& b = *f.as<Builtin>();
  return Value::boolean(is_written_in_python(b) && std::find(std::begin(kOurs), std::end(kOurs), b.qualname->view()) != std::end(kOurs));
}

// ---- waiting

Value asyncio_sleep(const Value* args) { return Value(sleep(environment(), args[0], args[1].is_null() ? Value::none() : args[1])); }

// What gather() is given becomes a key of a dict.
void check_hashable(const Value& v) {
  if (!is_future(v) && !is_coroutine(v)) hash_of(v);
}
Value asyncio_gather(const Value* args) {
  auto* all = args[1].as<Tuple>();
  std::vector<Value> awaitables(all->begin(), all->end());
  Value outer = with_argument(args[1], [&] { return Value(gather(environment(), awaitables, !args[0].is_null() && truthy(args[0]), check_hashable)); });
  Future& future = *outer.as<Future>();
  if (future.loop().debug) future.set_created(frames_in_debug_mode(future.loop()), false);
  return outer;
}

// What wait() is to wait for, each once. `fs` becomes the set of it, as in CPython: what was given may end here.
std::vector<Value> checked_futures(Value& fs) {
  Ref<Set> unique = Set::make();
  unique->keep_insertion_order();
  iterate(fs, [&](const Value& v) { unique->add(v); });
  fs = Value(unique);
  std::vector<Value> futures;
  for (size_t i = 0; (i = unique->next(i)) != Set::npos; ++i) futures.push_back(unique->key_at(i));
  for (const Value& f : futures)
    if (is_coroutine(f)) raise_type_error("Passing coroutines is forbidden, use tasks explicitly.");
  for (const Value& f : futures)
    if (!is_future(f)) raise(Exc::AttributeError, cat("'", type_name(f), "' object has no attribute 'add_done_callback'"));
  if (futures.empty()) raise(Exc::AssertionError, "Set of Futures is empty.");
  return futures;
}

// wait()'s arguments are looked at when it is awaited, so what is wrong with them is raised there.
Ref<Native> checked_wait(Environment* env, Value fs, Value timeout, Value return_when) {
  if (is_future(fs) || is_coroutine(fs)) raise_type_error("expect a list of futures, not ", type_of(fs)->name_view());
  if (!truthy(fs)) raise(Exc::ValueError, "Set of Tasks/Futures is empty.");
  std::string when = return_when.is_null() ? "ALL_COMPLETED" : str(return_when)->string();
  ReturnWhen mode = ReturnWhen::all_completed;
  if (when == "FIRST_COMPLETED") mode = ReturnWhen::first_completed;
  else if (when == "FIRST_EXCEPTION") mode = ReturnWhen::first_exception;
  else if (when != "ALL_COMPLETED") raise(Exc::ValueError, cat("Invalid return_when value: ", when));
  std::vector<Value> futures = checked_futures(fs);
  if (timeout.is_object()) binary_op(ast::Operator::Add, Value::real(0), timeout);   // loop.time() + delay says what it can't add
  Ref<Native> waiting = wait(*env, std::move(futures), timeout.is_null() ? Value::none() : timeout, mode);
  Outcome got = co_await std::move(waiting);
  co_return got;
}
Value asyncio_wait(const Value* args) { return Value(native(environment(), "wait", checked_wait(&environment(), args[0], args[1], args[2]))); }
Value asyncio_wait_for(const Value* args) { return Value(wait_for(environment(), args[0], args[1])); }
Value asyncio_timeout(const Value* args) {
  if (args[0].is_object()) binary_op(ast::Operator::Add, Value::real(0), args[0]);   // loop.time() + delay says what it can't add
  return Value(timeout(environment(), args[0]));
}
Value asyncio_timeout_at(const Value* args) { return Value(Ref<Timeout>(new Timeout(environment(), args[0]))); }
Value asyncio_shield(const Value* args) {
  return with_argument(args[0], [args] { return Value(shield(environment(), args[0])); });
}

Value made_as_completed(const Value* args) {
  if (environment().host.is_awaitable(args[0])) raise_type_error("expects an iterable of awaitables, not ", type_of(args[0])->name_view());
  Ref<Set> unique = Set::make();
  unique->keep_insertion_order();
  iterate(args[0], [&](const Value& v) { unique->add(v); });
  std::vector<Value> awaitables;
  for (size_t i = 0; (i = unique->next(i)) != Set::npos; ++i) awaitables.push_back(unique->key_at(i));
  Ref<AsCompleted> made = AsCompleted::make(environment(), awaitables, args[1].is_null() ? Value::none() : args[1]);
  made->type = asyncio_types().as_completed;
  return Value(made);
}
Value asyncio_as_completed(const Value* args) {
  return with_argument(args[0], [args] { return made_as_completed(args); });
}

// ---- threads

Value asyncio_to_thread(const Value* args) {
  Job job;
  job.callable = args[0];
  job.args = args[1];
  job.kwargs = args[2];
  job.name = environment().host.callable_name(args[0]);
  return Value(to_thread(environment(), std::move(job)));
}

Value run_coroutine_threadsafe(const Value* args) {
  if (!is_coroutine(args[0])) raise_type_error("A coroutine object is required");
  if (!args[1].is(Kind::event_loop)) raise_type_error("loop must be an event loop, not ", type_name(args[1]));
  return concurrent_of_coroutine(args[0], *args[1].as<Loop>());
}
Value wrap_future(const Value* args) {
  if (is_future(args[0])) return args[0];
  Loop* loop = loop_or_null(args[1]);
  return wrap_concurrent(args[0], loop ? *loop : environment().host.get_event_loop());
}

// ---- policies

Value get_event_loop_policy(const Value*) {
  if (event_loop_policy().is_none()) return call(Value(asyncio_types().policy));
  return event_loop_policy();
}
Value set_event_loop_policy_(const Value* args) {
  set_event_loop_policy(args[0]);
  return Value::none();
}
Value policy_new_event_loop(const Value*) { return Value(make_event_loop()); }
Value policy_get_event_loop(const Value*) { return get_event_loop(nullptr); }
Value policy_set_event_loop(const Value* args) { return set_event_loop(args + 1); }

// asyncio.__all__, for `from asyncio import *`: what stands in the module without being a module, and the rarer names.
Value all_names(const Value& rarer) {
  Ref<List> names = List::make();
  Dict& here = *vm().modules->get(intern("asyncio").get()).as<ModuleObject>()->dict;
  for (size_t i = 0; (i = here.next(i)) != Dict::npos; ++i) {
    const Dict::Entry& e = here.entry(i);
    if (e.key.is(Kind::str) && !e.key.as<Str>()->view().starts_with("_") && !e.value.is(Kind::module)) names->items.push_back(e.key);
  }
  iterate(rarer, [&](const Value& name) { names->items.push_back(name); });
  return Value(names);
}

// asyncio.__getattr__: the rarer names are Python and loaded when the first of them is asked for (library/_asyncio_streams.py).
Value rarer_name(const Value* args) {
  Value streams = vm().import("_asyncio_streams");
  Value all = get_attr(streams, "__all__");
  if (args[0].is(Kind::str) && args[0].as<Str>()->view() == "__all__") return all_names(all);
  if (!args[0].is(Kind::str) || !contains(all, args[0]))
    raise(Exc::AttributeError, cat("module 'asyncio' has no attribute '", str(args[0])->view(), "'"));
  return get_attr(streams, args[0].as<Str>());
}

struct FunctionRow {
  const char* module;                  // where CPython has it: "_asyncio" is C
  const char* name;
  const char* signature;
  NativeFn fn;
};
constexpr FunctionRow kFunctions[] = {
    {"asyncio.runners", "run", "main, *, debug=None, loop_factory=None", asyncio_run},
    {"asyncio.tasks", "sleep", "delay, result=None", asyncio_sleep},
    {"asyncio.tasks", "gather", "*coros_or_futures, return_exceptions=False", asyncio_gather},
    {"asyncio.tasks", "wait", "fs, *, timeout=None, return_when='ALL_COMPLETED'", asyncio_wait},
    {"asyncio.tasks", "wait_for", "fut, timeout", asyncio_wait_for},
    {"asyncio.timeouts", "timeout", "delay", asyncio_timeout},
    {"asyncio.timeouts", "timeout_at", "when", asyncio_timeout_at},
    {"asyncio.tasks", "shield", "arg", asyncio_shield},
    {"asyncio.tasks", "as_completed", "fs, *, timeout=None", asyncio_as_completed},
    {"asyncio.tasks", "create_task", "coro, *, name=None, context=None", create_task},
    {"asyncio.tasks", "ensure_future", "coro_or_future, *, loop=None", asyncio_ensure_future},
    {"asyncio.futures", "wrap_future", "future, *, loop=None", wrap_future},
    {"_asyncio", "current_task", "loop=None", current_task},
    {"asyncio.tasks", "all_tasks", "loop=None", all_tasks},
    {"asyncio.tasks", "eager_task_factory", "loop, coro, *, name=None, context=None", eager_task_factory},
    {"asyncio.base_futures", "isfuture", "obj", is_future_},
    {"asyncio.coroutines", "iscoroutine", "obj", is_coroutine_},
    {"asyncio.coroutines", "iscoroutinefunction", "func", is_coroutine_function},
    {"asyncio.threads", "to_thread", "func, /, *args, **kwargs", asyncio_to_thread},
    {"asyncio.tasks", "run_coroutine_threadsafe", "coro, loop", run_coroutine_threadsafe},
    {"_asyncio", "get_running_loop", "", get_running_loop},
    {"_asyncio", "_get_running_loop", "", get_running_loop_or_none},
    {"asyncio.runners", "_get_running_runner", "", get_running_runner},
    {"_asyncio", "get_event_loop", "", get_event_loop},
    {"asyncio.events", "new_event_loop", "", asyncio_new_event_loop},
    {"asyncio.events", "set_event_loop", "loop", set_event_loop},
    {"asyncio.events", "get_event_loop_policy", "", get_event_loop_policy},
    {"asyncio.events", "set_event_loop_policy", "policy", set_event_loop_policy_},
};

Type* make_policy_type() {
  TypeBuilder b("asyncio.unix_events._UnixDefaultEventLoopPolicy", Kind::instance, vm().types.object, Type::has_dict);
  b.method("new_event_loop", "self", policy_new_event_loop);
  b.method("get_event_loop", "self", policy_get_event_loop).method("set_event_loop", "self, loop", policy_set_event_loop);
  return b.finish();
}

void put(const Ref<Dict>& d, const char* name, Value v) { d->set(intern(name).get(), std::move(v)); }

}  // namespace

void fill_asyncio(const Ref<Dict>& d) {
  AsyncioTypes& t = asyncio_types();
  if (!t.policy) t.policy = make_policy_type();
  for (const FunctionRow& row : kFunctions) {
    Ref<Builtin> f = make_builtin(row.name, row.signature, row.fn);
    f->module = Value(intern(row.module));
    if (std::string_view(row.module) != "_asyncio") written_in_python(*f);
    put(d, row.name, Value(f));
  }
  const std::pair<const char*, Type*> types[] = {
      {"Future", t.future}, {"Task", t.task}, {"Handle", t.handle}, {"TimerHandle", t.timer_handle}, {"Lock", t.lock}, {"Event", t.event},
      {"Condition", t.condition}, {"Semaphore", t.semaphore}, {"BoundedSemaphore", t.bounded_semaphore}, {"Barrier", t.barrier},
      {"Queue", t.queue}, {"LifoQueue", t.lifo_queue}, {"PriorityQueue", t.priority_queue}, {"TaskGroup", t.task_group},
      {"Timeout", t.timeout}, {"Runner", t.runner}, {"AbstractEventLoop", t.abstract_loop}, {"BaseEventLoop", t.event_loop},
      {"SelectorEventLoop", t.event_loop}, {"EventLoop", t.event_loop}, {"AbstractEventLoopPolicy", t.policy}, {"DefaultEventLoopPolicy", t.policy}};
  for (const auto& [name, type] : types) put(d, name, Value(type));
  const std::pair<const char*, Exc> exceptions[] = {
      {"CancelledError", Exc::CancelledError}, {"TimeoutError", Exc::TimeoutError}, {"InvalidStateError", Exc::InvalidStateError},
      {"QueueEmpty", Exc::QueueEmpty}, {"QueueFull", Exc::QueueFull}, {"QueueShutDown", Exc::QueueShutDown},
      {"BrokenBarrierError", Exc::BrokenBarrierError}};
  for (const auto& [name, e] : exceptions) put(d, name, Value(exception_type(e)));
  for (const char* name : {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"}) put(d, name, Value(intern(name)));
  for (const auto& [name, refuse] : kRefusedFunctions) put(d, name, Value(make_raw_builtin(name, refuse)));
  put(d, "__getattr__", Value(make_builtin("__getattr__", "name", rarer_name)));
  // asyncio.tasks, asyncio.exceptions and the rest are the same names once more.
  for (const char* part : {"base_events", "coroutines", "events", "exceptions", "futures", "locks", "protocols", "queues", "runners", "streams", "taskgroups",
                           "tasks", "threads", "timeouts", "transports", "unix_events"}) {
    Value module(new ModuleObject(vm().types.module, d));
    put(d, part, module);
    vm().modules->set(intern(cat("asyncio.", part)).get(), module);
  }
  Value subprocess(make_module("asyncio.subprocess"));
  Ref<Dict> names(subprocess.as<ModuleObject>()->dict);
  const std::pair<const char*, int> streams[] = {{"PIPE", -1}, {"STDOUT", -2}, {"DEVNULL", -3}};
  for (const auto& [name, number] : streams) put(names, name, Value::integer(number));
  for (const char* name : {"create_subprocess_exec", "create_subprocess_shell", "Process"}) put(names, name, Value(make_raw_builtin(name, no_subprocess)));
  put(d, "subprocess", subprocess);
  vm().modules->set(intern("asyncio.subprocess").get(), subprocess);
}

}  // namespace sim::py
