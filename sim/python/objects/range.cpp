// The types range and slice. CPython: Objects/rangeobject.c, sliceobject.c.
// Before: init_types. After: FOR_ITER of vm.cpp walks RangeIterator without a call.
#include "sim/python/objects/range.h"

#include "sim/python/init.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

const Range& range_of(const Value& v) { return *v.as<Range>(); }
const Value kZero = Value::integer(0), kOne = Value::integer(1);   // hold no object

Value as_index(const Value& v) {
  if (v.is_int()) return v;
  if (is_int(v)) return plain_int(v);
  auto index = type_of(v)->slots.index;
  if (!index) raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
  return plain_int(index(v));
}

uint64_t distance(int64_t low, int64_t high) { return static_cast<uint64_t>(high) - static_cast<uint64_t>(low); }

// How many numbers; as many as 2**64 - 1.
uint64_t count_of(int64_t start, int64_t stop, int64_t step) {
  if (step > 0) return start < stop ? (distance(start, stop) - 1) / static_cast<uint64_t>(step) + 1 : 0;
  return start > stop ? (distance(stop, start) - 1) / (~static_cast<uint64_t>(step) + 1) + 1 : 0;
}

Value big_count(const Value& start, const Value& stop, const Value& step) {
  bool up = int_sign(step) > 0;
  const Value &low = up ? start : stop, &high = up ? stop : start;
  if (int_compare(low, high) >= 0) return kZero;
  return int_add(int_floordiv(int_sub(int_sub(high, low), kOne), int_abs(step)), kOne);
}

// The number at a place inside the range.
Value item_at(const Range& r, const Value& index) {
  if (!r.big && index.is_int()) return Value::integer(r.start + index.as_int() * r.step);
  return int_add(r.start_value(), int_mul(index, r.step_value()));
}

Value range_create(Type*, const Args& args) {
  check_arguments("range", args, 3, 1);
  if (args.npos == 1) return Range::make(kZero, as_index(args[0]), kOne);
  Value start = as_index(args[0]), stop = as_index(args[1]);
  Value step = args.npos == 3 ? as_index(args[2]) : kOne;
  if (int_sign(step) == 0) raise_value_error("range() arg 3 must not be zero");
  return Range::make(start, stop, step);
}

Value range_repr(const Value& self) {
  const Range& r = range_of(self);
  std::string text = cat("range(", int_to_text(r.start_value()), ", ", int_to_text(r.stop_value()));
  if (!r.step_value().identical(kOne)) text += cat(", ", int_to_text(r.step_value()));
  return Str::make(text + ")");
}

// What equal ranges have in common: the length, the first number when there is one, the step when there are two.
std::array<Value, 3> essence(const Range& r) {
  Value length = r.length_value();
  bool some = int_sign(length) > 0, several = some && int_compare(length, kOne) > 0;
  return {length, some ? r.start_value() : Value::none(), several ? r.step_value() : Value::none()};
}

int64_t range_hash(const Value& self) {
  auto e = essence(range_of(self));
  return hash_items(e.data(), e.size());
}

Value range_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::range) || !b.is(Kind::range) || (op != CompareOp::eq && op != CompareOp::ne)) return vm().not_implemented;
  auto x = essence(range_of(a)), y = essence(range_of(b));
  bool same = true;
  for (size_t i = 0; i < x.size(); ++i)
    same = same && (x[i].is_none() || y[i].is_none() ? x[i].is_none() == y[i].is_none() : int_compare(x[i], y[i]) == 0);
  return Value::boolean(same == (op == CompareOp::eq));
}

int64_t range_len(const Value& self) {
  const Range& r = range_of(self);
  if (!r.big) return r.length;
  int64_t n;
  if (!int_fits_int64(r.big_length, &n)) raise(Exc::OverflowError, "Python int too large to convert to C ssize_t");
  return n;
}
bool range_truth(const Value& self) { return int_sign(range_of(self).length_value()) > 0; }

bool contains_int(const Range& r, const Value& v) {
  bool up = int_sign(r.step_value()) > 0;
  Value start = r.start_value(), stop = r.stop_value();
  if (up ? int_compare(v, start) < 0 || int_compare(v, stop) >= 0 : int_compare(v, start) > 0 || int_compare(v, stop) <= 0) return false;
  return int_sign(int_mod(int_sub(v, start), r.step_value())) == 0;
}

