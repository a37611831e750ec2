// BaseExceptionGroup and ExceptionGroup: several exceptions in one, split by type or by a predicate.
// Before: exception.cpp builds the tree. After: except* in vm.cpp and asyncio's TaskGroup use split().
#include "sim/base/check.h"
#include "sim/python/bound_args.h"
#include "sim/python/depth.h"
#include "sim/python/objects/exception_types.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

Tuple& members(const Value& group) { return *as_exception(group)->value.as<Tuple>(); }

// CPython: BaseExceptionGroup_new.
Value group_create(Type* type, const Args& args) {
  if (args.npos != 2) raise_type_error("BaseExceptionGroup.__new__() takes exactly 2 arguments (", args.npos, " given)");
  if (!args[0].is(Kind::str)) raise_type_error("BaseExceptionGroup.__new__() argument 1 must be str, not ", type_name(args[0]));
  if (!type_of(args[1])->slots.getitem || args[1].is(Kind::dict))
    raise_type_error("second argument (exceptions) must be a sequence");
  Ref<Tuple> exceptions = to_tuple(args[1]);
  if (exceptions->size() == 0) raise_value_error("second argument (exceptions) must be a non-empty sequence");
  Type *plain = exception_type(Exc::ExceptionGroup), *base = exception_type(Exc::BaseExceptionGroup),
       *exception = exception_type(Exc::Exception);
  bool nested_base = false;
  for (size_t i = 0; i < exceptions->size(); ++i) {
    if (!(*exceptions)[i].is(Kind::exception))
      raise_value_error("Item ", i, " of second argument (exceptions) is not an exception");
    nested_base = nested_base || !type_of((*exceptions)[i])->is_subtype_of(exception);
  }
  if (type == base && !nested_base) type = plain;
  if (type == plain && nested_base) raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
  if (type != plain && nested_base && type->is_subtype_of(exception))
    raise_type_error("Cannot nest BaseExceptions in '", type->name_view(), "'");
  Value made = exception_create(type, args);
  as_exception(made)->value = Value(exceptions);
  as_exception(made)->value2 = args[0];
  return made;
}

void group_init(const Value& self, const Args& args) { exception_init(self, args); }

Value group_str(const Value& self) {
  size_t n = members(self).size();
  return Str::make(cat(str(as_exception(self)->value2)->view(), " (", n, " sub-exception", n == 1 ? ")" : "s)"));
}

Value get_message(const Value& self) { return or_none(as_exception(self)->value2); }
Value get_exceptions(const Value& self) { return as_exception(self)->value; }

// The part of `group` that holds only `kept`: by derive(), with traceback, cause, context and notes of the whole.
Value derived(const Value& group, const std::vector<Value>& kept) {
  if (kept.empty()) return Value::none();
  Ref<List> list = List::make(kept.data(), kept.size());
  Value part = call_method(group, "derive", {Value(list)});
  if (!is_instance(part, exception_type(Exc::BaseExceptionGroup)))
    raise_type_error("derive must return an instance of BaseExceptionGroup");
  Exception *from = as_exception(group), *to = as_exception(part);
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  Value notes = get_attr_or_null(group, vm().names.__notes__);
  if (!notes.is_null() && type_of(notes)->slots.iter) set_attr(part, vm().names.__notes__, Value(to_list(notes)));
  return part;
}

// A matcher is a class, a tuple of classes, or a function.
bool fits(const Value& exception, const Value& matcher) {
  bool classes = matcher.is(Kind::type) || matcher.is(Kind::tuple);
  return classes ? is_instance_of(exception, matcher) : truthy(call(matcher, {exception}));
}

void check_matcher(const Value& m) {
  auto is_exception_class = [](const Value& v) { return v.is(Kind::type) && (v.as<Type>()->type_flags & Type::exception_); };
  bool good = is_exception_class(m) || (!m.is(Kind::type) && !m.is(Kind::tuple) && is_callable(m));
  if (m.is(Kind::tuple)) {
    good = true;
    for (const Value& v : *m.as<Tuple>()) good = good && is_exception_class(v);
  }
  if (!good) raise_type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

struct Parts {
  Value match, rest;  // None when empty
};
Parts split_by(const Value& e, const Value& matcher, bool want_rest) {
  DepthScope depth(" in exceptiongroup_split_recursive");
  if (fits(e, matcher)) return {e, Value::none()};
  if (!is_instance(e, exception_type(Exc::BaseExceptionGroup))) return {Value::none(), e};
  std::vector<Value> match, rest;
  Ref<Tuple> all(&members(e));
  for (const Value& one : *all) {
    Parts p = split_by(one, matcher, want_rest);
    if (!p.match.is_none()) match.push_back(p.match);
    if (!p.rest.is_none()) rest.push_back(p.rest);
  }
  Parts out{derived(e, match), Value::none()};
  if (want_rest) out.rest = derived(e, rest);
  return out;
}

Value split_method(const Value* a) {
  check_matcher(a[1]);
  Parts p = split_by(a[0], a[1], true);
  return Tuple::make({p.match, p.rest});
}
Value subgroup_method(const Value* a) {
  check_matcher(a[1]);
  return split_by(a[0], a[1], false).match;
}
Value derive_method(const Value* a) {
  return call(Value(exception_type(Exc::BaseExceptionGroup)), {as_exception(a[0])->value2, a[1]});
}

}  // namespace

void build_exception_group(TypeBuilder& b, std::string_view name) {
  if (name != "BaseExceptionGroup") return;
  Slots& s = b.slots();
  s.create = group_create;
  s.init = group_init;
  s.str = group_str;
  b.getter("message", get_message)
      .getter("exceptions", get_exceptions)
      .method("split", "self, matcher_value, /", split_method)
      .method("subgroup", "self, matcher_value, /", subgroup_method)
      .method("derive", "self, excs, /", derive_method)
      .class_method("__class_getitem__", "cls, item, /", [](const Value* a) { return make_generic_alias(a[0], a[1]); });
}

}  // namespace sim::py
