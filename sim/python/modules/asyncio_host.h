// Python for the loop: the Host of sim/loop/host.h, and what of asyncio belongs to a run as a whole.
// Before: the modules asyncio, contextvars, time and threading ask for it. After: sim/loop and sim/asyncio do their work through it.
#pragma once
#include "sim/loop/environment.h"
#include "sim/loop/loop.h"
#include "sim/python/errors.h"
#include "sim/python/objects/str.h"
#include "sim/python/vm.h"

#include <array>
#include <string>
#include <vector>

namespace sim::py {

// asyncio's types, made with the run's Environment.
struct AsyncioTypes {
  Type *future = nullptr, *gathering_future = nullptr, *task = nullptr, *handle = nullptr, *timer_handle = nullptr, *event_loop = nullptr,
       *native_coroutine = nullptr, *native_iterator = nullptr, *future_iterator = nullptr,
       *lock = nullptr, *event = nullptr, *condition = nullptr, *semaphore = nullptr, *bounded_semaphore = nullptr,
       *barrier = nullptr, *queue = nullptr, *lifo_queue = nullptr, *priority_queue = nullptr, *task_group = nullptr, *timeout = nullptr,
       *as_completed = nullptr, *runner = nullptr, *context = nullptr, *context_var = nullptr, *token = nullptr, *policy = nullptr,
       *abstract_loop = nullptr;
};

struct Asyncio;
Asyncio& asyncio();                          // of this run, made when first asked for
inline Environment& environment() {
  if (!vm().loops) asyncio();
  return *vm().loops;
}
AsyncioTypes& asyncio_types();

// The loop that asyncio.set_event_loop() set, for code outside any loop.
Value current_event_loop();                  // None: none
void set_current_event_loop(Value loop);
Value event_loop_policy();
void set_event_loop_policy(Value policy);
Ref<Loop> new_event_loop();                  // asks the policy of the program, if it set one
// In debug mode: the frames of the program that run, a list as traceback.extract_stack() gives it; null otherwise.
Value frames_in_debug_mode(const Loop& loop);
// " created at x.py:3" for a repr; empty without frames.
std::string created_text(const Value& frames);
Ref<Loop> make_event_loop(Type* type = nullptr);          // null: CPython's own

// What binds a call's arguments in a type's create or init slot: names, how many of them may be positional. Absent ones are null.
std::vector<Value> bind(std::string_view function, const Args& args, std::initializer_list<const char*> names, size_t positional);

// "Future pending cb=[...]" and its kin, without the brackets around.
std::string future_text(Future& f);
std::string coroutine_text(Coroutine& c);    // "main() running at x.py:3"
std::string callback_text(const Value& callback, const Value& args, bool debug);   // "work() at x.py:3"
std::string handle_text(const Handle& h);

// A thread's job may not run a loop of its own while another one runs: both would have to share the clock.
void refuse_loop_in_thread();
// sys.set_coroutine_origin_tracking_depth; and a running loop's set_debug().
void set_origin_depth(uint32_t depth);
void debug_changed(Loop& loop);

// An exception is being handled: what is raised meanwhile has it as its context.
class Handling {
 public:
  explicit Handling(Exception* e) : before_(std::exchange(vm().handled, Ref<Exception>(e))) {}
  ~Handling() { vm().handled = std::move(before_); }
  Handling(const Handling&) = delete;
  Handling& operator=(const Handling&) = delete;

 private:
  Ref<Exception> before_;
};

// `body` is a function of asyncio's own that has `argument` in a variable: what it raises holds it.
template <class Body>
Value with_argument(const Value& argument, Body body) {
  try {
    return body();
  } catch (Raised& raised) {
    if (argument.is_object()) environment().host.passed_by(raised.exception.get(), argument.as_object());
    throw;
  }
}

// What went wrong where no Python code can catch it any more, or should not: for the trace (Event::exception). task 0: the running one.
void record_exception(std::string_view type, std::string_view message, TaskId task = 0);

// What asyncio tells its logger, with the place in CPython's sources that says it, for formats that show it. Without the module
// logging nobody would see more than its last resort prints: then nothing is done and the answer is false.
struct SaidBy {
  int level;
  const char* file;
  int line;
  const char* function;
};
enum LogLevel : int { kDebug = 10, kWarning = 30, kError = 40 };
bool log_by_asyncio(const SaidBy& place, const char* format, const Value& argument, const Ref<Exception>& exception = nullptr);
void default_exception_handler(const Value& context_dict);
void call_exception_handler(Loop& loop, const Value& context_dict);
// BaseEventLoop.create_task, whatever a subclass of the program's makes of it.
Ref<Future> create_task_of_base(Loop& loop, Ref<Coroutine> coroutine, const Value& name, Ref<Context> context);

// logging, when the program has imported it; null otherwise.
Value logging_module();

// A line of waiting futures as programs see it that look into _waiters, _getters ...: a collections.deque.
Value deque_of(const Ring<Ref<Future>>& line);

// ---- makers of the types above (asyncio_*.cpp)
void init_future_types(AsyncioTypes& types);
void init_loop_types(AsyncioTypes& types);
void init_lock_types(AsyncioTypes& types);
void init_queue_types(AsyncioTypes& types);
void init_structure_types(AsyncioTypes& types);     // TaskGroup, Timeout, as_completed's iterator, Runner
void init_context_types(AsyncioTypes& types);

}  // namespace sim::py
