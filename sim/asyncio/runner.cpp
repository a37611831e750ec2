#include "sim/asyncio/runner.h"

#include "sim/asyncio/executor.h"
#include "sim/asyncio/gather.h"
#include "sim/base/text.h"

namespace sim {

Value run_until_complete(Loop& loop, Ref<Native> coroutine) {
  loop.check_closed();
  loop.check_can_run();
  return loop.run_until_complete(loop.env().host.create_task(loop, coroutine), true);
}

namespace {

// CPython: runners._cancel_all_tasks. A task that ends here with an exception is kept by it: the traceback's frames hold their callers,
// and one of those is this function with its list of tasks. Such a ring lives until the run ends.
void cancel_all_tasks(Loop& loop) {
  std::vector<Ref<Task>> tasks;
  for (Task* t = loop.env().first_task; t; t = t->next)
    if (&t->loop() == &loop) tasks.push_back(Ref<Task>(t));
  if (tasks.empty()) return;
  for (const Ref<Task>& t : tasks) t->cancel();
  std::vector<Value> all(tasks.begin(), tasks.end());
  FunctionScope frame(loop.env().host, loop.env().host.ordered_set(all));
  Ref<Future> ended = gather(loop.env(), all, true);
  loop.run_until_complete(ended, false);
  for (const Ref<Task>& t : tasks) {
    if (t->cancelled()) continue;
    if (Ref<Object> e = t->exception())
      loop.env().host.call_exception_handler(loop, "unhandled exception during asyncio.run() shutdown",
                                             {{"exception", Value(e)}, {"task", Value(t)}});
  }
}

Ref<Native> shutdown_asyncgens_body(Ref<Loop> loop) {
  loop->asyncgens_shut_down = true;
  Environment& env = loop->env();
  std::vector<Value> generators = env.host.take_asyncgens(*loop);
  if (generators.empty()) co_return Value::none();
  std::vector<Value> closing;
  for (const Value& g : generators) closing.push_back(env.host.call_method(g, "aclose", {}));
  Ref<Future> closed = gather(env, closing, true);
  Outcome got = co_await closed;
  if (got.is_error()) co_return got;
  std::vector<Value> results = env.host.items(got.value);
  for (size_t i = 0; i < results.size() && i < generators.size(); ++i)
    if (results[i].is(Kind::exception) && env.host.is_error(results[i].as_object(), Error::exception))
      env.host.call_exception_handler(
          *loop, cat("an error occurred during closing of asynchronous generator ", env.host.repr(generators[i])),
          {{"exception", results[i]}, {"asyncgen", generators[i]}});
  co_return Value::none();
}

Ref<Native> shutdown_default_executor_body(Ref<Loop> loop) {
  loop->executor_shut_down = true;
  if (loop->executors && loop->executors->has_default()) ++loop->env().next_thread_name;   // CPython's is a thread that waits for the others
  if (Ref<Future> jobs = loop->executors ? loop->executors->all_over(*loop) : nullptr) co_await jobs;
  if (loop->executors) end_threads(loop->env(), loop->executors->get_default().threads);
  co_return Value::none();
}

}  // namespace

Ref<Native> shutdown_asyncgens(Loop& loop) {
  return native(loop.env(), "BaseEventLoop.shutdown_asyncgens", shutdown_asyncgens_body(Ref<Loop>(&loop)));
}
Ref<Native> shutdown_default_executor(Loop& loop) {
  return native(loop.env(), "BaseEventLoop.shutdown_default_executor", shutdown_default_executor_body(Ref<Loop>(&loop)));
}

void shut_down(Loop& loop) {
  Ref<Loop> alive(&loop);
  struct Close {
    Loop& loop;
    ~Close() {
      if (!loop.is_running()) loop.close();
    }
  } close{loop};
  cancel_all_tasks(loop);
  run_until_complete(loop, shutdown_asyncgens(loop));
  run_until_complete(loop, shutdown_default_executor(loop));
}

}  // namespace sim
