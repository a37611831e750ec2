#include "sim/asyncio/as_completed.h"

#include "sim/asyncio/ensure_future.h"
#include "sim/base/references.h"

namespace sim {

namespace {

class OneDone final : public DoneCallback {
 public:
  explicit OneDone(Ref<AsCompleted> iterator) : iterator_(std::move(iterator)) {}
  std::string_view name() const override { return "_AsCompletedIterator._handle_completion()"; }
  void done(Future& future) override { iterator_->completed(future); }
  void references(References& each) override { each(iterator_); }

 private:
  Ref<AsCompleted> iterator_;
};

class TimedOut final : public Handle {
 public:
  TimedOut(Loop& loop, Time when, Ref<AsCompleted> iterator) : Handle(loop, nullptr, when), iterator_(std::move(iterator)) {}
  void run() override { iterator_->timed_out(); }
  std::string label() const override { return "end of as_completed"; }
  void references(References& each) override {
    Handle::references(each);
    each(iterator_);
  }

 protected:
  void dropped() override { iterator_ = nullptr; }

 private:
  Ref<AsCompleted> iterator_;
};

}  // namespace

Ref<AsCompleted> AsCompleted::make(Environment& env, const std::vector<Value>& awaitables, const Value& timeout) {
  Ref<AsCompleted> self(new AsCompleted(env));
  Loop& loop = env.host.get_event_loop();
  for (const Value& v : awaitables) self->todo_.push_back(ensure_future(env, v, &loop));
  self->left_ = self->todo_live_ = self->todo_.size();
  if (self->left_ == 0) return self;
  self->callback_ = Ref<DoneCallback>(new OneDone(self));
  for (const Ref<Future>& f : self->todo_) f->add_done_callback(self->callback_);
  if (!timeout.is_none()) {
    Time when = time_from_seconds(loop.time() + env.host.number(timeout));
    self->timer_ = Ref<Handle>(new TimedOut(loop, when, self));
    loop.call_at(self->timer_);
  }
  return self;
}

void AsCompleted::completed(Future& future) {
  if (todo_live_ == 0) return;
  for (Ref<Future>& f : todo_)
    if (f == &future) {
      f = nullptr;
      --todo_live_;
      break;
    }
  done_->put_nowait(Value(static_cast<Object*>(&future)));
  if (todo_live_ > 0) return;
  callback_ = nullptr;
  if (timer_) timer_->cancel();
}

void AsCompleted::timed_out() {
  Value same(callback_);
  for (const Ref<Future>& f : todo_)
    if (f) {
      f->remove_done_callback(same);
      done_->put_nowait(Value::none());        // tells wait_for_one
    }
  todo_.clear();
  todo_live_ = 0;
  callback_ = nullptr;
}

Ref<Native> AsCompleted::next() {
  env_.python_function();
  if (left_ == 0) return nullptr;
  --left_;
  return native(env_, "_AsCompletedIterator._wait_for_one", wait_for_one({Ref<AsCompleted>(this), Value()}, true));
}

Ref<Native> AsCompleted::anext() { return native(env_, "_AsCompletedIterator.__anext__", anext_body(Ref<AsCompleted>(this))); }

Ref<Native> AsCompleted::anext_body(Ref<AsCompleted> self) {
  if (self->left_ == 0) self->env_.raise(Error::stop_async_iteration);
  --self->left_;
  Ref<Native> one = native(self->env_, "_AsCompletedIterator._wait_for_one", wait_for_one({self, Value()}, false));
  Outcome got = co_await std::move(one);
  co_return got;
}

Ref<Native> AsCompleted::wait_for_one(Variables<Ref<AsCompleted>, Value> given, bool resolve) {
  AsCompleted* self = given.first.get();
  Ref<Native> next = self->done_->get();
  Outcome got = co_await std::move(next);
  if (got.is_error()) co_return got;
  if (got.value.is_none()) self->env_.raise(Error::timeout);
  if (!resolve) co_return got;
  given.second = std::move(got.value);
  co_return given.second.as<Future>()->outcome();
}

}  // namespace sim
