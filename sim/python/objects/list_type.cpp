// The type list: its operators and methods, and its iterators. CPython: Objects/listobject.c.
// Before: init_types. After: sort.cpp sorts; protocol.h's slice_indices reads slices.
#include "sim/python/init.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/range.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/sort.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

Vec<Value>& items_of(const Value& v) { return v.as<List>()->items; }

Value list_create(Type* type, const Args&) {
  if (type == vm().types.list) return List::make();
  return Ref<List>(new WithAttributes<List>(type));
}

void list_init(const Value& self, const Args& args) {
  check_arguments("list", args, 1);
  if (!items_of(self).empty()) Vec<Value>().swap(items_of(self));
  if (args.npos) list_extend(self.as<List>(), args[0]);
}

Value list_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("[...]");
  Joiner text;
  text.add("[");
  for (size_t i = 0; i < items_of(self).size(); ++i) text.add_item(Value(items_of(self)[i]));
  text.add("]");
  return text.done();
}

Value list_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::list) || !b.is(Kind::list)) return vm().not_implemented;
  return compare_items(items_of(a), items_of(b), op);
}

Value list_concat(const Value& a, const Value& b) {
  if (!b.is(Kind::list)) raise_type_error("can only concatenate list (not \"", type_name(b), "\") to list");
  Ref<List> out = List::make();
  out->items.reserve(items_of(a).size() + items_of(b).size());
  out->items.insert(out->items.end(), items_of(a).begin(), items_of(a).end());
  out->items.insert(out->items.end(), items_of(b).begin(), items_of(b).end());
  charge_steps(out->items.size() / 4);
  return out;
}

Value list_repeat(const Value& a, int64_t n) {
  const Vec<Value>& from = items_of(a);
  Ref<List> out = List::make();
  size_t total = repeated_size(from.size(), n);
  if (from.size() == 1) {
    out->items.assign(total, from[0]);
    return out;
  }
  out->items.reserve(total);
  while (out->items.size() < total) out->items.insert(out->items.end(), from.begin(), from.end());
  return out;
}

Value list_inplace_concat(const Value& a, const Value& b) {
  list_extend(a.as<List>(), b);
  return a;
}

Value list_inplace_repeat(const Value& a, const Value& b) {
  if (!has_index(b)) return vm().not_implemented;
  Value repeated = list_repeat(a, index_of(b));
  items_of(a).swap(items_of(repeated));
  return a;
}

int64_t list_len(const Value& self) { return static_cast<int64_t>(items_of(self).size()); }
bool list_truth(const Value& self) { return !items_of(self).empty(); }

bool list_contains(const Value& self, const Value& item) {
  for (size_t i = 0; i < items_of(self).size(); ++i)
    if (items_equal(items_of(self)[i], item)) return true;
  return false;
}

// ---- items and slices
size_t place_of(const Value& self, const Value& key, const char* out_of_range) {
  if (!has_index(key)) raise_type_error("list indices must be integers or slices, not ", type_name(key));
  int64_t i = from_end(key.is_int() ? key.as_int() : subscript_of(key), items_of(self).size());
  if (i < 0 || static_cast<size_t>(i) >= items_of(self).size()) raise(Exc::IndexError, out_of_range);
  return static_cast<size_t>(i);
}

Value list_getitem(const Value& self, const Value& key) {
  if (!key.is(Kind::slice)) return items_of(self)[place_of(self, key, "list index out of range")];
  int64_t start, stop, step;
  int64_t n = slice_indices(key, list_len(self), &start, &stop, &step);
  if (n <= 0) return List::make();
  const Vec<Value>& from = items_of(self);
  charge_steps(static_cast<uint64_t>(n) / 4);
  if (step == 1) return List::make(from.data() + start, static_cast<size_t>(n));
  Ref<List> out = List::make();
  out->items.reserve(static_cast<size_t>(n));
  for (int64_t i = 0, at = start; i < n; ++i, at += step) out->items.push_back(from[static_cast<size_t>(at)]);
  return out;
}

