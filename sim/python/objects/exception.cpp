// BaseException and the tree below it.
// Before: errors.cpp makes exceptions. After: exception_details.cpp has the types with fields of their own, traceback.cpp prints
// them all.
#include "sim/python/objects/exception.h"

#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/code.h"
#include "sim/python/init.h"
#include "sim/python/objects/exception_types.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

Value exception_create(Type* type, const Args& args) {
  Ref<Exception> e(new Exception(type));
  if (type->type_flags & Type::heap_type) e->flags |= Object::is_subclass;
  if (type->type_flags & Type::has_del) e->flags |= Object::has_finalizer;
  e->args = Tuple::make(args.items, args.npos);
  return e;
}

void exception_init(const Value& self, const Args& args) {
  if (args.names && args.names->size()) raise_type_error(type_name(self), "() takes no keyword arguments");
  Exception* e = as_exception(self);
  if (e->args->size() == args.npos) {  // nearly always what __new__ was given
    bool same = true;
    for (size_t i = 0; i < args.npos; ++i) same = same && (*e->args)[i].identical(args[i]);
    if (same) return;
  }
  e->args = Tuple::make(args.items, args.npos);
}

Value exception_str(const Value& self) {
  const Tuple& args = *as_exception(self)->args;
  if (args.size() == 0) return Str::empty();
  return args.size() == 1 ? Value(str(args[0])) : Value(repr(Value(as_exception(self)->args)));
}

namespace {

Value exception_repr(const Value& self) {
  const Tuple& args = *as_exception(self)->args;
  std::string_view name = type_of(self)->name_view();
  if (args.size() == 1) return Str::make(cat(name, "(", repr(args[0])->view(), ")"));
  return Str::make(cat(name, repr(Value(as_exception(self)->args))->view()));
}

// ---- attributes
Value get_args(const Value& self) { return as_exception(self)->args; }
void set_args(const Value& self, const Value& v) {
  if (v.is_null()) raise_type_error("args may not be deleted");
  as_exception(self)->args = to_tuple(v);
}
Value get_traceback(const Value& self) { return or_none(Value(as_exception(self)->traceback)); }
void set_traceback(const Value& self, const Value& v) {
  if (v.is_null()) raise_type_error("__traceback__ may not be deleted");
  if (!v.is_none() && !v.is(Kind::traceback)) raise_type_error("__traceback__ must be a traceback or None");
  as_exception(self)->traceback = v.is_none() ? nullptr : Ref<Traceback>(v.as<Traceback>());
}
Ref<Exception> linked(const Value& v, std::string_view name) {
  if (v.is_null()) raise_type_error(name, " may not be deleted");
  if (v.is_none()) return nullptr;
  if (!v.is(Kind::exception))
    raise_type_error("exception ", name.substr(2, name.size() - 4), " must be None or derive from BaseException");
  return Ref<Exception>(v.as<Exception>());
}
Value get_context(const Value& self) { return or_none(Value(as_exception(self)->context)); }
void set_context(const Value& self, const Value& v) { as_exception(self)->context = linked(v, "__context__"); }
Value get_cause(const Value& self) { return or_none(Value(as_exception(self)->cause)); }
void set_cause(const Value& self, const Value& v) {
  as_exception(self)->cause = linked(v, "__cause__");
  as_exception(self)->suppress_context = true;
}
Value get_suppress(const Value& self) { return Value::boolean(as_exception(self)->suppress_context); }
void set_suppress(const Value& self, const Value& v) {
  if (!v.is_bool()) raise_type_error("attribute value type must be bool");
  as_exception(self)->suppress_context = v.as_bool();
}
Value get_dict(const Value& self) {
  Exception* e = as_exception(self);
  if (!e->dict) e->dict = Dict::make();
  return e->dict;
}

// ---- methods
Value with_traceback(const Value* a) {
  if (!a[1].is_none() && !a[1].is(Kind::traceback)) raise_type_error("__traceback__ must be a traceback or None");
  set_traceback(a[0], a[1]);
  return a[0];
}

Value add_note(const Value* a) {
  if (!a[1].is(Kind::str)) raise_type_error("note must be a str, not '", type_name(a[1]), "'");
  Str* name = vm().names.__notes__;
  Value notes = get_attr_or_null(a[0], name);
  if (notes.is_null()) {
    notes = Value(List::make());
    set_attr(a[0], name, notes);
  }
  if (!notes.is(Kind::list)) raise_type_error("Cannot add note: __notes__ is not a list");
  notes.as<List>()->items.push_back(a[1]);
  return Value::none();
}

// copy.copy() asks for it: the class, the arguments, the attributes.
Value reduce(const Value* a) {
  Exception* e = as_exception(a[0]);
  if (e->dict && e->dict->size()) return Tuple::make({Value(e->type), Value(e->args), Value(e->dict)});
  return Tuple::make({Value(e->type), Value(e->args)});
}

Value setstate(const Value* a) {
  if (a[1].is(Kind::dict)) {
    Dict* d = a[1].as<Dict>();
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) set_attr(a[0], d->entry(i).key.as<Str>(), d->entry(i).value);
  }
  return Value::none();
}

