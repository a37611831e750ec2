// The type `type`: attributes of classes, calling a class, and what every class can be asked.
// Before: types_object.cpp. After: types_class.cpp makes the classes of the program.
#include "sim/base/check.h"
#include "sim/python/bound_args.h"
#include "sim/python/init.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

Type* as_type(const Value& v) { return v.as<Type>(); }

// CPython: _Py_type_getattro. The metaclass's data descriptors, then the class's own mro, then the rest of the metaclass.
Value type_getattr(const Value& self, Str* name) {
  Type *type = as_type(self), *meta = type->type;
  const Value* in_meta = meta->lookup(name);
  Value meta_value = in_meta ? *in_meta : Value();
  decltype(Slots::descr_get) meta_get = in_meta ? type_of(meta_value)->slots.descr_get : nullptr;
  if (meta_get && type_of(meta_value)->slots.descr_set) return meta_get(meta_value, self, meta);
  if (const Value* own = type->lookup(name)) {
    Value v = *own;
    if (auto get = type_of(v)->slots.descr_get) return get(v, Value(), type);
    return v;
  }
  if (meta_get) return meta_get(meta_value, self, meta);
  return meta_value;
}

[[noreturn]] void refuse_builtin(Type* type, Str* name) {
  raise_type_error("cannot set '", name->view(), "' attribute of immutable type '", type->full_name->view(), "'");
}

void type_setattr(const Value& self, Str* name, const Value& v) {
  Type* type = as_type(self);
  if (!(type->type_flags & Type::heap_type)) refuse_builtin(type, name);
  const Value* in_meta = type->type->lookup(name);
  if (in_meta)
    if (auto set = type_of(*in_meta)->slots.descr_set) {
      Value descriptor = *in_meta;
      set(descriptor, self, v);
      return;
    }
  type->set_attribute(name->interned() ? name : intern(name->view()).get(), v);
}

Value type_repr(const Value& self) {
  Type* t = as_type(self);
  const Value* module = t->dict->find(vm().names.__module__);
  bool shown = module && module->is(Kind::str) && module->as<Str>()->view() != "builtins";
  if (shown) return Str::make(cat("<class '", module->as<Str>()->view(), ".", t->qualname->view(), "'>"));
  return Str::make(cat("<class '", t->qualname->view(), "'>"));
}

// CPython: type_call. type(x) with one argument is asked here, before anything is made.
Value type_call(const Value& self, const Args& args) {
  Type* type = as_type(self);
  if (type == vm().types.type) {
    if (args.npos == 1 && args.size() == 1) return Value(type_of(args[0]));
    if (args.size() != 3 && args.npos != 3) raise_type_error("type() takes 1 or 3 arguments");
  }
  if (!type->slots.create) raise_type_error("cannot create '", type->full_name->view(), "' instances");
  Value made = type->slots.create(type, args);
  Type* actual = type_of(made);
  if (actual != type && !actual->is_subtype_of(type)) return made;
  if (auto init = actual->slots.init; init && init != object_init)
    init(made, args);
  else if (init && type->slots.create == object_create)
    init(made, args);
  return made;
}

Value type_create(Type* metatype, const Args& args) {
  if (args.npos != 3) raise_type_error("type.__new__() takes exactly 3 arguments (", args.npos, " given)");
  if (!args[0].is(Kind::str)) raise_type_error("type.__new__() argument 1 must be str, not ", type_name(args[0]));
  if (!args[1].is(Kind::tuple)) raise_type_error("type.__new__() argument 2 must be tuple, not ", type_name(args[1]));
  if (!args[2].is(Kind::dict)) raise_type_error("type.__new__() argument 3 must be dict, not ", type_name(args[2]));
  Ref<Tuple> bases(args[1].as<Tuple>());
  for (const Value& b : *bases)
    if (!b.is(Kind::type) && !get_attr_or_null(b, vm().names.__mro_entries__).is_null())
      raise_type_error("type() doesn't support MRO entry resolution; use types.new_class()");
  Type* winner = calculate_metaclass(metatype, *bases);
  if (winner != metatype && winner->slots.create != type_create) return winner->slots.create(winner, args);
  return make_class(winner, intern(args[0].as<Str>()->view()), bases, Ref<Dict>(args[2].as<Dict>()), args);
}

