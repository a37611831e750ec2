// asyncio.timeout, timeout_at and wait_for. CPython: timeouts.py.
#pragma once
#include "sim/base/references.h"
#include "sim/loop/loop.h"
#include "sim/loop/native.h"

namespace sim {

class Timeout : public Object {
 public:
  enum class State : uint8_t { created, active, expiring, expired, finished };
  Timeout(Environment& env, Value when) : Object(Kind::timeout), env_(env), when_(std::move(when)) {}

  const Value& when() const { return when_; }      // None or loop time in seconds
  void set_when(Value when) { when_ = std::move(when); }   // __init__ of a derived class
  State state() const { return state_; }
  bool expired() const { return state_ == State::expiring || state_ == State::expired; }
  void reschedule(Value when);
  void enter();                                    // __aenter__
  Outcome exit(Object* error);                     // __aexit__: null error: left without an exception. The outcome's value is never true.
  void on_timeout();
  void references(References& each) override {
    each(handle_);
    each(task_);
  }
  Environment& env() const { return env_; }

 private:
  void insert_timeout_error(Object* error);

  Environment& env_;
  Value when_;
  State state_ = State::created;
  Ref<Handle> handle_;
  Ref<Task> task_;
  int64_t cancelling_ = 0;
};

const char* state_name(Timeout::State state);      // "created", "active", "expiring", "expired", "finished"
Ref<Timeout> timeout(Environment& env, const Value& delay);          // delay: None or a number
Ref<Native> wait_for(Environment& env, Value awaitable, Value timeout);

}  // namespace sim
