// The scheduled handles: a heap by (when, order of setting), four children a node.
// Before: Loop::call_at pushes. After: Loop::fire_due_timers pops.
#pragma once
#include "sim/loop/handle.h"

namespace sim {

class Timers {
 public:
  bool empty() const { return heap_.empty(); }
  size_t size() const { return heap_.size(); }
  Time first_when() const { return heap_.front().when; }
  Handle& first() const { return *heap_.front().handle; }
  void push(Time when, uint64_t order, Ref<Handle> handle) {
    heap_.emplace_back();
    rise(heap_.size() - 1, Entry{when, order, std::move(handle)});
  }
  Ref<Handle> pop();
  void drop_cancelled();                         // all of them, wherever they are
  void clear();
  template <class F>
  void for_each(F f) const {
    for (const Entry& e : heap_) f(*e.handle);
  }

 private:
  struct Entry {
    Time when = 0;
    uint64_t order = 0;
    Ref<Handle> handle;
    bool before(const Entry& o) const { return when != o.when ? when < o.when : order < o.order; }
  };
  void rise(size_t i, Entry entry);
  void sink(size_t i, Entry entry);
  Vec<Entry> heap_;
};

}  // namespace sim
