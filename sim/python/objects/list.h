// list.
#pragma once
#include "sim/base/heap.h"

namespace sim::py {

class List : public Object {
 public:
  List() : Object(Kind::list) { small = Heap::current().birth(); }
  static Ref<List> make() { return Ref<List>(new List); }
  static Ref<List> make(const Value* items, size_t n);
  ~List() override;
  void references(References& each) override;
  Vec<Value> items;
};

// Lets go of the items as CPython's lists and tuples do: the last one first.
inline void drop_from_end(Vec<Value>& items) {
  while (!items.empty()) items.pop_back();
}

// list.extend(iterable); the iterable may be the list itself.
void list_extend(List* list, const Value& iterable);
// list.sort(); TypeError, ValueError and whatever comparisons raise.
void list_sort(List* list, const Value& key, bool reverse);

}  // namespace sim::py
