#include "sim/python/code_types.h"

#include "sim/python/interpret.h"
#include "sim/python/source.h"

namespace sim::py {

namespace {

Code* code_of(const Value& v) { return v.as<Code>(); }
Frame* frame_of(const Value& v) { return v.as<Frame>(); }

Value names_between(const std::vector<Ref<Str>>& names, size_t from, size_t to) {
  std::vector<Value> out;
  for (size_t i = from; i < to && i < names.size(); ++i) out.push_back(Value(names[i]));
  return Tuple::make(out.data(), out.size());
}

std::string filename(const Code& code) { return code.source ? code.source->filename : "<unknown>"; }

Value code_repr(const Value& self) {
  const Code& code = *code_of(self);
  return Str::make(cat("<code object ", code.name->view(), " at ", address_text(self), ", file \"", filename(code), "\", line ", code.firstlineno, ">"));
}

Value frame_repr(const Value& self) {
  Frame* f = frame_of(self);
  return Str::make(cat("<frame at ", address_text(self), ", file '", filename(*f->code), "', line ", f->line(), ", code ", f->code->name->view(), ">"));
}

}  // namespace

void init_code_types(Vm& vm) {
  TypeBuilder c("code", Kind::code, vm.types.object, Type::final_);
  c.slots().repr = code_repr;
  c.getter("co_name", [](const Value& v) -> Value { return code_of(v)->name; });
  c.getter("co_qualname", [](const Value& v) -> Value { return code_of(v)->qualname; });
  c.getter("co_filename", [](const Value& v) -> Value { return Str::make(filename(*code_of(v))); });
  c.getter("co_firstlineno", [](const Value& v) { return Value::integer(code_of(v)->firstlineno); });
  c.getter("co_argcount", [](const Value& v) { return Value::integer(code_of(v)->argcount); });
  c.getter("co_posonlyargcount", [](const Value& v) { return Value::integer(code_of(v)->posonlyargcount); });
  c.getter("co_kwonlyargcount", [](const Value& v) { return Value::integer(code_of(v)->kwonlyargcount); });
  c.getter("co_flags", [](const Value& v) { return Value::integer(code_of(v)->co_flags); });
  c.getter("co_nlocals", [](const Value& v) { return Value::integer(code_of(v)->nlocals); });
  c.getter("co_stacksize", [](const Value& v) { return Value::integer(code_of(v)->stacksize); });
  c.getter("co_varnames", [](const Value& v) { return names_between(code_of(v)->localsplus, 0, code_of(v)->nlocals); });
  c.getter("co_cellvars", [](const Value& v) {
    return names_between(code_of(v)->localsplus, code_of(v)->nlocals, code_of(v)->localsplus.size() - code_of(v)->nfree);
  });
  c.getter("co_freevars", [](const Value& v) {
    size_t n = code_of(v)->localsplus.size();
    return names_between(code_of(v)->localsplus, n - code_of(v)->nfree, n);
  });
  c.getter("co_names", [](const Value& v) { return names_between(code_of(v)->names, 0, code_of(v)->names.size()); });
  c.getter("co_consts", [](const Value& v) -> Value { return Tuple::make(code_of(v)->consts.data(), code_of(v)->consts.size()); });
  c.finish();

  TypeBuilder f("frame", Kind::frame, vm.types.object, Type::final_);
  f.slots().repr = frame_repr;
  f.getter("f_code", [](const Value& v) -> Value { return Value(frame_of(v)->code); });
  f.getter("f_lineno", [](const Value& v) { return Value::integer(frame_of(v)->line()); });
  f.getter("f_back", [](const Value& v) { return frame_of(v)->back ? Value(frame_of(v)->back) : Value::none(); });
  f.getter("f_globals", [](const Value& v) { return Value(frame_of(v)->globals); });
  f.getter("f_builtins", [](const Value&) -> Value { return py::vm().builtins; });
  f.getter("f_locals", [](const Value& v) { return locals_of(frame_of(v)); });
  f.finish();
}

}  // namespace sim::py