void delete_slice(Vec<Value>& items, int64_t n, int64_t start, int64_t step) {
  if (n <= 0) return;
  if (step < 0) {
    start += step * (n - 1);
    step = -step;
  }
  Vec<Value> dropped, kept;        // let go only when the list is whole again
  dropped.reserve(static_cast<size_t>(n));
  auto to = static_cast<size_t>(start);
  size_t next = to;
  for (size_t i = to; i < items.size(); ++i) {
    if (i == next && dropped.size() < static_cast<size_t>(n)) {
      dropped.push_back(std::move(items[i]));
      next += static_cast<size_t>(step);
    } else {
      items[to++] = std::move(items[i]);
    }
  }
  items.resize(to);
  drop_from_end(dropped);
}

void assign_slice(const Value& self, const Value& slice, const Value& v) {
  int64_t start, stop, step;
  // The right side is read first: it may change the list.
  Ref<List> given;
  if (is_exact(v, Kind::list)) {
    given = List::make(items_of(v).data(), items_of(v).size());
  } else {
    if (!type_of(v)->slots.iter && !type_of(v)->slots.getitem)
      raise_type_error("must assign iterable to extended slice");
    given = to_list(v);
  }
  Vec<Value>& items = items_of(self);
  int64_t n = slice_indices(slice, list_len(self), &start, &stop, &step);
  n = std::max<int64_t>(n, 0);
  charge_steps((items.size() + given->items.size()) / 4);
  if (step == 1) {
    Vec<Value> dropped(items.begin() + start, items.begin() + start + n);
    size_t common = std::min(dropped.size(), given->items.size());
    std::copy_n(given->items.begin(), common, items.begin() + start);
    auto at = items.begin() + start + static_cast<int64_t>(common);
    if (given->items.size() > common) items.insert(at, given->items.begin() + static_cast<int64_t>(common), given->items.end());
    else items.erase(at, items.begin() + start + n);
    drop_from_end(dropped);
    return;
  }
  if (given->items.size() != static_cast<size_t>(n))
    raise_value_error("attempt to assign sequence of size ", given->items.size(), " to extended slice of size ", n);
  for (int64_t i = 0, at = start; i < n; ++i, at += step) items[static_cast<size_t>(at)].swap(given->items[static_cast<size_t>(i)]);
}

void list_setitem(const Value& self, const Value& key, const Value& v) {
  Vec<Value>& items = items_of(self);
  if (key.is(Kind::slice)) {
    if (!v.is_null()) return assign_slice(self, key, v);
    int64_t start, stop, step;
    int64_t n = slice_indices(key, list_len(self), &start, &stop, &step);
    charge_steps(items.size() / 4);
    return delete_slice(items, n, start, step);
  }
  size_t i = place_of(self, key, "list assignment index out of range");
  if (!v.is_null()) {
    items[i] = v;
    return;
  }
  Value dropped = std::move(items[i]);
  items.erase(items.begin() + static_cast<ptrdiff_t>(i));
}

// ---- methods
Value list_append(const Value* a) {
  items_of(a[0]).push_back(a[1]);
  return Value::none();
}

Value list_extend_method(const Value* a) {
  list_extend(a[0].as<List>(), a[1]);
  return Value::none();
}

Value list_insert(const Value* a) {
  Vec<Value>& items = items_of(a[0]);
  int64_t i = from_end(ssize_of(a[1]), items.size());
  i = std::clamp<int64_t>(i, 0, static_cast<int64_t>(items.size()));
  charge_steps((items.size() - static_cast<size_t>(i)) / 16);
  items.insert(items.begin() + i, a[2]);
  return Value::none();
}

Value list_remove(const Value* a) {
  for (size_t i = 0; i < items_of(a[0]).size(); ++i) {
    if (!items_equal(items_of(a[0])[i], a[1])) continue;
    Vec<Value>& items = items_of(a[0]);
    if (i >= items.size()) break;
    Value dropped = std::move(items[i]);
    items.erase(items.begin() + static_cast<ptrdiff_t>(i));
    return Value::none();
  }
  raise_value_error("list.remove(x): x not in list");
}

