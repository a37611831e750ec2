// collections.deque. CPython: Modules/_collectionsmodule.c.
// Before: collections.cpp puts the type into _collections.
#include "sim/python/objects/deque.h"

#include "sim/base/references.h"
#include "sim/python/modules/collections_parts.h"
#include "sim/python/modules/native_iterator.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"

#include <utility>

namespace sim::py {

// ---- the ring
void Deque::grow() {
  Vec<Value> bigger(ring_.empty() ? 8 : ring_.size() * 2);
  for (size_t i = 0; i < size_; ++i) bigger[i].swap((*this)[i]);
  ring_.swap(bigger);
  head_ = 0;
}

void Deque::push_back(Value v) {
  ++changes;
  if (max_length == 0) return;
  if (size_ == ring_.size()) grow();
  (*this)[size_++].swap(v);
  if (max_length > 0 && size_ > static_cast<size_t>(max_length)) pop_front();
}

void Deque::push_front(Value v) {
  ++changes;
  if (max_length == 0) return;
  if (size_ == ring_.size()) grow();
  head_ = (head_ + ring_.size() - 1) & (ring_.size() - 1);
  ++size_;
  (*this)[0].swap(v);
  if (max_length > 0 && size_ > static_cast<size_t>(max_length)) pop_back();
}

Value Deque::pop_back() {
  ++changes;
  return std::exchange((*this)[--size_], Value());
}

Value Deque::pop_front() {
  ++changes;
  Value v = std::exchange((*this)[0], Value());
  head_ = (head_ + 1) & (ring_.size() - 1);
  --size_;
  return v;
}

void Deque::insert(size_t at, Value v) {
  push_back(std::move(v));
  charge_steps((size_ - at) / 16);
  for (size_t i = size_ - 1; i > at; --i) (*this)[i].swap((*this)[i - 1]);
}

void Deque::erase(size_t at) {
  charge_steps((size_ - at) / 16);
  for (size_t i = at; i + 1 < size_; ++i) (*this)[i].swap((*this)[i + 1]);
  pop_back();
}

void Deque::clear() {
  ++changes;
  Vec<Value> dropped;
  dropped.swap(ring_);
  head_ = size_ = 0;
}

void Deque::rotate(int64_t n) {
  if (size_ < 2) return;
  ++changes;
  auto by = static_cast<size_t>(((n % static_cast<int64_t>(size_)) + static_cast<int64_t>(size_)) % static_cast<int64_t>(size_));
  charge_steps(std::min(by, size_ - by) / 16);
  for (size_t i = 0; by <= size_ / 2 && i < by; ++i) {
    Value v = pop_back();
    push_front(std::move(v));
  }
  for (size_t i = 0; by > size_ / 2 && i < size_ - by; ++i) {
    Value v = pop_front();
    push_back(std::move(v));
  }
}

namespace {

Deque& deque_of(const Value& v) { return *v.as<Deque>(); }
bool is_deque(const Value& v) { return v.is(Kind::deque); }

Type* deque_type() { return Heap::current().type_of_kind[static_cast<size_t>(Kind::deque)]; }

void extend(Deque& d, const Value& iterable) {
  if (is_deque(iterable) && &deque_of(iterable) == &d) {
    Ref<Tuple> items = to_tuple(iterable);
    for (const Value& item : *items) d.push_back(item);
    return;
  }
  Ref<Deque> held(&d);
  iterate(iterable, [&d](Value item) { d.push_back(std::move(item)); });
}

Value deque_create(Type* type, const Args&) {
  Ref<Deque> d(new Deque(type));
  if (type != deque_type()) {
    d->flags |= Object::is_subclass;
    if (type->type_flags & Type::has_del) d->flags |= Object::has_finalizer;
  }
  return d;
}

void deque_init(const Value& self, const Args& args) {
  Value a[2];
  if (args.npos > 2) raise_type_error("deque() takes at most 2 arguments (", args.npos, " given)");
  bind_arguments("deque", args, {"iterable", "maxlen"}, 0, 2, a);
  Deque& d = deque_of(self);
  d.max_length = -1;
  if (!a[1].is_null() && !a[1].is_none()) {
    if (!is_int(a[1])) raise_type_error("an integer is required");
    int64_t n = index_of(a[1]);
    if (n < 0) raise_value_error("maxlen must be non-negative");
    d.max_length = n;
  }
  if (d.size()) d.clear();
  if (!a[0].is_null()) extend(d, a[0]);
}

Value new_like(const Value& self) {
  Ref<Deque> d(new Deque(deque_type()));
  d->max_length = deque_of(self).max_length;
  return d;
}

// copy(), * and + keep the class, which is called as type(self)(self, maxlen).
Value copy_of(const Value& self) {
  Type* type = type_of(self);
  if (type == deque_type()) {
    Value out = new_like(self);
    extend(deque_of(out), self);
    return out;
  }
  int64_t most = deque_of(self).max_length;
  Value made = most < 0 ? call(Value(type), {self}) : call(Value(type), {self, Value::integer(most)});
  if (!made.is(Kind::deque)) raise_type_error(type->name_view(), "() must return a deque, not ", type_name(made));
  return made;
}

Value deque_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("[...]");
  Joiner text;
  text.add(cat(type_of(self)->name_view(), "(["));
  for (size_t i = 0; i < deque_of(self).size(); ++i) text.add_item(Value(deque_of(self)[i]));
  text.add("]");
  if (deque_of(self).max_length >= 0) text.add(cat(", maxlen=", deque_of(self).max_length));
  text.add(")");
  return text.done();
}

Value deque_compare(const Value& a, const Value& b, CompareOp op) {
  if (!is_deque(a) || !is_deque(b)) return vm().not_implemented;
  return compare_items(deque_of(a), deque_of(b), op);
}

Value deque_concat(const Value& a, const Value& b) {
  if (!is_deque(b)) raise_type_error("can only concatenate deque (not \"", type_name(b), "\") to deque");
  Value out = copy_of(a);
  extend(deque_of(out), b);
  return out;
}
Value deque_inplace_concat(const Value& a, const Value& b) {
  extend(deque_of(a), b);
  return a;
}

void repeat(Deque& d, int64_t n) {
  Vec<Value> items;
  for (size_t i = 0; i < d.size(); ++i) items.push_back(d[i]);
  d.clear();
  size_t total = repeated_size(items.size(), n);
  if (d.max_length >= 0) total = std::min(total, static_cast<size_t>(d.max_length) + items.size());
  size_t skip = items.empty() ? 0 : (repeated_size(items.size(), n) - total) % items.size();
  for (size_t i = 0; i < total; ++i) d.push_back(items[(i + skip) % items.size()]);
}
Value deque_repeat(const Value& a, int64_t n) {
  Value out = copy_of(a);
  repeat(deque_of(out), n);
  return out;
}
Value deque_inplace_repeat(const Value& a, const Value& b) {
  if (!has_index(b)) return vm().not_implemented;
  repeat(deque_of(a), index_of(b));
  return a;
}

int64_t deque_len(const Value& self) { return static_cast<int64_t>(deque_of(self).size()); }
bool deque_truth(const Value& self) { return deque_of(self).size() != 0; }

// Calls f(i) while it answers true; the deque must not change.
template <class F>
void search(Deque& d, const Value& wanted, size_t from, size_t to, F&& found) {
  uint64_t changes = d.changes;
  for (size_t i = from; i < to && i < d.size(); ++i) {
    bool same = items_equal(d[i], wanted);
    if (d.changes != changes) raise(Exc::RuntimeError, "deque mutated during iteration");
    if (same && !found(i)) return;
  }
}

bool deque_contains(const Value& self, const Value& item) {
  bool yes = false;
  search(deque_of(self), item, 0, Dict::npos, [&](size_t) { yes = true; return false; });
  return yes;
}

size_t place_of(const Value& self, const Value& key) {
  if (!has_index(key)) raise_type_error("sequence index must be integer, not '", type_name(key), "'");
  int64_t i = from_end(subscript_of(key), deque_of(self).size());
  if (i < 0 || static_cast<size_t>(i) >= deque_of(self).size()) raise(Exc::IndexError, "deque index out of range");
  return static_cast<size_t>(i);
}
Value deque_getitem(const Value& self, const Value& key) { return deque_of(self)[place_of(self, key)]; }
void deque_setitem(const Value& self, const Value& key, const Value& v) {
  size_t i = place_of(self, key);
  if (v.is_null()) return deque_of(self).erase(i);
  deque_of(self)[i] = v;
}

// ---- methods
Value append(const Value* a) {
  deque_of(a[0]).push_back(a[1]);
  return Value::none();
}
Value appendleft(const Value* a) {
  deque_of(a[0]).push_front(a[1]);
  return Value::none();
}
Value extend_method(const Value* a) {
  extend(deque_of(a[0]), a[1]);
  return Value::none();
}
Value extendleft(const Value* a) {
  Deque& d = deque_of(a[0]);
  Value source = is_deque(a[1]) && &deque_of(a[1]) == &d ? Value(to_tuple(a[1])) : a[1];
  iterate(source, [&d](Value item) { d.push_front(std::move(item)); });
  return Value::none();
}
Value pop(const Value* a) {
  if (deque_of(a[0]).size() == 0) raise(Exc::IndexError, "pop from an empty deque");
  return deque_of(a[0]).pop_back();
}
Value popleft(const Value* a) {
  if (deque_of(a[0]).size() == 0) raise(Exc::IndexError, "pop from an empty deque");
  return deque_of(a[0]).pop_front();
}
Value clear(const Value* a) {
  deque_of(a[0]).clear();
  return Value::none();
}
Value copy_method(const Value* a) { return copy_of(a[0]); }
Value count(const Value* a) {
  int64_t n = 0;
  search(deque_of(a[0]), a[1], 0, Dict::npos, [&](size_t) { return ++n, true; });
  return Value::integer(n);
}
Value index(const Value* a) {
  size_t from, to, at = Dict::npos;
  search_bounds(a[2], a[3], deque_of(a[0]).size(), &from, &to);
  search(deque_of(a[0]), a[1], from, to, [&](size_t i) { at = i; return false; });
  if (at == Dict::npos) raise_value_error(repr(a[1])->view(), " is not in deque");
  return Value::integer(static_cast<int64_t>(at));
}
Value insert(const Value* a) {
  Deque& d = deque_of(a[0]);
  int64_t i = ssize_of(a[1]);
  if (d.max_length >= 0 && d.size() >= static_cast<size_t>(d.max_length)) raise(Exc::IndexError, "deque already at its maximum size");
  i = std::clamp<int64_t>(from_end(i, d.size()), 0, static_cast<int64_t>(d.size()));
  d.insert(static_cast<size_t>(i), a[2]);
  return Value::none();
}
Value remove(const Value* a) {
  size_t at = Dict::npos;
  search(deque_of(a[0]), a[1], 0, Dict::npos, [&](size_t i) { at = i; return false; });
  if (at == Dict::npos) raise_value_error(repr(a[1])->view(), " is not in deque");
  deque_of(a[0]).erase(at);
  return Value::none();
}
Value reverse(const Value* a) {
  Deque& d = deque_of(a[0]);
  for (size_t i = 0, j = d.size(); i + 1 < j; ++i) d[i].swap(d[--j]);
  ++d.changes;
  return Value::none();
}
Value rotate(const Value* a) {
  deque_of(a[0]).rotate(a[1].is_null() ? 1 : ssize_of(a[1]));
  return Value::none();
}
Value get_maxlen(const Value& self) {
  int64_t n = deque_of(self).max_length;
  return n < 0 ? Value::none() : Value::integer(n);
}

// ---- iterators
class DequeIterator : public NativeIterator {
 public:
  DequeIterator(Type* type, Ref<Deque> d, bool reversed)
      : NativeIterator(type), deque(std::move(d)), changes(deque->changes), left(deque->size()), reversed(reversed) {}
  bool step(Value* out) override {
    if (left == 0) return false;
    if (deque->changes != changes) {
      left = 0;
      raise(Exc::RuntimeError, "deque mutated during iteration");
    }
    *out = (*deque)[reversed ? left - 1 : deque->size() - left];
    --left;
    return true;
  }
  Ref<Deque> deque;
  uint64_t changes;
  size_t left;
  bool reversed;
};

Type* iterator_type(const char* name) { return deque_type()->dict->get(intern(name).get()).as<Type>(); }
Value deque_iter(const Value& self) {
  return Ref<DequeIterator>(new DequeIterator(iterator_type("_deque_iterator"), Ref<Deque>(self.as<Deque>()), false));
}
Value deque_reversed(const Value* a) {
  return Ref<DequeIterator>(new DequeIterator(iterator_type("_deque_reverse_iterator"), Ref<Deque>(a[0].as<Deque>()), true));
}
Value iterator_hint(const Value* a) { return Value::integer(static_cast<int64_t>(a[0].as<DequeIterator>()->left)); }

Value make_iterator_type(const char* name) {
  TypeBuilder b = native_iterator_type(name, nullptr);
  return Value(b.method("__length_hint__", "self, /", iterator_hint).finish());
}

}  // namespace

