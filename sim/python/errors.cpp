// Making and raising Python exceptions from C++.
// Before: every native function that refuses something. After: objects/exception.cpp has the types, traceback.cpp prints them.
#include "sim/python/errors.h"

#include "sim/base/check.h"
#include "sim/python/import.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"
#include "sim/python/vm.h"

namespace sim::py {

Type* exception_type(Exc e) { return vm().types.exceptions[static_cast<size_t>(e)]; }

namespace {
Ref<Exception> instance_of(Type* type, const Args& args) {
  Value v = type->slots.create(type, args);
  type->slots.init(v, args);
  return Ref<Exception>(v.as<Exception>());
}
}  // namespace

Ref<Exception> make_exception(Exc e, std::string_view message) {
  if (message.empty()) return instance_of(exception_type(e), Args{});
  return make_exception(e, Value(Str::make(message)));
}

Ref<Exception> make_exception(Exc e, const Value& arg) { return instance_of(exception_type(e), Args{&arg, 1, nullptr}); }

Ref<Exception> make_exception(Type* type, const Args& args) {
  Value v = call(Value(type), args);
  if (!v.is(Kind::exception))
    raise_type_error("calling ", repr(Value(type))->view(), " should have returned an instance of BaseException, not ",
                     repr(Value(type_of(v)))->view());
  return Ref<Exception>(v.as<Exception>());
}

void raise(Exc e, std::string_view message) { raise(make_exception(e, message)); }
void raise(Exc e, const Value& arg) { raise(make_exception(e, arg)); }

// CPython: _PyErr_SetObject. The exception being handled becomes the context; a cycle in the chain is cut.
void raise(Ref<Exception> e) {
  const Ref<Exception>& handled = vm().handled;
  if (handled && handled.get() != e.get()) {
    for (Exception* o = handled.get(); o->context; o = o->context.get())
      if (o->context.get() == e.get()) {
        o->context = nullptr;
        break;
      }
    e->context = handled;
  }
  throw Raised{Ref<Object>(std::move(e))};
}

// A bound method asks its function, which is then what lacks the attribute.
void raise_attribute_error(const Value& asked, Str* name) {
  const Value& object = asked.is(Kind::method) ? asked.as<Method>()->function : asked;
  std::string message;
  if (object.is(Kind::type)) {
    message = cat("type object '", object.as<Type>()->full_name->view(), "' has no attribute '", name->view(), "'");
  } else if (object.is(Kind::module)) {
    if (lacks_standard_name(object, name->view())) raise_unsupported(cat(str(get_attr(object, "__name__"))->view(), ".", name->view()), kNotAllOfIt);
    message = missing_module_attribute(object, name);
  } else {
    message = cat("'", type_name(object), "' object has no attribute '", name->view(), "'");
  }
  Ref<Exception> e = make_exception(Exc::AttributeError, message);
  e->value2 = Value(name);
  e->value3 = object;
  raise(std::move(e));
}

void raise_stop_iteration(const Value& v) {
  if (v.is_null()) raise(Exc::StopIteration, "");
  raise(Exc::StopIteration, v);
}

void raise_unsupported(std::string construct, std::string advice) {
  throw Unsupported{vm().current_line(), std::move(construct), std::move(advice)};
}

bool matches(const Object* exception, Exc e) { return exception && exception->type->is_subtype_of(exception_type(e)); }

}  // namespace sim::py