Value list_pop(const Value* a) {
  Vec<Value>& items = items_of(a[0]);
  int64_t i = a[1].is_null() ? -1 : ssize_of(a[1]);
  if (items.empty()) raise(Exc::IndexError, "pop from empty list");
  i = from_end(i, items.size());
  if (i < 0 || static_cast<size_t>(i) >= items.size()) raise(Exc::IndexError, "pop index out of range");
  Value item = std::move(items[static_cast<size_t>(i)]);
  charge_steps((items.size() - static_cast<size_t>(i)) / 16);
  items.erase(items.begin() + i);
  return item;
}

Value list_clear(const Value* a) {
  Vec<Value> dropped;
  dropped.swap(items_of(a[0]));
  drop_from_end(dropped);
  return Value::none();
}

Value list_index(const Value* a) {
  size_t from, to;
  search_bounds(a[2], a[3], items_of(a[0]).size(), &from, &to);
  for (size_t i = from; i < to && i < items_of(a[0]).size(); ++i)
    if (items_equal(items_of(a[0])[i], a[1])) return Value::integer(static_cast<int64_t>(i));
  raise_value_error(repr(a[1])->view(), " is not in list");
}

Value list_count(const Value* a) {
  int64_t n = 0;
  for (size_t i = 0; i < items_of(a[0]).size(); ++i) n += items_equal(items_of(a[0])[i], a[1]);
  return Value::integer(n);
}

Value list_sort_method(const Value* a) {
  list_sort(a[0].as<List>(), a[1], !a[2].is_null() && truthy(a[2]));
  return Value::none();
}

Value list_reverse(const Value* a) {
  std::reverse(items_of(a[0]).begin(), items_of(a[0]).end());
  return Value::none();
}

Value list_copy(const Value* a) { return List::make(items_of(a[0]).data(), items_of(a[0]).size()); }

// ---- iterators
Value list_iter(const Value& self) { return Ref<ListIterator>(new ListIterator(Ref<List>(self.as<List>()))); }
Value itself(const Value& self) { return self; }

bool list_iterator_next(const Value& self, Value* out) {
  auto* it = self.as<ListIterator>();
  if (!it->list) return false;
  if (it->index >= it->list->items.size()) {
    it->list = nullptr;
    return false;
  }
  *out = it->list->items[it->index++];
  return true;
}
Value list_iterator_hint(const Value* a) {
  auto* it = a[0].as<ListIterator>();
  size_t size = it->list ? it->list->items.size() : 0;
  return Value::integer(it->index < size ? static_cast<int64_t>(size - it->index) : 0);
}

class ListReverseIterator : public Object {
 public:
  explicit ListReverseIterator(Ref<List> list) : Object(Kind::list_reverse_iterator), left(list->items.size()), list(std::move(list)) {}
  size_t left;                     // items before this one are still to come
  Ref<List> list;
};

bool list_reverse_next(const Value& self, Value* out) {
  auto* it = self.as<ListReverseIterator>();
  if (!it->list) return false;
  if (it->left == 0 || it->left > it->list->items.size()) {
    it->list = nullptr;
    return false;
  }
  *out = it->list->items[--it->left];
  return true;
}
Value list_reverse_hint(const Value* a) {
  auto* it = a[0].as<ListReverseIterator>();
  return Value::integer(it->list && it->left <= it->list->items.size() ? static_cast<int64_t>(it->left) : 0);
}
Value list_reversed(const Value* a) { return list_reverse_iterator(Ref<List>(a[0].as<List>())); }

// Of any object that has __getitem__ alone. CPython: PySeqIter.
class SequenceIterator : public Object {
 public:
  explicit SequenceIterator(Value sequence) : Object(Kind::sequence_iterator), sequence(std::move(sequence)) {}
  Value sequence;                  // null once exhausted
  int64_t index = 0;
};

bool sequence_next(const Value& self, Value* out) {
  auto* it = self.as<SequenceIterator>();
  if (it->sequence.is_null()) return false;
  Value held = it->sequence;
  try {
    *out = get_item(held, Value::integer(it->index));
  } catch (const Raised& r) {
    if (!matches(r.exception.get(), Exc::IndexError) && !matches(r.exception.get(), Exc::StopIteration)) throw;
    it->sequence = Value();
    return false;
  }
  ++it->index;
  return true;
}

