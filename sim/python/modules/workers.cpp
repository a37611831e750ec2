// The module _workers: what the Python parts of concurrent.futures, threading and queue need of the model of threads.
// See sim/asyncio/executor.h.
#include "sim/asyncio/executor.h"

#include "sim/loop/deadlock.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/executors.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"

#include <optional>

namespace sim::py {

namespace {

class PoolObject final : public Object {
 public:
  PoolObject(Type* type, int64_t count) : Object(Kind::other, type), workers(count, 0) {}
  Workers workers;
};

Value pool_create(Type* type, const Args& args) {
  return Ref<PoolObject>(new PoolObject(type, index_of(bind("Pool", args, {"workers"}, 1)[0])));
}
void pool_init(const Value&, const Args&) {}
// (did it return, its result or exception, the instant of its end); None: it stands still or waits for a worker, and `tell` is called with them
// when it is over. `named`: the callable that the trace names, where `fn` is none of the program's.
Value pool_run(const Value* args) {
  Job job;
  job.callable = args[1];
  job.args = args[2];
  job.kwargs = args[3];
  if (args[4].is(Kind::str)) job.threads = args[4].as<Str>()->string();
  job.aside = args[6].is_true();
  job.name = environment().host.callable_name(args[args[7].is_null() ? 1 : 7]);
  struct Told {
    Value tell, at_once = Value::none();
    bool later = false;
  };
  auto told = std::make_shared<Told>();
  told->tell = args[5];
  args[0].as<PoolObject>()->workers.run(environment(), job, [told](Outcome outcome, Time end) {
    bool fine = !outcome.is_error();
    Value result = fine ? outcome.value : Value(outcome.error);
    if (told->later) call(told->tell, {Value::boolean(fine), result, Value::integer(end)});
    else told->at_once = Tuple::make({Value::boolean(fine), result, Value::integer(end)});
  });
  told->later = true;
  return told->at_once;
}
Value pool_unfinished(const Value* args) { return Value::integer(args[0].as<PoolObject>()->workers.unfinished()); }
Value pool_all_free(const Value* args) { return Value::integer(args[0].as<PoolObject>()->workers.all_free()); }

Value now(const Value*) { return Value::integer(environment().now()); }
Value real_time(const Value*) { return Value::boolean(environment().world.real_time()); }
Value wait_until(const Value* args) {
  Environment& env = environment();
  Time wanted = index_of(args[0]);
  if (wanted > env.now()) env.spend(wanted - env.now());
  return Value::none();
}

Value loop_runs(const Value*) { return Value::boolean(environment().loop_or_jobs_loop() != nullptr); }

// Which thread runs: its threading.Thread, the name of a pool's thread, None for the main one. And that it is such a Thread.
Value thread(const Value*) { return environment().thread.who; }
Value become(const Value* args) {
  environment().thread.who = args[0];
  return Value::none();
}
Value next_thread_name(const Value*) { return Value::integer(environment().next_thread_name++); }

// The names of pools' threads, and that a pool was shut down.
Value pool_threads(const Value*) {
  Ref<List> names = List::make();
  for (const std::string& name : environment().pool_threads) names->items.push_back(Str::make(name));
  return names;
}
Value end_of_threads(const Value* args) {
  end_threads(environment(), str(args[0])->view());
  return Value::none();
}

[[noreturn]] void wait_for_ever(std::string_view what) {
  if (environment().jobs_running > 0 && environment().jobs_loop)
    raise_unsupported(cat("a thread that waits here for ", what), "Wait for it in a plain function of the thread, or await it in the loop.");
  Deadlock d;
  d.line = vm().current_line();
  d.report = cat("DEADLOCK: the program waits for ", what, ", and nothing else runs that could provide it");
  if (d.line) d.report += cat(" (line ", d.line, ")");
  d.report += ".";
  throw d;
}

// A job stands still until `waiter` is done: a future that wake(), or the instant `end`, resolves.
Value can_stand_still(const Value*) { return Value::boolean(environment().can_park()); }
Value waiter(const Value* args) {
  Environment& env = environment();
  Loop& loop = env.standing_loop();
  std::optional<Unseen> unseen;
  if (env.thread.aside) unseen.emplace(env.trace);
  Ref<Future> made;
  if (args[1].is_none()) {
    made = loop.create_future();
  } else {
    Ref<TimedFuture> timed(new TimedFuture(loop, Value::none()));
    if (env.trace.wants_events()) timed->set_label(str(args[0])->view());
    loop.resolve_at(timed, std::max<Time>(index_of(args[1]), env.now()));
    made = timed;
  }
  if (env.trace.wants_events()) made->set_label(str(args[0])->view());
  return Value(made);
}
// The main thread waits while loops in threads go on: see Environment.
Value lets_threads_run(const Value*) { return Value::boolean(environment().lets_threads_run()); }
Value let_threads_run(const Value* args) {
  return Value::boolean(environment().let_threads_run(args[0].is_none() ? kNever : static_cast<Time>(index_of(args[0]))));
}
Value stand_still(const Value* args) {
  environment().park(Ref<Future>(args[0].as<Future>()));
  return Value::none();
}
Value wake(const Value* args) {
  Future& future = *args[0].as<Future>();
  if (future.done()) return Value::none();
  if (auto* timed = dynamic_cast<TimedFuture*>(&future)) timed->give_up();
  const bool debug = std::exchange(future.loop().debug, false);      // whatever thread calls: no call of the program's
  future.set_result(Value::none());
  future.loop().debug = debug;
  return Value::none();
}

Value never(const Value* args) { wait_for_ever(str(args[0])->view()); }

// A callback for the instant when a job ends, if a loop runs that can call it.
Value at_end(const Value* args) {
  if (Loop* loop = environment().loop_or_jobs_loop())
    call_method(Value(static_cast<Object*>(loop)), "call_at", {Value::real(seconds(index_of(args[0]))), args[1]});
  return Value::none();
}

Value futures_function(const char* name) { return get_attr(vm().import("concurrent.futures"), name); }

}  // namespace

bool is_pool(const Value& v) {
  Value pool = futures_function("_Pool");
  const Value* submit = type_of(v)->lookup(intern("submit").get());
  return is_instance_of(v, pool) && submit && submit->identical(get_attr(pool, "submit"));
}
bool is_thread_pool(const Value& v) { return is_instance_of(v, futures_function("ThreadPoolExecutor")); }
int64_t executor_workers(const Value& executor) { return index_of(call(futures_function("_workers_of"), {executor})); }
std::string executor_threads(const Value& executor) {
  Value prefix = get_attr_or_null(executor, intern("_thread_name_prefix").get());
  return prefix.is(Kind::str) ? prefix.as<Str>()->string() : std::string();
}
Value concurrent_of_coroutine(const Value& coroutine, Loop& loop) {
  return call(futures_function("_of_coroutine"), {coroutine, Value(static_cast<Object*>(&loop))});
}
Value wrap_concurrent(const Value& future, Loop& loop) {
  if (!is_instance_of(future, futures_function("Future")))
    raise(Exc::AssertionError, cat("concurrent.futures.Future is expected, got ", repr(future)->view()));
  return call(futures_function("_wrap"), {future, Value(static_cast<Object*>(&loop))});
}

void fill_workers(const Ref<Dict>& d) {
  auto put = [&](const char* name, Value v) { d->set(intern(name).get(), std::move(v)); };
  TypeBuilder b("_workers.Pool", Kind::other, vm().types.object, Type::final_);
  b.slots().create = pool_create;
  b.slots().init = pool_init;
  b.method("run", "self, fn, args, kwargs, threads, tell, aside=False, named=None", pool_run);
  b.method("unfinished", "self", pool_unfinished).method("all_free", "self", pool_all_free);
  put("Pool", Value(b.finish()));
  put("DEFAULT", Value::integer(kDefaultWorkers));
  put("now", Value(make_builtin("now", "", now)));
  put("real_time", Value(make_builtin("real_time", "", real_time)));
  put("loop_runs", Value(make_builtin("loop_runs", "", loop_runs)));
  put("thread", Value(make_builtin("thread", "", thread)));
  put("become", Value(make_builtin("become", "thread", become)));
  put("next_thread_name", Value(make_builtin("next_thread_name", "", next_thread_name)));
  put("pool_threads", Value(make_builtin("pool_threads", "", pool_threads)));
  put("end_threads", Value(make_builtin("end_threads", "prefix", end_of_threads)));
  put("wait_until", Value(make_builtin("wait_until", "instant", wait_until)));
  put("can_stand_still", Value(make_builtin("can_stand_still", "", can_stand_still)));
  put("waiter", Value(make_builtin("waiter", "what, end", waiter)));
  put("lets_threads_run", Value(make_builtin("lets_threads_run", "", lets_threads_run)));
  put("let_threads_run", Value(make_builtin("let_threads_run", "end", let_threads_run)));
  put("stand_still", Value(make_builtin("stand_still", "waiter", stand_still)));
  put("wake", Value(make_builtin("wake", "waiter", wake)));
  put("never", Value(make_builtin("never", "what", never)));
  put("at_end", Value(make_builtin("at_end", "instant, callback", at_end)));
}

}  // namespace sim::py
