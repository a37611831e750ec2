// The types set and frozenset: operators and methods, each in the order of steps of CPython's Objects/setobject.c, because the order
// in which keys enter a table decides the order in which the set is walked.
#include "sim/python/init.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

Set* set_of(const Value& v) { return v.as<Set>(); }

// Each key with its hash. The set may change meanwhile, as in CPython's set_next.
template <class F>
void for_each_key(Set* set, F&& f) {
  Ref<Set> held(set);
  for (size_t i = 0; (i = set->next(i)) != Set::npos; ++i) {
    Value key = set->key_at(i);
    charge_steps(2);
    f(key);
  }
}

// A key that may be a set itself: looked up as the frozenset it equals. CPython: set_contains, set_discard.
Value as_key(const Value& v) {
  if (!v.is(Kind::set) || type_of(v)->slots.hash) return v;
  return set_of(v)->copy(Kind::frozenset);
}

Ref<Set> same_kind(const Value& v) { return Set::make(v.as_object()->kind); }

// What the operators give: of the left operand's kind.
Ref<Set> copy_of(const Value& v) {
  charge_steps(set_of(v)->size());
  return set_of(v)->copy(v.as_object()->kind);
}

// ---- construction
Ref<Set> make_of_type(Type* type, Kind kind) {
  Type* plain = kind == Kind::set ? vm().types.set : vm().types.frozenset;
  if (type == plain) return Set::make(kind);
  return Ref<Set>(new WithAttributes<Set>(type, kind));
}

Value set_create(Type* type, const Args&) { return make_of_type(type, Kind::set); }

void set_init(const Value& self, const Args& args) {
  check_arguments("set", args, 1);
  set_of(self)->clear();
  if (args.npos) set_update(set_of(self), args[0]);
}

Value frozenset_create(Type* type, const Args& args) {
  bool plain = type == vm().types.frozenset;
  check_arguments("frozenset", plain ? args : Args{args.items, args.npos, nullptr}, 1);
  if (plain && args.npos && is_exact(args[0], Kind::frozenset)) return args[0];
  Ref<Set> out = make_of_type(type, Kind::frozenset);
  if (args.npos) set_update(out.get(), args[0]);
  return out;
}

// ---- operators
Value set_repr(const Value& self) {
  bool plain = type_of(self) == vm().types.set;
  ReprScope scope(self.as_object());
  std::string name = plain ? "" : std::string(type_of(self)->name_view());
  if (!scope.entered()) return Str::make(cat(plain ? "set" : name, "(...)"));
  if (set_of(self)->size() == 0) return Str::make(cat(plain ? "set" : name, "()"));
  Joiner text;
  text.add(plain ? "{" : cat(name, "({"));
  for_each_key(set_of(self), [&](const Value& key) { text.add_item(key); });
  text.add(plain ? "}" : "})");
  return text.done();
}

bool is_subset(const Value& a, const Value& b) {
  if (set_of(a)->size() > set_of(b)->size()) return false;
  Ref<Set> those(set_of(a)), these(set_of(b));
  for (size_t i = 0; (i = those->next(i)) != Set::npos; ++i)
    if (!these->contains(Value(those->key_at(i)))) return false;
  return true;
}

Value set_compare(const Value& a, const Value& b, CompareOp op) {
  if (!is_any_set(a) || !is_any_set(b)) return vm().not_implemented;
  size_t n = set_of(a)->size(), m = set_of(b)->size();
  switch (op) {
    case CompareOp::eq: return Value::boolean(n == m && is_subset(a, b));
    case CompareOp::ne: return Value::boolean(!(n == m && is_subset(a, b)));
    case CompareOp::lt: return Value::boolean(n < m && is_subset(a, b));
    case CompareOp::le: return Value::boolean(is_subset(a, b));
    case CompareOp::gt: return Value::boolean(n > m && is_subset(b, a));
    case CompareOp::ge: return Value::boolean(is_subset(b, a));
  }
  return vm().not_implemented;
}

int64_t frozenset_hash(const Value& self) { return set_of(self)->content_hash(); }

