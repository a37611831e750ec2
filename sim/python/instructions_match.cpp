// match statements and the type parameters of PEP 695. CPython: Python/ceval.c (match_keys, match_class). Before: interpret.cpp.
#include "sim/python/interpret.h"

namespace sim::py {

Value match_keys(const Value& mapping, const Value& keys) {
  const Tuple& wanted = *keys.as<Tuple>();
  for (size_t i = 0; i < wanted.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (equals(wanted[i], wanted[j])) raise_value_error("mapping pattern checks duplicate key (", repr(wanted[i])->view(), ")");
  Ref<Tuple> values = Tuple::uninitialized(wanted.size());
  Value get;
  if (!(mapping.is_object() && mapping.as_object()->type == vm().types.dict)) get = get_attr(mapping, "get");
  Ref<List> missing = List::make();              // an object that no mapping holds
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (get.is_null()) {
      const Value* v = mapping.as<Dict>()->find(wanted[i]);
      if (!v) return Value::none();
      (*values)[i] = *v;
    } else {
      Value v = call(get, {wanted[i], Value(missing)});
      if (v.identical(Value(missing))) return Value::none();
      (*values)[i] = std::move(v);
    }
  }
  return values;
}

namespace {

// The attribute of one sub-pattern; false: there is none.
bool match_attribute(const Value& subject, Type* cls, Str* name, std::vector<Str*>& seen, std::vector<Value>& out) {
  for (Str* s : seen)
    if (*s == *name) raise_type_error(cls->name_view(), "() got multiple sub-patterns for attribute ", repr(Value(name))->view());
  seen.push_back(name);
  Value v = get_attr_or_null(subject, name);
  if (v.is_null()) return false;
  out.push_back(std::move(v));
  return true;
}

}  // namespace

Value match_class(const Value& subject, const Value& cls, uint32_t positional, const Value& keywords) {
  if (!cls.is(Kind::type)) raise_type_error("called match pattern must be a class");
  auto* type = cls.as<Type>();
  if (!is_instance_of(subject, cls)) return Value::none();
  std::vector<Str*> seen;
  std::vector<Value> out;
  Value match_args;
  if (positional) {
    match_args = get_attr_or_null(cls, vm().names.__match_args__);
    bool match_self = match_args.is_null() && type->type_flags & Type::match_self;
    if (!match_args.is_null() && !match_args.is(Kind::tuple))
      raise_type_error(type->name_view(), ".__match_args__ must be a tuple (got ", type_name(match_args), ")");
    size_t allowed = match_self ? 1 : match_args.is_null() ? 0 : match_args.as<Tuple>()->size();
    if (allowed < positional)
      raise_type_error(type->name_view(), "() accepts ", allowed, " positional sub-pattern", allowed == 1 ? "" : "s", " (", positional, " given)");
    if (match_self) {
      out.push_back(subject);
    } else {
      for (uint32_t i = 0; i < positional; ++i) {
        const Value& name = (*match_args.as<Tuple>())[i];
        if (!name.is(Kind::str)) raise_type_error("__match_args__ elements must be strings (got ", type_name(name), ")");
        if (!match_attribute(subject, type, name.as<Str>(), seen, out)) return Value::none();
      }
    }
  }
  for (const Value& name : *keywords.as<Tuple>())
    if (!match_attribute(subject, type, name.as<Str>(), seen, out)) return Value::none();
  return Tuple::make(out.data(), out.size());
}

Value copy_dict_without_keys(const Value& mapping, const Value& keys) {
  Ref<Dict> d = Dict::make();
  dict_update(Value(d), mapping);
  for (const Value& key : *keys.as<Tuple>()) d->erase(key);
  return d;
}

// Bound and default are found out when somebody asks for them.
Value make_type_param(const Value& name, const Value& bound, const Value& default_value, uint32_t which) {
  constexpr const char* kNames[] = {"TypeVar", "ParamSpec", "TypeVarTuple"};
  Value type = get_attr(vm().import("typing"), kNames[which & 3]);
  return call(get_attr(type, "_lazy"), {name, bound, default_value, Value::boolean(which & 4)});
}

// The value is found out when somebody asks for it (__value__), as it may name what is not yet defined.
Value make_type_alias(const Value& name, const Value& parameters, const Value& function) {
  return call(get_attr(get_attr(vm().import("typing"), "TypeAliasType"), "_lazy"), {name, parameters, function});
}

}  // namespace sim::py
