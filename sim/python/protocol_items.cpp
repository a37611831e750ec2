// Attributes and items of any value: o.name, o[key], len(o), x in o.
// Before: LOAD_ATTR, BINARY_SUBSCR and their like in vm.cpp. After: the slots of sim/python/type.h.
#include "sim/base/check.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/range.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

// ---- attributes
Value get_attr(const Value& o, Str* name) {
  Value v = type_of(o)->slots.getattr(o, name);
  if (v.is_null()) raise_attribute_error(o, name);
  return v;
}

Value get_attr(const Value& o, const char* name) { return get_attr(o, intern(name).get()); }

Value get_attr_or_null(const Value& o, Str* name) {
  auto slot = type_of(o)->slots.getattr;
  try {
    return slot(o, name);
  } catch (const Raised& r) {
    if (!matches(r.exception.get(), Exc::AttributeError)) throw;
    return Value();
  }
}

void set_attr(const Value& o, Str* name, const Value& v) { type_of(o)->slots.setattr(o, name, v); }
void del_attr(const Value& o, Str* name) { type_of(o)->slots.setattr(o, name, Value()); }

Value special_method(const Value& o, Str* name) {
  Type* t = type_of(o);
  const Value* found = t->lookup(name);
  if (!found) return Value();
  Value v = *found;
  if (auto get = type_of(v)->slots.descr_get) return get(v, o, t);
  return v;
}

// ---- items
Value get_item(const Value& o, const Value& key) {
  if (auto slot = type_of(o)->slots.getitem) return slot(o, key);
  if (o.is(Kind::type)) return class_getitem(o.as<Type>(), key);
  raise_type_error("'", type_name(o), "' object is not subscriptable");
}

void set_item(const Value& o, const Value& key, const Value& v) {
  auto slot = type_of(o)->slots.setitem;
  if (!slot) raise_type_error("'", type_name(o), "' object does not support item assignment");
  slot(o, key, v);
}

void del_item(const Value& o, const Value& key) {
  const Type& type = *type_of(o);
  if (!type.slots.setitem) {
    // CPython words it otherwise for what might be a sequence, a class's instances among it.
    bool sequence = (type.type_flags & Type::heap_type) || type.slots.contains || type.slots.len;
    raise_type_error("'", type_name(o), "' object ", sequence && type_of(key)->slots.index ? "doesn't" : "does not", " support item deletion");
  }
  type.slots.setitem(o, key, Value());
}

bool contains(const Value& container, const Value& item) {
  if (auto slot = type_of(container)->slots.contains) return slot(container, item);
  if (!type_of(container)->slots.iter && !type_of(container)->slots.getitem)
    raise_type_error("argument of type '", type_name(container), "' is not iterable");
  Value it = get_iter(container), found;
  while (next(it, &found)) {
    charge_steps(1);
    if (equals(found, item)) return true;
  }
  return false;
}

int64_t length(const Value& o) {
  auto slot = type_of(o)->slots.len;
  if (!slot) raise_type_error("object of type '", type_name(o), "' has no len()");
  return slot(o);
}

int64_t length_hint(const Value& o, int64_t otherwise) {
  Type* t = type_of(o);
  if (t->slots.len) {
    try {
      return t->slots.len(o);
    } catch (const Raised& r) {
      if (!matches(r.exception.get(), Exc::TypeError)) throw;
    }
  }
  Value hint = special_method(o, vm().names.__length_hint__);
  if (hint.is_null()) return otherwise;
  Value r;
  try {
    r = call(hint);
  } catch (const Raised& e) {
    if (!matches(e.exception.get(), Exc::TypeError)) throw;
    return otherwise;
  }
  if (r.is(Kind::not_implemented)) return otherwise;
  if (!r.is_int() && !r.is_bool()) raise_type_error("__length_hint__ must be an integer, not ", type_name(r));
  if (r.as_int() < 0) raise_value_error("__length_hint__() should return >= 0");
  return r.as_int();
}

// ---- slices
namespace {
int64_t slice_part(const Value& v) {
  if (!v.is_int() && !type_of(v)->slots.index)
    raise_type_error("slice indices must be integers or None or have an __index__ method");
  return clamp_index(v);
}
int64_t clamped(int64_t i, int64_t length, int64_t low, int64_t high) {
  if (i < 0) {
    i += length;
    return i < low ? low : i;
  }
  return i > high ? high : i;
}
}  // namespace

int64_t slice_indices(const Value& slice, int64_t length, int64_t* start, int64_t* stop, int64_t* step) {
  Ref<Slice> s(slice.as<Slice>());
  *step = s->step.is_none() ? 1 : slice_part(s->step);
  if (*step == 0) raise_value_error("slice step cannot be zero");
  if (*step < -INT64_MAX) *step = -INT64_MAX;
  bool backwards = *step < 0;
  int64_t low = backwards ? -1 : 0, high = backwards ? length - 1 : length;
  *start = s->start.is_none() ? (backwards ? high : low) : clamped(slice_part(s->start), length, low, high);
  *stop = s->stop.is_none() ? (backwards ? low : high) : clamped(slice_part(s->stop), length, low, high);
  if (backwards) return *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
}

}  // namespace sim::py
