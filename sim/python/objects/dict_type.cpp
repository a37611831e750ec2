// The type dict: operators and methods. Its views and iterators are in dict_views.cpp. CPython: Objects/dictobject.c.
#include "sim/python/init.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/dict_views.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

Dict* dict_of(const Value& v) { return v.as<Dict>(); }
using What = DictIterator::What;

Value dict_create(Type* type, const Args&) {
  if (type == vm().types.dict) return Dict::make();
  return Ref<Dict>(new WithAttributes<Dict>(type));
}

void set_keywords(Dict* dict, const Args& args) {
  for (size_t i = args.npos; i < args.size(); ++i) dict->set((*args.names)[i - args.npos], args[i]);
}

void update_from_arguments(const char* name, Dict* dict, const Args& args) {
  if (args.npos > 1) raise_type_error(name, " expected at most 1 argument, got ", args.npos);
  if (args.npos) dict_update(dict, args[0]);
  set_keywords(dict, args);
}

void dict_init(const Value& self, const Args& args) { update_from_arguments("dict", dict_of(self), args); }

void merge(Dict* to, Dict* from) {
  if (to == from || from->size() == 0) return;
  Ref<Dict> held(from);
  if (to->size() == 0) to->reserve_for(from->size());
  charge_steps(from->size());
  size_t size = from->size();
  for (size_t i = 0; (i = from->next(i)) != Dict::npos; ++i) {
    Dict::Entry e = from->entry(i);
    to->set(e.key, e.hash, std::move(e.value));
    if (from->size() != size) raise(Exc::RuntimeError, "dict mutated during update");
  }
}

void update_from_pairs(Dict* dict, const Value& pairs) {
  size_t n = 0;
  iterate(pairs, [&](const Value& pair) {
    if (is_exact(pair, Kind::tuple) && pair.as<Tuple>()->size() == 2) {
      Ref<Tuple> two(pair.as<Tuple>());
      dict->set((*two)[0], (*two)[1]);
      ++n;
      return;
    }
    if (!type_of(pair)->slots.iter && !type_of(pair)->slots.getitem)
      raise_type_error("cannot convert dictionary update sequence element #", n, " to a sequence");
    Ref<List> items = to_list(pair);
    if (items->items.size() != 2)
      raise_value_error("dictionary update sequence element #", n, " has length ", items->items.size(), "; 2 is required");
    dict->set(items->items[0], items->items[1]);
    ++n;
  });
}

Value repr_of(const Value& self) { return dict_repr(self); }

Value dict_compare(const Value& a, const Value& b, CompareOp op) {
  if (!a.is(Kind::dict) || !b.is(Kind::dict) || (op != CompareOp::eq && op != CompareOp::ne)) return vm().not_implemented;
  return Value::boolean(dicts_equal(dict_of(a), dict_of(b)) == (op == CompareOp::eq));
}

Value dict_or(const Value& a, const Value& b) {
  if (!a.is(Kind::dict) || !b.is(Kind::dict)) return vm().not_implemented;
  Ref<Dict> out = dict_of(a)->copy();
  merge(out.get(), dict_of(b));
  return out;
}
Value dict_inplace_or(const Value& a, const Value& b) {
  dict_update(dict_of(a), b);
  return a;
}

int64_t dict_len(const Value& self) { return static_cast<int64_t>(dict_of(self)->size()); }
bool dict_truth(const Value& self) { return dict_of(self)->size() != 0; }
bool dict_contains(const Value& self, const Value& key) { return dict_of(self)->find(key) != nullptr; }

void dict_setitem(const Value& self, const Value& key, const Value& v) {
  if (!v.is_null()) return dict_of(self)->set(key, v);
  if (!dict_of(self)->erase(key)) raise(Exc::KeyError, key);
}

// ---- methods
Value dict_get(const Value* a) {
  if (const Value* v = dict_of(a[0])->find(a[1])) return *v;
  return a[2].is_null() ? Value::none() : a[2];
}

Value dict_setdefault(const Value* a) {
  Dict* dict = dict_of(a[0]);
  int64_t hash = hash_of(a[1]);
  if (const Value* v = dict->find(a[1], hash)) return *v;
  Value v = a[2].is_null() ? Value::none() : a[2];
  dict->set(a[1], hash, v);
  return v;
}

Value dict_pop(const Value* a) {
  Value v = dict_of(a[0])->pop(a[1]);
  if (!v.is_null()) return v;
  if (a[2].is_null()) raise(Exc::KeyError, a[1]);
  return a[2];
}

Value dict_popitem(const Value* a) {
  Ref<Tuple> pair = Tuple::uninitialized(2);
  if (!dict_of(a[0])->pop_item(true, &(*pair)[0], &(*pair)[1])) raise(Exc::KeyError, "popitem(): dictionary is empty");
  return pair;
}

