#include "sim/python/objects/module_object.h"

#include "sim/base/check.h"
#include "sim/python/init.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

Ref<ModuleObject> make_module(std::string_view name) {
  Ref<ModuleObject> m(new ModuleObject(vm().types.module));
  m->dict->set(vm().names.__name__, Value(intern(name)));
  for (const char* n : {"__doc__", "__package__", "__loader__", "__spec__"}) m->dict->set(intern(n).get(), Value::none());
  return m;
}

std::string missing_module_attribute(const Value& module, const Str* name) {
  Value n = module.as<ModuleObject>()->dict->get(vm().names.__name__);
  if (!n.is(Kind::str)) return cat("module has no attribute '", name->view(), "'");
  return cat("module '", n.as<Str>()->view(), "' has no attribute '", name->view(), "'");
}

namespace {

constexpr uint16_t kMadeByProgram = 1;  // of Object::small

// A module's own __getattr__ function is asked last (PEP 562).
Value module_getattr(const Value& self, Str* name) {
  Dict* d = self.as<ModuleObject>()->dict.get();
  Value v = generic_getattr(self, name);
  if (!v.is_null()) return v;
  Value hook = d->get(vm().names.__getattr__);
  if (hook.is_null()) return Value();
  bool ours = !d->find(vm().names.__file__) && self.as_object()->small != kMadeByProgram;
  if (!ours) return call(hook, {Value(name)});
  try {
    return call(hook, {Value(name)});
  } catch (Raised& raised) {
    if (!matches(exception_of(raised), Exc::AttributeError)) throw;   // that it has no such name is told by whoever asked
    return Value();
  }
}

Value module_repr(const Value& self) {
  Dict* d = self.as<ModuleObject>()->dict.get();
  Value name = d->get(vm().names.__name__), file = d->get(vm().names.__file__);
  std::string shown = name.is_null() ? "'?'" : repr(name)->string();
  if (!file.is_null()) return Str::make(cat("<module ", shown, " from ", repr(file)->view(), ">"));
  return Str::make(cat("<module ", shown, self.as_object()->small == kMadeByProgram ? ">" : " (built-in)>"));
}

Value module_create(Type* type, const Args&) { return Value(new ModuleObject(type)); }

void module_init(const Value& self, const Args& args) {
  if (args.npos < 1) raise_type_error("module() missing required argument 'name' (pos 1)");
  if (!args[0].is(Kind::str)) raise_type_error("module() argument 'name' must be str, not ", type_name(args[0]));
  Dict* d = self.as<ModuleObject>()->dict.get();
  self.as_object()->small = kMadeByProgram;
  d->set(vm().names.__name__, args[0]);
  d->set(vm().names.__doc__, args.size() > 1 ? args[1] : Value::none());
  for (const char* n : {"__package__", "__loader__", "__spec__"}) d->set(intern(n).get(), Value::none());
}

Value get_dict(const Value& self) { return Value(self.as<ModuleObject>()->dict); }

Value module_dir(const Value* a) { return to_list(Value(a[0].as<ModuleObject>()->dict)); }

}  // namespace

void init_module_type(Vm& vm) {
  TypeBuilder b("module", Kind::module, vm.types.object, Type::has_dict);
  Slots& s = b.slots();
  s.getattr = module_getattr;
  s.repr = module_repr;
  s.create = module_create;
  s.init = module_init;
  b.getter("__dict__", get_dict).method("__dir__", "self, /", module_dir).finish();
}

}  // namespace sim::py
