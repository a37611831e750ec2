#include "sim/asyncio/task_group.h"

#include "sim/asyncio/watch.h"
#include "sim/base/references.h"
#include "sim/base/text.h"

namespace sim {

class TaskGroup::TaskDone final : public DoneCallback {
 public:
  explicit TaskDone(Ref<TaskGroup> group) : group_(std::move(group)) {}
  std::string_view name() const override { return "TaskGroup._on_task_done()"; }
  void done(Future& future) override { group_->task_done(static_cast<Task&>(future)); }
  void references(References& each) override { each.held(group_); }

 private:
  Ref<TaskGroup> group_;
};

void TaskGroup::references(References& each) {
  each(parent_);
  each.all(tasks_);
  each.all(errors_);
  each(base_error_);
  each(all_done_);
  each(callback_);
}

void TaskGroup::enter() {
  auto self = [&] { return env_.host.repr(Value(static_cast<Object*>(this))); };
  if (entered_) env_.raise(Error::runtime, cat("TaskGroup ", self(), " has already been entered"));
  if (!loop_) loop_ = Ref<Loop>(&running_loop(env_));
  parent_ = Ref<Task>(loop_->current_task);
  if (!parent_) env_.raise(Error::runtime, cat("TaskGroup ", self(), " cannot determine the parent task"));
  entered_ = true;
}

// ---- the tasks of the group

void TaskGroup::add(Ref<Task> task) {
  if (tasks_.size() > 64 && live_ * 2 < tasks_.size()) {
    size_t to = 0;
    for (Ref<Task>& t : tasks_)
      if (t) {
        t->set_group_slot(to);
        std::swap(tasks_[to++], t);
      }
    tasks_.resize(to);
  }
  task->set_group_slot(tasks_.size());
  tasks_.push_back(std::move(task));
  ++live_;
  if (all_done_) record_watch(env_, *all_done_, *tasks_.back());
}

void TaskGroup::discard(Task& task) {
  if (task.group_slot() >= tasks_.size() || tasks_[task.group_slot()].get() != &task) return;
  tasks_[task.group_slot()] = nullptr;
  --live_;
}

Ref<Future> TaskGroup::create_task(Value coroutine, const Value& name, Ref<Context> context) {
  auto refuse = [&](const char* why) {
    env_.host.call_method(coroutine, "close", {});
    env_.raise(Error::runtime, cat("TaskGroup ", env_.host.repr(Value(static_cast<Object*>(this))), why));
  };
  if (!entered_) refuse(" has not been entered");
  if (exiting_ && live_ == 0) refuse(" is finished");
  if (aborting_) refuse(" is shutting down");
  Ref<Coroutine> body = env_.host.coroutine(coroutine);
  if (!body) env_.raise(Error::type, cat("a coroutine was expected, got ", env_.host.repr(coroutine)));
  Ref<Future> made = env_.host.create_task(*loop_, body, name.is_null() ? Value::none() : name, std::move(context));
  if (made->kind != Kind::task) return made;
  Ref<Task> task(static_cast<Task*>(made.get()));
  if (task->done()) {
    task_done(*task);
  } else {
    add(task);
    if (!callback_) callback_ = Ref<DoneCallback>(new TaskDone(Ref<TaskGroup>(this)));
    task->add_done_callback(callback_);
  }
  return made;
}

void TaskGroup::abort() {
  aborting_ = true;
  for (size_t i = 0; i < tasks_.size(); ++i)
    if (Ref<Task> t = tasks_[i]; t && !t->done()) t->cancel();
}

void TaskGroup::task_done(Task& task) {
  discard(task);
  if (all_done_ && live_ == 0 && !all_done_->done()) all_done_->set_result(Value::boolean(true));
  if (task.cancelled()) return;
  Ref<Object> error = task.exception();
  if (!error) return;
  errors_.push_back(error);
  if (!base_error_ && is_base_error(error.get())) base_error_ = error;
  if (parent_->done()) {
    Host& host = env_.host;
    Value t(static_cast<Object*>(&task));
    host.call_exception_handler(
        *loop_, cat("Task ", host.repr(t), " has errored out but its parent task ", host.repr(Value(parent_)), " is already completed"),
        {{"exception", Value(error)}, {"task", t}});
    return;
  }
  // The body of the group is to stop waiting for whatever it waits for. exit() takes this request back.
  if (!aborting_ && !parent_cancel_requested_) {
    abort();
    parent_cancel_requested_ = true;
    parent_->cancel();
  }
}

// ---- leaving

Ref<Native> TaskGroup::exit(Value error) { return native(env_, "TaskGroup.__aexit__", exit_body({Ref<TaskGroup>(this), std::move(error)})); }

Ref<Native> TaskGroup::exit_body(Variables<Ref<TaskGroup>, Value> given) {
  TaskGroup* self = given.first.get();
  Value& error = given.second;
  Host& host = self->env_.host;
  self->exiting_ = true;
  Object* raised = error.is_object() ? error.as_object() : nullptr;
  if (raised && !self->base_error_ && self->is_base_error(raised)) self->base_error_ = Ref<Object>(raised);
  Ref<Object> cancelled;               // the cancellation of the parent, to be passed on
  if (raised && host.is_error(raised, Error::cancelled)) cancelled = Ref<Object>(raised);
  if (raised && !self->aborting_) self->abort();

  while (self->live_ > 0) {            // again when this wait is cancelled: the tasks must have ended
    if (!self->all_done_) {
      self->all_done_ = self->loop_->create_future();
      self->all_done_->set_label("TaskGroup");
      for (const Ref<Task>& task : self->tasks_)
        if (task) record_watch(self->env_, *self->all_done_, *task);
    }
    Ref<Future> waited = self->all_done_;
    Outcome got = co_await std::move(waited);
    if (got.is_error()) {
      if (!host.is_error(got.error.get(), Error::cancelled)) co_return got;
      if (!self->aborting_) {
        cancelled = got.error;
        self->abort();
      }
    }
    self->all_done_ = nullptr;
  }
  Outcome out = self->result(raised, std::move(cancelled));
  if (out.is_error()) error = Value(out.error);      // raised from a variable: the exception's own traceback holds it, so that it lives on
  co_return out;
}

Outcome TaskGroup::result(Object* error, Ref<Object> cancelled) {
  Host& host = env_.host;
  callback_ = nullptr;
  // It is raised while the exception that left the body is being handled.
  auto raise = [&host, error](Ref<Object> e) {
    if (error && e != error) host.set_context(e.get(), error);
    return Outcome::raised(std::move(e));
  };
  if (base_error_) return raise(base_error_);
  if (parent_cancel_requested_ && parent_->uncancel() == 0) cancelled = nullptr;   // nobody else wants the parent cancelled
  if (cancelled && errors_.empty()) return raise(std::move(cancelled));
  if (error && !host.is_error(error, Error::cancelled)) errors_.push_back(Ref<Object>(error));
  if (errors_.empty()) return Outcome::of(Value::none());
  if (parent_->cancelling()) {         // cancelled from outside, too: that is to be delivered at its next await
    parent_->uncancel();
    parent_->cancel();
  }
  std::vector<Ref<Object>> errors(errors_.begin(), errors_.end());
  errors_.clear();
  Ref<Object> group = host.make_group("unhandled errors in a TaskGroup", errors);
  host.set_cause(group.get(), nullptr);
  return raise(std::move(group));
}

}  // namespace sim
