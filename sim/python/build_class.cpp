// __build_class__: what a class statement calls. CPython: builtin___build_class__ in Python/bltinmodule.c.
// Before: LOAD_BUILD_CLASS and CALL in interpret.cpp. After: make_class of sim/python/type.h, or the metaclass's own call.
#include "sim/python/interpret.h"

namespace sim::py {

namespace {

// Bases that are no classes may stand for some (__mro_entries__). The same tuple when all are classes.
Ref<Tuple> resolve_bases(const Ref<Tuple>& bases) {
  std::vector<Value> out;
  bool changed = false;
  for (const Value& base : *bases) {
    Value entries = base.is(Kind::type) ? Value() : get_attr_or_null(base, vm().names.__mro_entries__);
    if (entries.is_null()) {
      out.push_back(base);
      continue;
    }
    Value made = call(entries, {Value(bases)});
    if (!made.is(Kind::tuple)) raise_type_error("__mro_entries__ must return a tuple");
    changed = true;
    for (const Value& b : *made.as<Tuple>()) out.push_back(b);
  }
  return changed ? Tuple::make(out.data(), out.size()) : bases;
}

// The keywords of a class statement, `metaclass` taken out.
struct ClassKeywords {
  std::vector<Value> values;
  std::vector<Value> names;
  Value metaclass;

  ClassKeywords(const Args& args) {
    for (size_t i = 0; args.names && i < args.names->size(); ++i) {
      const Value& v = args.items[args.npos + i];
      if (*(*args.names)[i].as<Str>() == *vm().names.metaclass) {
        metaclass = v;
      } else {
        names.push_back((*args.names)[i]);
        values.push_back(v);
      }
    }
  }
};

}  // namespace

Value build_class(const Args& args) {
  Vm& m = vm();
  if (args.npos < 2) raise_type_error("__build_class__: not enough arguments");
  if (!args[0].is(Kind::function)) raise_type_error("__build_class__: func must be a function");
  if (!args[1].is(Kind::str)) raise_type_error("__build_class__: name is not a string");
  Ref<Function> body(args[0].as<Function>());
  Value name = args[1];
  Ref<Tuple> given = Tuple::make(args.items + 2, args.npos - 2), bases = resolve_bases(given);
  ClassKeywords keywords(args);

  Value meta = keywords.metaclass;
  if (meta.is_null()) meta = bases->size() ? Value(type_of((*bases)[0])) : Value(m.types.type);
  if (meta.is(Kind::type)) meta = Value(calculate_metaclass(meta.as<Type>(), *bases));
  bool plain = meta.is_object() && meta.as_object() == m.types.type;

  std::vector<Value> items = {name, Value(bases)};
  items.insert(items.end(), keywords.values.begin(), keywords.values.end());
  Ref<Tuple> keyword_names = keywords.names.empty() ? nullptr : Tuple::make(keywords.names.data(), keywords.names.size());
  Value prepare = plain ? Value() : get_attr_or_null(meta, m.names.__prepare__);
  Value names = prepare.is_null() ? Value(Dict::make()) : call(prepare, Args{items.data(), 2, keyword_names.get()});
  if (!names.is(Kind::dict) && !type_of(names)->slots.getitem)
    raise_type_error(meta.is(Kind::type) ? cat(meta.as<Type>()->name_view()) : "<metaclass>", ".__prepare__() must return a mapping, not ",
                     type_name(names));

  Value cell = m.run_class_body(body.get(), names);
  if (bases != given) set_item(names, Value(m.names.__orig_bases__), Value(given));
  items.insert(items.begin() + 2, names);
  Args all{items.data(), 3, keyword_names.get()};
  Value made;
  if (plain) {
    Args extra{items.data() + 3, 0, keyword_names.get()};
    made = make_class(m.types.type, Ref<Str>(name.as<Str>()), bases, Ref<Dict>(names.as<Dict>()), extra);
  } else {
    made = call(meta, all);
  }
  if (made.is(Kind::type) && cell.is(Kind::cell) && cell.as<Cell>()->value.is_null())
    raise(Exc::RuntimeError, cat("__class__ not set defining ", repr(name)->view(), " as ", repr(made)->view(),
                                 ". Was __classcell__ propagated to type.__new__?"));
  return made;
}

}  // namespace sim::py