void init_iterators(Vm& vm) {
  TypeBuilder forward("list_iterator", Kind::list_iterator, vm.types.object, Type::final_);
  forward.slots().iter = itself;
  forward.slots().next = list_iterator_next;
  forward.method("__length_hint__", "self, /", list_iterator_hint).finish();
  TypeBuilder backward("list_reverseiterator", Kind::list_reverse_iterator, vm.types.object, Type::final_);
  backward.slots().iter = itself;
  backward.slots().next = list_reverse_next;
  backward.method("__length_hint__", "self, /", list_reverse_hint).finish();
  TypeBuilder sequence("iterator", Kind::sequence_iterator, vm.types.object, Type::final_);
  sequence.slots().iter = itself;
  sequence.slots().next = sequence_next;
  sequence.finish();
}

}  // namespace

void list_extend(List* list, const Value& iterable) {
  if (is_exact(iterable, Kind::list) || is_exact(iterable, Kind::tuple)) {
    bool is_list = iterable.is(Kind::list);
    size_t n = is_list ? items_of(iterable).size() : iterable.as<Tuple>()->size();
    size_t room = list->items.capacity();
    if (list->items.size() + n > room) list->items.reserve(std::max(list->items.size() + n, room + room / 2));
    charge_steps(n / 4);
    for (size_t i = 0; i < n; ++i) list->items.push_back(is_list ? items_of(iterable)[i] : (*iterable.as<Tuple>())[i]);
    return;
  }
  if (is_exact(iterable, Kind::range) && !iterable.as<Range>()->big) {
    const Range& r = *iterable.as<Range>();
    size_t total = repeated_size(static_cast<size_t>(r.length), 1) + list->items.size();
    if (total > list->items.capacity()) list->items.reserve(std::max(total, list->items.capacity() * 3 / 2));
    for (int64_t i = 0, v = r.start; i < r.length; ++i) {
      list->items.push_back(Value::integer(v));
      if (i + 1 < r.length) v += r.step;
    }
    return;
  }
  Ref<List> held(list);
  iterate(iterable, [list](Value item) { list->items.push_back(std::move(item)); });
}

// While its keys are compared the list is empty, and must still be so at the end. CPython: list_sort_impl.
void list_sort(List* list, const Value& key, bool reverse) {
  Ref<List> held(list);
  Vec<Value> items;
  items.swap(list->items);
  try {
    sort_values(items, key, reverse);
  } catch (...) {
    items.swap(list->items);
    throw;
  }
  items.swap(list->items);
  if (items.capacity() != 0) raise_value_error("list modified during sort");
}

Value list_reverse_iterator(const Ref<List>& list) { return Ref<ListReverseIterator>(new ListReverseIterator(list)); }
Value sequence_iterator(const Value& sequence) { return Ref<SequenceIterator>(new SequenceIterator(sequence)); }

void init_list_type(Vm& vm) {
  TypeBuilder b("list", Kind::list, vm.types.object, Type::match_sequence | Type::match_self);
  Slots& s = b.slots();
  s.create = list_create;
  s.init = list_init;
  s.repr = list_repr;
  s.compare = list_compare;
  s.concat = list_concat;
  s.repeat = list_repeat;
  s.inplace_concat = list_inplace_concat;
  s.inplace[static_cast<size_t>(ast::Operator::Mult)] = list_inplace_repeat;
  s.len = list_len;
  s.truth = list_truth;
  s.contains = list_contains;
  s.getitem = list_getitem;
  s.setitem = list_setitem;
  s.iter = list_iter;
  b.method("append", "self, object, /", list_append)
      .method("extend", "self, iterable, /", list_extend_method)
      .method("insert", "self, index, object, /", list_insert)
      .method("remove", "self, value, /", list_remove)
      .method("pop", "self, index=-1, /", list_pop)
      .method("clear", "self, /", list_clear)
      .method("index", "self, value, start=0, stop=9223372036854775807, /", list_index)
      .method("count", "self, value, /", list_count)
      .method("sort", "self, /, *, key=None, reverse=False", list_sort_method)
      .method("reverse", "self, /", list_reverse)
      .method("copy", "self, /", list_copy)
      .method("__reversed__", "self, /", list_reversed);
  vm.types.list = b.finish();
  init_iterators(vm);
}

}  // namespace sim::py
