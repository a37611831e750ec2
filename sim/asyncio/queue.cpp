#include "sim/asyncio/queue.h"

#include "sim/base/text.h"

namespace sim {

Queue::Queue(Environment& env, Kind kind) : Primitive(env, kind, Resource::queue), finished_(new AsyncEvent(env, "Queue.join")) {
  finished_->set();
}

void Queue::init(Value maxsize) {
  maxsize_ = std::move(maxsize);
  if (shown()) {
    label_ = cat("Queue(", env_.host.repr(maxsize_), ")");
    record(Event::resource_created, maxsize_.is_int() ? maxsize_.as_int() : 0);
  }
  if (overridden()) call_own("_init", {maxsize_});
}

Value Queue::call_own(const char* name, std::initializer_list<Value> args) const {
  return env_.host.call_method(Value(const_cast<Queue*>(this)), name, args);
}

// ---- what is inside

int64_t Queue::qsize() const {
  if (!own_items.is_null()) return env_.host.length(own_items);
  return static_cast<int64_t>(kind == Kind::priority_queue ? heap_.size() : fifo_.size());
}

bool Queue::full() const {
  if (maxsize_.is_int()) return maxsize_.as_int() > 0 && qsize() >= maxsize_.as_int();
  double most = env_.host.number(maxsize_);
  return most > 0 && static_cast<double>(qsize()) >= most;
}

Value Queue::items() const {
  if (!own_items.is_null()) return own_items;
  Vec<Value> all;
  for (size_t i = 0; i < fifo_.size(); ++i) all.push_back(fifo_[i]);
  const Vec<Value>& from = kind == Kind::priority_queue ? heap_ : all;
  return env_.host.list(from.data(), from.size());
}

void Queue::store(Value item) {
  if (!own_items.is_null()) {
    env_.host.call_method(own_items, "append", {item});
  } else if (kind == Kind::priority_queue) {
    heap_push(std::move(item));
  } else {
    fifo_.push_back(std::move(item));
  }
}

Value Queue::take() {
  if (!own_items.is_null()) return env_.host.call_method(own_items, kind == Kind::queue ? "popleft" : "pop", {});
  if (kind == Kind::priority_queue) return heap_pop();
  return kind == Kind::lifo_queue ? fifo_.pop_back() : fifo_.pop_front();
}

// CPython's heapq, comparison by comparison: equal priorities come out in its order. Comparing may run the program's code, so each
// step works on the heap as it then is.
void Queue::heap_push(Value item) {
  heap_.push_back(std::move(item));
  sift_down(0, heap_.size() - 1);
}

Value Queue::heap_pop() {
  Value last = std::move(heap_.back());
  heap_.pop_back();
  if (heap_.empty()) return last;
  heap_[0].swap(last);
  sift_up(0);
  return last;
}

void Queue::sift_down(size_t start, size_t at) {
  while (at > start && at < heap_.size()) {
    size_t parent = (at - 1) / 2;
    Value item = heap_[at], above = heap_[parent];
    if (!env_.host.less(item, above) || at >= heap_.size()) return;
    heap_[at].swap(heap_[parent]);
    at = parent;
  }
}

void Queue::sift_up(size_t at) {
  size_t start = at;
  for (size_t child; (child = 2 * at + 1) < heap_.size(); at = child) {
    if (child + 1 < heap_.size()) {
      Value left = heap_[child], right = heap_[child + 1];
      if (!env_.host.less(left, right)) ++child;
      if (child >= heap_.size()) return;
    }
    heap_[at].swap(heap_[child]);
  }
  sift_down(start, at);
}

// ---- putting and getting

void Queue::wake_up_next(Waiters& waiters) {
  while (!waiters.empty()) {
    Ref<Future> waiter = waiters.pop_front();
    if (!waiter->done()) return waiter->set_result(Value::none());
  }
}

void Queue::wake_up_all(Waiters& waiters) {
  while (!waiters.empty()) {
    Ref<Future> waiter = waiters.pop_front();
    if (!waiter->done()) waiter->set_result(Value::none());
  }
}

void Queue::put_nowait(Value item) {
  env_.python_function();
  if (shut_down_) env_.raise(Error::queue_shut_down);
  if (full()) env_.raise(Error::queue_full);
  if (overridden()) call_own("_put", {std::move(item)});
  else store(std::move(item));
  ++unfinished_;
  finished_->clear();
  record(Event::resource_acquired, qsize(), 1);
  wake_up_next(getters_);
}

Value Queue::get_nowait() {
  env_.python_function();
  if (empty()) env_.raise(shut_down_ ? Error::queue_shut_down : Error::queue_empty);
  Value item = overridden() ? call_own("_get", {}) : take();
  record(Event::resource_released, qsize());
  wake_up_next(putters_);
  return item;
}

// A waiter that was cancelled. If it had been woken already, the next one is to have its turn.
void Queue::gave_up(Waiters& waiters, const Ref<Future>& waiter, bool wake_next) {
  waiter->cancel();
  remove_waiter(waiters, waiter);
  if (wake_next && !waiter->cancelled()) wake_up_next(waiters);
}

Ref<Native> Queue::put(Value item) { return native(env_, "Queue.put", put_body({Ref<Queue>(this), std::move(item)}, nullptr)); }

Ref<Native> Queue::put_body(Variables<Ref<Queue>, Value> given, Ref<Future> putter) {
  Queue* self = given.first.get();
  while (self->full()) {
    if (self->shut_down_) self->env_.raise(Error::queue_shut_down);
    putter = self->make_waiter(self->label_);
    self->putters_.push_back(putter);
    Outcome got = co_await putter;
    if (got.is_error()) {
      self->gave_up(self->putters_, putter, !self->full());
      co_return got;
    }
  }
  if (self->overridden()) self->call_own("put_nowait", {std::move(given.second)});
  else self->put_nowait(std::move(given.second));
  co_return Value::none();
}

Ref<Native> Queue::get() { return native(env_, "Queue.get", get_body(Ref<Queue>(this), nullptr)); }

Ref<Native> Queue::get_body(Ref<Queue> self, Ref<Future> getter) {
  while (self->empty()) {
    if (self->shut_down_) self->env_.raise(Error::queue_shut_down);
    getter = self->make_waiter(self->label_);
    self->getters_.push_back(getter);
    Outcome got = co_await getter;
    if (got.is_error()) {
      self->gave_up(self->getters_, getter, !self->empty());
      co_return got;
    }
  }
  Value item = self->overridden() ? self->call_own("get_nowait", {}) : self->get_nowait();
  co_return std::move(item);
}

void Queue::task_done() {
  env_.python_function();
  if (unfinished_ <= 0) env_.raise(Error::value, "task_done() called too many times");
  if (--unfinished_ == 0) finished_->set();
}

Ref<Native> Queue::join() { return native(env_, "Queue.join", join_body(Ref<Queue>(this))); }

Ref<Native> Queue::join_body(Ref<Queue> self) {
  if (self->unfinished_ > 0) {
    Ref<Native> finished = self->finished_->wait();
    Outcome got = co_await std::move(finished);
    if (got.is_error()) co_return got;
  }
  co_return Value::none();
}

void Queue::shutdown(bool immediate) {
  shut_down_ = true;
  if (immediate) {
    while (!empty()) {
      overridden() ? call_own("_get", {}) : take();
      if (unfinished_ > 0) --unfinished_;
    }
    if (unfinished_ == 0) finished_->set();
  }
  wake_up_all(getters_);
  wake_up_all(putters_);
}

}  // namespace sim
