// The module bisect. CPython: Modules/_bisectmodule.c.
#include "sim/python/modules/bisect.h"

#include "sim/python/modules/modules.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

size_t bisect_position(const Value& sequence, const Value& x, size_t low, size_t high, const Value& key, bool right) {
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    Value item = is_exact(sequence, Kind::list) && middle < sequence.as<List>()->items.size()
                     ? sequence.as<List>()->items[middle]
                     : get_item(sequence, Value::integer(static_cast<int64_t>(middle)));
    if (!key.is_null() && !key.is_none()) item = call(key, {item});
    bool before = right ? !compare_bool(x, item, CompareOp::lt) : compare_bool(item, x, CompareOp::lt);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

namespace {

// a: sequence, x, lo, hi, key.
size_t position(const Value* a, const Value& x, bool right) {
  int64_t low = a[2].is_null() ? 0 : index_of(a[2]);
  if (low < 0) raise_value_error("lo must be non-negative");
  int64_t high = a[3].is_null() || a[3].is_none() ? length(a[0]) : index_of(a[3]);
  return bisect_position(a[0], x, static_cast<size_t>(low), static_cast<size_t>(std::max(high, int64_t{0})), a[4], right);
}

template <bool right>
Value bisect(const Value* a) { return Value::integer(static_cast<int64_t>(position(a, a[1], right))); }

template <bool right>
Value insort(const Value* a) {
  Value x = a[4].is_null() || a[4].is_none() ? a[1] : call(a[4], {a[1]});
  size_t at = position(a, x, right);
  if (is_exact(a[0], Kind::list)) {
    Vec<Value>& items = a[0].as<List>()->items;
    items.insert(items.begin() + static_cast<ptrdiff_t>(std::min(at, items.size())), a[1]);
  } else {
    call_method(a[0], "insert", {Value::integer(static_cast<int64_t>(at)), a[1]});
  }
  return Value::none();
}

}  // namespace

void fill_bisect(const Ref<Dict>& dict) {
  auto add = [&dict](const char* name, NativeFn fn, const char* also = nullptr) {
    Value function(make_builtin(name, "a, x, lo=0, hi=None, *, key=None", fn));
    dict->set(intern(name).get(), function);
    if (also) dict->set(intern(also).get(), function);
  };
  add("bisect_left", bisect<false>);
  add("bisect_right", bisect<true>, "bisect");
  add("insort_left", insort<false>);
  add("insort_right", insort<true>, "insort");
}

}  // namespace sim::py
