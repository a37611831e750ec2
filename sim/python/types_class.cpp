// Making classes: the C3 order, __slots__, which base gives the layout, and what a class statement runs at its end.
// Before: __build_class__ and type(name, bases, dict). After: types_slots.cpp fills the slots. CPython: type_new in typeobject.c.
#include "sim/python/bound_args.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/weakref.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

// ---- method resolution order
namespace {

[[noreturn]] void raise_no_order(const std::vector<std::vector<Type*>>& lists, const std::vector<size_t>& heads) {
  std::vector<Type*> left;
  for (size_t i = 0; i < lists.size(); ++i)
    if (heads[i] < lists[i].size() && std::find(left.begin(), left.end(), lists[i][heads[i]]) == left.end())
      left.push_back(lists[i][heads[i]]);
  std::string names;
  for (Type* t : left) names += cat(names.empty() ? "" : ", ", t->name_view());
  raise_type_error("Cannot create a consistent method resolution order (MRO) for bases ", names);
}

}  // namespace

std::vector<Type*> linearize(Type* type, const Tuple& bases) {
  std::vector<std::vector<Type*>> lists;
  std::vector<Type*> direct;
  for (const Value& b : bases) {
    lists.push_back(b.as<Type>()->mro);
    direct.push_back(b.as<Type>());
  }
  for (size_t i = 0; i < direct.size(); ++i)
    for (size_t j = i + 1; j < direct.size(); ++j)
      if (direct[i] == direct[j]) raise_type_error("duplicate base class ", direct[i]->name_view());
  lists.push_back(direct);
  std::vector<size_t> heads(lists.size(), 0);
  std::vector<Type*> out{type};
  auto in_a_tail = [&](Type* t) {
    for (size_t k = 0; k < lists.size(); ++k)
      for (size_t i = heads[k] + 1; i < lists[k].size(); ++i)
        if (lists[k][i] == t) return true;
    return false;
  };
  for (;;) {
    Type* good = nullptr;
    bool any = false;
    for (size_t k = 0; k < lists.size() && !good; ++k) {
      if (heads[k] == lists[k].size()) continue;
      any = true;
      if (!in_a_tail(lists[k][heads[k]])) good = lists[k][heads[k]];
    }
    if (!any) return out;
    if (!good) raise_no_order(lists, heads);
    out.push_back(good);
    for (size_t k = 0; k < lists.size(); ++k)
      if (heads[k] < lists[k].size() && lists[k][heads[k]] == good) ++heads[k];
  }
}