void add_deque(const Ref<Dict>& module_dict) {
  TypeBuilder b("collections.deque", Kind::deque, vm().types.object, Type::match_sequence);
  Slots& s = b.slots();
  s.create = deque_create;
  s.init = deque_init;
  s.repr = deque_repr;
  s.compare = deque_compare;
  s.concat = deque_concat;
  s.repeat = deque_repeat;
  s.inplace_concat = deque_inplace_concat;
  s.inplace[static_cast<size_t>(ast::Operator::Mult)] = deque_inplace_repeat;
  s.len = deque_len;
  s.truth = deque_truth;
  s.contains = deque_contains;
  s.getitem = deque_getitem;
  s.setitem = deque_setitem;
  s.iter = deque_iter;
  b.method("append", "self, item, /", append)
      .method("appendleft", "self, item, /", appendleft)
      .method("extend", "self, iterable, /", extend_method)
      .method("extendleft", "self, iterable, /", extendleft)
      .method("pop", "self, /", pop)
      .method("popleft", "self, /", popleft)
      .method("clear", "self, /", clear)
      .method("copy", "self, /", copy_method)
      .method("__copy__", "self, /", copy_method)
      .method("count", "self, value, /", count)
      .method("index", "self, value, start=0, stop=9223372036854775807, /", index)
      .method("insert", "self, index, value, /", insert)
      .method("remove", "self, value, /", remove)
      .method("reverse", "self, /", reverse)
      .method("rotate", "self, n=1, /", rotate)
      .method("__reversed__", "self, /", deque_reversed)
      .getter("maxlen", get_maxlen)
      .attribute("_deque_iterator", make_iterator_type("collections._deque_iterator"))
      .attribute("_deque_reverse_iterator", make_iterator_type("collections._deque_reverse_iterator"));
  add_class_getitem(b);
  module_dict->set(intern("deque").get(), Value(b.finish()));
}

void Deque::references(References& each) {
  each.all(ring_);
  each(dict);
}

}  // namespace sim::py
