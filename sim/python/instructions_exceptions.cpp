// Raising, matching and cleaning up: with statements, except and except*. CPython: Python/ceval.c (do_raise, exception groups).
// Before: interpret.cpp. After: errors.h.
#include "sim/python/interpret.h"

#include <algorithm>

namespace sim::py {

namespace {

void enter_with(Value* sp, Str* enter_name, Str* exit_name, const char* protocol, const char* missed) {
  Value enter = special_method(sp[-1], enter_name);
  if (enter.is_null()) raise_type_error("'", type_name(sp[-1]), "' object does not support the ", protocol, "context manager protocol");
  Value exit = special_method(sp[-1], exit_name);
  if (exit.is_null()) raise_type_error("'", type_name(sp[-1]), "' object does not support the ", protocol, "context manager protocol", missed);
  replace(sp - 1, std::move(exit));
  put(sp, std::move(enter));
  new (sp + 1) Value();
}

bool is_exception_class(const Value& v) { return v.is(Kind::type) && (v.as<Type>()->type_flags & Type::exception_); }

Ref<Exception> instantiate(const Value& cls) {
  Value made = call(cls);
  if (!made.is(Kind::exception))
    raise_type_error("calling ", repr(cls)->view(), " should have returned an instance of BaseException, not ",
                     repr(Value(type_of(made)))->view());
  return Ref<Exception>(made.as<Exception>());
}

}  // namespace

void before_with(Value* sp) { enter_with(sp, vm().names.__enter__, vm().names.__exit__, "", " (missed __exit__ method)"); }
void before_async_with(Value* sp) {
  enter_with(sp, vm().names.__aenter__, vm().names.__aexit__, "asynchronous ", " (missed __aexit__ method)");
}

Value with_except_start(Value* sp) {
  auto* e = sp[-1].as<Exception>();
  return call(sp[-3], {Value(e->type), sp[-1], e->traceback ? Value(e->traceback) : Value::none()});
}

Ref<Exception> exception_to_raise(const Value& e, const Value& cause) {
  Ref<Exception> raised;
  if (is_exception_class(e)) raised = instantiate(e);
  else if (e.is(Kind::exception)) raised = Ref<Exception>(e.as<Exception>());
  else raise_type_error("exceptions must derive from BaseException");
  if (cause.is_null()) return raised;
  if (is_exception_class(cause)) raised->cause = instantiate(cause);
  else if (cause.is(Kind::exception)) raised->cause = Ref<Exception>(cause.as<Exception>());
  else if (cause.is_none()) raised->cause = nullptr;
  else raise_type_error("exception causes must derive from BaseException");
  raised->suppress_context = true;
  return raised;
}

// CPython: _PyErr_SetObject. The chain of contexts must not lead back to `e`.
void set_context(const Ref<Exception>& e, const Ref<Exception>& handled) {
  if (!handled || handled == e) return;
  Exception* slow = handled.get();
  bool move = false;
  for (Exception* o = handled.get(); o->context; o = o->context.get()) {
    if (o->context == e) {
      o->context = nullptr;
      break;
    }
    if (move) slow = slow->context.get();
    move = !move;
    if (o->context.get() == slow) break;      // a cycle made by the program itself
  }
  e->context = handled;
}

Ref<Exception> raised_here(Exc type, std::string_view message) {
  Ref<Exception> e = make_exception(type, message);
  set_context(e, vm().handled);
  return e;
}

bool exception_matches(const Value& e, const Value& type) {
  auto check = [](const Value& t) {
    if (!is_exception_class(t)) raise_type_error("catching classes that do not inherit from BaseException is not allowed");
  };
  if (type.is(Kind::tuple)) {
    for (const Value& t : *type.as<Tuple>()) check(t);
    for (const Value& t : *type.as<Tuple>())
      if (e.as_object()->type->is_subtype_of(t.as<Type>())) return true;
    return false;
  }
  check(type);
  return e.as_object()->type->is_subtype_of(type.as<Type>());
}

// ---- except*
namespace {

bool is_group(const Value& v) { return v.is(Kind::exception) && is_instance(v, exception_type(Exc::BaseExceptionGroup)); }

void check_eg_types(const Value& type) {
  auto check = [](const Value& t) {
    if (!is_exception_class(t)) raise_type_error("catching classes that do not inherit from BaseException is not allowed");
    if (t.as<Type>()->is_subtype_of(exception_type(Exc::BaseExceptionGroup)))
      raise_type_error("catching ExceptionGroup with except* is not allowed. Use except instead.");
  };
  if (type.is(Kind::tuple)) {
    for (const Value& t : *type.as<Tuple>()) check(t);
  } else {
    check(type);
  }
}

Value make_group(const Value& exceptions) {
  return call(Value(exception_type(Exc::BaseExceptionGroup)), {Value(Str::empty()), exceptions});
}

bool same_metadata(const Exception& a, const Exception& b) {
  auto notes = [](const Exception& e) { return e.dict ? e.dict->get(vm().names.__notes__) : Value(); };
  return notes(a).identical(notes(b)) && a.traceback == b.traceback && a.cause == b.cause && a.context == b.context;
}

void collect_leaves(const Value& e, std::vector<const Object*>& out) {
  if (!is_group(e)) {
    out.push_back(e.as_object());
    return;
  }
  for (const Value& member : *e.as<Exception>()->value.as<Tuple>()) collect_leaves(member, out);
}

// The part of `group` that has these leaves, nested as there; null when none is.
Value project(const Value& group, const std::vector<const Object*>& leaves) {
  std::vector<Value> kept;
  for (const Value& member : *group.as<Exception>()->value.as<Tuple>()) {
    if (is_group(member)) {
      Value part = project(member, leaves);
      if (!part.is_null()) kept.push_back(part);
    } else if (std::find(leaves.begin(), leaves.end(), member.as_object()) != leaves.end()) {
      kept.push_back(member);
    }
  }
  if (kept.empty()) return Value();
  auto* from = group.as<Exception>();
  if (kept.size() == from->value.as<Tuple>()->size()) {
    bool all = true;
    for (size_t i = 0; i < kept.size(); ++i) all = all && kept[i].identical((*from->value.as<Tuple>())[i]);
    if (all) return group;
  }
  Value made = call_method(group, "derive", {Value(List::make(kept.data(), kept.size()))});
  if (!is_group(made)) raise_type_error("derive must return an instance of BaseExceptionGroup");
  auto* to = made.as<Exception>();
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  if (from->dict)
    if (const Value* notes = from->dict->find(vm().names.__notes__)) set_attr(made, vm().names.__notes__, Value(to_list(*notes)));
  return made;
}

}  // namespace

void check_eg_match(Frame* f, Value* sp) {
  Value &e = sp[-2], &type = sp[-1];
  check_eg_types(type);
  Value match = Value::none(), rest = e;
  if (e.is_none()) {
    // An earlier except* took all of it.
  } else if (exception_matches(e, type)) {
    match = is_group(e) ? e : make_group(Value(Tuple::make({e})));
    rest = Value::none();
  } else if (is_group(e)) {
    Value pair = call_method(e, "split", {type});
    if (!pair.is(Kind::tuple) || pair.as<Tuple>()->size() < 2)
      raise_type_error(type_name(e), ".split must return a tuple, not ", type_name(pair));
    match = (*pair.as<Tuple>())[0];
    rest = (*pair.as<Tuple>())[1];
  }
  if (match.is(Kind::exception)) {
    vm().handled = Ref<Exception>(match.as<Exception>());
    if (f->generator) f->generator->handled = vm().handled;
  }
  replace(sp - 2, std::move(rest));
  replace(sp - 1, std::move(match));
}

// CPython: _PyExc_PrepReraiseStar.
Value prep_reraise_star(const Value& original, const Value& list) {
  auto& exceptions = list.as<List>()->items;
  if (exceptions.empty()) return Value::none();
  if (!is_group(original)) return exceptions[0];
  std::vector<Value> raised;
  std::vector<const Object*> reraised;
  for (const Value& e : exceptions) {
    if (e.is_none()) continue;
    if (is_group(e) && same_metadata(*e.as<Exception>(), *original.as<Exception>())) collect_leaves(e, reraised);
    else raised.push_back(e);
  }
  Value part = reraised.empty() ? Value() : project(original, reraised);
  if (raised.empty()) return part.is_null() ? Value::none() : part;
  if (!part.is_null()) raised.push_back(part);
  if (raised.size() == 1) return raised[0];
  return make_group(Value(List::make(raised.data(), raised.size())));
}

// ---- generators
Value stop_iteration_value(const Exception& e) { return e.value.is_null() ? Value::none() : e.value; }

Ref<Exception> leaving_generator(const Generator& g, Ref<Exception> e) {
  const char* what = g.kind == Kind::coroutine ? "coroutine" : g.kind == Kind::async_generator ? "async generator" : "generator";
  const char* name = matches(e.get(), Exc::StopIteration) ? "StopIteration"
                     : g.kind == Kind::async_generator && matches(e.get(), Exc::StopAsyncIteration) ? "StopAsyncIteration" : nullptr;
  if (!name) return e;
  Ref<Exception> error = make_exception(Exc::RuntimeError, cat(what, " raised ", name));
  error->cause = error->context = std::move(e);
  error->suppress_context = true;
  return error;
}

}  // namespace sim::py
