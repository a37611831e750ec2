#include "sim/python/objects/weakref.h"

#include "sim/base/check.h"
#include "sim/base/rings.h"
#include "sim/python/bound_args.h"
#include "sim/python/init.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <map>
#include <vector>

namespace sim::py {

bool kind_has_weakrefs(Kind kind) {
  switch (kind) {
    case Kind::str:
    case Kind::bytes:
    case Kind::bytearray:
    case Kind::big_int:
    case Kind::int_object:
    case Kind::float_object:
    case Kind::list:
    case Kind::tuple:
    case Kind::dict:
    case Kind::range:
    case Kind::slice:
    case Kind::exception:
    case Kind::traceback:
    case Kind::cell:
    case Kind::property:
    case Kind::ellipsis:
    case Kind::not_implemented:
    case Kind::instance: return false;
    default: return true;
  }
}

namespace {

// Who refers to whom. Only ever looked into by address, never walked.
struct WeakTable {
  std::map<Object*, std::vector<WeakRef*>> of;
  Type* ref_type = nullptr;
  Type* proxy_type = nullptr;
};
WeakTable& table() {
  auto& state = vm().module_state["weak references"];
  if (!state) state = std::make_shared<WeakTable>();
  return *static_cast<WeakTable*>(state.get());
}

// An object may end where nothing can be thrown: a limit that is reached here stops the run at its next instruction.
void call_back(const Value& callback, const Ref<WeakRef>& ref) {
  Vm& m = vm();
  Frame* frame = m.frame;
  uint32_t depth = m.depth, native_depth = m.native_depth;
  try {
    call(callback, {Value(ref)});
    return;
  } catch (const Raised& r) {
    write_unraisable(Ref<Exception>(exception_of(r)), callback);
  } catch (...) {
    m.stopped_in_finalizer = std::current_exception();
    m.interrupted = true;
  }
  m.frame = frame;
  m.depth = depth;
  m.native_depth = native_depth;
}

// The object ends: its references die first, then their callbacks run, the newest first.
void clear_references(Object* o) {
  auto& of = table().of;
  auto found = of.find(o);
  if (found == of.end()) return;
  std::vector<WeakRef*> refs = std::move(found->second);
  of.erase(found);
  std::vector<Ref<WeakRef>> to_call;
  for (WeakRef* r : refs) {
    r->target = nullptr;
    if (!r->callback.is_null() && !Rings::is_garbage(r)) to_call.emplace_back(r);
  }
  for (size_t i = to_call.size(); i-- > 0 && !vm().stopping;) {
    Value callback = to_call[i]->callback;
    to_call[i]->callback = Value();
    call_back(callback, to_call[i]);
  }
}

bool can_be_referred_to(const Value& v) {
  if (!v.is_object()) return false;
  if ((type_of(v)->type_flags & Type::heap_type) && type_of(v)->lookup(vm().names.__weakref__)) return true;
  return kind_has_weakrefs(v.as_object()->kind);
}

Value make(Type* type, const Value& o, const Value& given_callback) {
  if (!can_be_referred_to(o)) raise_type_error("cannot create weak reference to '", type_name(o), "' object");
  Value callback = given_callback.is_none() ? Value() : given_callback;
  std::vector<WeakRef*>& refs = table().of[o.as_object()];
  if (callback.is_null() && !(type->type_flags & Type::heap_type))
    for (WeakRef* r : refs)
      if (r->callback.is_null() && r->type == type) return Value(r);
  Ref<WeakRef> made(new WeakRef(type, o.as_object(), callback));
  table().of[o.as_object()].push_back(made.get());
  o.as_object()->flags |= Object::has_weakrefs;
  return made;
}

// ---- ref
WeakRef* as_ref(const Value& v) { return v.as<WeakRef>(); }

Value ref_create(Type* type, const Args& args) {
  if (args.npos < 1 || args.npos > 2)
    raise_type_error("__new__ expected ", args.npos < 1 ? "at least 1" : "at most 2", " argument", args.npos < 1 ? "" : "s",
                     ", got ", args.npos);
  return make(type, args[0], args.npos == 2 ? args[1] : Value());
}
void ref_init(const Value&, const Args&) {}
Value ref_call(const Value& self, const Args& args) {
  if (args.size()) raise_type_error("weakref.__call__() takes no arguments (", args.size(), " given)");
  return weak_target(self);
}
int64_t ref_hash(const Value& self) {
  WeakRef* r = as_ref(self);
  if (r->hash == -1) {
    if (!r->target) raise_type_error("weak object has gone away");
    r->hash = hash_of(Value(r->target));
  }
  return r->hash;
}
bool is_ref(const Value& v) { return v.is_object() && type_of(v)->is_subtype_of(table().ref_type); }
Value ref_compare(const Value& a, const Value& b, CompareOp op) {
  if (op > CompareOp::ne || !is_ref(b)) return vm().not_implemented;
  Value x = weak_target(a), y = weak_target(b);
  bool same = x.is_none() || y.is_none() ? a.identical(b) : equals(x, y);
  return Value::boolean(same == (op == CompareOp::eq));
}
Value ref_repr(const Value& self) {
  WeakRef* r = as_ref(self);
  if (!r->target) return Str::make(cat("<weakref at ", address_text(self), "; dead>"));
  Value o(r->target);
  return Str::make(cat("<weakref at ", address_text(self), "; to '", type_name(o), "' at ", address_text(o), ">"));
}
Value get_callback(const Value& self) {
  const Value& c = as_ref(self)->callback;
  return c.is_null() ? Value::none() : c;
}

// ---- proxy: everything is asked of the object itself
Value alive(const Value& proxy) {
  if (!proxy.is_object() || type_of(proxy) != table().proxy_type) return proxy;
  Object* o = as_ref(proxy)->target;
  if (!o) raise(Exc::ReferenceError, "weakly-referenced object no longer exists");
  return Value(o);
}
Value proxy_getattr(const Value& self, Str* name) {
  Value o = alive(self);
  return type_of(o)->slots.getattr(o, name);
}
void proxy_setattr(const Value& self, Str* name, const Value& v) {
  Value o = alive(self);
  type_of(o)->slots.setattr(o, name, v);
}
Value proxy_call(const Value& self, const Args& args) { return call(alive(self), args); }
Value proxy_str(const Value& self) { return str(alive(self)); }
Value proxy_repr(const Value& self) {
  Object* o = as_ref(self)->target;
  std::string_view type = o ? o->type->full_name->view() : "NoneType";
  return Str::make(
      cat("<weakproxy at ", address_text(self), " to ", type, " at ", address_text(o ? Value(o) : Value::none()), ">"));
}
Value proxy_compare(const Value& a, const Value& b, CompareOp op) { return compare(alive(a), alive(b), op); }
Value proxy_iter(const Value& self) { return get_iter(alive(self)); }
bool proxy_next(const Value& self, Value* out) { return next(alive(self), out); }
bool proxy_truth(const Value& self) { return truthy(alive(self)); }
int64_t proxy_len(const Value& self) { return length(alive(self)); }
Value proxy_getitem(const Value& self, const Value& key) { return get_item(alive(self), key); }
void proxy_setitem(const Value& self, const Value& key, const Value& v) {
  if (v.is_null())
    del_item(alive(self), key);
  else
    set_item(alive(self), key, v);
}
bool proxy_contains(const Value& self, const Value& item) { return contains(alive(self), item); }
template <ast::Operator op>
Value proxy_binary(const Value& a, const Value& b) {
  return binary_op(op, alive(a), alive(b));
}

template <size_t... I>
void fill_binary(Slots& s, std::index_sequence<I...>) {
  ((s.binary[I] = proxy_binary<static_cast<ast::Operator>(I)>), ...);
}

}  // namespace

WeakRef::WeakRef(Type* type, Object* target, Value callback)
    : Object(Kind::other, type), target(target), callback(std::move(callback)) {
  if (type->type_flags & Type::heap_type) flags |= Object::is_subclass;
}

WeakRef::~WeakRef() {
  if (!target || Heap::current().tearing_down()) return;
  auto& of = table().of;
  auto found = of.find(target);
  if (found == of.end()) return;
  auto& refs = found->second;
  refs.erase(std::remove(refs.begin(), refs.end(), this), refs.end());
  if (!refs.empty()) return;
  of.erase(found);
  target->flags &= static_cast<uint8_t>(~Object::has_weakrefs);
}

void WeakRef::references(References& each) {
  each(callback);
  each(dict);
}

Value make_weak_ref(const Value& o, const Value& callback) { return make(table().ref_type, o, callback); }
Value make_weak_proxy(const Value& o, const Value& callback) { return make(table().proxy_type, o, callback); }
Value weak_target(const Value& ref) {
  Object* o = as_ref(ref)->target;
  return o && o->refs > 0 ? Value(o) : Value::none();
}
int64_t count_weak_refs(const Value& o) {
  if (!o.is_object()) return 0;
  auto found = table().of.find(o.as_object());
  return found == table().of.end() ? 0 : static_cast<int64_t>(found->second.size());
}
Value list_weak_refs(const Value& o) {
  Ref<List> out = List::make();
  auto found = o.is_object() ? table().of.find(o.as_object()) : table().of.end();
  if (found != table().of.end())
    for (WeakRef* r : found->second) out->items.push_back(Value(r));
  return out;
}
Type* weak_ref_type() { return table().ref_type; }
Type* weak_proxy_type() { return table().proxy_type; }

void init_weakref_types(Vm& vm) {
  TypeBuilder ref("weakref.ReferenceType", Kind::other, vm.types.object);
  Slots& s = ref.slots();
  s.create = ref_create;
  s.init = ref_init;
  s.call = ref_call;
  s.hash = ref_hash;
  s.compare = ref_compare;
  s.repr = ref_repr;
  ref.getter("__callback__", get_callback);
  table().ref_type = ref.finish();

  TypeBuilder proxy("weakref.ProxyType", Kind::other, vm.types.object, Type::final_);
  Slots& p = proxy.slots();
  p.getattr = proxy_getattr;
  p.setattr = proxy_setattr;
  p.call = proxy_call;
  p.str = proxy_str;
  p.repr = proxy_repr;
  p.compare = proxy_compare;
  p.iter = proxy_iter;
  p.next = proxy_next;
  p.truth = proxy_truth;
  p.len = proxy_len;
  p.getitem = proxy_getitem;
  p.setitem = proxy_setitem;
  p.contains = proxy_contains;
  fill_binary(p, std::make_index_sequence<kBinaryOps>());
  table().proxy_type = proxy.finish();
  Heap::current().weakrefs_cleared = clear_references;
}

}  // namespace sim::py
