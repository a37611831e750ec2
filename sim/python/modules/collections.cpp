// The native module _collections: defaultdict, OrderedDict, and counting for Counter. CPython: _collectionsmodule.c, odictobject.c.
// After: deque.cpp, namedtuple.cpp; library/collections.py.
#include "sim/python/modules/collections_parts.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/dict_views.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

Dict* dict_of(const Value& v) { return v.as<Dict>(); }

// ---- defaultdict
class DefaultDict : public WithAttributes<Dict> {
 public:
  explicit DefaultDict(Type* type) : WithAttributes<Dict>(type) {}
  Value factory = Value::none();
};

Value& factory_of(const Value& self) { return self.as<DefaultDict>()->factory; }

Value defaultdict_create(Type* type, const Args&) { return Ref<DefaultDict>(new DefaultDict(type)); }

void defaultdict_init(const Value& self, const Args& args) {
  Value factory = args.npos ? args[0] : Value::none();
  if (!factory.is_none() && !is_callable(factory)) raise_type_error("first argument must be callable or None");
  factory_of(self) = factory;
  size_t skip = args.npos ? 1 : 0;
  vm().types.dict->slots.init(self, Args{args.items + skip, args.npos - skip, args.names});
}

Value missing(const Value& self, const Value& key) {
  Value factory = factory_of(self);
  if (factory.is_none()) raise(Exc::KeyError, key);
  Value v = call(factory);
  set_item(self, key, v);
  return v;
}
Value defaultdict_missing(const Value* a) { return missing(a[0], a[1]); }

Value defaultdict_getitem(const Value& self, const Value& key) {
  if (type_of(self)->type_flags & Type::heap_type) return dict_subscript(self, key);   // its class may have a __missing__ of its own
  int64_t hash = hash_of(key);
  if (const Value* v = dict_of(self)->find(key, hash)) return *v;
  Value factory = factory_of(self);
  if (factory.is_none()) raise(Exc::KeyError, key);
  Value v = call(factory);
  dict_of(self)->set(key, hash, v);
  return v;
}

Value defaultdict_repr(const Value& self) {
  Ref<Str> content = dict_repr(self).as<Str>();
  const Value& factory = factory_of(self);
  ReprScope scope(factory.is_object() ? factory.as_object() : self.as_object());
  std::string shown = factory.is_object() && !scope.entered() ? "..." : repr(factory)->string();
  return Str::make(cat(type_of(self)->name_view(), "(", shown, ", ", content->view(), ")"));
}

Value defaultdict_copy(const Value* a) { return call(Value(type_of(a[0])), {factory_of(a[0]), a[0]}); }

Value defaultdict_or(const Value& a, const Value& b) {
  bool left = a.is(Kind::dict) && type_of(a)->slots.binary[static_cast<size_t>(ast::Operator::BitOr)] == defaultdict_or;
  const Value& self = left ? a : b;
  const Value& other = left ? b : a;
  if (!other.is(Kind::dict)) return vm().not_implemented;
  Value out = call(Value(type_of(self)), {factory_of(self), a});
  dict_update(dict_of(out), b);
  return out;
}

Value get_factory(const Value& self) { return factory_of(self); }
void set_factory(const Value& self, const Value& v) { factory_of(self) = v.is_null() ? Value::none() : v; }

void add_defaultdict(const Ref<Dict>& module_dict) {
  TypeBuilder b("collections.defaultdict", Kind::dict, vm().types.dict);
  Slots& s = b.slots();
  s.create = defaultdict_create;
  s.init = defaultdict_init;
  s.repr = defaultdict_repr;
  s.getitem = defaultdict_getitem;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = defaultdict_or;
  b.method("__missing__", "self, key, /", defaultdict_missing)
      .method("copy", "self, /", defaultdict_copy)
      .method("__copy__", "self, /", defaultdict_copy)
      .getter("default_factory", get_factory, set_factory);
  add_class_getitem(b);
  module_dict->set(intern("defaultdict").get(), Value(b.finish()));
}

// ---- OrderedDict: a dict that can also take items from its front
Value ordered_create(Type* type, const Args&) { return Ref<WithAttributes<Dict>>(new WithAttributes<Dict>(type)); }

bool is_ordered(const Value& v) {
  return v.is(Kind::dict) && (v.as_object()->flags & Object::is_subclass) && type_of(v)->lookup(intern("move_to_end").get());
}

Value ordered_repr(const Value& self) {
  if (dict_of(self)->size() == 0) return Str::make(cat(type_of(self)->name_view(), "()"));
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("...");
  Joiner text;
  text.add(cat(type_of(self)->name_view(), "({"));
  Ref<Dict> dict(dict_of(self));
  bool first = true;
  for (size_t i = 0; (i = dict->next(i)) != Dict::npos; ++i) {
    Value key = dict->entry(i).key, value = dict->entry(i).value;
    charge_steps(1);
    text.add(cat(first ? "" : ", ", repr(key)->view(), ": ", repr(value)->view()));
    first = false;
  }
  text.add("})");
  return text.done();
}

