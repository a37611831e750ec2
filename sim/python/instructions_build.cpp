// Making strings, containers and functions, and taking sequences apart. Before: interpret.cpp.
#include "sim/python/interpret.h"
#include "sim/python/learners.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/objects/range.h"
#include "sim/python/objects/set.h"

#include <cstring>

namespace sim::py {

Value build_string(const Value* items, size_t n) {
  size_t bytes = 0, length = 0;
  for (size_t i = 0; i < n; ++i) {
    bytes += items[i].as<Str>()->bytes();
    length += items[i].as<Str>()->length();
  }
  if (n == 1) return items[0];
  Ref<Str> s = Str::uninitialized(bytes, length);
  char* to = s->mutable_data();
  for (size_t i = 0; i < n; ++i) {
    const Str& part = *items[i].as<Str>();
    std::memcpy(to, part.data(), part.bytes());
    to += part.bytes();
  }
  return s;
}

Value build_list(Value* items, size_t n) {
  Ref<List> list = List::make();
  list->items.reserve(n);
  for (size_t i = 0; i < n; ++i) list->items.push_back(std::move(items[i]));
  return list;
}

Value build_map(Value* items, size_t pairs) {
  Ref<Dict> d = Dict::make();
  if (pairs > 5) d->reserve_for(pairs);
  for (size_t i = 0; i < pairs; ++i) d->set(items[2 * i], items[2 * i + 1]);
  return d;
}

Value build_set(Value* items, size_t n) {
  Ref<Set> s = Set::make();
  for (size_t i = 0; i < n; ++i) s->add(items[i]);
  return s;
}

Value build_slice(const Value* items, size_t n) { return Ref<Slice>(new Slice(items[0], items[1], n == 3 ? items[2] : Value::none())); }

Value format_value(const Value& v, const Value* spec, uint32_t conversion) {
  Value converted = conversion == 1 ? Value(str(v)) : conversion == 2 ? Value(repr(v)) : conversion == 3 ? Value(ascii(v)) : v;
  Ref<Str> empty = Str::empty();
  return format(converted, spec ? Ref<Str>(spec->as<Str>()) : empty);
}

void list_extend(const Value& list, const Value& iterable) {
  if (!iterable.is(Kind::list) && !iterable.is(Kind::tuple) && !type_of(iterable)->slots.iter && !type_of(iterable)->slots.getitem)
    raise_type_error("Value after * must be an iterable, not ", type_name(iterable));
  list_extend(list.as<List>(), iterable);
}

void set_update(const Value& set, const Value& iterable) {
  set_update(set.as<Set>(), iterable);
}

namespace {
// Each key and value of a mapping: a dict, or anything with keys() and items by key.
template <class F>
void for_each_item(const Value& mapping, F f) {
  if (mapping.is(Kind::dict) && mapping.as_object()->type == vm().types.dict) {
    Ref<Dict> d(mapping.as<Dict>());
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) {
      Value key = d->entry(i).key, v = d->entry(i).value;
      f(key, v);
    }
    return;
  }
  Value keys = get_attr_or_null(mapping, vm().names.keys);
  if (keys.is_null()) raise_type_error("'", type_name(mapping), "' object is not a mapping");
  iterate(call(keys), [&](const Value& key) { f(key, get_item(mapping, key)); });
}
}  // namespace

void dict_update(const Value& dict, const Value& mapping) {
  for_each_item(mapping, [&](const Value& key, const Value& v) { dict.as<Dict>()->set(key, v); });
}

void dict_merge(const Value& dict, const Value& mapping, const Value& f) {
  if (!mapping.is(Kind::dict) && get_attr_or_null(mapping, vm().names.keys).is_null())
    raise_type_error(function_text(f), " argument after ** must be a mapping, not ", type_name(mapping));
  for_each_item(mapping, [&](const Value& key, const Value& v) {
    if (!key.is(Kind::str)) raise_type_error("keywords must be strings");
    if (dict.as<Dict>()->find(key)) raise_type_error(function_text(f), " got multiple values for keyword argument '", key.as<Str>()->view(), "'");
    dict.as<Dict>()->set(key, v);
  });
}