void type_init(const Value&, const Args& args) {
  if (args.npos != 1 && args.npos != 3) raise_type_error("type.__init__() takes 1 or 3 arguments");
}

// ---- attributes
Value get_name(const Value& self) { return as_type(self)->name; }
void set_name(const Value& self, const Value& v) {
  Type* t = as_type(self);
  if (!(t->type_flags & Type::heap_type)) refuse_builtin(t, vm().names.__name__);
  if (!v.is(Kind::str)) raise_type_error("can only assign string to ", t->name_view(), ".__name__, not '", type_name(v), "'");
  t->name = t->full_name = Ref<Str>(v.as<Str>());
}
Value get_qualname(const Value& self) { return as_type(self)->qualname; }
void set_qualname(const Value& self, const Value& v) {
  Type* t = as_type(self);
  if (!(t->type_flags & Type::heap_type)) refuse_builtin(t, vm().names.__qualname__);
  if (!v.is(Kind::str)) raise_type_error("can only assign string to ", t->name_view(), ".__qualname__, not '", type_name(v), "'");
  t->qualname = Ref<Str>(v.as<Str>());
}
Value get_own(const Value& self, Str* name, const Value& otherwise) {
  const Value* v = as_type(self)->dict->find(name);
  return v ? *v : otherwise;
}
Value get_module(const Value& self) { return get_own(self, vm().names.__module__, Value(intern("builtins"))); }
void set_module(const Value& self, const Value& v) { as_type(self)->set_attribute(vm().names.__module__, v); }
Value get_doc(const Value& self) {
  Value v = get_own(self, vm().names.__doc__, Value::none());
  if (v.is_object())
    if (auto get = type_of(v)->slots.descr_get) return get(v, Value(), as_type(self));
  return v;
}
void set_doc(const Value& self, const Value& v) {
  if (!(as_type(self)->type_flags & Type::heap_type)) refuse_builtin(as_type(self), vm().names.__doc__);
  as_type(self)->set_attribute(vm().names.__doc__, v);
}
Value get_bases(const Value& self) { return as_type(self)->bases; }
Value get_base(const Value& self) { return as_type(self)->base ? Value(as_type(self)->base) : Value::none(); }
Value get_mro(const Value& self) {
  Ref<Tuple> t = Tuple::uninitialized(as_type(self)->mro.size());
  for (size_t i = 0; i < t->size(); ++i) (*t)[i] = Value(as_type(self)->mro[i]);
  return t;
}
Value get_dict(const Value& self) { return Value(new MappingProxy(Value(as_type(self)->dict))); }
Value get_annotations(const Value& self) {
  Type* t = as_type(self);
  if (Value* v = t->dict->find(vm().names.__annotations__)) return *v;
  if (!(t->type_flags & Type::heap_type))
    raise(Exc::AttributeError, cat("type object '", t->name_view(), "' has no attribute '__annotations__'"));
  Ref<Dict> made = Dict::make();
  t->dict->set(vm().names.__annotations__, made);
  return made;
}
void set_annotations(const Value& self, const Value& v) { as_type(self)->set_attribute(vm().names.__annotations__, v); }
Value get_abstract_methods(const Value& self) {
  Value v = as_type(self) == vm().types.type ? Value() : get_own(self, vm().names.__abstractmethods__, Value());
  if (v.is_null()) raise_attribute_error(self, vm().names.__abstractmethods__);
  return v;
}
void set_abstract_methods(const Value& self, const Value& v) {
  Type* t = as_type(self);
  bool any = !v.is_null() && truthy(v);
  t->set_attribute(vm().names.__abstractmethods__, v);
  t->type_flags = static_cast<uint16_t>(any ? t->type_flags | Type::abstract_ : t->type_flags & ~Type::abstract_);
}
Value get_type_params(const Value& self) { return get_own(self, vm().names.__type_params__, Value(Tuple::make(nullptr, 0))); }
void set_type_params(const Value& self, const Value& v) { as_type(self)->set_attribute(vm().names.__type_params__, v); }
Value get_flags(const Value& self) {
  uint16_t f = as_type(self)->type_flags;
  int64_t flags = (f & Type::heap_type ? 1 << 9 : 0) | (f & Type::final_ ? 0 : 1 << 10) | (f & Type::abstract_ ? 1 << 20 : 0);
  return Value::integer(flags);
}
Value get_basicsize(const Value&) { return Value::integer(16); }
Value get_itemsize(const Value&) { return Value::integer(0); }