bool range_contains(const Value& self, const Value& item) {
  if (item.is_int() || item.is_bool() || item.is(Kind::big_int)) return contains_int(range_of(self), item);
  Value it = get_iter(self), each;
  while (next(it, &each)) {
    charge_steps(1);
    if (items_equal(each, item)) return true;
  }
  return false;
}

Value slice_of(const Range& r, const Value& slice) {
  int64_t start, stop, step;
  int64_t length = r.length;
  if (r.big && !int_fits_int64(r.big_length, &length)) raise(Exc::OverflowError, "Python int too large to convert to C ssize_t");
  slice_indices(slice, length, &start, &stop, &step);
  Value first = int_add(r.start_value(), int_mul(Value::integer(start), r.step_value()));
  Value last = int_add(r.start_value(), int_mul(Value::integer(stop), r.step_value()));
  return Range::make(first, last, int_mul(r.step_value(), Value::integer(step)));
}

Value range_getitem(const Value& self, const Value& key) {
  const Range& r = range_of(self);
  if (key.is(Kind::slice)) return slice_of(r, key);
  if (!has_index(key)) raise_type_error("range indices must be integers or slices, not ", type_name(key));
  Value i = as_index(key), length = r.length_value();
  if (int_sign(i) < 0) i = int_add(i, length);
  if (int_sign(i) < 0 || int_compare(i, length) >= 0) raise(Exc::IndexError, "range object index out of range");
  return item_at(r, i);
}

Value range_index(const Value* a) {
  if (is_int(a[1])) {
    if (contains_int(range_of(a[0]), a[1]))
      return int_floordiv(int_sub(a[1], range_of(a[0]).start_value()), range_of(a[0]).step_value());
    raise_value_error(repr(a[1])->view(), " is not in range");
  }
  int64_t i = 0;
  Value it = get_iter(a[0]), each;
  for (; next(it, &each); ++i)
    if (items_equal(each, a[1])) return Value::integer(i);
  raise_value_error("sequence.index(x): x not in sequence");
}

Value range_count(const Value* a) {
  if (is_int(a[1])) return Value::integer(contains_int(range_of(a[0]), a[1]));
  int64_t n = 0;
  iterate(a[0], [&](const Value& each) { n += items_equal(each, a[1]); });
  return Value::integer(n);
}

// ---- iteration
class LongRangeIterator : public Object {
 public:
  LongRangeIterator(Value value, Value step, Value left)
      : Object(Kind::long_range_iterator), value(std::move(value)), step(std::move(step)), left(std::move(left)) {}
  Value value, step, left;
};

Value make_iterator(const Value& first, const Value& step, const Value& length) {
  // Every number on the way, and the one behind the last, must fit.
  int64_t start, by, n, last;
  if (int_fits_int64(first, &start) && int_fits_int64(step, &by) && int_fits_int64(length, &n) && !__builtin_mul_overflow(n, by, &last) &&
      !__builtin_add_overflow(last, start, &last))
    return Ref<RangeIterator>(new RangeIterator(start, by, n));
  return Ref<LongRangeIterator>(new LongRangeIterator(first, step, length));
}

Value range_iter(const Value& self) {
  const Range& r = range_of(self);
  return make_iterator(r.start_value(), r.step_value(), r.length_value());
}

Value range_reversed(const Value* a) {
  const Range& r = range_of(a[0]);
  Value last = int_add(r.start_value(), int_mul(r.step_value(), int_sub(r.length_value(), kOne)));
  return make_iterator(last, int_neg(r.step_value()), r.length_value());
}

Value itself(const Value& self) { return self; }

bool range_iterator_next(const Value& self, Value* out) {
  auto* it = self.as<RangeIterator>();
  if (it->left <= 0) return false;
  --it->left;
  *out = Value::integer(it->value);
  it->value += it->step;
  return true;
}
Value range_iterator_hint(const Value* a) { return Value::integer(a[0].as<RangeIterator>()->left); }

bool long_range_next(const Value& self, Value* out) {
  auto* it = self.as<LongRangeIterator>();
  if (int_sign(it->left) <= 0) return false;
  it->left = int_sub(it->left, kOne);
  *out = it->value;
  it->value = int_add(it->value, it->step);
  return true;
}
Value long_range_hint(const Value* a) { return a[0].as<LongRangeIterator>()->left; }

Value get_start(const Value& v) { return range_of(v).start_value(); }
Value get_stop(const Value& v) { return range_of(v).stop_value(); }
Value get_step(const Value& v) { return range_of(v).step_value(); }

