// The native module _functools: partial, reduce, the cache behind lru_cache, cmp_to_key. CPython: Modules/_functoolsmodule.c.
// After: library/functools.py has the decorators.
#include "sim/base/references.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

// ---- partial
class Partial : public Object {
 public:
  explicit Partial(Type* type) : Object(Kind::other, type) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Value function;
  Ref<Tuple> args;
  Ref<Dict> keywords;
  Ref<Dict> dict;
  void references(References& each) override {
    each(function);
    each(args);
    each(keywords);
    each(dict);
  }
};

Value partial_create(Type* type, const Args& args) {
  if (args.npos == 0) raise_type_error("type 'partial' takes at least one argument");
  if (!is_callable(args[0])) raise_type_error("the first argument must be callable");
  Ref<Partial> p(new Partial(type));
  p->function = args[0];
  p->keywords = Dict::make();
  Vec<Value> all;
  // A partial of a plain partial is one with the arguments of both.
  if (type_of(args[0]) == type && type->name_view() == "partial" && !args[0].as<Partial>()->dict) {
    auto* inner = args[0].as<Partial>();
    p->function = inner->function;
    p->keywords = inner->keywords->copy();
    all.assign(inner->args->begin(), inner->args->end());
  }
  all.insert(all.end(), args.items + 1, args.items + args.npos);
  p->args = Tuple::make(all.data(), all.size());
  for (size_t i = args.npos; i < args.size(); ++i) p->keywords->set((*args.names)[i - args.npos], args[i]);
  return p;
}

Value partial_call(const Value& self, const Args& args) {
  auto* p = self.as<Partial>();
  Vec<Value> all(p->args->begin(), p->args->end());
  all.insert(all.end(), args.items, args.items + args.npos);
  size_t positional = all.size();
  if (p->keywords->size() == 0) {
    all.insert(all.end(), args.items + args.npos, args.items + args.size());
    return call(Value(p->function), Args{all.data(), positional, args.names});
  }
  Ref<Dict> keywords = p->keywords->copy();
  for (size_t i = args.npos; i < args.size(); ++i) keywords->set((*args.names)[i - args.npos], args[i]);
  Ref<Tuple> names = Tuple::uninitialized(keywords->size());
  size_t n = 0;
  for (size_t i = 0; (i = keywords->next(i)) != Dict::npos; ++i) {
    if (!keywords->entry(i).key.is(Kind::str)) raise_type_error("keywords must be strings");
    (*names)[n++] = keywords->entry(i).key;
    all.push_back(keywords->entry(i).value);
  }
  return call(Value(p->function), Args{all.data(), positional, names.get()});
}

Value partial_repr(const Value& self) {
  auto* p = self.as<Partial>();
  ReprScope scope(p);
  if (!scope.entered()) return Str::make("...");
  Type* type = type_of(self);
  std::string text = cat((type->type_flags & Type::heap_type ? type->name : type->full_name)->view(), "(", repr(p->function)->view());
  for (const Value& a : *p->args) text += cat(", ", repr(a)->view());
  for (size_t i = 0; (i = p->keywords->next(i)) != Dict::npos; ++i)
    text += cat(", ", str(p->keywords->entry(i).key)->view(), "=", repr(p->keywords->entry(i).value)->view());
  return Str::make(text + ")");
}

Value partial_function(const Value& v) { return v.as<Partial>()->function; }
Value partial_args(const Value& v) { return v.as<Partial>()->args; }
Value partial_keywords(const Value& v) { return v.as<Partial>()->keywords; }

// A partial in a class is no method yet, but will be.
Value partial_get(const Value& self, const Value& object, Type*) {
  if (!object.is_null() && !object.is_none())
    vm().warn(exception_type(Exc::FutureWarning),
              "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the "
              "old behavior");
  return self;
}

