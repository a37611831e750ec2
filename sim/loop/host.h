// What the loop and asyncio's primitives need of Python: making and telling exceptions, calling callables, messages. The one door
// between sim/loop and the language above it.
// Implemented by sim/python/modules/asyncio_host.cpp, and by the small host of the unit tests.
#pragma once
#include "sim/base/outcome.h"
#include "sim/loop/context.h"
#include "sim/loop/coroutine.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

class Future;
class Loop;

// The exceptions that asyncio raises or looks for.
enum class Error : uint8_t {
  cancelled, timeout, invalid_state, runtime, type, value, assertion, queue_empty, queue_full, queue_shut_down, broken_barrier,
  stop_iteration, stop_async_iteration, generator_exit, exit /* SystemExit or KeyboardInterrupt */, exception /* any Exception */,
  recursion,
};

// What call_exception_handler is told, apart from the message: {"exception", e}, {"future", f}, {"task", t} ... A null value is left out.
struct Detail {
  const char* key;
  Value value;
};

// A call that may stand still in the middle and go on later: a thread's job in real time.
class Activity {
 public:
  virtual ~Activity() = default;
  virtual bool go_on(Outcome& result) = 0;                   // until it is over: true; or until Host::park() was called in it
};

class Host {
 public:
  virtual ~Host() = default;

  // Ends the run: a loop in a thread waits for an answer from outside, while another loop stands still.
  [[noreturn]] virtual void refuse_to_wait() = 0;

  // ---- exceptions
  virtual Ref<Object> make_error(Error kind, std::string_view message) = 0;      // no message: no arguments
  virtual Ref<Object> make_error_with(Error kind, const Value& argument) = 0;
  virtual void raise(Error kind, std::string_view message) = 0;                  // throws Raised; its context is what is being handled
  virtual bool is_error(const Object* exception, Error kind) = 0;                // isinstance
  virtual std::string_view error_name(const Object* exception) = 0;              // the type's name
  virtual std::string error_message(const Object* exception) = 0;                // str(e)
  virtual void set_cause(Object* exception, Object* cause) = 0;                  // raise e from cause (cause may be null: None)
  virtual void raised_here(Object* exception) = 0;                               // what is being handled becomes its context
  virtual Ref<Object> context_of(const Object* exception) = 0;
  virtual void set_context(Object* exception, Object* context) = 0;
  virtual Ref<Object> traceback_of(const Object* exception) = 0;
  virtual void set_traceback(Object* exception, Object* traceback) = 0;
  // It came by a function of asyncio's own: its traceback holds that function's frame, and the frame its variables (`holder` has them: a
  // coroutine, or self) and its callers' frames.
  virtual void passed_by(Object* exception, Object* holder) = 0;
  // A plain function of asyncio's own is entered, which has `variable` in a variable: frames below it hold its frame as their caller's.
  virtual void enter_function(const Value& variable) = 0;
  virtual void leave_function() = 0;
  virtual Ref<Object> make_group(std::string_view message, const std::vector<Ref<Object>>& errors) = 0;   // BaseExceptionGroup(...)
  virtual std::vector<Ref<Object>> group_members(const Object* exception) = 0;   // of an ExceptionGroup; empty for others

  // ---- values
  virtual Value call(const Value& f, std::initializer_list<Value> args) = 0;
  virtual Value call_with(const Value& f, const Value& args_tuple, const Value& kwargs_dict = Value()) = 0;
  // As another thread calls it: nothing of what runs now is on its stack, and no exception is being handled.
  virtual Value call_on_thread(const Value& f, const Value& args_tuple, const Value& kwargs_dict) { return call_with(f, args_tuple, kwargs_dict); }
  // Null: a callable that could not stand still. The code begins in the first go_on().
  virtual std::unique_ptr<Activity> begin_activity(const Value& /*f*/, const Value& /*args_tuple*/, const Value& /*kwargs_dict*/) { return nullptr; }
  virtual bool can_park() { return false; }                  // an activity runs, and only the program's own code is between its beginning and here
  virtual void park() {}                                     // it stands still as soon as the running function has returned
  virtual Value call_method(const Value& o, const char* name, std::initializer_list<Value> args) = 0;
  virtual bool truthy(const Value& v) = 0;
  virtual bool equal(const Value& a, const Value& b) = 0;
  virtual bool less(const Value& a, const Value& b) = 0;
  virtual double number(const Value& v) = 0;                 // of a delay: TypeError as `v <= 0` raises it
  virtual int64_t length(const Value& v) = 0;
  virtual std::string repr(const Value& v) = 0;
  virtual std::string type_name(const Value& v) = 0;
  virtual std::string callable_name(const Value& v) = 0;     // its __qualname__, else its repr
  virtual Value text(std::string_view utf8) = 0;
  virtual Value list(const Value* items, size_t n) = 0;
  virtual Value tuple(std::initializer_list<Value> items) = 0;
  virtual Value ordered_set(const std::vector<Value>& items) = 0;
  // What `await v` drives: v itself when it is a coroutine or a future, else what its __await__ gives. TypeError when it has none.
  virtual Ref<Coroutine> awaitable(const Value& v) = 0;
  virtual bool is_awaitable(const Value& v) = 0;             // inspect.isawaitable
  // The coroutine if v is one that asyncio accepts (asyncio.iscoroutine), else null.
  virtual Ref<Coroutine> coroutine(const Value& v) = 0;

  // ---- loops and tasks as the program has set them up
  virtual Loop& get_event_loop() = 0;                        // asyncio.get_event_loop()
  // loop.create_task: with the loop's task factory, if it has one. `name`: str or null.
  virtual Ref<Future> create_task(Loop& loop, Ref<Coroutine> coroutine, const Value& name = Value(), Ref<Context> context = nullptr) = 0;

  virtual std::vector<Value> take_asyncgens(Loop& loop) = 0; // the async generators begun and not ended, which it then forgets
  virtual std::vector<Value> items(const Value& list) = 0;

  // ---- telling the person
  virtual void call_exception_handler(Loop& loop, std::string_view message, std::initializer_list<Detail> details) = 0;
  virtual void exception_in_callback(Loop& loop, const Value& callback, const Value& args, Object* handle, Object* exception) = 0;
  virtual void log_warning(std::string_view message) = 0;
  virtual void log_closing(Loop& loop) noexcept = 0;         // in debug mode; what goes wrong in it is only told
  virtual void never_awaited(std::string_view qualname, const Object* origin) = 0;
  virtual Ref<Object> coroutine_origin() { return nullptr; }         // where the running code makes a coroutine, for `origin`
  virtual uint32_t current_line() = 0;                       // of the program; 0 outside
  virtual uint32_t line_of(const Coroutine& coroutine) = 0;  // where it stands; 0: not the program's
  virtual std::string source_of(const Coroutine& coroutine) = 0;   // that line's text, without its margin
  virtual void running_loop_changed(Loop* loop) = 0;

  py::Type* gathering_future_type = nullptr;                 // of what gather() returns

  // Nested calls in progress, shared with the interpreter: RecursionError at the limit.
  uint32_t* depth = nullptr;
  uint32_t depth_limit = 1000;
  // See py::Vm::suspended_line.
  uint32_t* suspended_line = nullptr;
};

}  // namespace sim
