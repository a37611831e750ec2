// tuple: a fixed number of values behind the object.
#pragma once
#include "sim/python/objects/dict.h"

#include <initializer_list>

namespace sim::py {

class Tuple : public Object {
 public:
  static Ref<Tuple> make(const Value* items, size_t n);            // copies
  static Ref<Tuple> make(std::initializer_list<Value> items) { return make(items.begin(), items.size()); }
  static Ref<Tuple> uninitialized(size_t n, py::Type* type = nullptr);  // n nulls, to be filled at once; type: a subclass
  ~Tuple() override;
  void references(References& each) override;

  size_t size() const { return size_; }
  const Value& operator[](size_t i) const { return items_[i]; }
  Value& operator[](size_t i) { return items_[i]; }
  const Value* begin() const { return items_; }
  const Value* end() const { return items_ + size_; }
  const Value* data() const { return items_; }

 protected:
  explicit Tuple(size_t n);
  Tuple(size_t n, py::Type* type, Value* items) : Object(Kind::tuple, type), size_(n), items_(items) {}
  size_t size_;
  Value* items_;                   // behind the object
};

// An instance of a class derived from tuple (a namedtuple): the items lie behind it.
class TupleInstance : public Tuple {
 public:
  static Ref<Tuple> make(size_t n, py::Type* type);                // n nulls
  ~TupleInstance() override;
  void references(References& each) override;
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Dict> dict;                  // null until the first attribute

 private:
  TupleInstance(size_t n, py::Type* type);
};

// CPython: tuplehash, an xxHash of the items' hashes.
int64_t hash_items(const Value* items, size_t n);

}  // namespace sim::py
