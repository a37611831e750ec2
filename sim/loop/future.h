// A result that is not there yet, and those who want to be told. CPython: Modules/_asynciomodule.c, Future.
// Before: sim/asyncio and Loop::create_future make them. After: set_result queues its callbacks in sim/loop/loop.cpp.
#pragma once
#include "sim/base/check.h"
#include "sim/loop/coroutine.h"
#include "sim/loop/environment.h"

#include <string>

namespace sim {

class Loop;
class Future;

// A done callback written in C++. (A Task among the callbacks stands for its wakeup; anything else is a callable of the program.)
class DoneCallback : public Object {
 public:
  DoneCallback() : Object(Kind::done_callback, nullptr) {}
  virtual void done(Future& future) = 0;
  virtual std::string_view name() const = 0;       // as a Future's repr shows it
};

// Being a Coroutine, a future is its own awaitable: the first resume hands it out to the task, the second one gives its result. It keeps no
// place of its own between the two, exactly as CPython's FutureIter, so one future may have many waiters.
class Future : public Coroutine {
 public:
  enum class State : uint8_t { pending, cancelled, finished };

  explicit Future(Loop& loop, Kind kind = Kind::future);
  ~Future() override;

  Loop& loop() const { return *loop_; }
  Environment& env() const;
  void set_loop(Loop& loop);                        // of one that was only just made
  State state() const { return static_cast<State>(small & kState); }
  bool done() const { return state() != State::pending; }
  bool cancelled() const { return state() == State::cancelled; }

  // The result, or what result() raises: the exception, CancelledError, InvalidStateError.
  Outcome outcome();
  Value result() { return outcome().unwrap(); }
  Ref<Object> exception();                          // null: none. Throws CancelledError, InvalidStateError.
  void set_result(Value value);                     // throws InvalidStateError
  void set_exception(Ref<Object> exception);
  virtual bool cancel(Value message = Value());
  void add_done_callback(Ref<Object> callback, Ref<Context> context = nullptr);   // native callbacks need no context
  size_t remove_done_callback(const Value& callback);                             // all that are equal to it

  // The CancelledError to be raised for this future; the one that ended a task is given once.
  Ref<Object> make_cancelled_error();
  Value cancel_message() const { return rare_ ? rare_->cancel_message : Value(); }   // null: none

  // ---- as an awaitable
  Step resume(Outcome in) override;
  std::string_view qualname() const override { return "Future"; }
  bool started() const override { return blocking(); }
  bool finished() const override { return done(); }
  bool blocking() const { return small & kBlocking; }   // _asyncio_future_blocking: handed out by resume(), not yet taken by a task
  void set_blocking(bool on) { set_bit(kBlocking, on); }

  // The last reference fell (Heap::finalizer): tells what nobody asked for.
  virtual void finalize();
  bool log_traceback() const { return small & kLogTraceback; }
  void do_not_log_traceback() { set_bit(kLogTraceback, false); }

  Ref<py::Dict>* dict_place() override;
  void references(References& each) override;

  // ---- for messages and the trace
  struct Callback {
    Ref<Object> target;
    Ref<Context> context;
  };
  size_t callbacks() const;
  const Callback& callback(size_t i) const;
  const Value& stored() const { return value_; }        // of one that is done: the result or the exception, without marking it as seen
  bool failed() const { return small & kFailed; }       // finished with an exception
  ObjectId object() const { return object_; }
  TextId label() const {                                // what waiting for it is called in the trace: "sleep 0.3"; not of a task
    SIM_CHECK(kind != Kind::task, "a task is called by its name");
    return label_or_slot_;
  }
  // In debug mode, of what the program made: the frames it was made in, a list; null otherwise.
  Value created() const { return rare_ ? rare_->created : Value(); }
  bool created_by_program() const { return small & kMadeByProgram; }   // and not by asyncio in its name
  void set_created(Value frames, bool by_program);
  void set_label(std::string_view text);                // only kept when the trace wants events

 protected:
  enum Bits : uint16_t { kState = 3, kBlocking = 4, kLogTraceback = 8, kFailed = 16, kMustCancel = 32, kNoDestroyLog = 64, kShown = 128,
                          kScheduled = 256, kGivenUp = 512, kMadeByProgram = 1024 };
  void set_bit(uint16_t bit, bool on) { small = static_cast<uint16_t>(on ? small | bit : small & ~bit); }
  // What few futures have.
  struct Rare : Object {
    Rare() : Object(Kind::other, nullptr) {}
    void references(References& each) override;
    Value cancel_message, created;
    Ref<Object> cancelled_error;      // the CancelledError that ended a task, kept to be raised at its awaiter
    Ref<Object> traceback;            // of the exception when it was set
    Vec<Callback> more;               // callbacks behind the first
    std::string name;                 // of a Task that was given one
    int32_t cancels = 0;              // of a Task: requests to cancel it
    Ref<Object> attributes;           // a dict: what the program set on it
  };
  Rare& rare();
  void finish(State state);
  bool cancel_now(Value message);     // Future.cancel itself

  Ref<Loop> loop_;
  Value value_;                       // the result or the exception
  Callback first_;
  Ref<Rare> rare_;
  ObjectId object_ = 0;
  uint32_t label_or_slot_ = 0;        // of a task, which needs no label: where its TaskGroup keeps it
};

// A future that is its own timer: what sleep() waits for, and so what most programs have most of.
// Before: Loop::resolve_at puts it among the timers. After: Loop::run_one resolves it when its time has come.
class TimedFuture final : public Future {
 public:
  TimedFuture(Loop& loop, Value result) : Future(loop) { value_ = std::move(result); }   // the result to be
  void due() {
    set_bit(kScheduled, false);
    if (!done()) finish(State::finished);
  }
  void scheduled() { set_bit(kScheduled, true); }
  void give_up();                                   // nobody waits any more: the timer does not hold time
  bool given_up() const { return small & kGivenUp; }
};

// Heap::finalizer for the kinds of this folder: future, task, native_coroutine. False: not one of them.
bool finalize_loop_object(Object* o);

}  // namespace sim
