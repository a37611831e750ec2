// contextvars. The values themselves are in sim/loop/context.h.
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {

class ContextVar final : public Object {
 public:
  ContextVar(Type* type, Ref<Str> name, Value otherwise) : Object(Kind::context_var, type), name(std::move(name)), otherwise(std::move(otherwise)) {}
  Ref<Str> name;
  Value otherwise;                 // default; null: none
};

class Token final : public Object {
 public:
  Token(Ref<ContextVar> variable, Value before, Ref<Context> context)
      : Object(Kind::token), variable(std::move(variable)), before(std::move(before)), context(std::move(context)) {}
  Ref<ContextVar> variable;
  Value before;                    // null: it had none
  Ref<Context> context;            // where it was set
  bool used = false;
};

Ref<Context>& current() { return environment().context(); }
ContextVar& var_of(const Value& v) { return *v.as<ContextVar>(); }
Context& context_of(const Value& v) { return *v.as<Context>(); }
Token& token_of(const Value& v) { return *v.as<Token>(); }

// ---- ContextVar

Value var_create(Type* type, const Args& args) {
  std::vector<Value> a = bind("ContextVar", args, {"name", "default"}, 1);
  if (a[0].is_null()) raise_type_error("ContextVar() missing required argument 'name' (pos 1)");
  if (!a[0].is(Kind::str)) raise_type_error("context variable name must be a str");
  return Ref<ContextVar>(new ContextVar(type, Ref<Str>(a[0].as<Str>()), a[1]));
}
void nothing(const Value&, const Args&) {}
Value var_get(const Value* args) {
  if (const Value* v = current()->find(args[0].as_object())) return *v;
  if (!args[1].is_null()) return args[1];
  if (!var_of(args[0]).otherwise.is_null()) return var_of(args[0]).otherwise;
  raise(Exc::LookupError, args[0]);
}
Value var_set(const Value* args) {
  const Value* before = current()->find(args[0].as_object());
  Ref<Token> token(new Token(Ref<ContextVar>(&var_of(args[0])), before ? *before : Value(), current()));
  current()->set(args[0].as_object(), args[1]);
  return Value(token);
}
Value var_reset(const Value* args) {
  if (!args[1].is(Kind::token)) raise_type_error("expected an instance of Token, got ", repr(args[1])->view());
  Token& token = token_of(args[1]);
  if (token.used) raise(Exc::RuntimeError, cat(repr(args[1])->view(), " has already been used once"));
  if (token.variable.get() != args[0].as_object())
    raise(Exc::ValueError, cat(repr(args[1])->view(), " was created by a different ContextVar"));
  if (token.context != current()) raise(Exc::ValueError, cat(repr(args[1])->view(), " was created in a different Context"));
  token.used = true;
  if (token.before.is_null()) current()->erase(args[0].as_object());
  else current()->set(args[0].as_object(), token.before);
  return Value::none();
}
Value var_repr(const Value& self) {
  ContextVar& v = var_of(self);
  std::string text = cat("<ContextVar name=", repr(Value(v.name))->view());
  if (!v.otherwise.is_null()) text += cat(" default=", repr(v.otherwise)->view());
  return Str::make(cat(text, " at ", address_text(self), ">"));
}
Value class_getitem(const Value* args) { return make_generic_alias(args[0], args[1]); }

// ---- Token

Value token_repr(const Value& self) {
  Token& t = token_of(self);
  return Str::make(cat("<Token", t.used ? " used" : "", " var=", repr(Value(t.variable))->view(), " at ", address_text(self), ">"));
}
Value token_var(const Value& self) { return Value(token_of(self).variable); }
Value missing() { return asyncio_types().token->dict->get(intern("MISSING").get()); }
Value token_old_value(const Value& self) { return token_of(self).before.is_null() ? missing() : token_of(self).before; }

// ---- Context

Value context_create(Type*, const Args& args) {
  bind("Context", args, {}, 0);
  return Ref<Context>(new Context);
}
Value context_run(const Args& args) {
  if (args.npos < 2) raise_type_error("run() missing 1 required positional argument");
  Context& context = context_of(args[0]);
  if (context.entered || &context == current().get())
    raise(Exc::RuntimeError, cat("cannot enter context: ", repr(args[0])->view(), " is already entered"));
  Ref<Context> held(&context);
  ContextScope scope(environment(), held);
  return call(args[1], Args{args.items + 2, args.npos - 2, args.names});
}
Value context_copy(const Value* args) { return Value(context_of(args[0]).copy()); }
// Null: it has none.
Value context_find(const Value& self, const Value& key) {
  if (!key.is(Kind::context_var)) raise_type_error("a ContextVar key was expected, got ", repr(key)->view());
  const Value* v = context_of(self).find(key.as_object());
  return v ? *v : Value();
}
Value context_getitem(const Value& self, const Value& key) {
  Value v = context_find(self, key);
  if (v.is_null()) raise(Exc::KeyError, key);
  return v;
}
bool context_contains(const Value& self, const Value& key) { return !context_find(self, key).is_null(); }
Value context_get(const Value* args) {
  Value v = context_find(args[0], args[1]);
  if (!v.is_null()) return v;
  return args[2].is_null() ? Value::none() : args[2];
}
int64_t context_len(const Value& self) { return static_cast<int64_t>(context_of(self).size()); }

enum class Part { keys, values, items };
Value listed(const Value& self, Part part) {
  Ref<List> list = List::make();
  Context& c = context_of(self);
  for (size_t i = 0; i < c.size(); ++i) {
    Value key(c.entry(i).variable);
    if (part == Part::keys) list->items.push_back(key);
    else if (part == Part::values) list->items.push_back(c.entry(i).value);
    else list->items.push_back(Tuple::make({key, c.entry(i).value}));
  }
  return list;
}
Value context_iter(const Value& self) { return get_iter(listed(self, Part::keys)); }
Value context_keys(const Value* args) { return listed(args[0], Part::keys); }
Value context_values(const Value* args) { return listed(args[0], Part::values); }
Value context_items(const Value* args) { return listed(args[0], Part::items); }

Value copy_context(const Value*) { return Value(current()->copy()); }

}  // namespace

