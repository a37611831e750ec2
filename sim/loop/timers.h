// The scheduled handles and timed futures: a heap by (when, order of setting), four children a node.
// Before: Loop::call_at pushes. After: Loop::fire_due_timers pops.
#pragma once
#include "sim/loop/future.h"
#include "sim/loop/handle.h"

namespace sim {

class Timers {
 public:
  bool empty() const { return heap_.empty(); }
  size_t size() const { return heap_.size(); }
  Time first_when() const { return heap_.front().when; }
  bool first_is_cancelled() const { return is_cancelled(*heap_.front().target); }
  // `target`: a Handle or a TimedFuture.
  void push(Time when, uint64_t order, Ref<Object> target) {
    heap_.emplace_back();
    rise(heap_.size() - 1, Entry{when, order, std::move(target)});
  }
  Ref<Object> pop();
  void drop_cancelled();                         // all of them, wherever they are
  void clear();
  static bool is_cancelled(const Object& target) {
    return target.kind == Kind::future ? static_cast<const TimedFuture&>(target).given_up() : static_cast<const Handle&>(target).cancelled();
  }

 private:
  struct Entry {
    Time when = 0;
    uint64_t order = 0;
    Ref<Object> target;
    bool before(const Entry& o) const { return when != o.when ? when < o.when : order < o.order; }
  };
  void rise(size_t i, Entry entry);
  void sink(size_t i, Entry entry);
  Vec<Entry> heap_;
};

}  // namespace sim
