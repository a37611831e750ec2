// Truth, comparison, hashing, calling, iteration and text of any value. The operators are in protocol_numbers.cpp, items and
// attributes in protocol_items.cpp. Before: vm.cpp and every built-in. After: the slots of sim/python/type.h. CPython:
// Objects/abstract.c, object.c.
#include "sim/python/protocol.h"

#include "sim/base/check.h"
#include "sim/python/depth.h"
#include "sim/python/format.h"
#include "sim/python/objects/dict.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

std::string_view type_name(const Value& v) { return type_of(v)->full_name->view(); }

void charge_steps(uint64_t n) {
  vm().steps_left -= static_cast<int64_t>(n);
  if (vm().steps_left <= 0) throw LimitReached{LimitReached::Which::steps};
  vm().check_interrupted();
}

// ---- truth, comparison, hash
bool truthy(const Value& v) {
  switch (v.tag()) {
    case Tag::boolean:
    case Tag::integer: return v.as_int() != 0;
    case Tag::real: return v.as_float() != 0;
    case Tag::none: return false;
    default: break;
  }
  const Slots& s = v.as_object()->type->slots;
  if (s.truth) return s.truth(v);
  if (s.len) return s.len(v) != 0;
  return true;
}

namespace {

constexpr CompareOp kReflected[] = {CompareOp::eq, CompareOp::ne, CompareOp::gt, CompareOp::ge, CompareOp::lt, CompareOp::le};
constexpr const char* kCompareText[] = {"==", "!=", "<", "<=", ">", ">="};

template <class T>
bool ordered(T a, T b, CompareOp op) {
  switch (op) {
    case CompareOp::eq: return a == b;
    case CompareOp::ne: return a != b;
    case CompareOp::lt: return a < b;
    case CompareOp::le: return a <= b;
    case CompareOp::gt: return a > b;
    case CompareOp::ge: return a >= b;
  }
  return false;
}

bool is_not_implemented(const Value& v) { return v.is(Kind::not_implemented); }

// CPython: do_richcompare.
Value compare_slots(const Value& a, const Value& b, CompareOp op) {
  DepthScope depth(" in comparison");
  Type *ta = type_of(a), *tb = type_of(b);
  CompareOp back = kReflected[static_cast<size_t>(op)];
  bool reflected_tried = false;
  if (ta != tb && tb->slots.compare && tb->is_subtype_of(ta)) {
    reflected_tried = true;
    Value r = tb->slots.compare(b, a, back);
    if (!is_not_implemented(r)) return r;
  }
  if (ta->slots.compare) {
    Value r = ta->slots.compare(a, b, op);
    if (!is_not_implemented(r)) return r;
  }
  if (!reflected_tried && tb->slots.compare) {
    Value r = tb->slots.compare(b, a, back);
    if (!is_not_implemented(r)) return r;
  }
  if (op == CompareOp::eq) return Value::boolean(a.identical(b));
  if (op == CompareOp::ne) return Value::boolean(!a.identical(b));
  raise_type_error("'", kCompareText[static_cast<size_t>(op)], "' not supported between instances of '", type_name(a), "' and '",
                   type_name(b), "'");
}

bool plain_strings(const Value& a, const Value& b) { return a.is(Kind::str) && b.is(Kind::str); }

}  // namespace

Value compare(const Value& a, const Value& b, CompareOp op) {
  if (a.is_int() && b.is_int()) return Value::boolean(ordered(a.as_int(), b.as_int(), op));
  if (a.is_float() && b.is_float()) return Value::boolean(ordered(a.as_float(), b.as_float(), op));
  if (op <= CompareOp::ne && plain_strings(a, b) && a.as_object()->type == b.as_object()->type &&
      !(a.as_object()->flags & Object::is_subclass))
    return Value::boolean((*a.as<Str>() == *b.as<Str>()) == (op == CompareOp::eq));
  return compare_slots(a, b, op);
}

