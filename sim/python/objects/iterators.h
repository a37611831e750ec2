// Iterators over the built-in containers. Their fields are open: FOR_ITER in vm.cpp walks them without a call.
// Before: iter() of a container makes them. After: next() of sim/python/protocol.h, `for` in vm.cpp.
#pragma once
#include "sim/base/references.h"
#include "sim/python/objects/dict.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/set.h"
#include "sim/python/objects/tuple.h"

namespace sim::py {

class Vm;

class ListIterator : public Object {
 public:
  explicit ListIterator(Ref<List> list) : Object(Kind::list_iterator), list(std::move(list)) {}
  void references(References& each) override { each(list); }
  Ref<List> list;                  // null once exhausted: it then stays so
  size_t index = 0;                // of the item to give next
};

class TupleIterator : public Object {
 public:
  explicit TupleIterator(Ref<Tuple> tuple) : Object(Kind::tuple_iterator), tuple(std::move(tuple)) {}
  void references(References& each) override { each(tuple); }
  Ref<Tuple> tuple;                // null once exhausted
  size_t index = 0;
};

class RangeIterator : public Object {
 public:
  RangeIterator(int64_t start, int64_t step, int64_t left) : Object(Kind::range_iterator), value(start), step(step), left(left) {}
  int64_t value, step;             // `value` is given next
  int64_t left;                    // how many are still to come
};

// Over keys, values or items. CPython: dictiterobject; the two RuntimeErrors come from dict_iterator_next.
class DictIterator : public Object {
 public:
  enum class What : uint8_t { keys, values, items };
  DictIterator(Ref<Dict> dict, What what, bool reversed);
  void references(References& each) override { each(dict); }
  Ref<Dict> dict;                  // null once exhausted
  size_t index;                    // forward: entries from here on; reversed: entries before here
  size_t size;                     // of the dict when the walk began
  size_t left;                     // entries still expected
  What what;
  bool reversed;
};
bool dict_iterator_next(DictIterator* it, Value* out);           // false: exhausted
// The next entry in order, or null at the end; RuntimeError when the dict has changed meanwhile.
const Dict::Entry* dict_iterator_entry(DictIterator* it);

Value dict_iterator(const Ref<Dict>& dict, DictIterator::What what, bool reversed = false);

// dict.keys(), values(), items().
class DictView : public Object {
 public:
  void references(References& each) override { each(dict); }
  DictView(Ref<Dict> dict, DictIterator::What what);
  Ref<Dict> dict;
  DictIterator::What what;
};

class SetIterator : public Object {
 public:
  explicit SetIterator(Ref<Set> set);
  void references(References& each) override { each(set); }
  Ref<Set> set;                    // null once exhausted
  size_t index = 0, size, given = 0;
};

// reversed(list), and the iterator of any object with __getitem__ alone.
Value list_reverse_iterator(const Ref<List>& list);
Value sequence_iterator(const Value& sequence);

}  // namespace sim::py