Value set_or(const Value& a, const Value& b) {
  if (!is_any_set(a) || !is_any_set(b)) return vm().not_implemented;
  Ref<Set> out = copy_of(a);
  if (!a.identical(b)) set_update(out.get(), b);
  return out;
}
Value set_and(const Value& a, const Value& b) {
  if (!is_any_set(a) || !is_any_set(b)) return vm().not_implemented;
  return set_intersection(set_of(a), b);
}
Value set_sub(const Value& a, const Value& b) {
  if (!is_any_set(a) || !is_any_set(b)) return vm().not_implemented;
  return set_difference(set_of(a), b);
}

// CPython builds it from the right operand, which it then updates with the left one.
Ref<Set> symmetric_difference(const Value& self, const Value& other) {
  Ref<Set> out = same_kind(self);
  set_update(out.get(), other);
  set_symmetric_difference_update(out.get(), self);
  return out;
}
Value set_xor(const Value& a, const Value& b) {
  if (!is_any_set(a) || !is_any_set(b)) return vm().not_implemented;
  return symmetric_difference(a, b);
}

void intersection_update(Set* set, const Value& other) {
  Ref<Set> both = set_intersection(set, other);
  set->swap_bodies(*both);
}

template <void (*update)(Set*, const Value&)>
Value inplace(const Value& a, const Value& b) {
  if (!is_any_set(b)) return vm().not_implemented;
  Value held = b;
  update(set_of(a), held);
  return a;
}

int64_t set_len(const Value& self) { return static_cast<int64_t>(set_of(self)->size()); }
bool set_truth(const Value& self) { return set_of(self)->size() != 0; }
bool set_contains(const Value& self, const Value& key) { return set_of(self)->contains(as_key(key)); }

// ---- methods
Value set_add(const Value* a) {
  set_of(a[0])->add(a[1]);
  return Value::none();
}
Value set_discard(const Value* a) {
  set_of(a[0])->discard(as_key(a[1]));
  return Value::none();
}
Value set_remove(const Value* a) {
  if (!set_of(a[0])->discard(as_key(a[1]))) raise(Exc::KeyError, a[1]);
  return Value::none();
}
Value set_pop(const Value* a) {
  Value key = set_of(a[0])->pop();
  if (key.is_null()) raise(Exc::KeyError, "pop from an empty set");
  return key;
}
Value set_clear(const Value* a) {
  set_of(a[0])->clear();
  return Value::none();
}
Value set_copy(const Value* a) {
  if (is_exact(a[0], Kind::frozenset)) return a[0];
  return copy_of(a[0]);
}

const Tuple& others_of(const Value& v) { return *v.as<Tuple>(); }

Value set_union(const Value* a) {
  Ref<Set> out = copy_of(a[0]);
  for (const Value& other : others_of(a[1]))
    if (!other.identical(a[0])) set_update(out.get(), other);
  return out;
}
Value set_update_method(const Value* a) {
  for (const Value& other : others_of(a[1])) set_update(set_of(a[0]), other);
  return Value::none();
}
Value set_intersection_method(const Value* a) {
  if (others_of(a[1]).size() == 0) return set_copy(a);
  Ref<Set> out(set_of(a[0]));
  for (const Value& other : others_of(a[1])) out = set_intersection(out.get(), other);
  return out;
}
Value set_intersection_update(const Value* a) {
  Value both = set_intersection_method(a);
  if (both.identical(a[0])) return Value::none();
  set_of(a[0])->swap_bodies(*set_of(both));
  return Value::none();
}
Value set_difference_method(const Value* a) {
  const Tuple& others = others_of(a[1]);
  if (others.size() == 0) return set_copy(a);
  Ref<Set> out = set_difference(set_of(a[0]), others[0]);
  for (size_t i = 1; i < others.size(); ++i) set_difference_update(out.get(), others[i]);
  return out;
}
Value set_difference_update_method(const Value* a) {
  for (const Value& other : others_of(a[1])) set_difference_update(set_of(a[0]), other);
  return Value::none();
}
Value set_symmetric_difference(const Value* a) { return symmetric_difference(a[0], a[1]); }
Value set_symmetric_difference_update_method(const Value* a) {
  set_symmetric_difference_update(set_of(a[0]), a[1]);
  return Value::none();
}

