#include "sim/asyncio/shield.h"

#include "sim/asyncio/ensure_future.h"
#include "sim/asyncio/watch.h"
#include "sim/base/references.h"

namespace sim {

namespace {

class InnerDone final : public DoneCallback {
 public:
  explicit InnerDone(Ref<Future> outer) : outer_(std::move(outer)) {}
  std::string_view name() const override { return "shield.<locals>._inner_done_callback()"; }
  void done(Future& inner) override {
    if (outer_->cancelled()) {
      if (!inner.cancelled()) inner.do_not_log_traceback();
    } else if (inner.cancelled()) {
      outer_->cancel();
    } else if (Ref<Object> e = inner.exception()) {
      outer_->set_exception(e);
    } else {
      outer_->set_result(inner.stored());
    }
  }

  void references(References& each) override { each(outer_); }

 private:
  Ref<Future> outer_;
};

class OuterDone final : public DoneCallback {
 public:
  OuterDone(Ref<Future> inner, Ref<InnerDone> callback) : inner_(std::move(inner)), callback_(std::move(callback)) {}
  std::string_view name() const override { return "shield.<locals>._outer_done_callback()"; }
  void done(Future&) override {
    if (!inner_->done()) inner_->remove_done_callback(Value(callback_));
  }

  void references(References& each) override {
    each(inner_);
    each(callback_);
  }

 private:
  Ref<Future> inner_;
  Ref<InnerDone> callback_;
};

}  // namespace

Ref<Future> shield(Environment& env, const Value& awaitable) {
  env.python_function();
  Ref<Future> inner = ensure_future(env, awaitable, nullptr);
  if (inner->done()) return inner;
  Ref<Future> outer = inner->loop().create_future();
  outer->set_label("shield");
  record_watch(env, *outer, *inner);
  Ref<InnerDone> inner_done(new InnerDone(outer));
  inner->add_done_callback(inner_done);
  outer->add_done_callback(Ref<Object>(new OuterDone(inner, inner_done)));
  return outer;
}

}  // namespace sim