bool compare_bool(const Value& a, const Value& b, CompareOp op) {
  if (op <= CompareOp::ne && a.is_object() && a.identical(b)) return op == CompareOp::eq;
  Value r = compare(a, b, op);
  return r.is_bool() ? r.as_bool() : truthy(r);
}

bool equals(const Value& a, const Value& b) { return compare_bool(a, b, CompareOp::eq); }

int64_t hash_of(const Value& v) {
  switch (v.tag()) {
    case Tag::integer: return int_hash(v);
    case Tag::boolean: return v.as_int();
    case Tag::real: return float_hash(v.as_float());
    case Tag::none: return identity_hash(v);
    default: break;
  }
  Type* t = v.as_object()->type;
  if (t == vm().types.str) return v.as<Str>()->hash();
  if (!t->slots.hash) raise_type_error("unhashable type: '", type_name(v), "'");
  return t->slots.hash(v);
}

// ---- calls
bool is_callable(const Value& v) { return type_of(v)->slots.call != nullptr; }

Value call(const Value& f, const Args& args) {
  if (f.is(Kind::function)) return vm().call_function(f.as<Function>(), args);
  auto slot = type_of(f)->slots.call;
  if (!slot) raise_type_error("'", type_name(f), "' object is not callable");
  DepthScope depth(" while calling a Python object");
  return slot(f, args);
}

Value call(const Value& f, std::initializer_list<Value> args) { return call(f, Args{args.begin(), args.size(), nullptr}); }

Value call_method(const Value& o, const char* name, std::initializer_list<Value> args) {
  return call(get_attr(o, intern(name).get()), Args{args.begin(), args.size(), nullptr});
}

