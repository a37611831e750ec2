// property: an attribute that runs functions of the program.
#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/init.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

void init_property_type(Vm& vm);

namespace {

bool absent(const Value& v) { return v.is_null() || v.is_none(); }
Property* as_property(const Value& v) { return v.as<Property>(); }
Value or_none(const Value& v) { return v.is_null() ? Value::none() : v; }

Value create(Type* type, const Args&) { return Value(new Property(type)); }

// property(fget=None, fset=None, fdel=None, doc=None)
void init(const Value& self, const Args& args) {
  constexpr std::string_view kNames[] = {"fget", "fset", "fdel", "doc"};
  std::array<Value, 4> given;
  if (args.npos > 4) raise_type_error("property() takes at most 4 arguments (", args.npos, " given)");
  for (size_t i = 0; i < args.npos; ++i) given[i] = args[i];
  for (size_t k = 0; args.names && k < args.names->size(); ++k) {
    std::string_view name = (*args.names)[k].as<Str>()->view();
    size_t i = 0;
    while (i < 4 && kNames[i] != name) ++i;
    if (i == 4) raise_type_error("property() got an unexpected keyword argument '", name, "'");
    given[i] = args.items[args.npos + k];
  }
  Property* p = as_property(self);
  p->get = given[0];
  p->set = given[1];
  p->del = given[2];
  p->doc = given[3];
  if (absent(p->doc) && !absent(p->get)) {
    Value doc = get_attr_or_null(p->get, vm().names.__doc__);
    if (!absent(doc)) {
      p->doc = doc;
      p->getter_doc = true;
    }
  }
  // A class derived from property hides property.__doc__ with its own: an instance keeps the text among its attributes.
  if (type_of(self)->type_flags & Type::heap_type) set_attr(self, vm().names.__doc__, or_none(p->doc));
}

Value name_of(Property* p) {
  if (!p->name.is_null()) return p->name;
  if (absent(p->get)) return Value();
  return get_attr_or_null(p->get, vm().names.__name__);
}

[[noreturn]] void refuse(Property* p, const Value& object, std::string_view what) {
  Value name = name_of(p);
  std::string_view type = type_of(object)->qualname->view();
  if (name.is_null()) raise(Exc::AttributeError, cat("property of '", type, "' object has no ", what));
  raise(Exc::AttributeError, cat("property ", repr(name)->view(), " of '", type, "' object has no ", what));
}

Value descr_get(const Value& self, const Value& object, Type*) {
  if (object.is_null() || object.is_none()) return self;
  Property* p = as_property(self);
  if (absent(p->get)) refuse(p, object, "getter");
  Value f = p->get;
  if (f.is(Kind::function)) return vm().call_function(f.as<Function>(), Args{&object, 1, nullptr});
  return call(f, {object});
}

void descr_set(const Value& self, const Value& object, const Value& v) {
  Property* p = as_property(self);
  Value f = v.is_null() ? p->del : p->set;
  if (absent(f)) refuse(p, object, v.is_null() ? "deleter" : "setter");
  if (v.is_null())
    call(f, {object});
  else
    call(f, {object, v});
}

// A copy with one function exchanged; of the same class, through its constructor.
Value with(const Value& self, const Value& get, const Value& set, const Value& del) {
  Property* p = as_property(self);
  auto pick = [](const Value& given, const Value& own) { return absent(given) ? or_none(own) : given; };
  Value doc = p->getter_doc && !absent(get) ? Value::none() : or_none(p->doc);
  Value made = call(Value(type_of(self)), {pick(get, p->get), pick(set, p->set), pick(del, p->del), doc});
  if (made.is(Kind::property)) {
    as_property(made)->name = p->name;
    as_property(made)->getter_doc = p->getter_doc;
  }
  return made;
}
Value getter(const Value* a) { return with(a[0], a[1], Value(), Value()); }
Value setter(const Value* a) { return with(a[0], Value(), a[1], Value()); }
Value deleter(const Value* a) { return with(a[0], Value(), Value(), a[1]); }
Value set_name(const Value* a) {
  as_property(a[0])->name = a[2];
  return Value::none();
}

Value get_fget(const Value& self) { return or_none(as_property(self)->get); }
Value get_fset(const Value& self) { return or_none(as_property(self)->set); }
Value get_fdel(const Value& self) { return or_none(as_property(self)->del); }
Value get_doc(const Value& self) { return or_none(as_property(self)->doc); }
void set_doc(const Value& self, const Value& v) { as_property(self)->doc = v; }
Value get_name(const Value& self) {
  Value n = name_of(as_property(self));
  if (n.is_null()) raise_attribute_error(self, vm().names.__name__);
  return n;
}
void set_own_name(const Value& self, const Value& v) { as_property(self)->name = v; }
Value get_abstract(const Value& self) {
  Property* p = as_property(self);
  for (const Value& f : {p->get, p->set, p->del}) {
    Value v = absent(f) ? Value() : get_attr_or_null(f, intern("__isabstractmethod__").get());
    if (!v.is_null() && truthy(v)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace

void init_property_type(Vm& vm) {
  TypeBuilder b("property", Kind::property, vm.types.object);
  Slots& s = b.slots();
  s.create = create;
  s.init = init;
  s.descr_get = descr_get;
  s.descr_set = descr_set;
  b.getter("fget", get_fget)
      .getter("fset", get_fset)
      .getter("fdel", get_fdel)
      .getter("__doc__", get_doc, set_doc)
      .getter("__name__", get_name, set_own_name)
      .getter("__isabstractmethod__", get_abstract)
      .method("getter", "self, fget, /", getter)
      .method("setter", "self, fset, /", setter)
      .method("deleter", "self, fdel, /", deleter)
      .method("__set_name__", "self, owner, name, /", set_name)
      .finish();
}

void Property::references(References& each) {
  each(get);
  each(set);
  each(del);
  each(doc);
  each(dict);
}

}  // namespace sim::py
