// property, classmethod, staticmethod, super, and the descriptors and method objects of built-in types.
#include "sim/python/objects/descriptors.h"

#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/bound_args.h"
#include "sim/python/init.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

GetSet::GetSet(Type* owner, Str* name, Slots::Unary get, void (*set)(const Value&, const Value&))
    : Object(Kind::other, vm().types.getset), owner(owner), name(name), get(get), set(set) {}
Member::Member(Type* owner, Str* name, uint32_t index)
    : Object(Kind::other, vm().types.member), owner(owner), name(name), index(index) {}
SlotWrapper::SlotWrapper(Type* owner, const SlotDef* def) : Object(Kind::other, vm().types.wrapper), owner(owner), def(def) {}
MappingProxy::MappingProxy(Value mapping) : Object(Kind::other, vm().types.mapping_proxy), mapping(std::move(mapping)) {}

bool is_property(const Value& v) { return v.is(Kind::property); }

namespace {

// ---- attributes of built-in types
void check_owner(Type* owner, const Str* name, const Value& object) {
  if (type_of(object)->is_subtype_of(owner)) return;
  raise_type_error("descriptor '", name->view(), "' for '", owner->full_name->view(), "' objects doesn't apply to a '",
                   type_name(object), "' object");
}
Value getset_get(const Value& self, const Value& object, Type*) {
  if (object.is_null()) return self;
  auto* g = self.as<GetSet>();
  check_owner(g->owner, g->name.get(), object);
  return g->get(object);
}
void getset_set(const Value& self, const Value& object, const Value& v) {
  auto* g = self.as<GetSet>();
  check_owner(g->owner, g->name.get(), object);
  if (!g->set)
    raise(Exc::AttributeError,
          cat("attribute '", g->name->view(), "' of '", g->owner->full_name->view(), "' objects is not writable"));
  g->set(object, v);
}
template <class T>
Value descriptor_name(const Value& self) {
  return self.as<T>()->name;
}
template <class T>
Value descriptor_owner(const Value& self) {
  return Value(self.as<T>()->owner);
}
Value getset_repr(const Value& self) {
  auto* g = self.as<GetSet>();
  return Str::make(cat("<attribute '", g->name->view(), "' of '", g->owner->full_name->view(), "' objects>"));
}

// ---- __slots__
Value* member_place(const Value& self, const Value& object) {
  auto* m = self.as<Member>();
  check_owner(m->owner, m->name.get(), object);
  if (object.is(Kind::instance)) return &object.as<Instance>()->slot_values[m->index];
  // A slot of a class derived from int, tuple ...: its layout has only a dict, which the class hides.
  Ref<Dict>* place = object.as_object()->dict_place();
  if (!place) return nullptr;
  if (!*place) *place = Dict::make();
  if (!(*place)->find(m->name.get())) (*place)->set(m->name.get(), Value());
  return (*place)->find(m->name.get());
}
Value member_get(const Value& self, const Value& object, Type*) {
  if (object.is_null()) return self;
  Value* place = member_place(self, object);
  if (!place || place->is_null()) raise_attribute_error(object, self.as<Member>()->name.get());
  return *place;
}
void member_set(const Value& self, const Value& object, const Value& v) {
  Value* place = member_place(self, object);
  if (!place || (v.is_null() && place->is_null())) raise_attribute_error(object, self.as<Member>()->name.get());
  *place = v;
}
Value member_repr(const Value& self) {
  auto* m = self.as<Member>();
  return Str::make(cat("<member '", m->name->view(), "' of '", m->owner->full_name->view(), "' objects>"));
}

// ---- list.__len__ and its like
Str* wrapper_name(const Value& self) { return vm().names.*self.as<SlotWrapper>()->def->name; }
// The number of arguments besides self is one the method takes.
void check_count(const SlotDef& def, std::string_view name, const Args& args) {
  if (def.most < 0) return;
  if (args.names && args.names->size()) raise_type_error("wrapper ", name, "() takes no keyword arguments");
  auto given = static_cast<int64_t>(args.npos) - 1;
  if (given >= def.least && given <= def.most) return;
  int wanted = given < def.least ? def.least : def.most;
  if (def.least == def.most) raise_type_error("expected ", wanted, " argument", wanted == 1 ? "" : "s", ", got ", given);
  raise_type_error(name, " expected at ", given < def.least ? "least " : "most ", wanted, " argument", wanted == 1 ? "" : "s",
                   ", got ", given);
}
Value wrapper_call(const Value& self, const Args& args) {
  auto* w = self.as<SlotWrapper>();
  std::string_view name = wrapper_name(self)->view(), owner = w->owner->full_name->view();
  if (args.npos == 0) raise_type_error("descriptor '", name, "' of '", owner, "' object needs an argument");
  if (!type_of(args[0])->is_subtype_of(w->owner))
    raise_type_error("descriptor '", name, "' requires a '", owner, "' object but received a '", type_name(args[0]), "'");
  check_count(*w->def, name, args);
  return w->def->invoke(w->owner, args);
}

// [].__len__: a wrapper with its self.
class MethodWrapper : public Object {
 public:
  MethodWrapper(Type* type, Ref<SlotWrapper> wrapper, Value self)
      : Object(Kind::other, type), wrapper(std::move(wrapper)), self(std::move(self)) {}
  Ref<SlotWrapper> wrapper;
  Value self;
};
Type* method_wrapper_type() { return static_cast<Type*>(vm().module_state["method-wrapper"].get()); }
Value wrapper_get(const Value& self, const Value& object, Type*) {
  if (object.is_null()) return self;
  return Value(new MethodWrapper(method_wrapper_type(), Ref<SlotWrapper>(self.as<SlotWrapper>()), object));
}
Value bound_call(const Value& self, const Args& args) {
  auto* m = self.as<MethodWrapper>();
  BoundArgs all(m->self, args);
  check_count(*m->wrapper->def, wrapper_name(Value(m->wrapper))->view(), all.args());
  return m->wrapper->def->invoke(m->wrapper->owner, all.args());
}
Value bound_repr(const Value& self) {
  auto* m = self.as<MethodWrapper>();
  return Str::make(cat("<method-wrapper '", wrapper_name(Value(m->wrapper))->view(), "' of ", type_name(m->self), " object at ",
                       address_text(m->self), ">"));
}
Value bound_compare(const Value& a, const Value& b, CompareOp op) {
  if (op > CompareOp::ne || !b.is_object() || type_of(b) != method_wrapper_type()) return vm().not_implemented;
  auto *x = a.as<MethodWrapper>(), *y = b.as<MethodWrapper>();
  return Value::boolean((x->wrapper == y->wrapper && x->self.identical(y->self)) == (op == CompareOp::eq));
}
int64_t bound_hash(const Value& v) {
  auto* m = v.as<MethodWrapper>();
  return identity_hash(Value(m->wrapper)) ^ identity_hash(m->self);
}
Value get_bound_self(const Value& self) { return self.as<MethodWrapper>()->self; }
Value get_bound_name(const Value& self) { return Value(wrapper_name(Value(self.as<MethodWrapper>()->wrapper))); }
Value get_bound_owner(const Value& self) { return Value(self.as<MethodWrapper>()->wrapper->owner); }
Value wrapper_repr(const Value& self) {
  return Str::make(cat("<slot wrapper '", wrapper_name(self)->view(), "' of '", self.as<SlotWrapper>()->owner->full_name->view(),
                       "' objects>"));
}
Value get_wrapper_name(const Value& self) { return Value(wrapper_name(self)); }
Value get_wrapper_qualname(const Value& self) {
  return Str::make(cat(self.as<SlotWrapper>()->owner->qualname->view(), ".", wrapper_name(self)->view()));
}
Value get_wrapper_doc(const Value&) { return Value::none(); }

// ---- classmethod, staticmethod
template <class T>
Value wrapping_create(Type* type, const Args&) {
  return Value(new T(type));
}
template <class T>
void wrapping_init(const Value& self, const Args& args) {
  std::string_view name = type_name(self);
  if (args.names && args.names->size()) raise_type_error(name, "() takes no keyword arguments");
  if (args.npos != 1) raise_type_error(name, " expected 1 argument, got ", args.npos);
  auto* m = self.as<T>();
  m->function = args[0];
  // CPython: functools_wraps. What the function says about itself, the wrapper says too.
  for (const char* n : {"__module__", "__name__", "__qualname__", "__doc__"}) {
    Value v = get_attr_or_null(args[0], intern(n).get());
    if (!v.is_null()) set_attr(self, intern(n).get(), v);
  }
}
Value classmethod_get(const Value& self, const Value& object, Type* owner) {
  auto* m = self.as<ClassMethod>();
  Value cls = owner ? Value(owner) : Value(type_of(object));
  Type* t = type_of(m->function);
  if (m->function.is(Kind::function)) return Value(new Method(m->function, cls));
  if (auto get = t->slots.descr_get) return get(m->function, cls, nullptr);
  return Value(new Method(m->function, cls));
}
Value staticmethod_get(const Value& self, const Value&, Type*) { return self.as<StaticMethod>()->function; }
Value staticmethod_call(const Value& self, const Args& args) { return call(self.as<StaticMethod>()->function, args); }
template <class T>
Value get_function(const Value& self) {
  return self.as<T>()->function;
}
template <class T>
Value get_abstract(const Value& self) {
  Value v = get_attr_or_null(self.as<T>()->function, intern("__isabstractmethod__").get());
  return Value::boolean(!v.is_null() && truthy(v));
}
template <class T>
Value wrapping_repr(const Value& self) {
  return Str::make(cat("<", type_name(self), "(", repr(self.as<T>()->function)->view(), ")>"));
}
template <class T>
Value get_dict_of(const Value& self) {
  auto* m = self.as<T>();
  if (!m->dict) m->dict = Dict::make();
  return m->dict;
}

template <class T>
void build_wrapping(TypeBuilder& b) {
  Slots& s = b.slots();
  s.create = wrapping_create<T>;
  s.init = wrapping_init<T>;
  s.repr = wrapping_repr<T>;
  b.getter("__func__", get_function<T>)
      .getter("__annotations__", [](const Value& self) { return get_attr(self.as<T>()->function, vm().names.__annotations__); })
      .getter("__wrapped__", get_function<T>)
      .getter("__isabstractmethod__", get_abstract<T>)
      .getter("__dict__", get_dict_of<T>);
}

// ---- mappingproxy
Value& mapping_of(const Value& self) { return self.as<MappingProxy>()->mapping; }
Value proxy_create(Type*, const Args& args) {
  if (args.npos != 1) raise_type_error("mappingproxy() missing required argument 'mapping' (pos 1)");
  if (!type_of(args[0])->slots.getitem || args[0].is(Kind::list) || args[0].is(Kind::tuple))
    raise_type_error("mappingproxy() argument must be a mapping, not ", type_name(args[0]));
  return Value(new MappingProxy(args[0]));
}
Value proxy_getitem(const Value& self, const Value& key) { return get_item(mapping_of(self), key); }
bool proxy_contains(const Value& self, const Value& key) { return contains(mapping_of(self), key); }
int64_t proxy_len(const Value& self) { return length(mapping_of(self)); }
Value proxy_iter(const Value& self) { return get_iter(mapping_of(self)); }
Value proxy_repr(const Value& self) { return Str::make(cat("mappingproxy(", repr(mapping_of(self))->view(), ")")); }
Value proxy_str(const Value& self) { return str(mapping_of(self)); }
Value inner(const Value& v) { return v.is_object() && type_of(v) == vm().types.mapping_proxy ? mapping_of(v) : v; }
Value proxy_compare(const Value& a, const Value& b, CompareOp op) { return compare(inner(a), inner(b), op); }
Value proxy_or(const Value& a, const Value& b) { return binary_op(ast::Operator::BitOr, inner(a), inner(b)); }
template <const char* const& name>
Value proxy_forward(const Args& args) {
  return call(get_attr(mapping_of(args[0]), name), without_first(args));
}
constexpr const char* kGet = "get";
constexpr const char* kKeys = "keys";
constexpr const char* kValues = "values";
constexpr const char* kItems = "items";
constexpr const char* kCopy = "copy";

}  // namespace

