#include "tests/support/toy_loop.h"

#include "sim/base/text.h"

#include <algorithm>
#include <cstdio>
#include <deque>

namespace toy {

using sim::Event;
using sim::Record;
using sim::Time;
using Kind = Op::Kind;

namespace {
Op make(Kind kind, uint32_t line, double seconds = 0, std::string text = {}, size_t task = 0) {
  return {kind, sim::time_from_seconds(seconds), task, std::move(text), line};
}

class Loop {
 public:
  Loop(const std::vector<Script>& scripts, int semaphore) : scripts_(scripts), free_(semaphore), capacity_(semaphore) {}

  sim::Trace run() {
    record(Event::loop_started).object = loop_ = trace_.next_object();
    semaphore_ = trace_.next_object();
    spawn(0, 0, 0);
    while (!ready_.empty() || !timers_.empty()) turn();
    bool stuck = std::any_of(tasks_.begin(), tasks_.end(), [](const Task& t) { return t.id && !t.done; });
    if (!stuck) record(Event::loop_closed).object = loop_;
    Record& last = record(Event::ended);
    const Task& main = tasks_[1];
    last.a = static_cast<uint8_t>(stuck ? sim::Ending::deadlock : main.failed ? sim::Ending::exception : sim::Ending::finished);
    if (stuck)
      last.text = trace_.intern("DEADLOCK: nothing can run any more. Task-1 waits for gather of 2, which nobody will set.");
    if (!stuck && main.failed) last.text = trace_.intern("ValueError: too many requests");
    flush();
    return std::move(trace_);
  }

 private:
  struct Task {
    sim::TaskId id = 0;
    size_t script = 0, next = 0;
    sim::TaskId parent = 0;
    std::vector<sim::TaskId> children;
    size_t undone = 0;
    bool done = false, joining = false, queued = false, cancelled = false, failed = false, failed_child = false;
    uint32_t line = 0;
    uint64_t sleep = 0;  // which of its timers is the present one
    sim::ObjectId future = 0;
  };
  struct Handle {
    sim::ObjectId object;
    sim::TaskId task;
    size_t cause;
  };
  struct Timer {
    Time when;
    sim::ObjectId object;
    sim::TaskId task;
    uint64_t sleep;
  };

  // One record is kept back so that the caller may fill it in.
  Record& record(Event e) {
    flush();
    pending_ = Record{};
    pending_.t = now_;
    pending_.event = e;
    has_pending_ = true;
    return pending_;
  }
  void flush() {
    if (has_pending_) trace_.append(pending_);
    has_pending_ = false;
  }
  size_t here() { return flush(), trace_.size(); }  // the index of the last record, plus 1
  std::string name(sim::TaskId id) { return sim::cat("Task-", id); }

  void queue(sim::TaskId task, const std::string& what, size_t cause) {
    tasks_[task].queued = true;
    Record& r = record(Event::handle_queued);
    r.text = trace_.intern(what);
    r.by = running_;
    r.text2_or_cause = static_cast<uint32_t>(cause);
    ready_.push_back({0, task, here()});
  }
  void spawn(size_t script, sim::TaskId parent, uint32_t line) {
    sim::TaskId id = trace_.next_task();
    if (tasks_.size() <= id) tasks_.resize(id + 1);
    tasks_[id].id = id;
    tasks_[id].script = script;
    tasks_[id].parent = parent;
    tasks_[id].line = scripts_[script].line;
    if (parent) {
      tasks_[parent].children.push_back(id);
      ++tasks_[parent].undone;
    }
    Record& r = record(Event::task_spawned);
    r.task = id;
    r.by = parent;
    r.line = line;
    r.text = trace_.intern(scripts_[script].coroutine);
    r.text2_or_cause = trace_.intern(name(id));
    queue(id, sim::cat(name(id), " step"), here());
  }

  void turn() {
    Record& r = record(Event::turn_began);
    r.object = loop_;
    r.number = ++turn_;
    r.count = static_cast<uint32_t>(ready_.size());
    if (ready_.empty() && timers_.front().when > now_) {
      record(Event::world_waited).number = timers_.front().when;
      flush();
      now_ = timers_.front().when;
    }
    while (!timers_.empty() && timers_.front().when <= now_) {
      Timer timer = timers_.front();
      std::pop_heap(timers_.begin(), timers_.end(), later);
      timers_.pop_back();
      if (tasks_[timer.task].done || tasks_[timer.task].sleep != timer.sleep) continue;
      record(Event::timer_fired).object = timer.object;
      ready_.push_back({timer.object, timer.task, here()});
    }
    for (size_t n = ready_.size(); n > 0; --n) {
      Handle handle = ready_.front();
      ready_.pop_front();
      Record& ran = record(Event::handle_ran);
      ran.object = handle.object;
      ran.text2_or_cause = static_cast<uint32_t>(handle.cause);
      handle.cause = here();
      if (!handle.object)
        step(handle);
      else
        wake(handle.task);  // a timer sets the future that the task waits for
    }
  }
  void wake(sim::TaskId task) {
    record(Event::future_resolved).object = tasks_[task].future;
    queue(task, sim::cat("wakeup ", name(task)), here());
  }
  static bool later(const Timer& x, const Timer& y) { return x.when != y.when ? x.when > y.when : x.object > y.object; }

