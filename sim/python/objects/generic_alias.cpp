#include "sim/python/objects/generic_alias.h"

#include "sim/base/check.h"
#include "sim/python/bound_args.h"
#include "sim/python/init.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

#include <vector>

namespace sim::py {

UnionType::UnionType(Ref<Tuple> args) : Object(Kind::other, vm().types.union_), args(std::move(args)) {}

namespace {

bool is_alias(const Value& v) { return v.is_object() && type_of(v)->is_subtype_of(vm().types.generic_alias); }
bool is_union(const Value& v) { return v.is_object() && type_of(v) == vm().types.union_; }
GenericAlias* as_alias(const Value& v) { return v.as<GenericAlias>(); }

// How a type shows itself inside another: int, module.Name, ..., or its repr.
std::string shown(const Value& v) {
  if (v.is(Kind::ellipsis)) return "...";
  if (v.is(Kind::list)) {
    std::string out = "[";
    iterate(v, [&](const Value& item) { out += cat(out.size() > 1 ? ", " : "", shown(item)); });
    return out + "]";
  }
  if (v.is(Kind::type)) {
    Value module = get_attr_or_null(v, vm().names.__module__);
    std::string_view name = v.as<Type>()->qualname->view();
    if (v.as<Type>() == vm().types.none) return "None";
    if (module.is(Kind::str) && module.as<Str>()->view() != "builtins") return cat(module.as<Str>()->view(), ".", name);
    return std::string(name);
  }
  return repr(v)->string();
}

Value alias_repr(const Value& self) {
  GenericAlias* a = as_alias(self);
  std::string out = cat(a->starred ? "*" : "", shown(a->origin), "[");
  for (size_t i = 0; i < a->args->size(); ++i) out += cat(i ? ", " : "", shown((*a->args)[i]));
  if (a->args->size() == 0) out += "()";
  return Str::make(out + "]");
}

Value alias_getattr(const Value& self, Str* name) {
  std::string_view n = name->view();
  bool dunder = n.size() > 4 && n.substr(0, 2) == "__" && n.substr(n.size() - 2) == "__";
  bool own = n == "__origin__" || n == "__args__" || n == "__parameters__" || n == "__mro_entries__" || n == "__class__" ||
             n == "__reduce__" || n == "__unpacked__" || n == "__typing_unpacked_tuple_args__" || n == "__copy__" ||
             n == "__deepcopy__" || n == "__instancecheck__" || n == "__subclasscheck__";
  if (own ||
      (dunder && n != "__name__" && n != "__qualname__" && n != "__doc__" && n != "__module__" && type_of(self)->lookup(name)))
    return generic_getattr(self, name);
  return get_attr_or_null(as_alias(self)->origin, name);
}

Value alias_call(const Value& self, const Args& args) {
  Value made = call(as_alias(self)->origin, args);
  if (instance_dict(made, false) || made.is(Kind::instance)) {
    try {
      set_attr(made, intern("__orig_class__").get(), self);
    } catch (const Raised& r) {
      if (!matches(r.exception.get(), Exc::AttributeError) && !matches(r.exception.get(), Exc::TypeError)) throw;
    }
  }
  return made;
}

Value alias_compare(const Value& a, const Value& b, CompareOp op) {
  if (op > CompareOp::ne || !is_alias(b)) return vm().not_implemented;
  bool same = equals(as_alias(a)->origin, as_alias(b)->origin) && equals(Value(as_alias(a)->args), Value(as_alias(b)->args)) &&
              as_alias(a)->starred == as_alias(b)->starred;
  return Value::boolean(same == (op == CompareOp::eq));
}
int64_t alias_hash(const Value& v) { return hash_of(as_alias(v)->origin) ^ hash_of(Value(as_alias(v)->args)); }

// A type variable says so by this attribute.
bool is_parameter(const Value& v) {
  return v.is_object() && !v.is(Kind::type) && !get_attr_or_null(v, intern("__typing_subst__").get()).is_null();
}

void collect_parameters(const Value& v, std::vector<Value>& out) {
  auto add = [&out](const Value& p) {
    for (const Value& o : out)
      if (o.identical(p)) return;
    out.push_back(p);
  };
  if (is_parameter(v)) return add(v);
  if (!is_alias(v) && !is_union(v)) return;
  const Tuple& args = is_alias(v) ? *as_alias(v)->args : *v.as<UnionType>()->args;
  for (const Value& a : args) collect_parameters(a, out);
}
Value get_parameters(const Value& self) {
  std::vector<Value> found;
  collect_parameters(self, found);
  return Tuple::make(found.data(), found.size());
}

Value substituted(const Value& v, const std::vector<Value>& parameters, const Tuple& with) {
  for (size_t i = 0; i < parameters.size(); ++i)
    if (v.identical(parameters[i])) return with[i];
  if (!is_alias(v) && !is_union(v)) return v;
  const Tuple& args = is_alias(v) ? *as_alias(v)->args : *v.as<UnionType>()->args;
  Ref<Tuple> out = Tuple::uninitialized(args.size());
  for (size_t i = 0; i < args.size(); ++i) (*out)[i] = substituted(args[i], parameters, with);
  if (is_alias(v)) return make_generic_alias(as_alias(v)->origin, Value(out));
  Value joined = (*out)[0];
  for (size_t i = 1; i < out->size(); ++i) joined = union_of(joined, (*out)[i]);
  return joined;
}
// Of an alias and of a union: types in place of their type variables.
Value with_types(const Value& self, const Value& key) {
  std::vector<Value> parameters;
  collect_parameters(self, parameters);
  if (parameters.empty()) raise_type_error(repr(self)->view(), " is not a generic class");
  Ref<Tuple> with = key.is(Kind::tuple) ? Ref<Tuple>(key.as<Tuple>()) : Tuple::make({key});
  if (with->size() != parameters.size())
    raise_type_error("Too ", with->size() > parameters.size() ? "many" : "few", " arguments for ", repr(self)->view(),
                     "; actual ", with->size(), ", expected ", parameters.size());
  return substituted(self, parameters, *with);
}
Value alias_iter(const Value& self) {
  Ref<GenericAlias> copy(new GenericAlias(vm().types.generic_alias, as_alias(self)->origin, as_alias(self)->args));
  copy->starred = true;
  return get_iter(Value(Tuple::make({Value(copy)})));
}
Value get_origin(const Value& self) { return as_alias(self)->origin; }
Value get_args(const Value& self) { return as_alias(self)->args; }
Value get_unpacked(const Value& self) { return Value::boolean(as_alias(self)->starred); }
Value mro_entries(const Value* a) { return Tuple::make({as_alias(a[0])->origin}); }
Value refuse_instance(const Value*) { raise_type_error("isinstance() argument 2 cannot be a parameterized generic"); }
Value refuse_subclass(const Value*) { raise_type_error("issubclass() argument 2 cannot be a parameterized generic"); }

Value alias_create(Type* type, const Args& args) {
  if (args.npos != 2) raise_type_error("GenericAlias expected 2 arguments, got ", args.npos);
  Ref<Tuple> t = args[1].is(Kind::tuple) ? Ref<Tuple>(args[1].as<Tuple>()) : Tuple::make({args[1]});
  return Value(new GenericAlias(type, args[0], t));
}
void alias_init(const Value&, const Args&) {}

// ---- unions
const Tuple& members(const Value& v) { return *v.as<UnionType>()->args; }

Value union_repr(const Value& self) {
  std::string out;
  for (const Value& a : members(self)) out += cat(out.empty() ? "" : " | ", shown(a));
  return Str::make(out);
}
bool has_member(const Value& self, const Value& one) {
  for (const Value& a : members(self))
    if (equals(a, one)) return true;
  return false;
}
Value union_compare(const Value& a, const Value& b, CompareOp op) {
  if (op > CompareOp::ne || !is_union(b)) return vm().not_implemented;
  bool same = members(a).size() == members(b).size();
  for (const Value& m : members(a)) same = same && has_member(b, m);
  return Value::boolean(same == (op == CompareOp::eq));
}
int64_t union_hash(const Value& v) {
  int64_t h = 0x345678;
  for (const Value& m : members(v)) h ^= hash_of(m) * 3;  // order does not count
  return h;
}
Value get_union_args(const Value& self) { return self.as<UnionType>()->args; }
Value union_instance(const Value* a) {
  for (const Value& m : members(a[0])) {
    if (is_alias(m)) raise_type_error("isinstance() argument 2 cannot be a parameterized generic");
    if (is_instance_of(a[1], m)) return Value::boolean(true);
  }
  return Value::boolean(false);
}
Value union_subclass(const Value* a) {
  if (!a[1].is(Kind::type)) raise_type_error("issubclass() arg 1 must be a class");
  for (const Value& m : members(a[0])) {
    if (is_alias(m)) raise_type_error("issubclass() argument 2 cannot be a parameterized generic");
    if (is_subclass_of(a[1], m)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

bool can_join_union(const Value& v) {
  return v.is_none() || v.is(Kind::type) || is_alias(v) || is_union(v) || (v.is_object() && is_parameter(v));
}
void add_member(std::vector<Value>& out, const Value& v) {
  if (is_union(v)) {
    for (const Value& m : members(v)) add_member(out, m);
    return;
  }
  Value one = v.is_none() ? Value(vm().types.none) : v;
  for (const Value& o : out)
    if (equals(o, one)) return;
  out.push_back(one);
}

}  // namespace

Value make_generic_alias(const Value& origin, const Value& args) {
  Ref<Tuple> t = args.is(Kind::tuple) ? Ref<Tuple>(args.as<Tuple>()) : Tuple::make({args});
  return Value(new GenericAlias(vm().types.generic_alias, origin, t));
}

Value union_of(const Value& a, const Value& b) {
  if (!can_join_union(a) || !can_join_union(b)) return vm().not_implemented;
  std::vector<Value> all;
  add_member(all, a);
  add_member(all, b);
  if (all.size() == 1) return all[0];
  return Value(new UnionType(Tuple::make(all.data(), all.size())));
}

Value class_getitem(Type* cls, const Value& key) {
  Value hook = get_attr_or_null(Value(cls), vm().names.__class_getitem__);
  if (!hook.is_null()) return call(hook, {key});
  if (cls == vm().types.type) return make_generic_alias(Value(cls), key);
  raise_type_error("type '", cls->full_name->view(), "' is not subscriptable");
}

namespace {
Value builtin_class_getitem(const Value* a) { return make_generic_alias(a[0], a[1]); }
}  // namespace

void init_generic_alias_types(Vm& vm) {
  TypeBuilder alias("types.GenericAlias", Kind::other, vm.types.object);
  Slots& s = alias.slots();
  s.repr = alias_repr;
  s.getattr = alias_getattr;
  s.call = alias_call;
  s.compare = alias_compare;
  s.hash = alias_hash;
  s.getitem = with_types;
  s.iter = alias_iter;
  s.create = alias_create;
  s.init = alias_init;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = union_of;
  alias.getter("__origin__", get_origin)
      .getter("__args__", get_args)
      .getter("__parameters__", get_parameters)
      .getter("__unpacked__", get_unpacked)
      .method("__mro_entries__", "self, bases, /", mro_entries)
      .method("__instancecheck__", "self, instance, /", refuse_instance)
      .method("__subclasscheck__", "self, subclass, /", refuse_subclass)
      .finish();

  TypeBuilder joined("types.UnionType", Kind::other, vm.types.object, Type::final_);
  Slots& u = joined.slots();
  u.repr = union_repr;
  u.compare = union_compare;
  u.hash = union_hash;
  u.getitem = with_types;
  u.binary[static_cast<size_t>(ast::Operator::BitOr)] = union_of;
  joined.getter("__args__", get_union_args)
      .getter("__parameters__", get_parameters)
      .method("__instancecheck__", "self, instance, /", union_instance)
      .method("__subclasscheck__", "self, subclass, /", union_subclass)
      .finish();

  const Types& t = vm.types;
  for (Type* generic : {t.list, t.tuple, t.dict, t.set, t.frozenset})
    if (!generic->dict->find(vm.names.__class_getitem__))
      TypeBuilder(generic).class_method("__class_getitem__", "cls, item, /", builtin_class_getitem);
}

}  // namespace sim::py