void init_context_types(AsyncioTypes& types) {
  Type* object = vm().types.object;
  {
    TypeBuilder b("_contextvars.ContextVar", Kind::context_var, object, Type::final_);
    b.slots().create = var_create;
    b.slots().init = nothing;
    b.slots().repr = var_repr;
    b.method("get", "self, default=None, /", var_get).method("set", "self, value, /", var_set).method("reset", "self, token, /", var_reset);
    b.getter("name", [](const Value& self) { return Value(var_of(self).name); });
    b.class_method("__class_getitem__", "cls, item, /", class_getitem);
    types.context_var = b.finish();
  }
  {
    TypeBuilder b("_contextvars.Token", Kind::token, object, Type::final_);
    b.slots().repr = token_repr;
    b.getter("var", token_var).getter("old_value", token_old_value);
    b.class_method("__class_getitem__", "cls, item, /", class_getitem);
    types.token = b.finish();
    TypeBuilder m("_contextvars._Missing", Kind::other, object, Type::final_);
    m.slots().repr = [](const Value&) -> Value { return Str::make("<Token.MISSING>"); };
    Type* type = m.finish();
    types.token->set_attribute(intern("MISSING").get(), Value(new Object(Kind::other, type)));
  }
  TypeBuilder b("_contextvars.Context", Kind::context, object, Type::final_);
  b.slots().create = context_create;
  b.slots().init = nothing;
  b.slots().getitem = context_getitem;
  b.slots().contains = context_contains;
  b.slots().len = context_len;
  b.slots().iter = context_iter;
  b.raw_method("run", context_run).method("copy", "self", context_copy).method("get", "self, key, default=None, /", context_get);
  b.method("keys", "self", context_keys).method("values", "self", context_values).method("items", "self", context_items);
  types.context = b.finish();
}

void fill_contextvars(const Ref<Dict>& d) {
  AsyncioTypes& t = asyncio_types();
  auto put = [&](const char* name, Value v) { d->set(intern(name).get(), std::move(v)); };
  put("ContextVar", Value(t.context_var));
  put("Context", Value(t.context));
  put("Token", Value(t.token));
  put("copy_context", Value(make_builtin("copy_context", "", copy_context)));
}

}  // namespace sim::py
