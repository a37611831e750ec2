// What instructions do at once for the commonest operands: numbers that fit, lists, tuples, attributes found where they were found before.
// Each says whether it could; if not, the general way does it, and says what is wrong. Inlined into interpret.cpp's loop.
// Before: objects/*.h. After: interpret.cpp.
#pragma once
#include "sim/loop/native.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py::quick {

// Bit (a > b) - (a < b) + 1 of the entry for an ast::CmpOp says whether the comparison holds.
inline constexpr uint8_t kHolds[] = {0b010, 0b101, 0b001, 0b011, 0b100, 0b110};
template <class T>
inline bool holds(uint32_t op, T a, T b) {
  return (kHolds[op] >> ((a > b) - (a < b) + 1)) & 1;
}
inline bool holds_double(uint32_t op, double a, double b) {
  switch (static_cast<CompareOp>(op)) {
    case CompareOp::eq: return a == b;
    case CompareOp::ne: return a != b;
    case CompareOp::lt: return a < b;
    case CompareOp::le: return a <= b;
    case CompareOp::gt: return a > b;
    default: return a >= b;
  }
}

// The truth of a value that needs no call; false: ask truthy().
inline bool plain_truth(const Value& v, bool* truth) {
  switch (v.tag()) {
    case Tag::boolean: *truth = v.as_bool(); return true;
    case Tag::none: *truth = false; return true;
    case Tag::integer: *truth = v.as_int() != 0; return true;
    default: return false;
  }
}

inline bool exact(const Value& v, const Type* type) { return v.is_object() && v.as_object()->type == type; }

// -1: not this index; the general way says what is wrong.
inline int64_t place_of(const Value& index, size_t size) {
  if (!index.is_int()) return -1;
  int64_t i = index.as_int(), n = static_cast<int64_t>(size);
  if (i < 0) i += n;
  return i >= 0 && i < n ? i : -1;
}

// ---- numbers: the result takes the place of `a`

struct Add {
  static bool ints(int64_t a, int64_t b, int64_t* r) { return !__builtin_add_overflow(a, b, r); }
  static double reals(double a, double b) { return a + b; }
};
struct Subtract {
  static bool ints(int64_t a, int64_t b, int64_t* r) { return !__builtin_sub_overflow(a, b, r); }
  static double reals(double a, double b) { return a - b; }
};
struct Multiply {
  static bool ints(int64_t a, int64_t b, int64_t* r) { return !__builtin_mul_overflow(a, b, r); }
  static double reals(double a, double b) { return a * b; }
};

template <class Operator>
[[gnu::always_inline]] inline bool arithmetic(Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    int64_t r;
    if (__builtin_expect(!Operator::ints(a.as_int(), b.as_int(), &r), 0)) return false;
    a.set_int(r);
    return true;
  }
  if (!(a.is_float() ? b.is_float() || b.is_int() : a.is_int() && b.is_float())) return false;
  double x = a.is_float() ? a.as_float() : static_cast<double>(a.as_int());
  double y = b.is_float() ? b.as_float() : static_cast<double>(b.as_int());
  new (&a) Value(Value::real(Operator::reals(x, y)));
  return true;
}

[[gnu::always_inline]] inline bool divide(Value& a, const Value& b) {
  constexpr int64_t kExact = int64_t{1} << 53;
  auto exact = [](int64_t n) { return n < kExact && n > -kExact; };
  bool ints = a.is_int() && b.is_int() && b.as_int() != 0 && exact(a.as_int()) && exact(b.as_int());
  bool floats = a.is_float() && b.is_float() && b.as_float() != 0;
  if (!ints && !floats) return false;
  double r = ints ? static_cast<double>(a.as_int()) / static_cast<double>(b.as_int()) : a.as_float() / b.as_float();
  new (&a) Value(Value::real(r));
  return true;
}

inline bool divides(const Value& a, const Value& b) { return a.is_int() && b.is_int() && b.as_int() != 0 && b.as_int() != -1; }

[[gnu::always_inline]] inline bool floor_divide(Value& a, const Value& b) {
  if (!divides(a, b)) return false;
  int64_t x = a.as_int(), y = b.as_int(), q = x / y;
  if (x % y != 0 && (x ^ y) < 0) --q;
  a.set_int(q);
  return true;
}