// ---- methods
Value mro_method(const Value* a) { return to_list(get_mro(a[0])); }
Value subclasses_method(const Value* a) {
  Ref<List> out = List::make();
  for (Type* t : as_type(a[0])->subclasses) out->items.push_back(Value(t));
  return out;
}
Value prepare_method(const Args&) { return Dict::make(); }
Value instancecheck_method(const Value* a) {
  Value cls = a[0];
  Type* actual = type_of(a[1]);
  if (actual->is_subtype_of(as_type(cls))) return Value::boolean(true);
  if (!a[1].is(Kind::instance)) return Value::boolean(false);
  Value said = get_attr_or_null(a[1], vm().names.__class__);
  return Value::boolean(said.is(Kind::type) && as_type(said)->is_subtype_of(as_type(cls)));
}
Value subclasscheck_method(const Value* a) {
  if (!a[1].is(Kind::type)) raise_type_error("issubclass() arg 1 must be a class");
  return Value::boolean(as_type(a[1])->is_subtype_of(as_type(a[0])));
}
Value dir_method(const Value* a) {
  Ref<Dict> names = Dict::make();
  for (Type* t : as_type(a[0])->mro)
    for (size_t i = 0; (i = t->dict->next(i)) != Dict::npos; ++i) names->set(t->dict->entry(i).key, Value::none());
  return to_list(Value(names));
}
Value or_types(const Value& a, const Value& b) { return union_of(a, b); }

}  // namespace

bool is_plain_type_call(const Type* type) { return type->slots.call == type_call; }

// T.__new__(cls, ...): CPython's tp_new_wrapper.
Value new_wrapper(const Args& args) {
  Type* owner = vm().calling_builtin()->self.as<Type>();
  std::string_view name = owner->full_name->view();
  if (args.npos < 1) raise_type_error(name, ".__new__(): not enough arguments");
  if (!args[0].is(Kind::type)) raise_type_error(name, ".__new__(X): X is not a type object (", type_name(args[0]), ")");
  Type* cls = args[0].as<Type>();
  if (!cls->is_subtype_of(owner))
    raise_type_error(name, ".__new__(", cls->name_view(), "): ", cls->name_view(), " is not a subtype of ", name);
  Type* native = cls;
  while (native && (native->type_flags & Type::heap_type)) native = native->base;
  if (native && native->slots.create != owner->slots.create)
    raise_type_error(name, ".__new__(", cls->name_view(), ") is not safe, use ", native->full_name->view(), ".__new__()");
  return owner->slots.create(cls, without_first(args));
}

void init_type_type(Vm& vm) {
  TypeBuilder b("type", Kind::type, vm.types.object);
  Slots& s = b.slots();
  s.getattr = type_getattr;
  s.setattr = type_setattr;
  s.repr = type_repr;
  s.call = type_call;
  s.create = type_create;
  s.init = type_init;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = or_types;
}

void finish_type_type() {
  TypeBuilder b(vm().types.type);
  b.getter("__name__", get_name, set_name)
      .getter("__qualname__", get_qualname, set_qualname)
      .getter("__module__", get_module, set_module)
      .getter("__doc__", get_doc, set_doc)
      .getter("__bases__", get_bases)
      .getter("__base__", get_base)
      .getter("__mro__", get_mro)
      .getter("__dict__", get_dict)
      .getter("__annotations__", get_annotations, set_annotations)
      .getter("__abstractmethods__", get_abstract_methods, set_abstract_methods)
      .getter("__type_params__", get_type_params, set_type_params)
      .getter("__flags__", get_flags)
      .getter("__basicsize__", get_basicsize)
      .getter("__itemsize__", get_itemsize)
      .method("mro", "self, /", mro_method)
      .method("__subclasses__", "self, /", subclasses_method)
      .method("__instancecheck__", "self, instance, /", instancecheck_method)
      .method("__subclasscheck__", "self, subclass, /", subclasscheck_method)
      .method("__dir__", "self, /", dir_method);
  Ref<Builtin> prepare = make_raw_builtin("__prepare__", prepare_method);
  prepare->is_method = true;
  b.attribute("__prepare__", Value(new ClassMethod(vm().types.classmethod, Value(prepare))));
  b.finish();
}

}  // namespace sim::py
