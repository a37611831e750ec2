// The type tuple and its iterator. CPython: Objects/tupleobject.c.
// Before: init_types. After: collections.namedtuple derives from it; see TupleInstance.
#include "sim/python/init.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

const Tuple& tuple_of(const Value& v) { return *v.as<Tuple>(); }

Value tuple_create(Type* type, const Args& args) {
  if (type == vm().types.tuple) {
    check_arguments("tuple", args, 1);
    if (args.npos == 0) return Tuple::make(nullptr, 0);
    if (is_exact(args[0], Kind::tuple)) return args[0];
    return to_tuple(args[0]);
  }
  if (args.npos > 1) check_arguments("tuple", Args{args.items, args.npos, nullptr}, 1);
  Ref<Tuple> items = args.npos ? to_tuple(args[0]) : Tuple::make(nullptr, 0);
  Ref<Tuple> out = TupleInstance::make(items->size(), type);
  for (size_t i = 0; i < items->size(); ++i) (*out)[i] = (*items)[i];
  return out;
}

Value tuple_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("(...)");
  const Tuple& t = tuple_of(self);
  Joiner text;
  text.add("(");
  for (const Value& item : t) text.add_item(item);
  text.add(t.size() == 1 ? ",)" : ")");
  return text.done();
}

int64_t tuple_hash(const Value& self) { return hash_items(tuple_of(self).data(), tuple_of(self).size()); }

Value tuple_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::tuple) || !b.is(Kind::tuple)) return vm().not_implemented;
  return compare_items(tuple_of(a), tuple_of(b), op);
}

Value tuple_concat(const Value& a, const Value& b) {
  if (!b.is(Kind::tuple)) raise_type_error("can only concatenate tuple (not \"", type_name(b), "\") to tuple");
  const Tuple &x = tuple_of(a), &y = tuple_of(b);
  if (y.size() == 0 && is_exact(a, Kind::tuple)) return a;
  if (x.size() == 0 && is_exact(b, Kind::tuple)) return b;
  Ref<Tuple> out = Tuple::uninitialized(x.size() + y.size());
  for (size_t i = 0; i < x.size(); ++i) (*out)[i] = x[i];
  for (size_t i = 0; i < y.size(); ++i) (*out)[x.size() + i] = y[i];
  charge_steps(out->size() / 4);
  return out;
}

Value tuple_repeat(const Value& a, int64_t n) {
  const Tuple& t = tuple_of(a);
  if (is_exact(a, Kind::tuple) && (n == 1 || t.size() == 0)) return a;
  size_t total = repeated_size(t.size(), n);
  Ref<Tuple> out = Tuple::uninitialized(total);
  for (size_t i = 0, j = 0; i < total; ++i) {
    (*out)[i] = t[j];
    if (++j == t.size()) j = 0;
  }
  return out;
}

int64_t tuple_len(const Value& self) { return static_cast<int64_t>(tuple_of(self).size()); }
bool tuple_truth(const Value& self) { return tuple_of(self).size() != 0; }

bool tuple_contains(const Value& self, const Value& item) {
  for (const Value& v : tuple_of(self))
    if (items_equal(v, item)) return true;
  return false;
}

Value tuple_getitem(const Value& self, const Value& key) {
  const Tuple& t = tuple_of(self);
  if (key.is(Kind::slice)) {
    int64_t start, stop, step;
    int64_t n = slice_indices(key, tuple_len(self), &start, &stop, &step);
    if (n <= 0) return Tuple::make(nullptr, 0);
    if (step == 1 && static_cast<size_t>(n) == t.size() && is_exact(self, Kind::tuple)) return self;
    Ref<Tuple> out = Tuple::uninitialized(static_cast<size_t>(n));
    for (int64_t i = 0, at = start; i < n; ++i, at += step) (*out)[static_cast<size_t>(i)] = t[static_cast<size_t>(at)];
    return out;
  }
  if (!has_index(key)) raise_type_error("tuple indices must be integers or slices, not ", type_name(key));
  int64_t i = from_end(key.is_int() ? key.as_int() : subscript_of(key), t.size());
  if (i < 0 || static_cast<size_t>(i) >= t.size()) raise(Exc::IndexError, "tuple index out of range");
  return t[static_cast<size_t>(i)];
}

Value tuple_index(const Value* a) {
  const Tuple& t = tuple_of(a[0]);
  size_t from, to;
  search_bounds(a[2], a[3], t.size(), &from, &to);
  for (size_t i = from; i < to; ++i)
    if (items_equal(t[i], a[1])) return Value::integer(static_cast<int64_t>(i));
  raise_value_error("tuple.index(x): x not in tuple");
}

Value tuple_count(const Value* a) {
  int64_t n = 0;
  for (const Value& v : tuple_of(a[0])) n += items_equal(v, a[1]);
  return Value::integer(n);
}

Value tuple_getnewargs(const Value* a) {
  const Tuple& t = tuple_of(a[0]);
  return Tuple::make({Value(Tuple::make(t.data(), t.size()))});
}

Value tuple_iter(const Value& self) { return Ref<TupleIterator>(new TupleIterator(Ref<Tuple>(self.as<Tuple>()))); }
Value itself(const Value& self) { return self; }

bool tuple_iterator_next(const Value& self, Value* out) {
  auto* it = self.as<TupleIterator>();
  if (!it->tuple) return false;
  if (it->index >= it->tuple->size()) {
    it->tuple = nullptr;
    return false;
  }
  *out = (*it->tuple)[it->index++];
  return true;
}
Value tuple_iterator_hint(const Value* a) {
  auto* it = a[0].as<TupleIterator>();
  return Value::integer(it->tuple ? static_cast<int64_t>(it->tuple->size() - it->index) : 0);
}

}  // namespace

void init_tuple_type(Vm& vm) {
  TypeBuilder b("tuple", Kind::tuple, vm.types.object, Type::match_sequence | Type::match_self);
  Slots& s = b.slots();
  s.create = tuple_create;
  s.repr = tuple_repr;
  s.hash = tuple_hash;
  s.compare = tuple_compare;
  s.concat = tuple_concat;
  s.repeat = tuple_repeat;
  s.len = tuple_len;
  s.truth = tuple_truth;
  s.contains = tuple_contains;
  s.getitem = tuple_getitem;
  s.iter = tuple_iter;
  b.method("index", "self, value, start=0, stop=9223372036854775807, /", tuple_index)
      .method("count", "self, value, /", tuple_count)
      .method("__getnewargs__", "self, /", tuple_getnewargs);
  vm.types.tuple = b.finish();

  TypeBuilder it("tuple_iterator", Kind::tuple_iterator, vm.types.object, Type::final_);
  it.slots().iter = itself;
  it.slots().next = tuple_iterator_next;
  it.method("__length_hint__", "self, /", tuple_iterator_hint).finish();
}

}  // namespace sim::py