void build_base(TypeBuilder& b) {
  Slots& s = b.slots();
  s.create = exception_create;
  s.init = exception_init;
  s.repr = exception_repr;
  s.str = exception_str;
  b.getter("args", get_args, set_args)
      .getter("__traceback__", get_traceback, set_traceback)
      .getter("__context__", get_context, set_context)
      .getter("__cause__", get_cause, set_cause)
      .getter("__suppress_context__", get_suppress, set_suppress)
      .getter("__dict__", get_dict)
      .method("with_traceback", "self, object, /", with_traceback)
      .method("add_note", "self, object, /", add_note)
      .method("__reduce__", "self, /", reduce)
      .method("__setstate__", "self, object, /", setstate);
}

// The asyncio ones are Python classes in modules of their own.
std::string_view module_of(std::string_view name) {
  for (std::string_view n : {"CancelledError", "InvalidStateError", "BrokenBarrierError"})
    if (n == name) return "asyncio.exceptions";
  for (std::string_view n : {"QueueEmpty", "QueueFull", "QueueShutDown"})
    if (n == name) return "asyncio.queues";
  return "";
}

void build(Vm& vm, Exc e, std::string_view name, Type* base) {
  TypeBuilder b(name, Kind::exception, base, Type::has_dict | Type::exception_);
  if (!base->base) build_base(b);
  build_detailed_exception(b, name);
  build_exception_group(b, name);
  if (auto module = module_of(name); !module.empty()) b.attribute("__module__", Value(intern(module)));
  vm.types.exceptions[static_cast<size_t>(e)] = b.finish();
}

// ExceptionGroup is an Exception as well: class ExceptionGroup(BaseExceptionGroup, Exception).
void give_second_base(Type* group, Type* second) {
  group->bases = Tuple::make({Value(group->base), Value(second)});
  group->mro = {group, group->base, second, second->base, second->base->base};
  second->subclasses.push_back(group);
}

// ---- traceback objects
uint32_t line_of(const Value& self) { return self.as<Traceback>()->code->line_at(self.as<Traceback>()->instr); }
Value get_tb_next(const Value& self) { return or_none(Value(self.as<Traceback>()->next)); }
void set_tb_next(const Value& self, const Value& v) {
  if (!v.is_none() && !v.is(Kind::traceback)) raise_type_error("expected traceback object, got '", type_name(v), "'");
  self.as<Traceback>()->next = v.is_none() ? nullptr : Ref<Traceback>(v.as<Traceback>());
}
Value get_tb_lineno(const Value& self) { return Value::integer(line_of(self)); }
Value get_tb_lasti(const Value& self) { return Value::integer(self.as<Traceback>()->instr); }

Value get_tb_frame(const Value& self) { return or_none(Value(self.as<Traceback>()->frame)); }

}  // namespace

void init_traceback_type(Vm& vm) {
  TypeBuilder(std::string_view("traceback"), Kind::traceback, vm.types.object, Type::final_)
      .getter("tb_next", get_tb_next, set_tb_next)
      .getter("tb_lineno", get_tb_lineno)
      .getter("tb_lasti", get_tb_lasti)
      .getter("tb_frame", get_tb_frame)
      .finish();
}

void init_exception_types(Vm& vm) {
  build(vm, Exc::BaseException, "BaseException", vm.types.object);
#define SIM_X(name, base) build(vm, Exc::name, #name, vm.types.exceptions[static_cast<size_t>(Exc::base)]);
  SIM_PY_EXCEPTIONS(SIM_X)
#undef SIM_X
  give_second_base(exception_type(Exc::ExceptionGroup), exception_type(Exc::Exception));
}

void Traceback::references(References& each) {
  each(next);
  each(frame);
}

void Exception::references(References& each) {
  each(dict);
  each(args);
  each(traceback);
  each(cause);
  each(context);
  each(value);
  each(value2);
  each(value3);
}

}  // namespace sim::py