Value partial_reduce(const Value* a) {
  auto* p = a[0].as<Partial>();
  Value own = p->dict ? Value(p->dict) : Value::none();
  Ref<Tuple> state = Tuple::make({p->function, Value(p->args), Value(p->keywords), own});
  return Tuple::make({Value(p->type), Value(Tuple::make({p->function})), Value(state)});
}
Value partial_set_state(const Value* a) {
  auto* p = a[0].as<Partial>();
  auto* state = a[1].is(Kind::tuple) ? a[1].as<Tuple>() : nullptr;
  auto is_dict_or_none = [](const Value& v) { return v.is_none() || v.is(Kind::dict); };
  if (!state || state->size() != 4 || !is_callable((*state)[0]) || !(*state)[1].is(Kind::tuple) || !is_dict_or_none((*state)[2]) ||
      !is_dict_or_none((*state)[3]))
    raise_type_error("invalid partial state");
  p->function = (*state)[0];
  p->args = Ref<Tuple>((*state)[1].as<Tuple>());
  p->keywords = (*state)[2].is_none() ? Dict::make() : (*state)[2].as<Dict>()->copy();
  p->dict = (*state)[3].is_none() ? Ref<Dict>() : Ref<Dict>((*state)[3].as<Dict>());
  return Value::none();
}

Value get_dict(const Value& self) { return Value(instance_dict(self, true)); }
void set_dict(const Value& self, const Value& v) {
  if (v.is_null()) raise_type_error("cannot delete __dict__");
  if (!v.is(Kind::dict)) raise_type_error("__dict__ must be set to a dictionary, not a '", type_name(v), "'");
  *self.as_object()->dict_place() = Ref<Dict>(v.as<Dict>());
}

// ---- reduce
Value reduce(const Value* a) {
  if (!type_of(a[1])->slots.iter && !type_of(a[1])->slots.getitem) raise_type_error("reduce() arg 2 must support iteration");
  Value total = a[2];
  iterate(a[1], [&](const Value& item) { total = total.is_null() ? item : call(a[0], {total, item}); });
  if (total.is_null()) raise_type_error("reduce() of empty iterable with no initial value");
  return total;
}

// ---- cmp_to_key
class CompareKey : public Object {
 public:
  CompareKey(Type* type, Value compare, Value object) : Object(Kind::other, type), compare(std::move(compare)), object(std::move(object)) {}
  Value compare, object;           // object null: still waiting for it
};

Value key_call(const Value& self, const Args& args) {
  if (args.size() != 1) raise_type_error("K() takes exactly one argument (", args.size(), " given)");
  return Ref<CompareKey>(new CompareKey(type_of(self), self.as<CompareKey>()->compare, args[0]));
}
Value key_compare(const Value& a, const Value& b, CompareOp op) {
  if (type_of(a) != type_of(b)) raise_type_error("other argument must be K instance");
  Value order = call(a.as<CompareKey>()->compare, {a.as<CompareKey>()->object, b.as<CompareKey>()->object});
  return compare(order, Value::integer(0), op);
}
Value key_object(const Value& v) { return v.as<CompareKey>()->object; }

Value cmp_to_key(const Value* a) { return Ref<CompareKey>(new CompareKey(vm().calling_builtin()->data.as<Type>(), a[0], Value())); }

// ---- the cache behind lru_cache
class Cache : public Object {
 public:
  explicit Cache(Type* type) : Object(Kind::other, type), entries(Dict::make()) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Value function, info_type;
  int64_t max_size = -1;           // -1: no limit
  bool typed = false;
  int64_t hits = 0, misses = 0;
  Ref<Dict> entries;               // least recently used first
  Ref<Dict> dict;
  void references(References& each) override {
    each(function);
    each(entries);
    each(dict);
  }
};

// _lru_cache_wrapper(function, maxsize, typed, cache_info_type)
Value cache_create(Type* type, const Args& args) {
  if (args.size() != 4) raise_type_error("_lru_cache_wrapper() takes exactly 4 arguments");
  if (!is_callable(args[0])) raise_type_error("the first argument must be callable");
  Ref<Cache> c(new Cache(type));
  c->function = args[0];
  if (!args[1].is_none()) c->max_size = std::max<int64_t>(index_of(args[1]), 0);
  c->typed = truthy(args[2]);
  c->info_type = args[3];
  return c;
}