[[gnu::always_inline]] inline bool remainder(Value& a, const Value& b) {
  if (!divides(a, b)) return false;
  int64_t y = b.as_int(), r = a.as_int() % y;
  if (r != 0 && (r ^ y) < 0) r += y;
  a.set_int(r);
  return true;
}

[[gnu::always_inline]] inline bool bits(ast::Operator op, Value& a, const Value& b) {
  if (!a.is_int() || !b.is_int()) return false;
  int64_t x = a.as_int(), y = b.as_int();
  if (op == ast::Operator::BitAnd) a.set_int(x & y);
  else if (op == ast::Operator::BitOr) a.set_int(x | y);
  else if (op == ast::Operator::BitXor) a.set_int(x ^ y);
  else if (op == ast::Operator::RShift && y >= 0) a.set_int(x >> (y > 63 ? 63 : y));
  else if (op == ast::Operator::LShift && y >= 0 && y < 32 && x < (int64_t{1} << 31) && x > -(int64_t{1} << 31))
    a.set_int(static_cast<int64_t>(static_cast<uint64_t>(x) << y));
  else return false;
  return true;
}

// ---- attributes and items

// The attribute of an instance, where the cache says that its dict has it.
[[gnu::always_inline]] inline Value* attribute(const Value& o, const InlineCache& c, const Str* name) {
  if (!o.is_object()) return nullptr;
  Object* obj = o.as_object();
  if (obj->kind != Kind::instance || c.version != obj->type->version || c.version == 0) return nullptr;
  Dict* d = static_cast<Instance*>(obj)->dict.get();
  uint32_t i = c.index & kAttrIndexMask;
  if (!d || i >= d->end()) return nullptr;
  Dict::Entry& e = d->entry(i);
  return e.key.is_object() && e.key.as_object() == name ? &e.value : nullptr;
}

// The item of a list or tuple.
[[gnu::always_inline]] inline const Value* item(const Types& types, const Value& o, const Value& index) {
  const Type* type = o.as_object()->type;
  if (type == types.list) {
    auto& items = o.as<List>()->items;
    int64_t i = place_of(index, items.size());
    return i >= 0 ? &items[static_cast<size_t>(i)] : nullptr;
  }
  if (type != types.tuple) return nullptr;
  Tuple* t = o.as<Tuple>();
  int64_t i = place_of(index, t->size());
  return i >= 0 ? &(*t)[static_cast<size_t>(i)] : nullptr;
}

// ---- iteration

enum class Next : uint8_t { item, over, unknown };

// The next item of a range, list or tuple, built at `to`.
[[gnu::always_inline]] inline Next next(Object* o, Value* to) {
  switch (o->kind) {
    case Kind::range_iterator: {
      auto* r = static_cast<RangeIterator*>(o);
      if (r->left <= 0) return Next::over;
      --r->left;
      new (to) Value(Value::integer(r->value));
      r->value = static_cast<int64_t>(static_cast<uint64_t>(r->value) + static_cast<uint64_t>(r->step));
      return Next::item;
    }
    case Kind::list_iterator: {
      auto* l = static_cast<ListIterator*>(o);
      if (l->list && l->index < l->list->items.size()) {
        new (to) Value(l->list->items[l->index++]);
        return Next::item;
      }
      l->list = nullptr;
      return Next::over;
    }
    case Kind::tuple_iterator: {
      auto* t = static_cast<TupleIterator*>(o);
      if (t->tuple && t->index < t->tuple->size()) {
        new (to) Value((*t->tuple)[t->index++]);
        return Next::item;
      }
      t->tuple = nullptr;
      return Next::over;
    }
    default: return Next::unknown;
  }
}

// A coroutine whose body has not begun: it is awaited as it is.
inline bool not_begun(const Value& o) {
  if (o.is(Kind::coroutine)) return o.as<Generator>()->state == Generator::State::created;
  return o.is(Kind::native_coroutine) && !o.as<Native>()->started();
}

}  // namespace sim::py::quick