Value set_isdisjoint(const Value* a) {
  Set* self = set_of(a[0]);
  if (a[0].identical(a[1])) return Value::boolean(self->size() == 0);
  if (is_any_set(a[1])) {
    Set *few = set_of(a[1]), *many = self;
    if (few->size() > many->size()) std::swap(few, many);
    for (size_t i = 0; (i = few->next(i)) != Set::npos; ++i)
      if (many->contains(Value(few->key_at(i)))) return Value::boolean(false);
    return Value::boolean(true);
  }
  Value it = get_iter(a[1]), item;
  while (next(it, &item))
    if (self->contains(item)) return Value::boolean(false);
  return Value::boolean(true);
}

Value as_set(const Value& v) {
  if (is_any_set(v)) return v;
  Ref<Set> s = Set::make();
  set_update(s.get(), v);
  return s;
}
Value set_issubset(const Value* a) {
  if (is_any_set(a[1])) return Value::boolean(is_subset(a[0], a[1]));
  Ref<Set> both = set_intersection(set_of(a[0]), a[1]);
  return Value::boolean(both->size() == set_of(a[0])->size());
}
Value set_issuperset(const Value* a) {
  if (is_any_set(a[1])) return Value::boolean(is_subset(a[1], a[0]));
  Value it = get_iter(a[1]), item;
  while (next(it, &item))
    if (!set_of(a[0])->contains(item)) return Value::boolean(false);
  return Value::boolean(true);
}

// ---- iteration
Value set_iter(const Value& self) { return Ref<SetIterator>(new SetIterator(Ref<Set>(set_of(self)))); }
Value itself(const Value& self) { return self; }

bool set_iterator_next(const Value& self, Value* out) {
  auto* it = self.as<SetIterator>();
  if (!it->set) return false;
  if (it->size != it->set->size()) {
    it->size = Set::npos;
    raise(Exc::RuntimeError, "Set changed size during iteration");
  }
  size_t i = it->set->next(it->index);
  if (i == Set::npos) {
    it->set = nullptr;
    return false;
  }
  *out = it->set->key_at(i);
  it->index = i + 1;
  ++it->given;
  return true;
}
Value set_iterator_hint(const Value* a) {
  auto* it = a[0].as<SetIterator>();
  return Value::integer(it->set && it->size == it->set->size() ? static_cast<int64_t>(it->size - it->given) : 0);
}

void add_shared(TypeBuilder& b) {
  Slots& s = b.slots();
  s.repr = set_repr;
  s.compare = set_compare;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = set_or;
  s.binary[static_cast<size_t>(ast::Operator::BitAnd)] = set_and;
  s.binary[static_cast<size_t>(ast::Operator::BitXor)] = set_xor;
  s.binary[static_cast<size_t>(ast::Operator::Sub)] = set_sub;
  s.len = set_len;
  s.truth = set_truth;
  s.contains = set_contains;
  s.iter = set_iter;
  b.method("copy", "self, /", set_copy)
      .method("union", "self, *others", set_union)
      .method("intersection", "self, *others", set_intersection_method)
      .method("difference", "self, *others", set_difference_method)
      .method("symmetric_difference", "self, other, /", set_symmetric_difference)
      .method("isdisjoint", "self, other, /", set_isdisjoint)
      .method("issubset", "self, other, /", set_issubset)
      .method("issuperset", "self, other, /", set_issuperset);
}

void init_set_type(Vm& vm) {
  TypeBuilder b("set", Kind::set, vm.types.object, Type::match_self);
  add_shared(b);
  Slots& s = b.slots();
  s.create = set_create;
  s.init = set_init;
  s.inplace[static_cast<size_t>(ast::Operator::BitOr)] = inplace<set_update>;
  s.inplace[static_cast<size_t>(ast::Operator::BitAnd)] = inplace<intersection_update>;
  s.inplace[static_cast<size_t>(ast::Operator::BitXor)] = inplace<set_symmetric_difference_update>;
  s.inplace[static_cast<size_t>(ast::Operator::Sub)] = inplace<set_difference_update>;
  b.method("add", "self, object, /", set_add)
      .method("discard", "self, object, /", set_discard)
      .method("remove", "self, object, /", set_remove)
      .method("pop", "self, /", set_pop)
      .method("clear", "self, /", set_clear)
      .method("update", "self, *others", set_update_method)
      .method("intersection_update", "self, *others", set_intersection_update)
      .method("difference_update", "self, *others", set_difference_update_method)
      .method("symmetric_difference_update", "self, other, /", set_symmetric_difference_update_method);
  vm.types.set = b.finish();
}

}  // namespace

