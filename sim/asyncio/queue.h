// asyncio.Queue, LifoQueue and PriorityQueue. CPython: queues.py.
#pragma once
#include "sim/asyncio/event.h"
#include "sim/base/references.h"

namespace sim {

class Queue : public Primitive {
 public:
  Queue(Environment& env, Kind kind);                  // queue, lifo_queue or priority_queue
  void init(Value maxsize);                            // __init__

  Ref<Native> put(Value item);
  Ref<Native> get();
  void put_nowait(Value item);                         // QueueFull, QueueShutDown
  Value get_nowait();                                  // QueueEmpty, QueueShutDown
  void task_done();
  Ref<Native> join();
  void shutdown(bool immediate);

  void references(References& each) override {
    Primitive::references(each);
    each.all(fifo_);
    each.all(heap_);
    each.all(getters_);
    each.all(putters_);
    each(finished_);
    each(own_items);
  }
  int64_t qsize() const;
  bool empty() const { return qsize() == 0; }
  bool full() const;
  const Value& maxsize() const { return maxsize_; }
  void set_label(std::string_view text) { label_ = text; }  // what waiting for it is called in the trace

  // ---- what a class of the program may replace: Queue._put(item), Queue._get()
  void store(Value item);
  Value take();
  // self._queue, where a class's _init() has set one of its own; then only its _put and _get may touch it. Null otherwise.
  Value own_items;
  Value items() const;                                 // a list of what is inside, as _queue shows it

  // ---- for its repr, and for who looks into it
  const Waiters& getters() const { return getters_; }
  const Waiters& putters() const { return putters_; }
  const Ref<AsyncEvent>& finished() const { return finished_; }
  int64_t unfinished() const { return unfinished_; }
  bool is_shut_down() const { return shut_down_; }

 private:
  static Ref<Native> put_body(Variables<Ref<Queue>, Value> given, Ref<Future> putter);
  static Ref<Native> get_body(Ref<Queue> self, Ref<Future> getter);
  static Ref<Native> join_body(Ref<Queue> self);
  bool overridden() const { return flags & is_subclass; }
  Value call_own(const char* name, std::initializer_list<Value> args) const;
  void gave_up(Waiters& waiters, const Ref<Future>& waiter, bool wake_next);
  static void wake_up_next(Waiters& waiters);
  static void wake_up_all(Waiters& waiters);
  void heap_push(Value item);
  Value heap_pop();
  void sift_down(size_t start, size_t at);
  void sift_up(size_t at);

  Value maxsize_ = Value::integer(0);
  Ring<Value> fifo_;                                   // queue and lifo_queue
  Vec<Value> heap_;                                    // priority_queue
  Waiters getters_, putters_;
  int64_t unfinished_ = 0;
  Ref<AsyncEvent> finished_;
  bool shut_down_ = false;
  std::string label_;
};

}  // namespace sim