  void step(const Handle& handle) {
    running_ = handle.task;
    tasks_[running_].queued = false;
    Record& r = record(Event::task_resumed);
    r.task = running_;
    r.a = tasks_[running_].cancelled || tasks_[running_].failed_child;
    r.text2_or_cause = static_cast<uint32_t>(handle.cause);
    if (tasks_[running_].cancelled)
      finish(1, "CancelledError", "");
    else if (tasks_[running_].failed_child)
      finish(2, "ValueError", "too many requests");
    else
      while (operate()) {}
    running_ = 0;
  }
  // False when the task stopped.
  bool operate() {
    Task& task = tasks_[running_];
    const auto& ops = scripts_[task.script].ops;
    if (task.next == ops.size()) return finish(0, "", ""), false;
    const Op& op = ops[task.next++];
    if (op.line) {
      task.line = op.line;
      Record& r = record(Event::line);
      r.task = running_;
      r.line = op.line;
    }
    switch (op.kind) {
      case Kind::line: return true;
      case Kind::print: return output(op.text), true;
      case Kind::spawn: return spawn(op.task, running_, op.line), true;
      case Kind::block: return block(op.time), true;
      case Kind::cancel: return cancel(task.children[op.task]), true;
      case Kind::release: return release(), true;
      case Kind::fail: return finish(2, op.text.substr(0, op.text.find(':')), op.text.substr(op.text.find(':') + 2)), false;
      case Kind::yield:
        suspend("", 0);
        queue(running_, sim::cat(name(running_), " step"), here());
        return false;
      case Kind::sleep: return sleep(op.time), false;
      case Kind::forever: return suspend("Event", trace_.next_object()), false;
      case Kind::acquire: return acquire();
      case Kind::join:
        if (task.undone == 0) return true;
        task.joining = true;
        return suspend(op.text, trace_.next_object()), false;
    }
    return true;
  }
  void suspend(const std::string& what, sim::ObjectId object) {
    Record& r = record(Event::task_suspended);
    r.task = running_;
    r.line = tasks_[running_].line;
    r.object = object;
    r.text = trace_.intern(what);
  }
  void sleep(Time time) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "sleep %.3g", sim::seconds(time));
    Record& r = record(Event::timer_set);
    r.object = trace_.next_object();
    r.number = now_ + time;
    r.by = running_;
    r.text = trace_.intern(sim::cat("wakeup ", name(running_)));
    timers_.push_back({now_ + time, r.object, running_, ++tasks_[running_].sleep});
    std::push_heap(timers_.begin(), timers_.end(), later);
    suspend(digits, tasks_[running_].future = trace_.next_object());
  }
  void block(Time time) {
    Record& r = record(Event::blocked);
    r.task = running_;
    r.number = time;
    r.text = trace_.intern("time.sleep");
    r.line = tasks_[running_].line;
    flush();
    now_ += time;
  }
  void output(const std::string& text) {
    Record& r = record(Event::output);
    r.task = running_;
    r.a = 1;
    r.number = static_cast<int64_t>(trace_.output().size());
    r.count = static_cast<uint32_t>(text.size() + 1);
    r.line = tasks_[running_].line;
    trace_.append_output(text + "\n");
  }
  bool acquire() {
    bool got = free_ > 0;
    Record& r = record(got ? Event::resource_acquired : Event::resource_waited);
    r.task = running_;
    r.object = semaphore_;
    r.a = static_cast<uint8_t>(sim::Resource::semaphore);
    if (got)
      --free_;
    else
      waiters_.push_back(running_);
    r.count = static_cast<uint32_t>(free_);
    if (!got) suspend(sim::cat("Semaphore(", capacity_, ")"), semaphore_);
    return got;
  }
  void release() {
    ++free_;
    Record& r = record(Event::resource_released);
    r.task = running_;
    r.object = semaphore_;
    r.count = static_cast<uint32_t>(free_);
    size_t cause = here();
    if (waiters_.empty()) return;
    --free_;
    queue(waiters_.front(), sim::cat("wakeup ", name(waiters_.front())), cause);
    waiters_.pop_front();
  }
  void cancel(sim::TaskId child) {
    Record& r = record(Event::task_cancel_requested);
    r.task = child;
    r.by = running_;
    if (tasks_[child].done) return;
    tasks_[child].cancelled = true;
    size_t cause = here();
    if (!tasks_[child].queued) queue(child, sim::cat("wakeup ", name(child)), cause);
  }
  void finish(uint8_t how, const std::string& type, const std::string& message) {
    Record& r = record(Event::task_done);
    r.task = running_;
    r.a = how;
    r.text = trace_.intern(type);
    r.text2_or_cause = trace_.intern(message);
    size_t cause = here();
    Task& task = tasks_[running_];
    task.done = true;
    task.failed = how == 2;
    if (!task.parent) return;
    Task& parent = tasks_[task.parent];
    --parent.undone;
    parent.failed_child |= how == 2;
    if (parent.joining && !parent.queued && (parent.undone == 0 || how == 2)) {
      parent.joining = false;
      queue(parent.id, sim::cat("wakeup ", name(parent.id)), cause);
    }
  }

