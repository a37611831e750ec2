// The slot functions that call a program's dunder methods, and the table that ties both together (CPython: typeobject.c,
// slotdefs). Before: types_class.cpp makes a class and asks update_slots. After: protocol.cpp calls the slots.
#include "sim/python/types_slots.h"

#include "sim/python/bound_args.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

namespace sim::py {

Value call_found(const Value& found, const Args& args) {
  if (found.is(Kind::function)) return vm().call_function(found.as<Function>(), args);
  Type* t = type_of(found);
  if (t->slots.descr_get) {
    Value bound = t->slots.descr_get(found, args[0], type_of(args[0]));
    return call(bound, without_first(args));
  }
  return call(found, without_first(args));
}

namespace {

using NamePtr = Str* Names::*;

bool is_not_implemented(const Value& v) { return v.is(Kind::not_implemented); }

Value call_named(Str* name, const Value* args, size_t n) {
  const Value* found = type_of(args[0])->lookup(name);
  if (!found || found->is_none()) raise_attribute_error(args[0], name);
  return call_found(Value(*found), Args{args, n, nullptr});
}

// Null when the type has no such method.
Value call_if_found(Str* name, const Value* args, size_t n) {
  const Value* found = type_of(args[0])->lookup(name);
  if (!found) return Value();
  return call_found(Value(*found), Args{args, n, nullptr});
}

template <NamePtr N>
Value unary_slot(const Value& self) {
  return call_named(vm().names.*N, &self, 1);
}

// ---- binary operators: __op__ and __rop__ share a slot (CPython: SLOT1BINFULL)
template <NamePtr N, NamePtr R, Slots::Binary (*own)(const Slots&)>
Value binary_slot(const Value& a, const Value& b) {
  Type *ta = type_of(a), *tb = type_of(b);
  const Slots::Binary self = binary_slot<N, R, own>;
  bool do_other = ta != tb && own(tb->slots) == self;
  Value forward[2] = {a, b}, backward[2] = {b, a};
  if (own(ta->slots) == self) {
    if (do_other && tb->is_subtype_of(ta)) {
      const Value* theirs = tb->lookup(vm().names.*R);
      const Value* ours = ta->lookup(vm().names.*R);
      if (theirs && (!ours || !theirs->identical(*ours))) {
        Value r = call_if_found(vm().names.*R, backward, 2);
        if (!is_not_implemented(r)) return r;
        do_other = false;
      }
    }
    Value r = call_if_found(vm().names.*N, forward, 2);
    if (!r.is_null() && (!is_not_implemented(r) || ta == tb)) return r;
  }
  if (do_other) {
    Value r = call_if_found(vm().names.*R, backward, 2);
    if (!r.is_null()) return r;
  }
  return vm().not_implemented;
}

template <NamePtr N>
Value inplace_slot(const Value& a, const Value& b) {
  Value args[2] = {a, b};
  return call_named(vm().names.*N, args, 2);
}

template <ast::Operator op>
Slots::Binary binary_of(const Slots& s) {
  return s.binary[static_cast<size_t>(op)];
}
Slots::Binary divmod_of(const Slots& s) { return s.divmod; }

Value power_slot(const Value& a, const Value& b, const Value& mod) {
  Value args[3] = {a, b, mod};
  return call_named(vm().names.__pow__, args, 3);
}

// ---- comparison
NamePtr compare_name(CompareOp op) {
  constexpr NamePtr kNames[] = {&Names::__eq__, &Names::__ne__, &Names::__lt__, &Names::__le__, &Names::__gt__, &Names::__ge__};
  return kNames[static_cast<size_t>(op)];
}
Value compare_slot(const Value& a, const Value& b, CompareOp op) {
  const Value* found = type_of(a)->lookup(vm().names.*compare_name(op));
  if (!found || found->is_none()) return vm().not_implemented;
  Value args[2] = {a, b};
  return call_found(Value(*found), Args{args, 2, nullptr});
}

// ---- text and hash
Value repr_slot(const Value& self) { return call_named(vm().names.__repr__, &self, 1); }   // repr() and str() want text of them
Value str_slot(const Value& self) { return call_named(vm().names.__str__, &self, 1); }
int64_t hash_slot(const Value& self) {
  Value r = call_named(vm().names.__hash__, &self, 1);
  if (!is_int(r)) raise_type_error("__hash__ method should return an integer");
  Value p = plain_int(r);
  if (!p.is_int()) return int_hash(p);      // what fits a word is taken as it is
  return p.as_int() == -1 ? -2 : p.as_int();
}

// ---- attributes
void setattr_slot(const Value& self, Str* name, const Value& v) {
  Value args[3] = {self, Value(name), v};
  if (v.is_null())
    call_named(vm().names.__delattr__, args, 2);
  else
    call_named(vm().names.__setattr__, args, 3);
}
Value descr_get_slot(const Value& self, const Value& object, Type* owner) {
  const Value* found = type_of(self)->lookup(vm().names.__get__);
  if (!found) return self;
  Value args[3] = {self, object.is_null() ? Value::none() : object, owner ? Value(owner) : Value::none()};
  return call_found(Value(*found), Args{args, 3, nullptr});
}
void descr_set_slot(const Value& self, const Value& object, const Value& v) {
  Value args[3] = {self, object, v};
  Str* name = v.is_null() ? vm().names.__delete__ : vm().names.__set__;
  const Value* found = type_of(self)->lookup(name);
  if (!found) raise(Exc::AttributeError, name->view());
  call_found(Value(*found), Args{args, v.is_null() ? size_t{2} : size_t{3}, nullptr});
}

// ---- making and calling
Value call_slot(const Value& self, const Args& args) {
  const Value* found = type_of(self)->lookup(vm().names.__call__);
  if (!found) raise_attribute_error(self, vm().names.__call__);
  BoundArgs all(self, args);
  return call_found(Value(*found), all.args());
}
Value create_slot(Type* type, const Args& args) {
  const Value* found = type->lookup(vm().names.__new__);
  Value f = *found;
  if (auto get = type_of(f)->slots.descr_get) f = get(f, Value(), type);
  BoundArgs all(Value(type), args);
  return call(f, all.args());
}
void init_slot(const Value& self, const Args& args) {
  const Value* found = type_of(self)->lookup(vm().names.__init__);
  BoundArgs all(self, args);
  Value r = call_found(Value(*found), all.args());
  if (!r.is_none()) raise_type_error("__init__() should return None, not '", type_name(r), "'");
}

// ---- iteration
Value iter_slot(const Value& self) {
  const Value* found = type_of(self)->lookup(vm().names.__iter__);
  if (!found || found->is_none()) raise_type_error("'", type_name(self), "' object is not iterable");
  return call_found(Value(*found), Args{&self, 1, nullptr});
}
bool next_slot(const Value& self, Value* out) {
  const Value* found = type_of(self)->lookup(vm().names.__next__);
  if (found && found->is(Kind::function)) {  // the end of a loop is no C++ exception
    Outcome r = vm().try_call_function(found->as<Function>(), Args{&self, 1, nullptr});
    if (r.error && matches(r.error.get(), Exc::StopIteration)) return false;
    *out = std::move(r).unwrap();
    return true;
  }
  try {
    *out = call_named(vm().names.__next__, &self, 1);
    return true;
  } catch (const Raised& r) {
    if (!matches(r.exception.get(), Exc::StopIteration)) throw;
    return false;
  }
}

// ---- numbers
bool truth_slot(const Value& self) {
  Value r = call_named(vm().names.__bool__, &self, 1);
  if (!r.is_bool()) raise_type_error("__bool__ should return bool, returned ", type_name(r));
  return r.as_bool();
}
Value index_slot(const Value& self) {
  Value r = call_named(vm().names.__index__, &self, 1);
  if (!is_int(r)) raise_type_error("__index__ returned non-int (type ", type_name(r), ")");
  return r;
}
Value to_int_slot(const Value& self) {
  Value r = call_named(vm().names.__int__, &self, 1);
  if (!is_int(r)) raise_type_error("__int__ returned non-int (type ", type_name(r), ")");
  return r;
}
Value to_float_slot(const Value& self) {
  Value r = call_named(vm().names.__float__, &self, 1);
  if (!r.is_float() && !r.is(Kind::float_object))
    raise_type_error(type_name(self), ".__float__ returned non-float (type ", type_name(r), ")");
  return r;
}

// ---- containers
int64_t len_slot(const Value& self) {
  Value r = call_named(vm().names.__len__, &self, 1);
  int64_t n = index_of(r);
  if (n < 0) raise_value_error("__len__() should return >= 0");
  return n;
}
Value getitem_slot(const Value& self, const Value& key) {
  Value args[2] = {self, key};
  return call_named(vm().names.__getitem__, args, 2);
}
void setitem_slot(const Value& self, const Value& key, const Value& v) {
  Value args[3] = {self, key, v};
  if (v.is_null())
    call_named(vm().names.__delitem__, args, 2);
  else
    call_named(vm().names.__setitem__, args, 3);
}
bool contains_slot(const Value& self, const Value& item) {
  const Value* found = type_of(self)->lookup(vm().names.__contains__);
  if (found && found->is_none()) raise_type_error("'", type_name(self), "' object is not a container");
  Value args[2] = {self, item};
  return truthy(call_found(Value(*found), Args{args, 2, nullptr}));
}

// ---- the table
template <auto M>
constexpr bool has(const Slots& s) {
  return s.*M != nullptr;
}
template <auto M>
constexpr bool equal(const Slots& a, const Slots& b) {
  return a.*M == b.*M;
}
template <auto M>
constexpr void take(Slots& to, const Slots& from) {
  to.*M = from.*M;
}
template <auto M, auto F>
constexpr void put(Slots& to) {
  to.*M = F;
}

template <auto M>
Value invoke_unary(Type* owner, const Args& a) {
  return (owner->slots.*M)(a[0]);
}
template <auto M>
Value invoke_binary(Type* owner, const Args& a) {
  return (owner->slots.*M)(a[0], a[1]);
}
template <CompareOp op>
Value invoke_compare(Type* owner, const Args& a) {
  return owner->slots.compare(a[0], a[1], op);
}

template <NamePtr N, auto M, auto F>
constexpr SlotDef unary() {
  return {N, has<M>, equal<M>, take<M>, put<M, F>, invoke_unary<M>, 0, 0};
}
template <NamePtr N, CompareOp op>
constexpr SlotDef comparison() {
  return {N,
          has<&Slots::compare>,
          equal<&Slots::compare>,
          take<&Slots::compare>,
          put<&Slots::compare, compare_slot>,
          invoke_compare<op>,
          1,
          1};
}

constexpr size_t at(ast::Operator op) { return static_cast<size_t>(op); }

// concat and repeat stand behind binary[Add] and binary[Mult] of sequences, as sq_concat and sq_repeat do.
template <ast::Operator op>
bool has_binary(const Slots& s) {
  if (op == ast::Operator::Add && s.concat) return true;
  if (op == ast::Operator::Mult && s.repeat) return true;
  return s.binary[at(op)] != nullptr;
}
template <ast::Operator op>
bool equal_binary(const Slots& a, const Slots& b) {
  if (op == ast::Operator::Add && a.concat != b.concat) return false;
  if (op == ast::Operator::Mult && a.repeat != b.repeat) return false;
  return a.binary[at(op)] == b.binary[at(op)];
}
template <ast::Operator op>
void take_binary(Slots& to, const Slots& from) {
  to.binary[at(op)] = from.binary[at(op)];
  if (op == ast::Operator::Add) to.concat = from.concat;
  if (op == ast::Operator::Mult) to.repeat = from.repeat;
}
template <ast::Operator op, auto F>
void put_binary(Slots& to) {
  to.binary[at(op)] = F;
}
Value repeat_by(Type* owner, const Value& sequence, const Value& count) { return owner->slots.repeat(sequence, index_of(count)); }
template <ast::Operator op>
Value invoke_binary_op(Type* owner, const Args& a) {
  if (auto f = owner->slots.binary[at(op)]) return f(a[0], a[1]);
  if (op == ast::Operator::Add) return owner->slots.concat(a[0], a[1]);
  return repeat_by(owner, a[0], a[1]);
}
template <ast::Operator op>
Value invoke_reflected(Type* owner, const Args& a) {
  if (auto f = owner->slots.binary[at(op)]) return f(a[1], a[0]);
  return repeat_by(owner, a[0], a[1]);  // only Mult gets here
}
template <ast::Operator op>
bool has_reflected(const Slots& s) {
  return s.binary[at(op)] != nullptr || (op == ast::Operator::Mult && s.repeat);
}
template <NamePtr N, NamePtr R, ast::Operator op>
constexpr SlotDef forward() {
  return {N,
          has_binary<op>,
          equal_binary<op>,
          take_binary<op>,
          put_binary<op, binary_slot<N, R, binary_of<op>>>,
          invoke_binary_op<op>,
          1,
          1};
}
template <NamePtr N, NamePtr R, ast::Operator op>
constexpr SlotDef reflected() {
  return {R,
          has_reflected<op>,
          equal_binary<op>,
          take_binary<op>,
          put_binary<op, binary_slot<N, R, binary_of<op>>>,
          invoke_reflected<op>,
          1,
          1};
}

template <ast::Operator op>
bool has_inplace(const Slots& s) {
  return s.inplace[at(op)] != nullptr || (op == ast::Operator::Add && s.inplace_concat);
}
template <ast::Operator op>
bool equal_inplace(const Slots& a, const Slots& b) {
  return a.inplace[at(op)] == b.inplace[at(op)] && (op != ast::Operator::Add || a.inplace_concat == b.inplace_concat);
}
template <ast::Operator op>
void take_inplace(Slots& to, const Slots& from) {
  to.inplace[at(op)] = from.inplace[at(op)];
  if (op == ast::Operator::Add) to.inplace_concat = from.inplace_concat;
}
template <ast::Operator op, auto F>
void put_inplace(Slots& to) {
  to.inplace[at(op)] = F;
}
template <ast::Operator op>
Value invoke_inplace(Type* owner, const Args& a) {
  if (auto f = owner->slots.inplace[at(op)]) return f(a[0], a[1]);
  return owner->slots.inplace_concat(a[0], a[1]);
}
template <NamePtr I, ast::Operator op>
constexpr SlotDef inplace() {
  return {I, has_inplace<op>, equal_inplace<op>, take_inplace<op>, put_inplace<op, inplace_slot<I>>, invoke_inplace<op>, 1, 1};
}

Value invoke_hash(Type* owner, const Args& a) { return Value::integer(owner->slots.hash(a[0])); }
Value invoke_call(Type* owner, const Args& a) { return owner->slots.call(a[0], without_first(a)); }
Value invoke_init(Type* owner, const Args& a) {
  owner->slots.init(a[0], without_first(a));
  return Value::none();
}
Str* attribute_name(const Value& v) {
  if (!v.is(Kind::str)) raise_type_error("attribute name must be string, not '", type_name(v), "'");
  return intern(v.as<Str>()->view()).get();
}
Value invoke_getattr(Type* owner, const Args& a) {
  Str* name = attribute_name(a[1]);
  Value r = owner->slots.getattr(a[0], name);
  if (r.is_null()) raise_attribute_error(a[0], name);
  return r;
}
Value invoke_setattr(Type* owner, const Args& a) {
  owner->slots.setattr(a[0], attribute_name(a[1]), a[2]);
  return Value::none();
}
Value invoke_delattr(Type* owner, const Args& a) {
  owner->slots.setattr(a[0], attribute_name(a[1]), Value());
  return Value::none();
}
Value invoke_get(Type* owner, const Args& a) {
  Value object = a[1].is_none() ? Value() : a[1];
  Type* cls = a.npos > 2 && a[2].is(Kind::type) ? a[2].as<Type>() : nullptr;
  if (object.is_null() && !cls) raise_type_error("__get__(None, None) is invalid");
  return owner->slots.descr_get(a[0], object, cls);
}
Value invoke_set(Type* owner, const Args& a) {
  owner->slots.descr_set(a[0], a[1], a[2]);
  return Value::none();
}
Value invoke_delete(Type* owner, const Args& a) {
  owner->slots.descr_set(a[0], a[1], Value());
  return Value::none();
}
Value invoke_next(Type* owner, const Args& a) {
  Value out;
  if (!owner->slots.next(a[0], &out)) raise_stop_iteration(Value());
  return out;
}
Value invoke_bool(Type* owner, const Args& a) { return Value::boolean(owner->slots.truth(a[0])); }
Value invoke_len(Type* owner, const Args& a) { return Value::integer(owner->slots.len(a[0])); }
Value invoke_setitem(Type* owner, const Args& a) {
  owner->slots.setitem(a[0], a[1], a[2]);
  return Value::none();
}
Value invoke_delitem(Type* owner, const Args& a) {
  owner->slots.setitem(a[0], a[1], Value());
  return Value::none();
}
Value invoke_contains(Type* owner, const Args& a) { return Value::boolean(owner->slots.contains(a[0], a[1])); }
Value invoke_rdivmod(Type* owner, const Args& a) { return owner->slots.divmod(a[1], a[0]); }
Value invoke_pow(Type* owner, const Args& a) {
  if (a.npos > 2 && !a[2].is_none() && owner->slots.power) return owner->slots.power(a[0], a[1], a[2]);
  return owner->slots.binary[at(ast::Operator::Pow)](a[0], a[1]);
}
bool has_pow(const Slots& s) { return s.binary[at(ast::Operator::Pow)] != nullptr; }
void take_pow(Slots& to, const Slots& from) {
  to.power = from.power;
  take_binary<ast::Operator::Pow>(to, from);
}
void put_pow(Slots& to) {
  to.power = power_slot;
  to.binary[at(ast::Operator::Pow)] = binary_slot<&Names::__pow__, &Names::__rpow__, binary_of<ast::Operator::Pow>>;
}
void put_getattr(Slots& to) { to.getattr = hooked_getattr; }

template <NamePtr N, auto M, auto F>
constexpr SlotDef special(Value (*invoke)(Type*, const Args&), int8_t least, int8_t most) {
  return {N, has<M>, equal<M>, take<M>, put<M, F>, invoke, least, most};
}

#define SIM_PY_BINARY_ROWS(n, op)                                      \
  forward<&Names::__##n##__, &Names::__r##n##__, ast::Operator::op>(), \
      reflected<&Names::__##n##__, &Names::__r##n##__, ast::Operator::op>(), inplace<&Names::__i##n##__, ast::Operator::op>()
#define SIM_PY_UNARY_ROW(n, slot) unary<&Names::__##n##__, &Slots::slot, unary_slot<&Names::__##n##__>>()

constexpr auto kDivmod = binary_slot<&Names::__divmod__, &Names::__rdivmod__, divmod_of>;

const SlotDef kRows[] = {
    SIM_PY_BINARY_ROWS(add, Add),
    SIM_PY_BINARY_ROWS(sub, Sub),
    SIM_PY_BINARY_ROWS(mul, Mult),
    SIM_PY_BINARY_ROWS(matmul, MatMult),
    SIM_PY_BINARY_ROWS(truediv, Div),
    SIM_PY_BINARY_ROWS(mod, Mod),
    SIM_PY_BINARY_ROWS(lshift, LShift),
    SIM_PY_BINARY_ROWS(rshift, RShift),
    SIM_PY_BINARY_ROWS(or, BitOr),
    SIM_PY_BINARY_ROWS(xor, BitXor),
    SIM_PY_BINARY_ROWS(and, BitAnd),
    SIM_PY_BINARY_ROWS(floordiv, FloorDiv),
    {&Names::__pow__, has_pow, equal_binary<ast::Operator::Pow>, take_pow, put_pow, invoke_pow, 1, 2},
    {&Names::__rpow__, has_pow, equal_binary<ast::Operator::Pow>, take_pow, put_pow, invoke_reflected<ast::Operator::Pow>, 1, 1},
    inplace<&Names::__ipow__, ast::Operator::Pow>(),
    special<&Names::__divmod__, &Slots::divmod, kDivmod>(invoke_binary<&Slots::divmod>, 1, 1),
    special<&Names::__rdivmod__, &Slots::divmod, kDivmod>(invoke_rdivmod, 1, 1),
    SIM_PY_UNARY_ROW(neg, negative),
    SIM_PY_UNARY_ROW(pos, positive),
    SIM_PY_UNARY_ROW(invert, invert),
    SIM_PY_UNARY_ROW(abs, absolute),
    SIM_PY_UNARY_ROW(await, await),
    SIM_PY_UNARY_ROW(aiter, aiter),
    SIM_PY_UNARY_ROW(anext, anext),
    unary<&Names::__repr__, &Slots::repr, repr_slot>(),
    unary<&Names::__str__, &Slots::str, str_slot>(),
    unary<&Names::__iter__, &Slots::iter, iter_slot>(),
    unary<&Names::__index__, &Slots::index, index_slot>(),
    unary<&Names::__int__, &Slots::to_int, to_int_slot>(),
    unary<&Names::__float__, &Slots::to_float, to_float_slot>(),
    comparison<&Names::__eq__, CompareOp::eq>(),
    comparison<&Names::__ne__, CompareOp::ne>(),
    comparison<&Names::__lt__, CompareOp::lt>(),
    comparison<&Names::__le__, CompareOp::le>(),
    comparison<&Names::__gt__, CompareOp::gt>(),
    comparison<&Names::__ge__, CompareOp::ge>(),
    special<&Names::__hash__, &Slots::hash, hash_slot>(invoke_hash, 0, 0),
    special<&Names::__call__, &Slots::call, call_slot>(invoke_call, 0, -1),
    special<&Names::__init__, &Slots::init, init_slot>(invoke_init, 0, -1),
    {&Names::__getattribute__, has<&Slots::getattr>, equal<&Slots::getattr>, take<&Slots::getattr>, put_getattr, invoke_getattr,
     1, 1},
    special<&Names::__setattr__, &Slots::setattr, setattr_slot>(invoke_setattr, 2, 2),
    special<&Names::__delattr__, &Slots::setattr, setattr_slot>(invoke_delattr, 1, 1),
    special<&Names::__get__, &Slots::descr_get, descr_get_slot>(invoke_get, 1, 2),
    special<&Names::__set__, &Slots::descr_set, descr_set_slot>(invoke_set, 2, 2),
    special<&Names::__delete__, &Slots::descr_set, descr_set_slot>(invoke_delete, 1, 1),
    special<&Names::__next__, &Slots::next, next_slot>(invoke_next, 0, 0),
    special<&Names::__bool__, &Slots::truth, truth_slot>(invoke_bool, 0, 0),
    special<&Names::__len__, &Slots::len, len_slot>(invoke_len, 0, 0),
    special<&Names::__getitem__, &Slots::getitem, getitem_slot>(invoke_binary<&Slots::getitem>, 1, 1),
    special<&Names::__setitem__, &Slots::setitem, setitem_slot>(invoke_setitem, 2, 2),
    special<&Names::__delitem__, &Slots::setitem, setitem_slot>(invoke_delitem, 1, 1),
    special<&Names::__contains__, &Slots::contains, contains_slot>(invoke_contains, 1, 1),
};

}  // namespace

SlotTable slot_table() { return {kRows, std::size(kRows)}; }

// ---- filling a class's slots
namespace {

// What one row's method, as the mro has it now, asks of the slot. A slot with several rows is native only when all of its rows
// agree.
void apply_row(Type* type, const SlotDef& row) {
  const Value* found = type->lookup(vm().names.*row.name);
  if (!found) return;
  if (found->is_none() && row.name == &Names::__hash__) {
    type->slots.hash = nullptr;
    return;
  }
  if (found->is_object() && type_of(*found) == vm().types.wrapper) {
    auto* w = found->as<SlotWrapper>();
    if (type->is_subtype_of(w->owner) && vm().names.*w->def->name == vm().names.*row.name) {
      Slots empty;
      if (row.same(type->slots, empty))
        row.copy(type->slots, w->owner->slots);
      else if (!row.same(type->slots, w->owner->slots))
        row.dispatch(type->slots);
      return;
    }
  }
  row.dispatch(type->slots);
}

void fill_slots(Type* type) {
  type->slots = Slots{};
  for (const SlotDef& row : slot_table()) apply_row(type, row);
  Slots& s = type->slots;
  const Names& names = vm().names;
  const Value* make = type->lookup(names.__new__);
  bool native_new = make && make->is(Kind::builtin) && make->as<Builtin>()->raw == new_wrapper;
  s.create = native_new ? make->as<Builtin>()->self.as<Type>()->slots.create : create_slot;
  uint16_t& flags = type->type_flags;
  auto put = [&flags](uint16_t flag, bool on) { flags = static_cast<uint16_t>(on ? flags | flag : flags & ~flag); };
  if (type->lookup(names.__getattr__)) s.getattr = hooked_getattr;
  put(Type::uses_getattr_hook, s.getattr == hooked_getattr);
  put(Type::has_del, type->lookup(names.__del__) != nullptr);
  update_plain_setattr(type);
}

}  // namespace

void update_plain_setattr(Type* type) {
  bool plain = type->slots.setattr == generic_setattr && (type->type_flags & Type::heap_type);
  for (const Type* t : type->mro) {
    if (!plain) break;
    if (!(t->type_flags & Type::heap_type)) continue;
    for (size_t i = 0; (i = t->dict->next(i)) != Dict::npos; ++i) {
      const Dict::Entry& e = t->dict->entry(i);
      bool own_dict = e.key.identical(Value(vm().names.__dict__)) || e.key.identical(Value(vm().names.__weakref__));
      if (!own_dict && e.value.is_object() && e.value.as_object()->type->slots.descr_set) plain = false;
    }
  }
  type->type_flags =
      static_cast<uint16_t>(plain ? type->type_flags | Type::plain_setattr : type->type_flags & ~Type::plain_setattr);
  for (Type* t : type->subclasses) update_plain_setattr(t);
}

void update_slots(Type* type) {
  if (type->type_flags & Type::heap_type) fill_slots(type);
  for (Type* t : type->subclasses) update_slots(t);
}

void inherit_slots(Type* type) {
  if (!type->base) return;
  Slots& mine = type->slots;
  const Slots &theirs = type->base->slots, empty{};
  bool compares = mine.compare != nullptr, hashes = mine.hash != nullptr;
  for (const SlotDef& row : slot_table())
    if (row.same(mine, empty)) row.copy(mine, theirs);
  if (compares && !hashes) mine.hash = nullptr;  // CPython: comparing without hashing means unhashable
  // A type of its own layout that says nothing about creation cannot be called, nor derived from.
  if (!mine.create && (type->base->base || type->instance_kind == Kind::instance)) mine.create = theirs.create;
}

void add_slot_wrappers(Type* type) {
  const Slots empty;
  const Slots& base = type->base ? type->base->slots : empty;
  for (const SlotDef& row : slot_table()) {
    Str* name = vm().names.*row.name;
    if (!row.present(type->slots) || row.same(type->slots, base) || type->dict->find(name)) continue;
    if (name == vm().names.__bool__ && type->slots.len && type != vm().types.range) continue;      // true when not empty, says __len__
    type->dict->set(name, Value(new SlotWrapper(type, &row)));
  }
  if (!type->slots.hash && base.hash && !type->dict->find(vm().names.__hash__))
    type->dict->set(vm().names.__hash__, Value::none());
  if (type->slots.create && type->slots.create != base.create && !type->dict->find(vm().names.__new__)) {
    Ref<Builtin> make = make_raw_builtin("__new__", new_wrapper);
    make->self = Value(type);
    type->dict->set(vm().names.__new__, make);
  }
}

}  // namespace sim::py