Value ordered_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::dict) || !b.is(Kind::dict) || (op != CompareOp::eq && op != CompareOp::ne)) return vm().not_implemented;
  bool same = dicts_equal(dict_of(a), dict_of(b));
  if (same && is_ordered(a) && is_ordered(b))
    for (size_t i = 0, j = 0; same && (i = dict_of(a)->next(i)) != Dict::npos && (j = dict_of(b)->next(j)) != Dict::npos; ++i, ++j)
      same = items_equal(dict_of(a)->entry(i).key, dict_of(b)->entry(j).key);
  return Value::boolean(same == (op == CompareOp::eq));
}

Value ordered_or(const Value& a, const Value& b) {
  if (!a.is(Kind::dict) || !b.is(Kind::dict)) return vm().not_implemented;
  Value out = call(Value(type_of(is_ordered(a) ? a : b)), {a});
  dict_update(dict_of(out), b);
  return out;
}

Value move_to_end(const Value* a) {
  if (!dict_of(a[0])->find(a[1])) raise(Exc::KeyError, a[1]);
  dict_of(a[0])->move_to_end(a[1], a[2].is_null() || truthy(a[2]));
  return Value::none();
}

Value ordered_popitem(const Value* a) {
  Ref<Tuple> pair = Tuple::uninitialized(2);
  if (!dict_of(a[0])->pop_item(a[1].is_null() || truthy(a[1]), &(*pair)[0], &(*pair)[1])) raise(Exc::KeyError, "dictionary is empty");
  return pair;
}

Value ordered_copy(const Value* a) {
  Value out = call(Value(type_of(a[0])));
  Ref<Dict> from(dict_of(a[0]));
  for (size_t i = 0; (i = from->next(i)) != Dict::npos; ++i) set_item(out, Value(from->entry(i).key), Value(from->entry(i).value));
  return out;
}

// keys(), values() and items() are views of their own names. CPython: odict_keys and so on.
template <DictIterator::What what>
Value ordered_view(const Value* a) {
  constexpr const char* kNames[] = {"_odict_keys", "_odict_values", "_odict_items"};
  Value view = make_dict_view(Ref<Dict>(dict_of(a[0])), what);
  view.as_object()->type = type_of(a[0])->lookup(intern(kNames[static_cast<size_t>(what)]).get())->as<Type>();
  return view;
}

void add_ordered_views(TypeBuilder& b) {
  using What = DictIterator::What;
  const auto& views = vm().types.dict_views;
  for (auto [name, what] : {std::pair{"odict_keys", What::keys}, {"odict_values", What::values}, {"odict_items", What::items}}) {
    TypeBuilder view(name, Kind::other, views[static_cast<size_t>(what)], Type::final_);
    b.attribute(cat("_", name).c_str(), Value(view.finish()));
  }
  b.method("keys", "self, /", ordered_view<What::keys>)
      .method("values", "self, /", ordered_view<What::values>)
      .method("items", "self, /", ordered_view<What::items>);
}

void add_ordered_dict(const Ref<Dict>& module_dict) {
  TypeBuilder b("collections.OrderedDict", Kind::dict, vm().types.dict, Type::has_dict);
  Slots& s = b.slots();
  s.create = ordered_create;
  s.repr = ordered_repr;
  s.compare = ordered_compare;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = ordered_or;
  b.method("move_to_end", "self, /, key, last=True", move_to_end)
      .method("popitem", "self, /, last=True", ordered_popitem)
      .method("copy", "self, /", ordered_copy)
      .method("__copy__", "self, /", ordered_copy);
  b.getter("__dict__", [](const Value& self) -> Value { return instance_dict(self, true); });
  add_ordered_views(b);
  add_class_getitem(b);
  module_dict->set(intern("OrderedDict").get(), Value(b.finish()));
}

// ---- Counter's loop: mapping[item] += 1 for each item
Value count_elements(const Value* a) {
  static constexpr auto kAdd = ast::Operator::Add;
  const Value one = Value::integer(1);
  Value mapping = a[0];
  bool plain = mapping.is(Kind::dict) && type_of(mapping)->slots.setitem == vm().types.dict->slots.setitem;
  Value get = plain ? Value() : get_attr(mapping, "get");
  iterate(a[1], [&](const Value& item) {
    if (!plain) {
      set_item(mapping, item, binary_op(kAdd, call(get, {item, Value::integer(0)}), one));
      return;
    }
    charge_steps(2);
    Dict* dict = dict_of(mapping);
    int64_t hash = hash_of(item);
    if (const Value* count = dict->find(item, hash)) dict->set(item, hash, binary_op(kAdd, Value(*count), one));
    else dict->set(item, hash, one);
  });
  return Value::none();
}

}  // namespace

void add_class_getitem(TypeBuilder& b) {
  b.class_method("__class_getitem__", "cls, item, /", [](const Value* a) { return make_generic_alias(a[0], a[1]); });
}

void fill_collections(const Ref<Dict>& module_dict) {
  add_deque(module_dict);
  add_defaultdict(module_dict);
  add_ordered_dict(module_dict);
  add_namedtuple(module_dict);
  module_dict->set(intern("_count_elements").get(), Value(make_builtin("_count_elements", "mapping, iterable, /", count_elements)));
}

}  // namespace sim::py
