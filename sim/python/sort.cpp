#include "sim/python/sort.h"

#include "sim/python/protocol.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace sim::py {

namespace {

// A run is filled up to this length: all of a short list, else 32 to 64, so that the number of runs is nearly a power of two.
// CPython: merge_compute_minrun.
size_t short_run(size_t n) {
  size_t lost = 0;
  for (; n >= 64; n >>= 1) lost |= n & 1;
  return n + lost;
}

// Sorts `a` with `less`, which may throw and may be inconsistent: no place outside is ever touched. Runs that are already in order
// (or falling) are found first, short ones are filled up by binary insertion, and then neighbours are merged. As far as there is one
// run what is compared with what is CPython's, which a program sees where items cannot be compared or tell when they are.
template <class T, class Less>
class MergeSort {
 public:
  MergeSort(Vec<T>& a, Less less) : a_(a), less_(less), short_run_(short_run(a.size())) { spare_.resize(a.size() / 2 + 1); }

  void run() {
    Vec<size_t> starts;
    for (size_t i = 0; i < a_.size();) {
      starts.push_back(i);
      i = next_run(i);
    }
    while (starts.size() > 1) {
      Vec<size_t> merged;
      for (size_t i = 0; i < starts.size(); i += 2) {
        merged.push_back(starts[i]);
        if (i + 1 == starts.size()) break;
        merge(starts[i], starts[i + 1], i + 2 < starts.size() ? starts[i + 2] : a_.size());
      }
      starts.swap(merged);
    }
  }

 private:
  // The end of the run that begins at `from`, in order. CPython 3.13: count_run, whose falling runs may have equals in them.
  size_t next_run(size_t from) {
    size_t to = from + 1;
    while (to < a_.size() && !less_(a_[to], a_[to - 1])) ++to;
    if (to < a_.size() && (to == from + 1 || !less_(a_[from], a_[to - 1]))) {   // all equal, then one less
      reverse(from, to);
      size_t equal = 0;        // to the last one and behind it: turned round twice, they keep their order
      for (++to; to < a_.size(); ++to) {
        if (less_(a_[to], a_[to - 1])) {
          if (equal) reverse(to - equal - 1, to);
          equal = 0;
        } else if (less_(a_[to - 1], a_[to])) {
          break;
        } else {
          ++equal;
        }
      }
      if (equal) reverse(to - equal - 1, to);
      reverse(from, to);
      while (to < a_.size() && !less_(a_[to], a_[to - 1])) ++to;
    }
    size_t wanted = std::min(from + short_run_, a_.size());
    for (; to < wanted; ++to) insert(from, to);
    return to;
  }

  void reverse(size_t from, size_t to) { std::reverse(a_.begin() + static_cast<ptrdiff_t>(from), a_.begin() + static_cast<ptrdiff_t>(to)); }

  // a_[at] goes to its place in the sorted [from, at), behind its equals.
  void insert(size_t from, size_t at) {
    size_t low = from, high = at;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (less_(a_[at], a_[middle])) high = middle;
      else low = middle + 1;
    }
    std::rotate(a_.begin() + static_cast<ptrdiff_t>(low), a_.begin() + static_cast<ptrdiff_t>(at), a_.begin() + static_cast<ptrdiff_t>(at) + 1);
  }

  void merge(size_t from, size_t middle, size_t to) {
    if (!less_(a_[middle], a_[middle - 1])) return;
    if (middle - from <= to - middle) {
      size_t n = middle - from, i = 0, j = middle, out = from;
      std::copy_n(a_.begin() + static_cast<ptrdiff_t>(from), n, spare_.begin());
      while (i < n && j < to) a_[out++] = less_(a_[j], spare_[i]) ? a_[j++] : spare_[i++];
      while (i < n) a_[out++] = spare_[i++];
    } else {
      size_t n = to - middle, i = middle, j = n, out = to;
      std::copy_n(a_.begin() + static_cast<ptrdiff_t>(middle), n, spare_.begin());
      while (j > 0 && i > from) {
        if (less_(spare_[j - 1], a_[i - 1])) a_[--out] = a_[--i];
        else a_[--out] = spare_[--j];
      }
      while (j > 0) a_[--out] = spare_[--j];
    }
  }