// What the arguments are remembered by. CPython: lru_cache_make_key.
Value make_key(const Cache& c, const Args& args) {
  if (!c.typed && args.size() == args.npos) {
    if (args.npos == 1 && (is_exact(args[0], Kind::str) || args[0].is_int() || args[0].is(Kind::big_int))) return args[0];
    return Tuple::make(args.items, args.npos);
  }
  Vec<Value> key(args.items, args.items + args.npos);
  if (args.size() > args.npos) key.push_back(Value(c.type));          // parts positional from named arguments
  for (size_t i = args.npos; i < args.size(); ++i) {
    key.push_back((*args.names)[i - args.npos]);
    key.push_back(args[i]);
  }
  for (size_t i = 0; c.typed && i < args.size(); ++i) key.push_back(Value(type_of(args[i])));
  return Tuple::make(key.data(), key.size());
}

Value cache_call(const Value& self, const Args& args) {
  auto* c = self.as<Cache>();
  if (c->max_size == 0) {
    ++c->misses;
    return call(Value(c->function), args);
  }
  Value key = make_key(*c, args);
  int64_t hash = hash_of(key);
  if (const Value* found = c->entries->find(key, hash)) {
    Value result = *found;
    ++c->hits;
    if (c->max_size > 0) c->entries->move_to_end(key, true);
    return result;
  }
  ++c->misses;
  Value result = call(Value(c->function), args);
  if (c->max_size > 0) {
    if (c->entries->find(key, hash)) return result;                   // the call itself has put it there
    if (c->entries->size() >= static_cast<size_t>(c->max_size)) {
      Value old_key, old_value;
      c->entries->pop_item(false, &old_key, &old_value);
    }
  }
  c->entries->set(key, hash, result);
  return result;
}

Value cache_get(const Value& self, const Value& object, Type*) {
  if (object.is_null() || object.is_none()) return self;
  return Ref<Method>(new Method(self, object));
}

Value cache_info(const Value* a) {
  auto* c = a[0].as<Cache>();
  Value limit = c->max_size < 0 ? Value::none() : Value::integer(c->max_size);
  return call(c->info_type, {Value::integer(c->hits), Value::integer(c->misses), limit, Value::integer(static_cast<int64_t>(c->entries->size()))});
}
Value cache_clear(const Value* a) {
  auto* c = a[0].as<Cache>();
  c->hits = c->misses = 0;
  c->entries->clear();
  return Value::none();
}
Value cache_itself(const Value* a) { return a[0]; }

Type* add_type(const Ref<Dict>& dict, TypeBuilder& b) {
  Type* type = b.finish();
  dict->set(type->name.get(), Value(type));
  return type;
}

}  // namespace

void fill_functools(const Ref<Dict>& dict) {
  TypeBuilder partial("functools.partial", Kind::other, vm().types.object, Type::has_dict);
  partial.slots().create = partial_create;
  partial.slots().call = partial_call;
  partial.slots().repr = partial_repr;
  partial.slots().descr_get = partial_get;
  partial.getter("func", partial_function).getter("args", partial_args).getter("keywords", partial_keywords);
  partial.getter("__dict__", get_dict, set_dict);
  partial.method("__reduce__", "self, /", partial_reduce).method("__setstate__", "self, state, /", partial_set_state);
  add_type(dict, partial);

  TypeBuilder cache("functools._lru_cache_wrapper", Kind::other, vm().types.object, Type::has_dict);
  cache.slots().create = cache_create;
  cache.slots().call = cache_call;
  cache.slots().descr_get = cache_get;
  cache.method("cache_info", "self, /", cache_info)
      .method("cache_clear", "self, /", cache_clear)
      .method("__copy__", "self, /", cache_itself)
      .method("__deepcopy__", "self, memo, /", cache_itself)
      .getter("__dict__", get_dict);
  add_type(dict, cache);

  TypeBuilder key("functools.KeyWrapper", Kind::other, vm().types.object);
  key.slots().call = key_call;
  key.slots().compare = key_compare;
  key.getter("obj", key_object);
  Ref<Builtin> to_key = make_builtin("cmp_to_key", "mycmp", cmp_to_key);
  to_key->data = Value(key.finish());
  dict->set(intern("cmp_to_key").get(), Value(to_key));
  dict->set(intern("reduce").get(), Value(make_builtin("reduce", "function, iterable, initial=None, /", reduce)));
}

}  // namespace sim::py
