// super: attributes of the classes behind one's own in the mro of an object.
// Before: super() in a program, LOAD_SUPER_METHOD in vm.cpp.
#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/code.h"
#include "sim/python/frame.h"
#include "sim/python/init.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

void init_super_type(Vm& vm);

namespace {

// The class whose mro is searched: of the instance, or the object itself when it is a class (CPython: supercheck).
Type* start_of_search(Type* cls, const Value& object) {
  if (object.is(Kind::type) && object.as<Type>()->is_subtype_of(cls)) return object.as<Type>();
  if (type_of(object)->is_subtype_of(cls)) return type_of(object);
  Value said = get_attr_or_null(object, vm().names.__class__);
  if (said.is(Kind::type) && said.as<Type>()->is_subtype_of(cls)) return said.as<Type>();
  bool is_class = object.is(Kind::type);
  raise_type_error("super(type, obj): obj (", is_class ? "type " : "instance of ",
                   is_class ? object.as<Type>()->name_view() : type_name(object), ") is not an instance or subtype of type (",
                   cls->name_view(), ").");
}

Value found_behind(Type* cls, const Value& object, Type* searched, Str* name) {
  const Value* found = searched->lookup_after(cls, name);
  if (!found) return Value();
  Value v = *found;
  auto get = type_of(v)->slots.descr_get;
  if (!get) return v;
  bool through_class = object.is(Kind::type) && object.as<Type>() == searched;
  return get(v, through_class ? Value() : object, searched);
}

Value super_getattr(const Value& self, Str* name) {
  auto* s = self.as<Super>();
  if (s->object_type && name != vm().names.__class__) {
    Value v = found_behind(s->start.get(), s->object, s->object_type.get(), name);
    if (!v.is_null()) return v;
  }
  return generic_getattr(self, name);
}

// super() without arguments: the method's __class__ cell and its first argument.
void fill_from_frame(Super* s) {
  Frame* f = vm().frame;
  if (!f) raise(Exc::RuntimeError, "super(): no current frame");
  const Code& code = *f->code;
  if (code.argcount == 0) raise(Exc::RuntimeError, "super(): no arguments");
  Value first = f->variables()[0];
  if (first.is(Kind::cell)) first = first.as<Cell>()->value;
  if (first.is_null()) raise(Exc::RuntimeError, "super(): arg[0] deleted");
  for (size_t i = code.localsplus.size() - code.nfree; i < code.localsplus.size(); ++i) {
    if (code.localsplus[i].get() != vm().names.__class__ && code.localsplus[i]->view() != "__class__") continue;
    Value cell = f->variables()[i];
    Value cls = cell.is(Kind::cell) ? cell.as<Cell>()->value : Value();
    if (cls.is_null()) raise(Exc::RuntimeError, "super(): empty __class__ cell");
    if (!cls.is(Kind::type)) raise(Exc::RuntimeError, cat("super(): __class__ is not a type (", type_name(cls), ")"));
    s->start = Ref<Type>(cls.as<Type>());
    s->object = first;
    return;
  }
  raise(Exc::RuntimeError, "super(): __class__ cell not found");
}

Value super_create(Type* type, const Args&) { return Value(new Super(type)); }

void super_init(const Value& self, const Args& args) {
  if (args.names && args.names->size()) raise_type_error("super() takes no keyword arguments");
  if (args.npos > 2) raise_type_error("super expected at most 2 arguments, got ", args.npos);
  auto* s = self.as<Super>();
  if (args.npos == 0) {
    fill_from_frame(s);
  } else {
    if (!args[0].is(Kind::type)) raise_type_error("super() argument 1 must be a type, not ", type_name(args[0]));
    s->start = Ref<Type>(args[0].as<Type>());
    s->object = args.npos == 2 && !args[1].is_none() ? args[1] : Value();
  }
  if (!s->object.is_null()) s->object_type = Ref<Type>(start_of_search(s->start.get(), s->object));
}

Value super_descr_get(const Value& self, const Value& object, Type*) {
  auto* s = self.as<Super>();
  if (object.is_null() || !s->object.is_null()) return self;
  return call(Value(type_of(self)), {Value(s->start), object});
}

Value super_repr(const Value& self) {
  auto* s = self.as<Super>();
  std::string_view start = s->start ? s->start->name_view() : "NULL";
  if (s->object_type) return Str::make(cat("<super: <class '", start, "'>, <", s->object_type->name_view(), " object>>"));
  return Str::make(cat("<super: <class '", start, "'>, NULL>"));
}

Value get_thisclass(const Value& self) { return Value(self.as<Super>()->start); }
Value get_self(const Value& self) {
  const Value& o = self.as<Super>()->object;
  return o.is_null() ? Value::none() : o;
}
Value get_self_class(const Value& self) {
  const Ref<Type>& t = self.as<Super>()->object_type;
  return t ? Value(t) : Value::none();
}

}  // namespace

Value super_lookup(Type* cls, const Value& self, Str* name, bool* unbound) {
  *unbound = false;
  Type* searched = start_of_search(cls, self);
  const Value* found = searched->lookup_after(cls, name);
  if (found && found->is(Kind::function) && !(self.is(Kind::type) && self.as<Type>() == searched)) {
    *unbound = true;
    return *found;
  }
  if (found) return found_behind(cls, self, searched, name);
  Ref<Super> s(new Super(vm().types.super));
  s->start = Ref<Type>(cls);
  s->object = self;
  s->object_type = Ref<Type>(searched);
  Value v = generic_getattr(Value(s), name);
  if (v.is_null()) raise_attribute_error(Value(s), name);
  return v;
}

void init_super_type(Vm& vm) {
  TypeBuilder b("super", Kind::super, vm.types.object);
  Slots& s = b.slots();
  s.create = super_create;
  s.init = super_init;
  s.getattr = super_getattr;
  s.descr_get = super_descr_get;
  s.repr = super_repr;
  b.getter("__thisclass__", get_thisclass).getter("__self__", get_self).getter("__self_class__", get_self_class).finish();
}

void Super::references(References& each) {
  each(object);
  each(dict);
}

}  // namespace sim::py
