// The type object: how attributes are found and set on ordinary instances, and what every value can do.
// Before: types.cpp. After: types_class.cpp lets classes of the program inherit all of it.
#include "sim/base/check.h"
#include "sim/python/init.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

// CPython: _PyObject_GenericGetAttrWithDict. Data descriptor, then the instance's own dict, then anything the class has.
Value generic_getattr(const Value& self, Str* name) {
  Type* t = type_of(self);
  const Value* found = t->lookup(name);
  Value descriptor;
  decltype(Slots::descr_get) get = nullptr;
  if (found) {
    descriptor = *found;
    const Slots& s = type_of(descriptor)->slots;
    get = s.descr_get;
    if (get && s.descr_set) return get(descriptor, self, t);
  }
  if (Dict* d = instance_dict(self, false))
    if (Value* v = d->find(name)) return *v;
  if (get) return get(descriptor, self, t);
  return descriptor;
}

namespace {

[[noreturn]] void refuse_set(const Value& self, Str* name, bool on_type, bool deleting) {
  auto raise_it = [&](const std::string& text) {
    Ref<Exception> e = make_exception(Exc::AttributeError, text);
    e->value2 = Value(name);
    e->value3 = self;
    raise(std::move(e));
  };
  if (on_type) raise_it(cat("'", type_name(self), "' object attribute '", name->view(), "' is read-only"));
  bool no_dict = !(type_of(self)->type_flags & Type::has_dict);
  if (no_dict && !deleting)
    raise_it(
        cat("'", type_name(self), "' object has no attribute '", name->view(), "' and no __dict__ for setting new attributes"));
  raise_it(cat("'", type_name(self), "' object has no attribute '", name->view(), "'"));
  check_failed("false", "refuse_set raises", __FILE__, __LINE__);
}

}  // namespace

void generic_setattr(const Value& self, Str* name, const Value& v) {
  Type* t = type_of(self);
  const Value* found = t->lookup(name);
  if (found)
    if (auto set = type_of(*found)->slots.descr_set) {
      Value descriptor = *found;
      set(descriptor, self, v);
      return;
    }
  if (v.is_null()) {
    Dict* d = instance_dict(self, false);
    if (d && d->erase(name)) return;
    refuse_set(self, name, found && !(t->type_flags & Type::has_dict), true);
  }
  Dict* d = instance_dict(self, true);
  if (!d) refuse_set(self, name, found != nullptr, false);
  d->set(name, v);
}

// __getattribute__ first; what it does not find, __getattr__ is asked for (CPython: slot_tp_getattr_hook).
Value hooked_getattr(const Value& self, Str* name) {
  Type* t = type_of(self);
  const Value* own = t->lookup(vm().names.__getattribute__);
  const Value* otherwise = t->lookup(vm().names.__getattr__);
  Value hook = otherwise ? *otherwise : Value();
  Ref<Exception> missing;
  Value args[2] = {self, Value(name)};
  try {
    if (own->is_object() && type_of(*own) == vm().types.wrapper) {
      Value v = own->as<SlotWrapper>()->owner->slots.getattr(self, name);
      if (!v.is_null()) return v;
      if (hook.is_null()) return Value();
    } else {
      return call_found(Value(*own), Args{args, 2, nullptr});
    }
  } catch (const Raised& r) {
    if (hook.is_null() || !matches(r.exception.get(), Exc::AttributeError)) throw;
  }
  return call_found(hook, Args{args, 2, nullptr});
}

Value object_compare(const Value& a, const Value& b, CompareOp op) {
  if (op == CompareOp::eq) return a.identical(b) ? Value::boolean(true) : vm().not_implemented;
  if (op != CompareOp::ne) return vm().not_implemented;
  Value r = type_of(a)->slots.compare(a, b, CompareOp::eq);
  if (r.is(Kind::not_implemented)) return r;
  return Value::boolean(!truthy(r));
}

int64_t identity_hash(const Value& v) {
  if (!v.is_object()) return v.is_none() ? 0xfca86420 : v.as_int();
  return static_cast<int64_t>(Heap::current().id_of(v.as_object()) >> 4);
}

Value object_repr(const Value& v) {
  Type* t = type_of(v);
  Value module = get_attr_or_null(Value(t), vm().names.__module__);
  std::string out = "<";
  if (module.is(Kind::str) && module.as<Str>()->view() != "builtins") {
    out += cat(module.as<Str>()->view(), ".", t->qualname->view());
  } else {
    out += t->full_name->view();
  }
  return Str::make(cat(out, " object at ", address_text(v), ">"));
}

Value object_str(const Value& v) { return type_of(v)->slots.repr(v); }

namespace {

[[noreturn]] void raise_abstract(Type* type) {
  Value names = type->dict->get(vm().names.__abstractmethods__);
  Ref<List> sorted = to_list(names);
  call_method(Value(sorted), "sort");
  std::string text;
  for (const Value& n : sorted->items) text += cat(text.empty() ? "'" : ", '", str(n)->view(), "'");
  raise_type_error("Can't instantiate abstract class ", type->name_view(), " without an implementation for abstract method",
                   sorted->items.size() > 1 ? "s " : " ", text);
}

}  // namespace

