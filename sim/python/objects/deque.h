// collections.deque: a ring of values.
// After: modules/deque.cpp gives it its type; asyncio.Queue and programs use it.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/dict.h"

namespace sim::py {

class Deque : public Object {
 public:
  explicit Deque(Type* type) : Object(Kind::deque, type) { small = Heap::current().birth(); }
  Ref<Dict>* dict_place() override { return &dict; }

  void references(References& each) override;

  size_t size() const { return size_; }
  Value& operator[](size_t i) { return ring_[(head_ + i) & (ring_.size() - 1)]; }
  const Value& operator[](size_t i) const { return ring_[(head_ + i) & (ring_.size() - 1)]; }
  void push_back(Value v);         // drops the first when full
  void push_front(Value v);        // drops the last when full
  Value pop_back();                // not when empty
  Value pop_front();
  void insert(size_t at, Value v); // not when full
  void erase(size_t at);
  void clear();
  void rotate(int64_t n);          // to the right

  int64_t max_length = -1;         // -1: none
  uint64_t changes = 0;            // grows when items come, go or move: iterators look at it
  Ref<Dict> dict;                  // attributes of a subclass's instance

 private:
  void grow();
  Vec<Value> ring_;                // size: a power of two, or 0
  size_t head_ = 0, size_ = 0;
};

}  // namespace sim::py
