// Names that are not simply locals: module and class bodies, globals and built-ins, cells; and what to say when there is none.
// Before: interpret.cpp.
#include "sim/python/interpret.h"

namespace sim::py {

namespace {

[[noreturn]] void raise_name_error(Str* name) {
  Ref<Exception> e = make_exception(Exc::NameError, cat("name '", name->view(), "' is not defined"));
  e->value2 = Value(name);
  raise(std::move(e));
}

Dict* plain_dict(const Value& v) { return v.is_object() && v.as_object()->type == vm().types.dict ? v.as<Dict>() : nullptr; }

// locals[name], or null; any mapping.
Value from_locals(const Value& locals, Str* name) {
  if (Dict* d = plain_dict(locals)) return d->get(name);
  try {
    return get_item(locals, Value(name));
  } catch (Raised& r) {
    if (!matches(r.exception.get(), Exc::KeyError)) throw;
    return Value();
  }
}

}  // namespace

Value load_global(Frame* f, Str* name, InlineCache* cache) {
  Dict* builtins = vm().builtins.get();
  for (Dict* d : {f->globals, builtins}) {
    size_t i = d->index_of(name);
    if (i == Dict::npos) continue;
    if (cache) {
      cache->key = f->globals;
      cache->version = f->globals->keys_version();
      cache->index = static_cast<uint32_t>(i);
      cache->value = d == builtins && d != f->globals ? Value::integer(builtins->keys_version()) : Value();
    }
    return d->entry(i).value;
  }
  raise_name_error(name);
}

void delete_global(Frame* f, Str* name) {
  if (!f->globals->erase(name)) raise_name_error(name);
}

Value load_name(Frame* f, Str* name) {
  if (f->locals.is_null()) return load_global(f, name, nullptr);
  Value v = from_locals(f->locals, name);
  return v.is_null() ? load_global(f, name, nullptr) : v;
}

void store_name(Frame* f, Str* name, Value v) {
  if (Dict* d = f->locals.is_null() ? f->globals : plain_dict(f->locals)) d->set(name, std::move(v));
  else set_item(f->locals, Value(name), v);
}

void delete_name(Frame* f, Str* name) {
  if (Dict* d = f->locals.is_null() ? f->globals : plain_dict(f->locals)) {
    if (!d->erase(name)) raise_name_error(name);
    return;
  }
  try {
    del_item(f->locals, Value(name));
  } catch (Raised& r) {
    if (!matches(r.exception.get(), Exc::KeyError)) throw;
    raise_name_error(name);
  }
}

Value load_class_deref(Frame* f, uint32_t variable) {
  Value v = f->locals.is_null() ? Value() : from_locals(f->locals, f->code->localsplus[variable].get());
  if (v.is_null()) v = f->variables()[variable].as<Cell>()->value;
  if (v.is_null()) raise_unbound_cell(f, variable);
  return v;
}

void raise_unbound_local(Frame* f, uint32_t variable) {
  Str* name = f->code->localsplus[variable].get();
  raise(Exc::UnboundLocalError, cat("cannot access local variable '", name->view(), "' where it is not associated with a value"));
}

void raise_unbound_cell(Frame* f, uint32_t variable) {
  const Code& code = *f->code;
  if (variable < code.localsplus.size() - code.nfree) raise_unbound_local(f, variable);
  Str* name = code.localsplus[variable].get();
  Ref<Exception> e = make_exception(
      Exc::NameError, cat("cannot access free variable '", name->view(), "' where it is not associated with a value in enclosing scope"));
  e->value2 = Value(name);
  raise(std::move(e));
}

}  // namespace sim::py