Value dict_clear(const Value* a) {
  dict_of(a[0])->clear();
  return Value::none();
}
Value dict_copy(const Value* a) {
  charge_steps(dict_of(a[0])->size() / 2);
  return dict_of(a[0])->copy();
}

Value dict_update_method(const Args& args) {
  update_from_arguments("update", dict_of(args[0]), Args{args.items + 1, args.npos - 1, args.names});
  return Value::none();
}

Value dict_fromkeys(const Value* a) {
  Value result = call(a[0]), value = a[2].is_null() ? Value::none() : a[2];
  if (is_exact(result, Kind::dict)) {
    Ref<Dict> dict(dict_of(result));
    iterate(a[1], [&](const Value& key) { dict->set(key, value); });
  } else {
    iterate(a[1], [&](const Value& key) { set_item(result, key, value); });
  }
  return result;
}

Value dict_keys(const Value* a) { return make_dict_view(Ref<Dict>(dict_of(a[0])), What::keys); }
Value dict_values(const Value* a) { return make_dict_view(Ref<Dict>(dict_of(a[0])), What::values); }
Value dict_items(const Value* a) { return make_dict_view(Ref<Dict>(dict_of(a[0])), What::items); }
Value dict_iter(const Value& self) { return dict_iterator(Ref<Dict>(dict_of(self)), What::keys); }
Value dict_reversed(const Value* a) { return dict_iterator(Ref<Dict>(dict_of(a[0])), What::keys, true); }

}  // namespace

Value dict_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("{...}");
  Ref<Dict> dict(dict_of(self));
  Joiner text;
  text.add("{");
  bool first = true;
  for (size_t i = 0; (i = dict->next(i)) != Dict::npos; ++i) {
    Value key = dict->entry(i).key, value = dict->entry(i).value;
    charge_steps(1);
    if (!first) text.add(", ");
    first = false;
    text.add(repr(key)->view());
    text.add(": ");
    text.add(repr(value)->view());
  }
  text.add("}");
  return text.done();
}

bool dicts_equal(Dict* a, Dict* b) {
  if (a->size() != b->size()) return false;
  Ref<Dict> first(a), second(b);
  for (size_t i = 0; (i = a->next(i)) != Dict::npos; ++i) {
    Dict::Entry e = a->entry(i);
    const Value* other = b->find(e.key, e.hash);
    if (!other || !items_equal(e.value, *other)) return false;
  }
  return true;
}

Value dict_subscript(const Value& self, const Value& key) {
  if (const Value* v = dict_of(self)->find(key)) return *v;
  if (self.as_object()->flags & Object::is_subclass)
    if (Value missing = special_method(self, vm().names.__missing__); !missing.is_null()) return call(missing, {key});
  raise(Exc::KeyError, key);
}

void dict_update(Dict* dict, const Value& other) {
  Ref<Dict> held(dict);
  if (other.is(Kind::dict) && type_of(other)->slots.iter == vm().types.dict->slots.iter) return merge(dict, dict_of(other));
  Value keys = get_attr_or_null(other, vm().names.keys);
  if (keys.is_null()) return update_from_pairs(dict, other);
  iterate(call(keys), [&](const Value& key) { dict->set(key, get_item(other, key)); });
}

void init_dict_types(Vm& vm) {
  TypeBuilder b("dict", Kind::dict, vm.types.object, Type::match_mapping | Type::match_self);
  Slots& s = b.slots();
  s.create = dict_create;
  s.init = dict_init;
  s.repr = repr_of;
  s.compare = dict_compare;
  s.binary[static_cast<size_t>(ast::Operator::BitOr)] = dict_or;
  s.inplace[static_cast<size_t>(ast::Operator::BitOr)] = dict_inplace_or;
  s.len = dict_len;
  s.truth = dict_truth;
  s.contains = dict_contains;
  s.getitem = dict_subscript;
  s.setitem = dict_setitem;
  s.iter = dict_iter;
  b.method("get", "self, key, default=None, /", dict_get)
      .method("setdefault", "self, key, default=None, /", dict_setdefault)
      .method("pop", "self, key, default=None, /", dict_pop)
      .method("popitem", "self, /", dict_popitem)
      .method("clear", "self, /", dict_clear)
      .method("copy", "self, /", dict_copy)
      .raw_method("update", dict_update_method)
      .class_method("fromkeys", "cls, iterable, value=None, /", dict_fromkeys)
      .method("keys", "self, /", dict_keys)
      .method("values", "self, /", dict_values)
      .method("items", "self, /", dict_items)
      .method("__reversed__", "self, /", dict_reversed);
  vm.types.dict = b.finish();
  init_dict_view_types(vm);
}

}  // namespace sim::py
