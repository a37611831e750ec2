// The Python types of functions, methods, native functions and cells. CPython: funcobject.c, classobject.c, methodobject.c, cellobject.c.
// Before: MAKE_FUNCTION, and attribute lookup that binds. After: calls.cpp.
#include "sim/python/objects/function.h"

#include "sim/base/references.h"
#include "sim/python/bound_args.h"
#include "sim/python/code_types.h"
#include "sim/python/compiler.h"
#include "sim/python/init.h"
#include "sim/python/interpret.h"
#include "sim/python/parser.h"
#include "sim/python/source.h"

namespace sim::py {

namespace {

template <class T>
Value or_none(const Ref<T>& r) { return r ? Value(r) : Value::none(); }
Value or_none(const Value& v) { return v.is_null() ? Value::none() : v; }

// ---- function, of the program, or a Builtin that stands for what CPython writes in Python (see written_in_python.h)
Function* function_of(const Value& v) { return v.as<Function>(); }
bool is_builtin(const Value& v) { return v.is(Kind::builtin); }

Value name_of(const Value& f) { return is_builtin(f) ? f.as<Builtin>()->name : function_of(f)->name; }
Value qualname_of(const Value& f) { return is_builtin(f) ? f.as<Builtin>()->qualname : function_of(f)->qualname; }
Value function_repr(const Value& self) {
  return Str::make(cat("<function ", qualname_of(self).as<Str>()->view(), " at ", address_text(self), ">"));
}
Value builtin_call(const Value& self, const Args& args) {
  Ref<Builtin> held(self.as<Builtin>());
  return call_builtin(held.get(), args);
}
Value function_call(const Value& self, const Args& args) {
  return is_builtin(self) ? builtin_call(self, args) : vm().call_function(function_of(self), args);
}
Value function_get(const Value& self, const Value& object, Type*) {
  return object.is_null() ? self : Value(Ref<Method>(new Method(self, object)));
}

// Attributes that only a function of the program has room for: none (null, an AttributeError) of one that is a Builtin.
template <Slots::Unary get>
Value of_program(const Value& f) { return is_builtin(f) ? Value() : get(f); }
template <void (*set)(const Value&, const Value&)>
void set_of_program(const Value& f, const Value& v) {
  if (is_builtin(f)) raise(Exc::AttributeError, cat("'", name_of(f).as<Str>()->view(), "' is built in: its attributes cannot be set"));
  set(f, v);
}

void set_str(Ref<Str>& place, const Value& v, const char* name) {
  if (!v.is(Kind::str)) raise_type_error(name, " must be set to a string object");
  place = Ref<Str>(v.as<Str>());
}
void set_name(const Value& f, const Value& v) { set_str(function_of(f)->name, v, "__name__"); }
void set_qualname(const Value& f, const Value& v) { set_str(function_of(f)->qualname, v, "__qualname__"); }
Value doc_of(const Value& f) { return or_none(is_builtin(f) ? f.as<Builtin>()->doc : function_of(f)->doc); }
void set_doc(const Value& f, const Value& v) { function_of(f)->doc = v.is_null() ? Value::none() : v; }
Value module_of(const Value& f) { return or_none(is_builtin(f) ? f.as<Builtin>()->module : function_of(f)->module); }
void set_module(const Value& f, const Value& v) { function_of(f)->module = v.is_null() ? Value::none() : v; }
Value code_of(const Value& f) { return function_of(f)->code; }
Value defaults_of(const Value& f) { return or_none(function_of(f)->defaults); }
Value kwdefaults_of(const Value& f) { return or_none(function_of(f)->kwdefaults); }
Value globals_of(const Value& f) { return function_of(f)->globals; }
Value closure_of(const Value& f) { return is_builtin(f) ? Value::none() : or_none(function_of(f)->closure); }
Value annotations_dict_of(const Value& f) { return is_builtin(f) ? Dict::make() : annotations_of(function_of(f)); }
void set_code(const Value& self, const Value& v) {
  if (!v.is(Kind::code)) raise_type_error("__code__ must be set to a code object");
  Function* f = function_of(self);
  auto* code = v.as<Code>();
  size_t free = f->closure ? f->closure->size() : 0;
  if (code->nfree != free)
    raise_value_error(f->qualname->view(), "() requires a code object with ", free, " free vars, not ", code->nfree);
  vm().retired_codes.push_back(f->code);
  f->code = Ref<Code>(code);
}
void set_defaults(const Value& self, const Value& v) {
  if (!v.is_none() && !v.is_null() && !v.is(Kind::tuple)) raise_type_error("__defaults__ must be set to a tuple object");
  function_of(self)->defaults = v.is(Kind::tuple) ? Ref<Tuple>(v.as<Tuple>()) : nullptr;
}
void set_kwdefaults(const Value& self, const Value& v) {
  if (!v.is_none() && !v.is_null() && !v.is(Kind::dict)) raise_type_error("__kwdefaults__ must be set to a dict object");
  function_of(self)->kwdefaults = v.is(Kind::dict) ? Ref<Dict>(v.as<Dict>()) : nullptr;
}
void set_annotations(const Value& self, const Value& v) {
  if (!v.is_none() && !v.is_null() && !v.is(Kind::dict)) raise_type_error("__annotations__ must be set to a dict object");
  function_of(self)->annotations_dict = v.is(Kind::dict) ? Ref<Dict>(v.as<Dict>()) : Dict::make();
}
Value get_dict(const Value& self) { return is_builtin(self) ? Value(Dict::make()) : Value(instance_dict(self, true)); }
void set_dict(const Value& self, const Value& v) {
  if (!v.is(Kind::dict)) raise_type_error("__dict__ must be set to a dictionary, not a '", type_name(v), "'");
  *self.as_object()->dict_place() = Ref<Dict>(v.as<Dict>());
}
Value type_params(const Value& self) {
  Dict* d = instance_dict(self, false);
  Value v = d ? d->get(vm().names.__type_params__) : Value();
  return v.is_null() ? Value(Tuple::make(nullptr, 0)) : v;
}
void set_type_params(const Value& self, const Value& v) { instance_dict(self, true)->set(vm().names.__type_params__, v); }

// FunctionType(code, globals, name=None, argdefs=None, closure=None).
Value function_create(Type*, const Args& args) {
  if (args.npos < 2 || !args[0].is(Kind::code) || !args[1].is(Kind::dict)) raise_type_error("function() needs a code object and a dict of globals");
  Ref<Function> f(new Function);
  f->code = Ref<Code>(args[0].as<Code>());
  f->globals = Ref<Dict>(args[1].as<Dict>());
  f->name = args.npos > 2 && args[2].is(Kind::str) ? Ref<Str>(args[2].as<Str>()) : f->code->name;
  f->qualname = f->code->qualname;
  if (args.npos > 3 && args[3].is(Kind::tuple)) f->defaults = Ref<Tuple>(args[3].as<Tuple>());
  if (args.npos > 4 && args[4].is(Kind::tuple)) f->closure = Ref<Tuple>(args[4].as<Tuple>());
  if ((f->closure ? f->closure->size() : 0) != f->code->nfree) raise_value_error(f->name->view(), " requires closure of length ", f->code->nfree);
  f->doc = Value::none();
  Value* module = f->globals->find(vm().names.__name__);
  f->module = module ? *module : Value::none();
  return f;
}

void make_function_type(Vm& vm) {
  TypeBuilder b("function", Kind::function, vm.types.object, Type::final_ | Type::has_dict);
  Slots& s = b.slots();
  s.repr = function_repr;
  s.call = function_call;
  s.descr_get = function_get;
  s.create = function_create;
  b.getter("__name__", name_of, set_of_program<set_name>).getter("__qualname__", qualname_of, set_of_program<set_qualname>);
  b.getter("__doc__", doc_of, set_of_program<set_doc>).getter("__module__", module_of, set_of_program<set_module>);
  b.getter("__code__", of_program<code_of>, set_of_program<set_code>);
  b.getter("__defaults__", of_program<defaults_of>, set_of_program<set_defaults>);
  b.getter("__kwdefaults__", of_program<kwdefaults_of>, set_of_program<set_kwdefaults>);
  b.getter("__annotations__", annotations_dict_of, set_of_program<set_annotations>);
  b.getter("__globals__", of_program<globals_of>).getter("__closure__", closure_of);
  b.getter("__builtins__", [](const Value&) -> Value { return py::vm().builtins; });
  b.getter("__dict__", get_dict, set_of_program<set_dict>).getter("__type_params__", type_params, set_of_program<set_type_params>).finish();
}

// ---- method
Value method_repr(const Value& self) {
  auto* m = self.as<Method>();
  Value name = get_attr_or_null(m->function, vm().names.__qualname__);
  if (!name.is(Kind::str)) name = get_attr_or_null(m->function, vm().names.__name__);
  return Str::make(cat("<bound method ", name.is(Kind::str) ? name.as<Str>()->view() : "?", " of ", repr(m->self)->view(), ">"));
}
Value method_call(const Value& self, const Args& args) {
  auto* m = self.as<Method>();
  Value f(m->function);
  BoundArgs all(m->self, args);
  return call(f, all.args());
}
Value method_getattr(const Value& self, Str* name) {
  if (const Value* found = vm().types.method->lookup(name); found && type_of(*found)->slots.descr_get) return generic_getattr(self, name);
  Value v = get_attr_or_null(self.as<Method>()->function, name);
  return v.is_null() ? generic_getattr(self, name) : v;
}
Value method_compare(const Value& a, const Value& b, CompareOp op) {
  if (op > CompareOp::ne || !a.is(Kind::method) || !b.is(Kind::method)) return vm().not_implemented;
  bool same = a.as<Method>()->self.identical(b.as<Method>()->self) && equals(a.as<Method>()->function, b.as<Method>()->function);
  return Value::boolean(same == (op == CompareOp::eq));
}
int64_t method_hash(const Value& v) {
  auto* m = v.as<Method>();
  int64_t self = m->self.is_object() ? static_cast<int64_t>(Heap::current().id_of(m->self.as_object()) >> 4) : hash_of(m->self);
  int64_t h = self ^ hash_of(m->function);
  return h == -1 ? -2 : h;
}
Value method_create(Type*, const Args& args) {
  if (args.npos != 2) raise_type_error("method expected 2 arguments, got ", args.npos);
  if (!is_callable(args[0])) raise_type_error("first argument must be callable");
  if (args[1].is_none()) raise_type_error("instance must not be None");
  return Ref<Method>(new Method(args[0], args[1]));
}

void make_method_type(Vm& vm) {
  TypeBuilder b("method", Kind::method, vm.types.object, Type::final_);
  Slots& s = b.slots();
  s.repr = method_repr;
  s.call = method_call;
  s.getattr = method_getattr;
  s.compare = method_compare;
  s.hash = method_hash;
  s.create = method_create;
  s.descr_get = [](const Value& self, const Value&, Type*) { return self; };
  b.getter("__func__", [](const Value& m) { return Value(m.as<Method>()->function); });
  b.getter("__self__", [](const Value& m) { return Value(m.as<Method>()->self); });
  b.getter("__doc__", [](const Value& m) {
    Value v = get_attr_or_null(m.as<Method>()->function, py::vm().names.__doc__);
    return or_none(v);
  });
  b.finish();
}

// ---- functions written in C++

Value builtin_repr(const Value& self) {
  auto* b = self.as<Builtin>();
  if (!b->self.is_null())
    return Str::make(cat("<built-in method ", b->name->view(), " of ", b->self.is(Kind::type) ? "type" : type_name(b->self), " object at ",
                         address_text(b->self), ">"));
  if (b->is_method) {
    std::string_view owner = b->owner ? b->owner->name_view() : b->qualname->view().substr(0, b->qualname->view().find('.'));
    return Str::make(cat("<method '", b->name->view(), "' of '", owner, "' objects>"));
  }
  return Str::make(cat("<built-in function ", b->name->view(), ">"));
}
Value builtin_get(const Value& self, const Value& object, Type*) {
  auto* b = self.as<Builtin>();
  if (!b->is_method || !b->self.is_null() || object.is_null()) return self;
  Ref<Builtin> bound(new Builtin(b->parts()));
  bound->self = object;
  return bound;
}
Value builtin_compare(const Value& x, const Value& y, CompareOp op) {
  if (op > CompareOp::ne || !x.is(Kind::builtin) || !y.is(Kind::builtin)) return vm().not_implemented;
  auto *a = x.as<Builtin>(), *b = y.as<Builtin>();
  bool same = a == b || (!a->self.is_null() && a->self.identical(b->self) && a->fn == b->fn && a->raw == b->raw && a->name == b->name);
  return Value::boolean(same == (op == CompareOp::eq));
}
int64_t builtin_hash(const Value& v) {
  auto* b = v.as<Builtin>();
  Object* o = b->self.is_object() ? b->self.as_object() : b;
  return static_cast<int64_t>(Heap::current().id_of(o) >> 4) ^ (b->self.is_object() ? b->name->hash() : 0);
}

void make_builtin_type(Vm& vm) {
  TypeBuilder b("builtin_function_or_method", Kind::builtin, vm.types.object, Type::final_);
  Slots& s = b.slots();
  s.repr = builtin_repr;
  s.call = builtin_call;
  s.descr_get = builtin_get;
  s.compare = builtin_compare;
  s.hash = builtin_hash;
  b.getter("__name__", [](const Value& f) -> Value { return f.as<Builtin>()->name; });
  b.getter("__qualname__", [](const Value& f) -> Value { return f.as<Builtin>()->qualname; });
  b.getter("__doc__", [](const Value& f) { return or_none(f.as<Builtin>()->doc); });
  b.getter("__module__", [](const Value& f) { return or_none(f.as<Builtin>()->module); });
  b.getter("__self__", [](const Value& f) -> Value {
    auto* own = f.as<Builtin>();
    if (own->self.is_null() && own->is_method) return Value();
    return or_none(own->self);
  });
  b.getter("__text_signature__", [](const Value& f) -> Value {
    auto* own = f.as<Builtin>();
    return own->signature ? Value(Str::make(cat("(", own->signature->text, ")"))) : Value::none();
  });
  b.finish();
}

// ---- cell
void make_cell_type(Vm& vm) {
  TypeBuilder b("cell", Kind::cell, vm.types.object, Type::final_);
  b.slots().repr = [](const Value& self) -> Value {
    const Value& v = self.as<Cell>()->value;
    return Str::make(v.is_null() ? cat("<cell at ", address_text(self), ": empty>")
                                 : cat("<cell at ", address_text(self), ": ", type_name(v), " object at ", address_text(v), ">"));
  };
  b.getter("cell_contents", [](const Value& self) -> Value {
    const Value& v = self.as<Cell>()->value;
    if (v.is_null()) raise_value_error("Cell is empty");
    return v;
  }, [](const Value& self, const Value& v) { self.as<Cell>()->value = v; });
  b.finish();
}

}  // namespace

Ref<Dict> annotations_of(Function* f) {
  if (f->annotations_dict) return f->annotations_dict;
  f->annotations_dict = Dict::make();
  for (size_t i = 0; f->annotations && i + 1 < f->annotations->size(); i += 2)
    f->annotations_dict->set((*f->annotations)[i], (*f->annotations)[i + 1]);
  return f->annotations_dict;
}

void init_function_types(Vm& vm) {
  make_function_type(vm);
  make_method_type(vm);
  make_builtin_type(vm);
  make_cell_type(vm);
  init_code_types(vm);
}

void Cell::references(References& each) { each(value); }

void Function::references(References& each) {
  each.held(globals);
  each(defaults);
  each(kwdefaults);
  each(closure);
  each(annotations);
  each(doc);
  each(dict);
  each(annotations_dict);
}

void Method::references(References& each) {
  each(function);
  each(self);
}

void Builtin::references(References& each) {
  each(self);
  each(data);
}

}  // namespace sim::py
