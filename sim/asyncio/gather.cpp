#include "sim/asyncio/gather.h"

#include "sim/asyncio/ensure_future.h"
#include "sim/asyncio/watch.h"
#include "sim/base/references.h"
#include "sim/base/text.h"

#include <bit>

namespace sim {

namespace {

// What gather() returns: cancelling it cancels the children, and it ends when they have. CPython: tasks._GatheringFuture.
class GatheringFuture final : public Future {
 public:
  GatheringFuture(Loop& loop, Vec<Ref<Future>> children) : Future(loop), children(std::move(children)) {
    if (py::Type* own = loop.env().host.gathering_future_type) type = own;
    if (env().trace.wants_events()) set_label(cat("gather of ", this->children.size()));
  }
  bool cancel(Value message) override {
    CancelScope depth(env());
    if (done()) return false;
    Ref<Future> alive(this);
    bool any = false;
    for (size_t i = 0; i < children.size(); ++i)
      if (children[i]->cancel(message)) any = true;
    if (any) cancel_requested = true;      // it ends with CancelledError even if results were to stand for exceptions
    return any;
  }
  void references(References& each) override {
    Future::references(each);
    each.all(children);
  }
  Vec<Ref<Future>> children;
  bool cancel_requested = false;
};

class ChildDone final : public DoneCallback {
 public:
  explicit ChildDone(bool return_exceptions) : return_exceptions_(return_exceptions) {}
  std::string_view name() const override { return "gather.<locals>._done_callback()"; }

  void done(Future& child) override {
    ++finished_;
    if (!outer || outer->done()) {
      if (!child.cancelled()) child.do_not_log_traceback();
      return;
    }
    if (!return_exceptions_) {
      if (child.cancelled()) return outer->set_exception(child.make_cancelled_error());
      if (Ref<Object> e = child.exception()) return outer->set_exception(e);
    }
    if (finished_ == children) finish();
  }

  void references(References& each) override { each(outer); }

  Ref<GatheringFuture> outer;              // null until all children are known
  size_t children = 0;                     // different ones

 private:
  void finish() {
    Host& host = outer->env().host;
    Vec<Value> results;
    for (const Ref<Future>& child : outer->children) {
      if (child->cancelled()) {
        Value message = child->cancel_message();
        bool none = message.is_null() || message.is_none();
        results.push_back(Value(host.make_error_with(Error::cancelled, none ? host.text("") : message)));
      } else if (Ref<Object> e = child->exception()) {
        results.push_back(Value(e));
      } else {
        results.push_back(child->stored());
      }
    }
    if (outer->cancel_requested) outer->set_exception(outer->children.back()->make_cancelled_error());
    else outer->set_result(host.list(results.data(), results.size()));
  }

  bool return_exceptions_;
  size_t finished_ = 0;
};

// Where an awaitable came before. A table of indices with open addressing: a gather may have a hundred thousand of them.
class Seen {
 public:
  explicit Seen(const std::vector<Value>& awaitables) : awaitables_(awaitables), slots_(std::bit_ceil(awaitables.size() * 2)) {}
  // The index at which the same object came first; `i` itself when that is here.
  size_t first(size_t i) {
    if (!awaitables_[i].is_object()) return i;
    const Object* o = awaitables_[i].as_object();
    size_t mask = slots_.size() - 1;
    for (size_t at = (reinterpret_cast<uintptr_t>(o) >> 4) * 0x9E3779B97F4A7C15u >> 20 & mask;; at = (at + 1) & mask) {
      if (slots_[at] == 0) return slots_[at] = static_cast<uint32_t>(i + 1), i;
      if (awaitables_[slots_[at] - 1].as_object() == o) return slots_[at] - 1;
    }
  }

 private:
  const std::vector<Value>& awaitables_;
  std::vector<uint32_t> slots_;            // index + 1; 0: free
};

}  // namespace

Ref<Future> gather(Environment& env, const std::vector<Value>& awaitables, bool return_exceptions, void (*check)(const Value&)) {
  env.python_function();
  if (awaitables.empty()) {
    Ref<Future> nothing = env.host.get_event_loop().create_future();
    nothing->set_result(env.host.list(nullptr, 0));
    return nothing;
  }
  Ref<ChildDone> callback(new ChildDone(return_exceptions));
  Seen seen(awaitables);
  Vec<Ref<Future>> children;
  children.reserve(awaitables.size());
  std::vector<Ref<Future>> done_already;
  Loop* loop = nullptr;
  for (size_t i = 0; i < awaitables.size(); ++i) {
    const Value& v = awaitables[i];
    if (size_t first = seen.first(i); first != i) {
      children.push_back(children[first]);
      continue;
    }
    if (check) check(v);
    Ref<Future> child = ensure_future(env, v, loop);
    if (!loop) loop = &child->loop();
    if ((!v.is_object() || child.get() != v.as_object()) && child->kind == Kind::task) static_cast<Task&>(*child).do_not_log_destroy();
    ++callback->children;
    if (child->done()) done_already.push_back(child);
    else child->add_done_callback(callback);
    children.push_back(child);
  }
  Ref<GatheringFuture> outer(new GatheringFuture(*loop, std::move(children)));
  for (size_t i = 0; i < outer->children.size(); ++i) record_watch(env, *outer, *outer->children[i]);
  callback->outer = outer;
  for (const Ref<Future>& child : done_already) callback->done(*child);
  return outer;
}

}  // namespace sim
