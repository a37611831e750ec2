// What list, tuple and range share: comparing item by item, searching, and the way their reprs are put together.
#pragma once
#include "sim/python/protocol.h"

#include <algorithm>
#include <string>

namespace sim::py {

// x == y for items of containers: by identity first. The values are kept alive meanwhile, because __eq__ may change the container.
inline bool items_equal(const Value& a, const Value& b) {
  if (a.identical(b)) return true;
  if (a.is_int() && b.is_int()) return false;
  Value x = a, y = b;
  return compare_bool(x, y, CompareOp::eq);
}

// CPython: list_richcompare, tuple_richcompare. A and B have size() and [], and may change while Python code compares their items.
template <class A, class B>
Value compare_items(const A& a, const B& b, CompareOp op) {
  if (a.size() != b.size() && (op == CompareOp::eq || op == CompareOp::ne)) return Value::boolean(op == CompareOp::ne);
  size_t i = 0;
  while (i < a.size() && i < b.size() && items_equal(a[i], b[i])) ++i;
  if (i >= a.size() || i >= b.size()) {
    size_t n = a.size(), m = b.size();
    switch (op) {
      case CompareOp::eq: return Value::boolean(n == m);
      case CompareOp::ne: return Value::boolean(n != m);
      case CompareOp::lt: return Value::boolean(n < m);
      case CompareOp::le: return Value::boolean(n <= m);
      case CompareOp::gt: return Value::boolean(n > m);
      case CompareOp::ge: return Value::boolean(n >= m);
    }
  }
  if (op == CompareOp::eq) return Value::boolean(false);
  if (op == CompareOp::ne) return Value::boolean(true);
  Value x = a[i], y = b[i];
  return compare(x, y, op);
}

// hash_items() without the count, as slices are hashed. In tuple.cpp.
int64_t hash_parts(const Value* items, size_t n);

// Text put together piece by piece, whose size is asked for while it grows.
class Joiner {
 public:
  void add(std::string_view piece) {
    text_ += piece;
    if (text_.size() > 65536) Heap::current().require(text_.size());
  }
  void add_item(const Value& item) {     // with ", " before all but the first
    if (!first_) text_ += ", ";
    first_ = false;
    charge_steps(4);
    add(repr(item)->view());
  }
  Value done() { return Str::make(text_); }

 private:
  std::string text_;
  bool first_ = true;
};

// A position counted from the end when negative.
inline int64_t from_end(int64_t index, size_t size) { return index < 0 ? index + static_cast<int64_t>(size) : index; }

// start and stop of index(x, start, stop), in [0, size]; absent ones mean everything.
inline void search_bounds(const Value& start, const Value& stop, size_t size, size_t* from, size_t* to) {
  auto n = static_cast<int64_t>(size);
  int64_t i = start.is_null() ? 0 : clamp_index(start), j = stop.is_null() ? n : clamp_index(stop);
  *from = static_cast<size_t>(std::clamp<int64_t>(i < 0 ? i + n : i, 0, n));
  *to = static_cast<size_t>(std::clamp<int64_t>(j < 0 ? j + n : j, 0, n));
}

// The number of copies that fits: asks for the memory of n * size values.
inline size_t repeated_size(size_t size, int64_t n) {
  if (n <= 0 || size == 0) return 0;
  size_t total;
  if (__builtin_mul_overflow(size, static_cast<size_t>(n), &total) || total > (size_t{1} << 58)) Heap::current().require(~size_t{0} / 2);
  Heap::current().require(total * sizeof(Value));
  charge_steps(total / 8);
  return total;
}

inline bool is_exact(const Value& v, Kind kind) { return v.is(kind) && !(v.as_object()->flags & Object::is_subclass); }
inline bool has_index(const Value& v) { return v.is_int() || v.is_bool() || type_of(v)->slots.index != nullptr; }

// A built-in constructor's "list expected at most 1 argument, got 2" and "list() takes no keyword arguments".
inline void check_arguments(const char* name, const Args& args, size_t most, size_t least = 0) {
  if (args.names && args.names->size()) raise_type_error(name, "() takes no keyword arguments");
  if (args.npos > most) raise_type_error(name, " expected at most ", most, most == 1 ? " argument, got " : " arguments, got ", args.npos);
  if (args.npos < least) raise_type_error(name, " expected at least ", least, least == 1 ? " argument, got " : " arguments, got ", args.npos);
}

}  // namespace sim::py
