// asyncio.TaskGroup. CPython: taskgroups.py.
#pragma once
#include "sim/loop/loop.h"
#include "sim/loop/native.h"

#include <vector>

namespace sim {

class TaskGroup : public Object {
 public:
  explicit TaskGroup(Environment& env) : Object(Kind::task_group), env_(env) {}
  void enter();                                        // __aenter__
  Ref<Native> exit(Value error);                       // __aexit__: `error` None or the exception its body ended with
  // Refuses (and closes the coroutine) when the group is not open.
  Ref<Future> create_task(Value coroutine, const Value& name, Ref<Context> context);
  Environment& env() const { return env_; }
  void references(References& each) override;

  // ---- for its repr
  size_t tasks() const { return live_; }
  size_t errors() const { return errors_.size(); }
  bool aborting() const { return aborting_; }
  bool entered() const { return entered_; }

 private:
  class TaskDone;
  static Ref<Native> exit_body(Variables<Ref<TaskGroup>, Value> given);
  Outcome result(Object* error, Ref<Object> cancelled);
  void abort();
  void task_done(Task& task);
  void add(Ref<Task> task);
  void discard(Task& task);
  bool is_base_error(const Object* error) { return env_.host.is_error(error, Error::exit); }

  Environment& env_;
  Ref<Loop> loop_;
  Ref<Task> parent_;
  Vec<Ref<Task>> tasks_;                               // in order of creation; null where one has ended (Task::group_slot)
  size_t live_ = 0;
  Vec<Ref<Object>> errors_;
  Ref<Object> base_error_;
  Ref<Future> all_done_;
  Ref<DoneCallback> callback_;
  bool entered_ = false, exiting_ = false, aborting_ = false, parent_cancel_requested_ = false;
};

}  // namespace sim