Value object_create(Type* type, const Args& args) {
  if (args.size() > 0) {
    if (type->slots.create != object_create)
      raise_type_error("object.__new__() takes exactly one argument (the type to instantiate)");
    if (type->slots.init == object_init) raise_type_error(type->name_view(), "() takes no arguments");
  }
  if (type->type_flags & Type::abstract_) raise_abstract(type);
  return Value(new Instance(type));
}

void object_init(const Value& self, const Args& args) {
  if (args.size() == 0) return;
  Type* t = type_of(self);
  if (t->slots.init != object_init) raise_type_error("object.__init__() takes exactly one argument (the instance to initialize)");
  if (t->slots.create == object_create)
    raise_type_error(t->name_view(), ".__init__() takes exactly one argument (the instance to initialize)");
}

namespace {

Value get_class(const Value& self) { return Value(type_of(self)); }
void set_class(const Value& self, const Value& v) {
  if (v.is_null()) raise_type_error("can't delete __class__ attribute");
  if (!v.is(Kind::type)) raise_type_error("__class__ must be set to a class, not '", type_name(v), "' object");
  Type *from = type_of(self), *to = v.as<Type>();
  if (!(from->type_flags & Type::heap_type) || !(to->type_flags & Type::heap_type))
    raise_type_error("__class__ assignment only supported for mutable types or ModuleType subclasses");
  bool same = from->instance_kind == to->instance_kind && from->slot_names.size() == to->slot_names.size() &&
              (from->type_flags & Type::has_dict) == (to->type_flags & Type::has_dict);
  if (!same)
    raise_type_error("__class__ assignment: '", to->name_view(), "' object layout differs from '", from->name_view(), "'");
  self.as_object()->type = to;
}

// self.__format__(spec)
Value format_method(const Value* a) {
  if (!a[1].is(Kind::str)) raise_type_error("__format__() argument must be str, not ", type_name(a[1]));
  if (a[1].as<Str>()->bytes() != 0) raise_type_error("unsupported format string passed to ", type_name(a[0]), ".__format__");
  return str(a[0]);
}

Value dir_method(const Value* a) {
  Ref<Dict> names = Dict::make();
  auto add = [&names](Dict* d) {
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) names->set(d->entry(i).key, Value::none());
  };
  if (Dict* d = instance_dict(a[0], false)) add(d);
  for (Type* t : type_of(a[0])->mro) add(t->dict.get());
  return to_list(Value(names));
}

Value init_subclass(const Args& args) {
  if (args.npos > 1) raise_type_error("object.__init_subclass__() takes no arguments (", args.npos - 1, " given)");
  if (args.names && args.names->size())
    raise_type_error(args[0].is(Kind::type) ? args[0].as<Type>()->qualname->view() : "object",
                     ".__init_subclass__() takes no keyword arguments");
  return Value::none();
}

Value subclass_hook(const Args&) { return vm().not_implemented; }

Value sizeof_method(const Value* a) {
  auto* i = a[0].is(Kind::instance) ? a[0].as<Instance>() : nullptr;
  return Value::integer(static_cast<int64_t>(16 + (i ? 32 + 8 * i->slot_values.size() : 8)));
}

// What copy.copy and copy.deepcopy ask for: the instance's dict, or None.
Value getstate_method(const Value* a) {
  Dict* d = instance_dict(a[0], false);
  if (!d || d->size() == 0) return Value::none();
  return d->copy();
}

}  // namespace

std::string address_text(const Value& v) {
  constexpr char kDigits[] = "0123456789abcdef";
  uint64_t n = v.is_object() ? Heap::current().id_of(v.as_object())
                             : 0x7f39fffff000ull + static_cast<uint64_t>(identity_hash(v) & 0xff) * 16;
  std::string out;
  for (; n; n >>= 4) out.insert(out.begin(), kDigits[n & 15]);
  return "0x" + out;
}

void init_object_type(Vm& vm) {
  TypeBuilder b("object", Kind::instance, nullptr);
  Slots& s = b.slots();
  s.getattr = generic_getattr;
  s.setattr = generic_setattr;
  s.compare = object_compare;
  s.hash = identity_hash;
  s.repr = object_repr;
  s.str = object_str;
  s.create = object_create;
  s.init = object_init;
  vm.types.object->mro = {vm.types.object};
}

// Methods need the types of functions and descriptors, which come later.
void finish_object_type() {
  TypeBuilder b(vm().types.object);
  b.getter("__class__", get_class, set_class)
      .method("__format__", "self, format_spec, /", format_method)
      .method("__dir__", "self, /", dir_method)
      .method("__sizeof__", "self, /", sizeof_method)
      .method("__getstate__", "self, /", getstate_method)
      .attribute("__doc__", Str::make("The base class of the class hierarchy."));
  auto as_class_method = [](const char* name, RawFn fn) {
    Ref<Builtin> f = make_raw_builtin(name, fn);
    f->is_method = true;
    vm().types.object->dict->set(intern(name).get(), Value(new ClassMethod(vm().types.classmethod, Value(f))));
  };
  as_class_method("__init_subclass__", init_subclass);
  as_class_method("__subclasshook__", subclass_hook);
  b.finish();
}

}  // namespace sim::py