// ---- unpacking
namespace {

Value iterator_to_unpack(const Value& v) {
  Type* t = type_of(v);
  if (!t->slots.iter && !t->slots.getitem) raise_type_error("cannot unpack non-iterable ", type_name(v), " object");
  return get_iter(v);
}

// Takes `n` items; gives them all up when there are fewer.
void take(const Value& it, uint32_t n, uint32_t expected, const char* at_least, std::vector<Value>& out) {
  for (uint32_t i = 0; i < n; ++i) {
    Value item;
    if (!next(it, &item)) raise_value_error("not enough values to unpack (expected ", at_least, expected, ", got ", out.size(), ")");
    out.push_back(std::move(item));
  }
}

void lay_down(std::vector<Value>& items, Value* to) {
  for (size_t i = items.size(); i-- > 0;) put(to++, std::move(items[i]));
}

}  // namespace

void unpack_sequence(const Value& v, uint32_t n, Value* to) {
  std::vector<Value> items;
  if (v.is(Kind::list) || v.is(Kind::tuple)) {
    size_t size = static_cast<size_t>(length(v));
    if (v.as_object()->type == vm().types.list || v.as_object()->type == vm().types.tuple) {
      if (size < n) raise_value_error("not enough values to unpack (expected ", n, ", got ", size, ")");
      if (size > n) raise_value_error("too many values to unpack (expected ", n, ")");
    }
  }
  Value it = iterator_to_unpack(v);
  take(it, n, n, "", items);
  Value more;
  if (next(it, &more)) raise_value_error("too many values to unpack (expected ", n, ")");
  lay_down(items, to);
}

void unpack_ex(const Value& v, uint32_t before, uint32_t after, Value* to) {
  std::vector<Value> items;
  Value it = iterator_to_unpack(v);
  take(it, before, before + after, "at least ", items);
  Ref<List> rest = List::make();
  Value item;
  while (next(it, &item)) {
    charge_steps(1);
    rest->items.push_back(std::move(item));
  }
  if (rest->items.size() < after)
    raise_value_error("not enough values to unpack (expected at least ", before + after, ", got ", before + rest->items.size(), ")");
  size_t keep = rest->items.size() - after;
  std::vector<Value> last(rest->items.begin() + static_cast<std::ptrdiff_t>(keep), rest->items.end());
  rest->items.resize(keep);
  items.push_back(Value(std::move(rest)));
  for (Value& l : last) items.push_back(std::move(l));
  lay_down(items, to);
}

// ---- functions
Value make_function(Frame* f, Value* items, uint32_t flags, Code* code) {
  Ref<Function> fn(new Function);
  fn->code = Ref<Code>(code);
  fn->globals = Ref<Dict>(f->globals);
  fn->name = code->name;
  fn->qualname = code->qualname;
  if (flags & 1) fn->defaults = Ref<Tuple>((items++)->as<Tuple>());
  if (flags & 2) fn->kwdefaults = Ref<Dict>((items++)->as<Dict>());
  if (flags & 4) fn->annotations = Ref<Tuple>((items++)->as<Tuple>());
  if (flags & 8) fn->closure = Ref<Tuple>((items++)->as<Tuple>());
  bool documented = code->co_flags & Code::has_docstring && !code->consts.empty();
  fn->doc = documented ? code->consts[0] : Value::none();
  Value* module = f->globals->find(vm().names.__name__);
  fn->module = module ? *module : Value::none();
  return fn;
}

// The dict __annotations__ of the class body or module, made if it is not there.
Value annotations_in(Frame* f) {
  Vm& m = vm();
  Dict* names = f->locals.is(Kind::dict) ? f->locals.as<Dict>() : f->globals;
  if (Value* found = names->find(m.names.__annotations__)) return *found;
  Value made(Dict::make());
  names->set(m.names.__annotations__, made);
  return made;
}

// Our stand-ins of libraries have not every class that an annotation may name: object stands for one, as nobody looks at it.
Value annotation_attribute(const Value& o, Str* name) {
  if (!o.is(Kind::module)) return get_attr(o, name);
  Value found = get_attr_or_null(o, name);
  if (!found.is_null()) return found;
  return o.as<ModuleObject>()->dict->find(vm().names.__file__) ? get_attr(o, name) : Value(vm().types.object);
}

}  // namespace sim::py