  Vec<T>& a_;
  Less less_;
  size_t short_run_;
  Vec<T> spare_;
};

template <class K>
struct Keyed {
  K key;
  uint32_t at;                     // in the list as it was
};

template <class K, class Extract, class Less>
Vec<uint32_t> order_by(const Vec<Value>& keys, bool reverse, Extract extract, Less less) {
  Vec<Keyed<K>> a(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) a[i] = {extract(keys[i]), static_cast<uint32_t>(i)};
  auto in_order = [&less](const Keyed<K>& x, const Keyed<K>& y) { return less(x.key, y.key); };
  if (reverse) std::reverse(a.begin(), a.end());     // and back: equals keep their order
  MergeSort<Keyed<K>, decltype(in_order)>(a, in_order).run();
  if (reverse) std::reverse(a.begin(), a.end());
  Vec<uint32_t> order(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) order[i] = a[i].at;
  return order;
}

// What all keys are, so that they can be compared without asking their type each time. CPython: the pre-sort check.
enum class Uniform : uint8_t { ints, floats, texts, no };
Uniform uniformity(const Vec<Value>& keys) {
  auto kind_of = [](const Value& v) {
    if (v.is_int()) return Uniform::ints;
    if (v.is_float()) return Uniform::floats;
    if (v.is(Kind::str) && !(v.as_object()->flags & Object::is_subclass)) return Uniform::texts;
    return Uniform::no;
  };
  Uniform first = kind_of(keys[0]);
  for (const Value& k : keys)
    if (first == Uniform::no || kind_of(k) != first) return Uniform::no;
  return first;
}

// a < b where most keys are tuples that differ in their first item.
bool less_than(const Value& a, const Value& b) {
  if (a.is(Kind::tuple) && b.is(Kind::tuple) && !((a.as_object()->flags | b.as_object()->flags) & Object::is_subclass)) {
    const Tuple &x = *a.as<Tuple>(), &y = *b.as<Tuple>();
    if (x.size() && y.size() && x[0].tag() == y[0].tag()) {
      if (x[0].is_int() && x[0].as_int() != y[0].as_int()) return x[0].as_int() < y[0].as_int();
      if (x[0].is_float() && x[0].as_float() != y[0].as_float()) return x[0].as_float() < y[0].as_float();
    }
  }
  return compare_bool(a, b, CompareOp::lt);
}

Vec<uint32_t> sorted_order(const Vec<Value>& keys, bool reverse) {
  using Text = const Str*;
  switch (uniformity(keys)) {
    case Uniform::ints:
      return order_by<int64_t>(keys, reverse, [](const Value& v) { return v.as_int(); }, [](int64_t a, int64_t b) { return a < b; });
    case Uniform::floats:
      return order_by<double>(keys, reverse, [](const Value& v) { return v.as_float(); }, [](double a, double b) { return a < b; });
    case Uniform::texts:
      return order_by<Text>(keys, reverse, [](const Value& v) { return static_cast<Text>(v.as<Str>()); }, [](Text a, Text b) { return a->view() < b->view(); });
    case Uniform::no: break;
  }
  using Place = const Value*;
  return order_by<Place>(keys, reverse, [](const Value& v) { return &v; }, [](Place a, Place b) { return less_than(*a, *b); });
}

}  // namespace

void sort_values(Vec<Value>& items, const Value& key, bool reverse) {
  const bool by_key = !key.is_null() && !key.is_none();
  Vec<Value> keys;
  if (by_key) {
    keys.reserve(items.size());
    for (const Value& item : items) keys.push_back(call(key, {item}));
  }
  if (items.size() < 2) return;
  if (items.size() > UINT32_MAX) Heap::current().require(Heap::current().limit());
  charge_steps(items.size() * static_cast<size_t>(std::bit_width(items.size())) / 2);   // comparisons
  Vec<uint32_t> order = sorted_order(by_key ? keys : items, reverse);
  Vec<Value> sorted;
  sorted.reserve(items.size());
  for (uint32_t at : order) sorted.push_back(std::move(items[at]));
  items.swap(sorted);
}

}  // namespace sim::py