// ---- classes
namespace {

bool instance_of_one(const Value& v, const Value& cls) {
  if (cls.is(Kind::type) && type_of(v) == cls.as<Type>()) return true;
  if (type_of(cls) == vm().types.type) {
    if (type_of(v)->is_subtype_of(cls.as<Type>())) return true;
    if (!v.is(Kind::instance)) return false;
    Value said = get_attr_or_null(v, vm().names.__class__);
    return said.is(Kind::type) && said.as<Type>()->is_subtype_of(cls.as<Type>());
  }
  Value check = special_method(cls, vm().names.__instancecheck__);
  if (!check.is_null()) return truthy(call(check, {v}));
  raise_type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
}

bool subclass_of_one(const Value& cls, const Value& other) {
  if (type_of(other) == vm().types.type && cls.is(Kind::type)) return cls.as<Type>()->is_subtype_of(other.as<Type>());
  Value check = special_method(other, vm().names.__subclasscheck__);
  if (!check.is_null()) return truthy(call(check, {cls}));
  raise_type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

}  // namespace

bool is_instance_of(const Value& v, const Value& class_or_tuple) {
  if (!class_or_tuple.is(Kind::tuple)) return instance_of_one(v, class_or_tuple);
  DepthScope depth(" in __instancecheck__");
  Ref<Tuple> classes(class_or_tuple.as<Tuple>());
  for (const Value& c : *classes)
    if (is_instance_of(v, c)) return true;
  return false;
}

bool is_subclass_of(const Value& cls, const Value& class_or_tuple) {
  if (!class_or_tuple.is(Kind::tuple)) {
    if (!cls.is(Kind::type)) raise_type_error("issubclass() arg 1 must be a class");
    return subclass_of_one(cls, class_or_tuple);
  }
  DepthScope depth(" in __subclasscheck__");
  Ref<Tuple> classes(class_or_tuple.as<Tuple>());
  for (const Value& c : *classes)
    if (is_subclass_of(cls, c)) return true;
  return false;
}

// ---- iteration
Value sequence_iterator(const Value& sequence);

Value get_iter(const Value& o) {
  Type* t = type_of(o);
  if (t->slots.iter) {
    Value it = t->slots.iter(o);
    if (!type_of(it)->slots.next) raise_type_error("iter() returned non-iterator of type '", type_name(it), "'");
    return it;
  }
  if (t->slots.getitem && t != vm().types.dict && !(t->type_flags & Type::match_mapping) && t->lookup(vm().names.__getitem__))
    return sequence_iterator(o);
  raise_type_error("'", type_name(o), "' object is not iterable");
}

bool next(const Value& iterator, Value* out) {
  auto slot = type_of(iterator)->slots.next;
  if (!slot) raise_type_error("'", type_name(iterator), "' object is not an iterator");
  return slot(iterator, out);
}

Ref<List> to_list(const Value& iterable) {
  Ref<List> out = List::make();
  if (iterable.is(Kind::tuple) && !(iterable.as_object()->flags & Object::is_subclass)) {
    auto* t = iterable.as<Tuple>();
    return List::make(t->data(), t->size());
  }
  int64_t hint = iterable.is_object() ? length_hint(iterable, 0) : 0;
  if (hint > 0 && hint < 1 << 20) out->items.reserve(static_cast<size_t>(hint));
  iterate(iterable, [&](Value v) { out->items.push_back(std::move(v)); });
  return out;
}

Ref<Tuple> to_tuple(const Value& iterable) {
  if (iterable.is(Kind::tuple) && !(iterable.as_object()->flags & Object::is_subclass)) return Ref<Tuple>(iterable.as<Tuple>());
  if (iterable.is(Kind::list) && !(iterable.as_object()->flags & Object::is_subclass)) {
    auto* l = iterable.as<List>();
    return Tuple::make(l->items.data(), l->items.size());
  }
  Ref<List> items = to_list(iterable);
  return Tuple::make(items->items.data(), items->items.size());
}

// ---- text
Ref<Str> repr(const Value& v) {
  DepthScope depth(" while getting the repr of an object");
  Value r = type_of(v)->slots.repr(v);
  if (!r.is(Kind::str)) raise_type_error("__repr__ returned non-string (type ", type_name(r), ")");
  return Ref<Str>(r.as<Str>());
}

Ref<Str> str(const Value& v) {
  if (v.is_object() && v.as_object()->type == vm().types.str) return Ref<Str>(v.as<Str>());
  DepthScope depth(" while getting the str of an object");
  Value r = type_of(v)->slots.str(v);
  if (!r.is(Kind::str)) raise_type_error("__str__ returned non-string (type ", type_name(r), ")");
  return Ref<Str>(r.as<Str>());
}

Ref<Str> ascii(const Value& v) {
  Ref<Str> shown = repr(v);
  if (shown->is_ascii()) return shown;
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  const char *p = shown->data(), *end = p + shown->bytes();
  while (p < end) {
    uint32_t c = decode_utf8(p);
    if (c < 128) {
      out += static_cast<char>(c);
      continue;
    }
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    for (int i = digits - 1; i >= 0; --i) out += kDigits[(c >> (4 * i)) & 15];
  }
  return Str::make_ascii(out);
}

Ref<Str> format(const Value& v, const Ref<Str>& spec) {
  if (spec->bytes() == 0) {
    if (v.is(Kind::str) && v.as_object()->type == vm().types.str) return Ref<Str>(v.as<Str>());
    if (v.is_int()) return str(v);
  }
  if (v.is_float()) return format_float(v, *spec);
  if (v.is_int()) return format_int(v, *spec);
  if (v.is(Kind::str) && v.as_object()->type == vm().types.str) return format_str(v, *spec);
  Value f = special_method(v, vm().names.__format__);
  if (f.is_null()) raise_type_error("Type ", type_name(v), " doesn't define __format__");
  Value r = call(f, {Value(spec)});
  if (!r.is(Kind::str)) raise_type_error("__format__ must return a str, not ", type_name(r));
  return Ref<Str>(r.as<Str>());
}

ReprScope::ReprScope(const Object* o) : entered_(true) {
  for (const Object* shown : vm().shown_in_repr)
    if (shown == o) entered_ = false;
  if (entered_) vm().shown_in_repr.push_back(o);
}
ReprScope::~ReprScope() {
  if (entered_) vm().shown_in_repr.pop_back();
}

}  // namespace sim::py
