#include "sim/asyncio/wait.h"

#include "sim/asyncio/watch.h"
#include "sim/base/references.h"
#include "sim/base/text.h"
#include "sim/loop/loop.h"

namespace sim {

namespace {

// CPython: tasks._release_waiter.
class ReleaseWaiter final : public Handle {
 public:
  ReleaseWaiter(Loop& loop, Time when, Ref<Future> waiter) : Handle(loop, nullptr, when), waiter_(std::move(waiter)) {}
  void run() override {
    if (!waiter_->done()) waiter_->set_result(Value::none());
  }
  std::string label() const override { return "end of wait"; }
  void references(References& each) override {
    Handle::references(each);
    each(waiter_);
  }

 protected:
  void dropped() override { waiter_ = nullptr; }

 private:
  Ref<Future> waiter_;
};

class OneCompleted final : public DoneCallback {
 public:
  std::string_view name() const override { return "_wait.<locals>._on_completion()"; }
  void done(Future& future) override {
    --left;
    bool enough = left <= 0 || return_when == ReturnWhen::first_completed ||
                  (return_when == ReturnWhen::first_exception && !future.cancelled() && future.exception());
    if (!enough) return;
    if (timer) timer->cancel();
    if (!waiter->done()) waiter->set_result(Value::none());
  }
  void references(References& each) override {
    each(waiter);
    each(timer);
  }
  int64_t left = 0;
  ReturnWhen return_when = ReturnWhen::all_completed;
  Ref<Future> waiter;
  Ref<Handle> timer;
};

Ref<Native> wait_body(Environment* env, std::vector<Value> futures, Value timeout, ReturnWhen return_when, Ref<OneCompleted> callback = nullptr) {
  Loop& loop = running_loop(*env);
  callback = Ref<OneCompleted>(new OneCompleted);
  callback->left = static_cast<int64_t>(futures.size());
  callback->return_when = return_when;
  callback->waiter = loop.create_future();
  callback->waiter->set_label(cat("wait of ", futures.size()));
  if (!timeout.is_none()) {
    Time when = time_from_seconds(loop.time() + env->host.number(timeout));
    callback->timer = Ref<Handle>(new ReleaseWaiter(loop, when, callback->waiter));
    loop.call_at(callback->timer);
  }
  for (const Value& f : futures) {
    record_watch(*env, *callback->waiter, *f.as<Future>());
    f.as<Future>()->add_done_callback(callback);
  }
  Outcome got = co_await callback->waiter;
  if (callback->timer) callback->timer->cancel();
  Value same(callback);
  for (const Value& f : futures) f.as<Future>()->remove_done_callback(same);
  if (got.is_error()) co_return got;
  std::vector<Value> done, pending;
  for (const Value& f : futures) (f.as<Future>()->done() ? done : pending).push_back(f);
  Value both = env->host.tuple({env->host.ordered_set(done), env->host.ordered_set(pending)});
  co_return both;
}

class Ended final : public DoneCallback {
 public:
  std::string_view name() const override { return "_release_waiter()"; }
  void done(Future&) override {
    if (!waiter->done()) waiter->set_result(Value::none());
  }
  Ref<Future> waiter;
};

Ref<Native> cancel_and_wait_body(Environment* env, Ref<Future> future, Ref<Ended> callback = nullptr) {
  callback = Ref<Ended>(new Ended);
  callback->waiter = running_loop(*env).create_future();
  future->add_done_callback(callback);
  future->cancel();
  // Not the future itself, so that cancelling this wait does not depend on what the future does with a cancellation.
  Outcome got = co_await callback->waiter;
  future->remove_done_callback(Value(callback));
  co_return got;
}

}  // namespace

Ref<Native> wait(Environment& env, std::vector<Value> futures, Value timeout, ReturnWhen return_when) {
  return native(env, "wait", wait_body(&env, std::move(futures), std::move(timeout), return_when));
}

Ref<Native> cancel_and_wait(Environment& env, Ref<Future> future) {
  return native(env, "_cancel_and_wait", cancel_and_wait_body(&env, std::move(future)));
}

}  // namespace sim