// ---- slice
const Slice& slice_in(const Value& v) { return *v.as<Slice>(); }

Value slice_create(Type*, const Args& args) {
  check_arguments("slice", args, 3, 1);
  Value none = Value::none();
  if (args.npos == 1) return Ref<Slice>(new Slice(none, args[0], none));
  return Ref<Slice>(new Slice(args[0], args[1], args.npos == 3 ? args[2] : none));
}
Value slice_repr(const Value& v) {
  const Slice& s = slice_in(v);
  return Str::make(cat("slice(", repr(s.start)->view(), ", ", repr(s.stop)->view(), ", ", repr(s.step)->view(), ")"));
}
int64_t slice_hash(const Value& v) {
  Value parts[3] = {slice_in(v).start, slice_in(v).stop, slice_in(v).step};
  return hash_parts(parts, 3);
}
Value slice_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::slice) || !b.is(Kind::slice)) return vm().not_implemented;
  const Slice &x = slice_in(a), &y = slice_in(b);
  return compare_items(std::array<Value, 3>{x.start, x.stop, x.step}, std::array<Value, 3>{y.start, y.stop, y.step}, op);
}
Value slice_start(const Value& v) { return slice_in(v).start; }
Value slice_stop(const Value& v) { return slice_in(v).stop; }
Value slice_step(const Value& v) { return slice_in(v).step; }

Value slice_indices_method(const Value* a) {
  int64_t length = index_of(a[1]), start, stop, step;
  if (length < 0) raise_value_error("length should not be negative");
  slice_indices(a[0], length, &start, &stop, &step);
  return Tuple::make({Value::integer(start), Value::integer(stop), Value::integer(step)});
}

void init_range_iterators(Vm& vm) {
  TypeBuilder it("range_iterator", Kind::range_iterator, vm.types.object, Type::final_);
  it.slots().iter = itself;
  it.slots().next = range_iterator_next;
  it.method("__length_hint__", "self, /", range_iterator_hint).finish();
  TypeBuilder big("longrange_iterator", Kind::long_range_iterator, vm.types.object, Type::final_);
  big.slots().iter = itself;
  big.slots().next = long_range_next;
  big.method("__length_hint__", "self, /", long_range_hint).finish();
}

void init_slice_type(Vm& vm) {
  TypeBuilder b("slice", Kind::slice, vm.types.object, Type::final_);
  Slots& s = b.slots();
  s.create = slice_create;
  s.repr = slice_repr;
  s.hash = slice_hash;
  s.compare = slice_compare;
  b.getter("start", slice_start).getter("stop", slice_stop).getter("step", slice_step);
  b.method("indices", "self, object, /", slice_indices_method);
  vm.types.slice = b.finish();
}

}  // namespace

Ref<Range> Range::make(int64_t start, int64_t stop, int64_t step) {
  uint64_t count = count_of(start, stop, step);
  if (count > static_cast<uint64_t>(INT64_MAX)) return make(Value::integer(start), Value::integer(stop), Value::integer(step));
  Ref<Range> r(new Range);
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = static_cast<int64_t>(count);
  return r;
}

Ref<Range> Range::make(const Value& start, const Value& stop, const Value& step) {
  if (start.is_int() && stop.is_int() && step.is_int() &&
      count_of(start.as_int(), stop.as_int(), step.as_int()) <= static_cast<uint64_t>(INT64_MAX))
    return make(start.as_int(), stop.as_int(), step.as_int());
  Ref<Range> r(new Range);
  r->big = true;
  r->big_start = start;
  r->big_stop = stop;
  r->big_step = step;
  r->big_length = big_count(start, stop, step);
  return r;
}

void init_range_slice_types(Vm& vm) {
  TypeBuilder b("range", Kind::range, vm.types.object, Type::final_ | Type::match_sequence);
  Slots& s = b.slots();
  s.create = range_create;
  s.repr = range_repr;
  s.hash = range_hash;
  s.compare = range_compare;
  s.len = range_len;
  s.truth = range_truth;
  s.contains = range_contains;
  s.getitem = range_getitem;
  s.iter = range_iter;
  b.getter("start", get_start).getter("stop", get_stop).getter("step", get_step);
  b.method("index", "self, value, /", range_index)
      .method("count", "self, value, /", range_count)
      .method("__reversed__", "self, /", range_reversed);
  vm.types.range = b.finish();
  init_range_iterators(vm);
  init_slice_type(vm);
}

}  // namespace sim::py
