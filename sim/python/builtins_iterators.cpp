// The lazy built-in iterators: enumerate, zip, map, filter, reversed.
#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/bound_args.h"
#include "sim/python/builtins.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"
#include "sim/python/suggestions.h"
#include "sim/python/vm.h"

#include <vector>

namespace sim::py {

namespace {

Value self_iter(const Value& v) { return v; }

// A keyword argument of a constructor that takes only this one; anything else is refused.
Value only_keyword(const Args& args, std::string_view function, std::string_view name) {
  Value found;
  for (size_t i = 0; args.names && i < args.names->size(); ++i) {
    std::string_view given = (*args.names)[i].as<Str>()->view();
    if (given != name) raise_no_such_keyword(function, given, {std::string(name)});
    found = args.items[args.npos + i];
  }
  return found;
}
void no_keywords(const Args& args, std::string_view function) {
  if (args.names && args.names->size()) raise_type_error(function, "() takes no keyword arguments");
}
void accept_any(const Value&, const Args&) {}

template <class T>
void finish_object(T* o) {
  if (o->type->type_flags & Type::heap_type) o->flags |= Object::is_subclass;
}

// ---- enumerate
class Enumerate : public Object {
 public:
  Enumerate(Type* type, Value iterator, Value index)
      : Object(Kind::other, type), iterator(std::move(iterator)), index(std::move(index)) {
    finish_object(this);
  }
  Ref<Dict>* dict_place() override { return &dict; }
  Value iterator, index;
  Ref<Dict> dict;
  void references(References& each) override {
    each(iterator);
    each(dict);
  }
};
Value enumerate_create(Type* type, const Args& args) {
  Value iterable = args.npos > 0 ? args[0] : Value(), start = args.npos > 1 ? args[1] : Value();
  for (size_t i = 0; args.names && i < args.names->size(); ++i) {
    std::string_view name = (*args.names)[i].as<Str>()->view();
    Value& to = name == "iterable" ? iterable : start;
    if (name != "iterable" && name != "start") raise_type_error("'", name, "' is an invalid keyword argument for enumerate()");
    to = args.items[args.npos + i];
  }
  if (iterable.is_null()) raise_type_error("enumerate() missing required argument 'iterable'");
  if (args.npos > 2) raise_type_error("enumerate() takes at most 2 arguments (", args.size(), " given)");
  if (start.is_null()) start = Value::integer(0);
  if (!is_int(start)) {
    auto index = type_of(start)->slots.index;
    if (!index) raise_type_error("'", type_name(start), "' object cannot be interpreted as an integer");
    start = index(start);
  }
  return Value(new Enumerate(type, get_iter(iterable), plain_int(start)));
}
bool enumerate_next(const Value& self, Value* out) {
  auto* e = self.as<Enumerate>();
  Value item;
  if (!next(e->iterator, &item)) return false;
  Ref<Tuple> pair = Tuple::uninitialized(2);
  (*pair)[0] = e->index;
  (*pair)[1] = std::move(item);
  e->index = binary_op(ast::Operator::Add, e->index, Value::integer(1));
  *out = std::move(pair);
  return true;
}

// ---- zip
class Zip : public Object {
 public:
  Zip(Type* type, Ref<Tuple> iterators, bool strict)
      : Object(Kind::other, type), iterators(std::move(iterators)), strict(strict) {
    finish_object(this);
  }
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Tuple> iterators;
  bool strict;
  Ref<Dict> dict;
};
Value zip_create(Type* type, const Args& args) {
  Value strict = only_keyword(args, "zip", "strict");
  Ref<Tuple> iterators = Tuple::uninitialized(args.npos);
  for (size_t i = 0; i < args.npos; ++i) {
    if (!type_of(args[i])->slots.iter && !type_of(args[i])->slots.getitem)
      raise_type_error("'", type_name(args[i]), "' object is not iterable");
    (*iterators)[i] = get_iter(args[i]);
  }
  return Value(new Zip(type, iterators, !strict.is_null() && truthy(strict)));
}
std::string zip_arguments(size_t n) { return n == 1 ? " 1" : cat("s 1-", n); }
// The i-th was exhausted: with strict, all must be.
void check_strict(Zip* z, size_t i) {
  Value extra;
  if (i > 0) raise_value_error("zip() argument ", i + 1, " is shorter than argument", zip_arguments(i));
  for (size_t k = 1; k < z->iterators->size(); ++k)
    if (next((*z->iterators)[k], &extra))
      raise_value_error("zip() argument ", k + 1, " is longer than argument", zip_arguments(k));
}
bool zip_next(const Value& self, Value* out) {
  auto* z = self.as<Zip>();
  size_t n = z->iterators->size();
  if (n == 0) return false;
  Ref<Tuple> held = z->iterators;
  Ref<Tuple> items = Tuple::uninitialized(n);
  for (size_t i = 0; i < n; ++i) {
    Value item;
    if (next((*held)[i], &item)) {
      (*items)[i] = std::move(item);
      continue;
    }
    if (z->strict) check_strict(z, i);
    return false;
  }
  *out = std::move(items);
  return true;
}

// ---- map
class Map : public Object {
 public:
  Map(Type* type, Value function, Ref<Tuple> iterators)
      : Object(Kind::other, type), function(std::move(function)), iterators(std::move(iterators)) {
    finish_object(this);
  }
  Ref<Dict>* dict_place() override { return &dict; }
  Value function;
  Ref<Tuple> iterators;
  Ref<Dict> dict;
};
Value map_create(Type* type, const Args& args) {
  no_keywords(args, "map");
  if (args.npos < 2) raise_type_error("map() must have at least two arguments.");
  Ref<Tuple> iterators = Tuple::uninitialized(args.npos - 1);
  for (size_t i = 1; i < args.npos; ++i) (*iterators)[i - 1] = get_iter(args[i]);
  return Value(new Map(type, args[0], iterators));
}
bool map_next(const Value& self, Value* out) {
  Ref<Map> m(self.as<Map>());
  size_t n = m->iterators->size();
  std::array<Value, 4> few;
  std::vector<Value> many(n > few.size() ? n : 0);
  Value* items = n > few.size() ? many.data() : few.data();
  for (size_t i = 0; i < n; ++i)
    if (!next((*m->iterators)[i], &items[i])) return false;
  charge_steps(2);   // a call costs more than an instruction
  *out = call(m->function, Args{items, n, nullptr});
  return true;
}

// ---- filter
class Filter : public Object {
 public:
  Filter(Type* type, Value function, Value iterator)
      : Object(Kind::other, type), function(std::move(function)), iterator(std::move(iterator)) {
    finish_object(this);
  }
  Ref<Dict>* dict_place() override { return &dict; }
  Value function, iterator;  // function None: the item's own truth
  Ref<Dict> dict;
};
Value filter_create(Type* type, const Args& args) {
  no_keywords(args, "filter");
  if (args.npos != 2) raise_type_error("filter expected 2 arguments, got ", args.npos);
  return Value(new Filter(type, args[0], get_iter(args[1])));
}
bool filter_next(const Value& self, Value* out) {
  Ref<Filter> f(self.as<Filter>());
  Value item;
  while (next(f->iterator, &item)) {
    charge_steps(1);
    bool plain = f->function.is_none() || (f->function.is(Kind::type) && f->function.as<Type>() == vm().types.bool_);
    if (!(plain ? truthy(item) : truthy(call(f->function, {item})))) continue;
    *out = std::move(item);
    return true;
  }
  return false;
}

// ---- reversed: by __reversed__, else by length and item number
class Reversed : public Object {
 public:
  Reversed(Type* type, Value sequence, int64_t left) : Object(Kind::other, type), sequence(std::move(sequence)), left(left) {
    finish_object(this);
  }
  Ref<Dict>* dict_place() override { return &dict; }
  Value sequence;  // null once exhausted
  int64_t left;
  Ref<Dict> dict;
};
Value reversed_create(Type* type, const Args& args) {
  no_keywords(args, "reversed");
  if (args.npos != 1) raise_type_error("reversed expected 1 argument, got ", args.npos);
  const Value& o = args[0];
  Type* t = type_of(o);
  if (const Value* own = t->lookup(vm().names.__reversed__)) {
    if (own->is_none()) raise_type_error("'", type_name(o), "' object is not reversible");
    return call(special_method(o, vm().names.__reversed__));
  }
  bool mapping = t->type_flags & Type::match_mapping;
  if (!t->slots.getitem || !t->slots.len || mapping) raise_type_error("'", type_name(o), "' object is not reversible");
  return Value(new Reversed(type, o, length(o)));
}
bool reversed_next(const Value& self, Value* out) {
  auto* r = self.as<Reversed>();
  if (r->sequence.is_null()) return false;
  if (r->left > 0) {
    Value sequence = r->sequence;
    try {
      *out = get_item(sequence, Value::integer(--r->left));
      return true;
    } catch (const Raised& e) {
      if (!matches(e.exception.get(), Exc::IndexError) && !matches(e.exception.get(), Exc::StopIteration)) throw;
    }
  }
  r->sequence = Value();
  return false;
}
Value reversed_hint(const Value* a) { return Value::integer(a[0].as<Reversed>()->left); }

Type* iterator_type(BuiltinsDict& names, const char* name, Value (*create)(Type*, const Args&),
                    bool (*next)(const Value&, Value*)) {
  TypeBuilder b(name, Kind::other, vm().types.object);
  Slots& s = b.slots();
  s.create = create;
  s.init = accept_any;
  s.iter = self_iter;
  s.next = next;
  Type* t = b.finish();
  names.value(name, Value(t));
  return t;
}

}  // namespace

void init_iterator_types(Vm& vm) {
  BuiltinsDict names(vm.builtins);
  Type* enumerate = iterator_type(names, "enumerate", enumerate_create, enumerate_next);
  TypeBuilder(enumerate).class_method("__class_getitem__", "cls, item, /", [](const Value* a) { return a[0]; });
  iterator_type(names, "zip", zip_create, zip_next);
  iterator_type(names, "map", map_create, map_next);
  iterator_type(names, "filter", filter_create, filter_next);
  Type* reversed = iterator_type(names, "reversed", reversed_create, reversed_next);
  TypeBuilder(reversed).method("__length_hint__", "self, /", reversed_hint);
}

}  // namespace sim::py
