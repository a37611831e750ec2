// A coroutine being run by a loop, step by step. CPython: Modules/_asynciomodule.c, Task.
// Before: Loop::create_task. After: each step is one entry of the ready queue; a future it waits for queues its wakeup.
#pragma once
#include "sim/loop/future.h"

namespace sim {

class Task : public Future {
 public:
  // An empty name: the next Task-N. Without a context: a copy of the current one. Starts it at the loop's next turn, or at once (eager).
  Task(Loop& loop, Ref<Coroutine> coroutine, std::string name, Ref<Context> context, bool eager = false);
  ~Task() override;

  bool cancel(Value message = Value()) override;
  int64_t cancelling() const { return rare_ ? rare_->cancels : 0; }
  int64_t uncancel();
  bool must_cancel() const { return small & kMustCancel; }

  std::string name() const;
  void set_name(std::string name);
  const Ref<Coroutine>& coroutine() const { return coroutine_; }
  const Ref<Context>& context();                   // made when first asked for: see Environment::context
  Future* waits_for() const { return waiter_.get(); }
  TaskId id() const { return id_; }
  bool logs_destroy() const { return !(small & kNoDestroyLog); }
  void do_not_log_destroy();                       // gather's children and run()'s main task: nobody else can reach them

  // ---- what the loop runs
  void step(Ref<Object> error);
  void wakeup(Future& future);

  // Its coroutine's own frame runs: what was thrown in has come up to it.
  void entered();

  // Its turn is near: see Coroutine::prefetch. The first one reads the task alone, the others what the one before has fetched.
  void prefetch_coroutine() const {
    auto* p = reinterpret_cast<const std::byte*>(coroutine_.get());
    __builtin_prefetch(p);
    __builtin_prefetch(p + 64);
  }
  void prefetch(bool far) const override {
    if (const Coroutine* c = coroutine_.get()) c->prefetch(far);
  }
  void finalize() override;
  void references(References& each) override;
  uint32_t born() const override { return coroutine_ ? coroutine_->born() : UINT32_MAX; }   // a little later than that
  std::string_view qualname() const override { return "Task"; }

  Task* next = nullptr;                            // unfinished tasks in order of creation: Environment::first_task
  Task* previous = nullptr;
  uint32_t group_slot() const { return label_or_slot_; }
  void set_group_slot(size_t slot) { label_or_slot_ = static_cast<uint32_t>(slot); }

 private:
  void start_eagerly();
  void run_coroutine(Ref<Object> error);
  void yielded(const Value& value);
  void yielded_below(const Value& value);
  Future* awaited_future(const Value& value);
  void wait_for(Future& future);
  void step_soon(Ref<Object> error);
  void bad_yield(std::string message);
  void ended(Step step);
  void leave_list();
  void record_spawned();
  void record_hidden();
  void record_step(Event event, const Step* step);
  void record_whole_step(Event event, const Step* step);
  bool fill_step(Record& r, Event event, const Step* step);

  Ref<Coroutine> coroutine_;
  Ref<Context> context_;
  Ref<Future> waiter_;
  uint32_t number_;                                // of a default name
  TaskId id_;
};
static_assert(sizeof(void*) != 8 || sizeof(Task) <= 128, "two lines of the cache");

// A coroutine's frame is about to run. An exception goes first to what the coroutine awaits: only if that does not deal with it and yield
// again is the coroutine itself resumed.
inline void coroutine_entered(Environment& env, const Coroutine* c) {
  if (env.thrown_into && env.thrown_into->coroutine().get() == c) env.thrown_into->entered();
}

}  // namespace sim
