// set and frozenset: open addressing with CPython's hashes, probing and growth, so that a set of numbers iterates in CPython's order.
#pragma once
#include "sim/base/heap.h"

namespace sim::py {

class Set : public Object {
 public:
  explicit Set(Kind kind = Kind::set) : Object(kind) { small = Heap::current().birth(); }   // or Kind::frozenset
  static Ref<Set> make(Kind kind = Kind::set) { return Ref<Set>(new Set(kind)); }
  Ref<Set> copy(Kind kind) const;
  void references(References& each) override;

  struct Entry {
    Value key;                     // null: empty; see `dummy`
    int64_t hash = 0;              // -1 with a null key: deleted
  };
  size_t size() const { return used_; }
  bool contains(const Value& key);
  bool contains(const Value& key, int64_t hash);
  bool add(const Value& key);                      // true: was not there
  bool add(const Value& key, int64_t hash);
  bool discard(const Value& key);                  // true: was there
  void clear();
  Value pop();                                     // any element, CPython's; null when empty
  // Iteration as in Dict.
  static constexpr size_t npos = ~size_t{0};
  size_t next(size_t i) const;
  const Value& key_at(size_t i) const;
  // asyncio's sets of tasks keep the order of insertion (contract.md): such a set says so and iterates that way.
  void keep_insertion_order();
  bool insertion_ordered() const { return ordered_; }

  // Everything in `other`, in the order and with the growth of CPython's set_merge.
  void merge(const Set& other);
  // Room as set_update_internal makes it before it adds `n` keys of a dict.
  void reserve_for_merge(size_t n);
  // Drops the marks of deleted keys when there are many of them, as the end of difference_update does.
  void drop_deleted();
  void swap_bodies(Set& other);
  int64_t content_hash() const;                    // of a frozenset, computed anew; never -1
  size_t table_size() const { return table_.empty() ? kSmallest : table_.size(); }

 private:
  static constexpr size_t kSmallest = 8;
  enum class Found : uint8_t { empty, active };
  Found find(const Value& key, int64_t hash, size_t* at);
  void insert_clean(const Value& key, int64_t hash);
  void resize(size_t more_than);

  Vec<Value> order_;               // only when ordered_; null where a key was discarded. Ends behind table_: keys go in this order
  Vec<Entry> table_;               // its size is a power of two, 8 at least; no memory before the first key
  size_t used_ = 0, fill_ = 0, finger_ = 0;
  bool ordered_ = false;
  size_t order_first_ = 0;         // all before it are null
};

// The methods of the same names, with any iterable on the right, in CPython's order of steps.
void set_update(Set* set, const Value& other);
void set_difference_update(Set* set, const Value& other);
void set_symmetric_difference_update(Set* set, const Value& other);
Ref<Set> set_intersection(Set* set, const Value& other);
Ref<Set> set_difference(Set* set, const Value& other);
bool is_any_set(const Value& v);                   // set, frozenset or derived

}  // namespace sim::py