// ---- bases
namespace {

// The nearest base whose C++ layout (or __slots__) is its own.
Type* solid_base(Type* t) {
  for (; t->base; t = t->base) {
    if (t->type_flags & Type::heap_type) {
      if (t->slot_names.size() != t->base->slot_names.size()) return t;
      continue;
    }
    bool own_layout = t->instance_kind != t->base->instance_kind || t->slots.create != t->base->slots.create;
    if (t->instance_kind == Kind::exception && t->base->instance_kind == Kind::exception) own_layout = false;
    if (own_layout) return t;
  }
  return t;
}

Type* best_base(const Tuple& bases) {
  Type *winner = nullptr, *best = nullptr;
  for (const Value& b : bases) {
    auto* t = b.as<Type>();
    if ((t->type_flags & Type::final_) || !t->slots.create)
      raise_type_error("type '", t->full_name->view(), "' is not an acceptable base type");
    Type* candidate = solid_base(t);
    if (!winner || (candidate != winner && candidate->is_subtype_of(winner))) {
      winner = candidate;
      best = t;
    } else if (!winner->is_subtype_of(candidate)) {
      raise_type_error("multiple bases have instance lay-out conflict");
    }
  }
  return best;
}

// ---- __slots__
std::string mangled(std::string_view class_name, std::string_view name) {
  bool is_private = name.size() > 2 && name.substr(0, 2) == "__" && name.substr(name.size() - 2) != "__";
  while (is_private && !class_name.empty() && class_name[0] == '_') class_name.remove_prefix(1);
  return is_private && !class_name.empty() ? cat("_", class_name, name) : std::string(name);
}

std::vector<Ref<Str>> read_slots(const Value& slots) {
  std::vector<Ref<Str>> names;
  auto add = [&names](const Value& v) {
    if (!v.is(Kind::str)) raise_type_error("__slots__ items must be strings, not '", type_name(v), "'");
    names.push_back(Ref<Str>(v.as<Str>()));
  };
  if (slots.is(Kind::str))
    add(slots);
  else
    iterate(slots, [&](const Value& v) { add(v); });
  return names;
}

Value get_weakref(const Value&) { return Value::none(); }

void add_slots(Type* type, const Value& slots) {
  bool wants_dict = false;
  for (const Ref<Str>& slot : read_slots(slots)) {
    std::string_view text = slot->view();
    if (text == "__dict__") {
      if (type->base->type_flags & Type::has_dict) raise_type_error("__dict__ slot disallowed: we already got one");
      wants_dict = true;
      continue;
    }
    if (text == "__weakref__") {
      TypeBuilder(type).getter("__weakref__", get_weakref);
      continue;
    }
    bool identifier = !text.empty() && !(text[0] >= '0' && text[0] <= '9');
    for (char c : text) identifier = identifier && (c == '_' || (c & 0x80) || std::isalnum(static_cast<unsigned char>(c)));
    if (!identifier) raise_type_error("__slots__ must be identifiers");
    Ref<Str> name = intern(mangled(type->name_view(), text));
    if (type->dict->find(name.get())) raise_value_error("'", text, "' in __slots__ conflicts with class variable");
    auto index = static_cast<uint32_t>(type->slot_names.size());
    type->slot_names.push_back(name);
    type->dict->set(name.get(), Value(new Member(type, name.get(), index)));
  }
  if (wants_dict) type->type_flags |= Type::has_dict;
}

// ---- steps of make_class
void wrap_special_functions(Dict* dict) {
  const Types& types = vm().types;
  const Names& names = vm().names;
  if (Value* f = dict->find(names.__new__); f && f->is(Kind::function)) *f = Value(new StaticMethod(types.staticmethod, *f));
  for (Str* name : {names.__init_subclass__, names.__class_getitem__})
    if (Value* f = dict->find(name); f && f->is(Kind::function)) *f = Value(new ClassMethod(types.classmethod, *f));
}

void set_names(Type* type) {
  std::vector<std::pair<Value, Value>> items;  // the class may change while the program's code runs
  for (size_t i = 0; (i = type->dict->next(i)) != Dict::npos; ++i)
    items.emplace_back(type->dict->entry(i).key, type->dict->entry(i).value);
  for (auto& [key, value] : items) {
    const Value* hook = value.is_object() ? type_of(value)->lookup(vm().names.__set_name__) : nullptr;
    if (!hook) continue;
    try {
      Value args[3] = {value, Value(type), key};
      call_found(Value(*hook), Args{args, 3, nullptr});
    } catch (const Raised& r) {
      std::string note = cat("Error calling __set_name__ on '", type_name(value), "' instance ", repr(key)->view(), " in '",
                             type->name_view(), "'");
      call_method(Value(r.exception), "add_note", {Value(Str::make(note))});
      throw;
    }
  }
}

void init_subclass(Type* type, const Args& keywords) {
  const Value* hook = type->lookup_after(type, vm().names.__init_subclass__);
  if (!hook) return;
  Value f = *hook;
  if (auto get = type_of(f)->slots.descr_get) f = get(f, Value(type), type_of(Value(type)));
  if (type_of(*hook) == vm().types.classmethod) f = type_of(*hook)->slots.descr_get(*hook, Value(type), type);
  call(f, Args{keywords.items + keywords.npos, 0, keywords.names});
}

void prepare_dict(Type* type, Dict* dict) {
  const Names& names = vm().names;
  if (Value q = dict->pop(Value(names.__qualname__)); !q.is_null()) {
    if (!q.is(Kind::str)) raise_type_error("type __qualname__ must be a str, not ", type_name(q));
    type->qualname = Ref<Str>(q.as<Str>());
  }
  if (!dict->find(names.__module__) && vm().frame)
    if (Value m = vm().frame->globals->get(names.__name__); !m.is_null()) dict->set(names.__module__, m);
}

// What CPython adds behind the places of __slots__, __dict__ and __weakref__.
void complete_dict(Dict* dict) {
  const Names& names = vm().names;
  if (!dict->find(names.__doc__)) dict->set(names.__doc__, Value::none());
  if (dict->find(names.__eq__) && !dict->find(names.__hash__)) dict->set(names.__hash__, Value::none());
}

Value get_dict(const Value& self) {
  Dict* d = instance_dict(self, true);
  if (!d) raise_attribute_error(self, vm().names.__dict__);
  return Value(d);
}
void set_dict(const Value& self, const Value& v) {
  if (!v.is_null() && !v.is(Kind::dict)) raise_type_error("__dict__ must be set to a dictionary, not a '", type_name(v), "'");
  if (Ref<Dict>* place = self.as_object()->dict_place()) *place = v.is_null() ? nullptr : Ref<Dict>(v.as<Dict>());
}
void give_dict(Type* type) {
  if (type->instance_kind == Kind::type) return;  // of a metaclass: classes have type's own __dict__
  bool inherited = type->base->type_flags & Type::has_dict;
  type->type_flags |= Type::has_dict;
  if (!inherited) TypeBuilder(type).getter("__dict__", get_dict, set_dict);
  auto sized = [&](const Type* t) { return type->is_subtype_of(t); };      // what they hold lies behind the object, where the references would
  if (sized(vm().types.int_) || sized(vm().types.tuple) || sized(vm().types.bytes)) return;
  if (!type->lookup(vm().names.__weakref__) && !kind_has_weakrefs(type->instance_kind)) TypeBuilder(type).getter("__weakref__", get_weakref);
}

}  // namespace