void init_property_type(Vm& vm);
void init_super_type(Vm& vm);

void init_descriptor_types(Vm& vm) {
  Type* object = vm.types.object;
  TypeBuilder getset("getset_descriptor", Kind::other, object, Type::final_);
  getset.slots().descr_get = getset_get;
  getset.slots().descr_set = getset_set;
  getset.slots().repr = getset_repr;
  getset.getter("__name__", descriptor_name<GetSet>).getter("__objclass__", descriptor_owner<GetSet>);

  TypeBuilder member("member_descriptor", Kind::other, object, Type::final_);
  member.slots().descr_get = member_get;
  member.slots().descr_set = member_set;
  member.slots().repr = member_repr;
  member.getter("__name__", descriptor_name<Member>).getter("__objclass__", descriptor_owner<Member>);

  TypeBuilder wrapper("wrapper_descriptor", Kind::other, object, Type::final_);
  wrapper.slots().call = wrapper_call;
  wrapper.slots().descr_get = wrapper_get;
  wrapper.slots().repr = wrapper_repr;
  wrapper.getter("__name__", get_wrapper_name)
      .getter("__qualname__", get_wrapper_qualname)
      .getter("__doc__", get_wrapper_doc)
      .getter("__objclass__", descriptor_owner<SlotWrapper>);

  TypeBuilder bound("method-wrapper", Kind::other, object, Type::final_);
  bound.slots().call = bound_call;
  bound.slots().repr = bound_repr;
  bound.slots().compare = bound_compare;
  bound.slots().hash = bound_hash;
  bound.getter("__self__", get_bound_self).getter("__name__", get_bound_name).getter("__objclass__", get_bound_owner);

  TypeBuilder class_method("classmethod", Kind::classmethod, object, Type::has_dict);
  class_method.slots().descr_get = classmethod_get;
  build_wrapping<ClassMethod>(class_method);
  TypeBuilder static_method("staticmethod", Kind::staticmethod, object, Type::has_dict);
  static_method.slots().descr_get = staticmethod_get;
  static_method.slots().call = staticmethod_call;
  build_wrapping<StaticMethod>(static_method);

  TypeBuilder proxy("mappingproxy", Kind::other, object, Type::final_ | Type::match_mapping);
  Slots& s = proxy.slots();
  s.create = proxy_create;
  s.getitem = proxy_getitem;
  s.contains = proxy_contains;
  s.len = proxy_len;
  s.iter = proxy_iter;
  s.repr = proxy_repr;
  s.str = proxy_str;
  s.compare = proxy_compare;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = proxy_or;
  proxy.raw_method("get", proxy_forward<kGet>)
      .raw_method("keys", proxy_forward<kKeys>)
      .raw_method("values", proxy_forward<kValues>)
      .raw_method("items", proxy_forward<kItems>)
      .raw_method("copy", proxy_forward<kCopy>);
  init_property_type(vm);
  init_super_type(vm);
  vm.module_state["method-wrapper"] = std::shared_ptr<void>(bound.finish(), [](void*) {});  // lives as long as the run
  for (TypeBuilder* b : {&getset, &member, &wrapper, &class_method, &static_method, &proxy}) b->finish();
}

void ClassMethod::references(References& each) {
  each(function);
  each(dict);
}

void StaticMethod::references(References& each) {
  each(function);
  each(dict);
}

void MappingProxy::references(References& each) { each(mapping); }

}  // namespace sim::py