  const std::vector<Script>& scripts_;
  int free_, capacity_;
  sim::Trace trace_;
  Record pending_;
  bool has_pending_ = false;
  Time now_ = 0;
  int64_t turn_ = 0;
  sim::ObjectId loop_ = 0, semaphore_ = 0;
  sim::TaskId running_ = 0;
  std::vector<Task> tasks_;
  std::deque<Handle> ready_;
  std::vector<Timer> timers_;
  std::deque<sim::TaskId> waiters_;
};

}  // namespace

Op line(uint32_t number) { return make(Kind::line, number); }
Op sleep(double seconds, uint32_t line) { return make(Kind::sleep, line, seconds); }
Op block(double seconds, uint32_t line) { return make(Kind::block, line, seconds); }
Op spawn(size_t script, uint32_t line) { return make(Kind::spawn, line, 0, {}, script); }
Op join(std::string what, uint32_t line) { return make(Kind::join, line, 0, std::move(what)); }
Op acquire(uint32_t line) { return make(Kind::acquire, line); }
Op release() { return make(Kind::release, 0); }
Op print(std::string text, uint32_t line) { return make(Kind::print, line, 0, std::move(text)); }
Op fail(std::string type, std::string message, uint32_t line) { return make(Kind::fail, line, 0, type + ": " + message); }
Op cancel(size_t child, uint32_t line) { return make(Kind::cancel, line, 0, {}, child); }
Op forever(uint32_t line) { return make(Kind::forever, line); }
Op yield(uint32_t line) { return make(Kind::yield, line); }

sim::Trace run(const std::vector<Script>& scripts, int semaphore) { return Loop(scripts, semaphore).run(); }

sim::Trace gather_three() {
  return run({{"main", 11, {line(11), spawn(1, 12), spawn(1, 12), spawn(1, 12), join("gather of 3", 12), print("[1, 2, 3]", 12)}},
              {"call", 5, {sleep(0.3, 6), line(7)}}});
}
sim::Trace with_semaphore() {
  std::vector<Script> scripts = {{"main", 11, {line(11)}}, {"call", 5, {acquire(5), sleep(0.2, 6), release(), line(7)}}};
  for (int n = 0; n < 8; ++n) scripts[0].ops.push_back(spawn(1, 12));
  scripts[0].ops.push_back(join("gather of 8", 12));
  return run(scripts, 3);
}
sim::Trace blocking() {
  return run({{"main", 11, {spawn(1, 12), spawn(2, 12), spawn(1, 12), join("gather of 3", 12)}},
              {"call", 5, {sleep(0.1, 6), line(7)}},
              {"rude", 5, {sleep(0.05, 6), block(0.4, 7)}}});
}
sim::Trace failing() {
  return run({{"main", 11, {spawn(1, 12), spawn(2, 12), join("gather of 2", 12)}},
              {"call", 5, {sleep(0.3, 6)}},
              {"broken", 5, {sleep(0.1, 6), fail("ValueError", "too many requests", 7)}}});
}
sim::Trace cancelling() {
  return run({{"main", 11, {spawn(1, 12), spawn(1, 12), sleep(0.1, 13), cancel(0, 14), join("gather of 2", 15)}},
              {"call", 5, {sleep(0.3, 6)}}});
}
sim::Trace deadlocked() {
  return run({{"main", 11, {spawn(1, 12), spawn(2, 12), join("gather of 2", 12)}},
              {"call", 5, {sleep(0.3, 6)}},
              {"stuck", 5, {forever(6)}}});
}
sim::Trace many(size_t tasks, size_t spans) {
  // Each sleep gives a task three spans: running, suspended, ready.
  size_t sleeps = std::max<size_t>(1, spans / tasks / 3);
  std::vector<Script> scripts = {{"main", 1, {}}};
  for (int kind = 0; kind < 16; ++kind) {
    Script work{"work", 2, {}};
    for (size_t n = 0; n < sleeps; ++n) work.ops.push_back(sleep(0.01 + 0.001 * kind + 0.003 * static_cast<double>(n % 7), 3));
    scripts.push_back(work);
  }
  for (size_t n = 0; n < tasks; ++n) scripts[0].ops.push_back(spawn(1 + n * 7 % 16, 4));
  scripts[0].ops.push_back(join(sim::cat("gather of ", tasks), 5));
  return run(scripts);
}

}  // namespace toy