SetIterator::SetIterator(Ref<Set> s) : Object(Kind::set_iterator), set(std::move(s)), size(set->size()) {}

bool is_any_set(const Value& v) { return v.is(Kind::set) || v.is(Kind::frozenset); }

// CPython: set_update_internal.
void set_update(Set* set, const Value& other) {
  Ref<Set> held(set);
  if (is_any_set(other)) {
    charge_steps(set_of(other)->size());
    return set->merge(*set_of(other));
  }
  if (is_exact(other, Kind::dict)) {
    Ref<Dict> dict(other.as<Dict>());
    set->reserve_for_merge(dict->size());
    for (size_t i = 0; (i = dict->next(i)) != Dict::npos; ++i) {
      Dict::Entry e = dict->entry(i);
      set->add(e.key, e.hash);
    }
    return;
  }
  iterate(other, [set](const Value& key) { set->add(key); });
}

void set_difference_update(Set* set, const Value& other) {
  if (Value(set).identical(other)) return set->clear();
  Ref<Set> held(set);
  if (is_any_set(other)) {
    Ref<Set> those(set_of(other));
    if ((those->size() >> 3) > set->size()) those = set_intersection(set, other);   // few to look at, fewer to take out
    for_each_key(those.get(), [set](const Value& key) { set->discard(key); });
  } else {
    iterate(other, [set](const Value& key) { set->discard(key); });
  }
  set->drop_deleted();
}

void set_symmetric_difference_update(Set* set, const Value& other) {
  if (Value(set).identical(other)) return set->clear();
  Ref<Set> held(set);
  auto flip = [set](const Value& key) {
    if (!set->discard(key)) set->add(key);
  };
  if (is_exact(other, Kind::dict)) return iterate(other, flip);
  Value those = as_set(other);
  for_each_key(set_of(those), flip);
}

Ref<Set> set_intersection(Set* set, const Value& other) {
  if (Value(set).identical(other)) return set->copy(set->kind);
  Ref<Set> out = Set::make(set->kind), held(set);
  if (!is_any_set(other)) {
    iterate(other, [&](const Value& key) {
      if (set->contains(key)) out->add(key);
    });
    return out;
  }
  Set *few = set_of(other), *many = set;
  if (few->size() > many->size()) std::swap(few, many);
  if (set->insertion_ordered()) out->keep_insertion_order(), few = set, many = set_of(other);
  for_each_key(few, [&](const Value& key) {
    if (many->contains(key)) out->add(key);
  });
  return out;
}

Ref<Set> set_difference(Set* set, const Value& other) {
  Ref<Set> held(set);
  bool is_dict = is_exact(other, Kind::dict);
  if ((!is_any_set(other) && !is_dict) || (set->size() >> 2) > static_cast<size_t>(length(other))) {
    Ref<Set> out = set->copy(set->kind);
    if (is_dict) iterate(other, [&](const Value& key) { out->discard(key); });
    else set_difference_update(out.get(), other);
    return out;
  }
  Ref<Set> out = Set::make(set->kind);
  if (set->insertion_ordered()) out->keep_insertion_order();
  for_each_key(set, [&](const Value& key) {
    if (!contains(other, key)) out->add(key);
  });
  return out;
}

void init_set_types(Vm& vm) {
  init_set_type(vm);
  TypeBuilder frozen("frozenset", Kind::frozenset, vm.types.object, Type::match_self);
  add_shared(frozen);
  frozen.slots().create = frozenset_create;
  frozen.slots().hash = frozenset_hash;
  vm.types.frozenset = frozen.finish();

  TypeBuilder it("set_iterator", Kind::set_iterator, vm.types.object, Type::final_);
  it.slots().iter = itself;
  it.slots().next = set_iterator_next;
  it.method("__length_hint__", "self, /", set_iterator_hint).finish();
}

}  // namespace sim::py