Type* calculate_metaclass(Type* metatype, const Tuple& bases) {
  Type* winner = metatype;
  for (const Value& b : bases) {
    Type* t = type_of(b);
    if (winner->is_subtype_of(t)) continue;
    if (t->is_subtype_of(winner)) {
      winner = t;
      continue;
    }
    raise_type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its "
        "bases");
  }
  return winner;
}

Ref<Type> make_class(Type* metatype, const Ref<Str>& name, const Ref<Tuple>& given_bases, const Ref<Dict>& namespace_,
                     const Args& keywords) {
  charge_steps(500);
  Vm& v = vm();
  Ref<Tuple> bases = given_bases->size() ? given_bases : Tuple::make({Value(v.types.object)});
  for (const Value& b : *bases)
    if (!b.is(Kind::type)) raise_type_error("bases must be types");
  Type* base = best_base(*bases);

  Ref<Type> type(new Type(metatype));
  type->name = type->qualname = type->full_name = name;
  type->bases = bases;
  type->base = base;
  type->instance_kind = base->instance_kind;
  constexpr uint16_t kInherited =
      Type::has_dict | Type::exception_ | Type::match_sequence | Type::match_mapping | Type::match_self;
  for (const Value& b : *bases)
    type->type_flags |= b.as<Type>()->type_flags & kInherited & ~(b.as<Type>() == base ? 0 : Type::has_dict | Type::match_self);
  type->type_flags |= Type::heap_type;
  type->slot_names = base->slot_names;
  type->dict = namespace_->copy();
  Value class_cell = type->dict->pop(Value(v.names.__classcell__));
  prepare_dict(type.get(), type->dict.get());
  wrap_special_functions(type->dict.get());
  type->mro = linearize(type.get(), *bases);

  const Value* slots = type->dict->find(v.names.__slots__);
  if (slots) add_slots(type.get(), Value(*slots));
  bool some_base_has_dict =
      std::any_of(bases->begin(), bases->end(), [](const Value& b) { return b.as<Type>()->type_flags & Type::has_dict; });
  if (!slots || some_base_has_dict || (type->type_flags & Type::has_dict)) give_dict(type.get());
  complete_dict(type->dict.get());

  incref(type.get());  // a class is part of cycles with its own methods: it lives until the run ends
  for (const Value& b : *bases) b.as<Type>()->subclasses.push_back(type.get());
  renew_version(type.get());
  update_slots(type.get());
  if (!class_cell.is_null() && class_cell.is(Kind::cell)) class_cell.as<Cell>()->value = Value(type);
  set_names(type.get());
  init_subclass(type.get(), keywords);
  return type;
}

}  // namespace sim::py
