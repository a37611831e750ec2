// TypeBuilder: how the object files make their built-in types; and native functions from their signatures.
// Before: the init functions of sim/python/init.h. After: types_slots.cpp adds the dunder methods.
#include "sim/base/check.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"
#include "sim/python/written_in_python.h"

namespace sim::py {

namespace {
bool is_module_in_python(std::string_view name) { return name.starts_with("asyncio.") || name.starts_with("concurrent.") || name == "random"; }

void mark_method(Builtin& f, Type* owner) {
  f.is_method = true;
  f.owner = owner;
  std::string_view name = f.name->view();
  bool of_loop = owner->instance_kind == Kind::event_loop && name.find("signal") == name.npos;     // what CPython has in base_events.py
  f.qualname = Str::make(cat(of_loop ? "BaseEventLoop" : owner->qualname->view(), ".", name));
  Value module = owner->dict->get(vm().names.__module__);
  if (!module.is(Kind::str) || !is_module_in_python(module.as<Str>()->view())) return;      // of `type` itself it is no text
  written_in_python(f);
  f.module = of_loop ? Value(intern("asyncio.base_events")) : module;
}
}  // namespace

TypeBuilder::TypeBuilder(std::string_view name, Kind kind, Type* base, uint16_t flags) {
  Vm& v = vm();
  Type* t = early_type(name);
  if (!t) {
    t = new Type(v.types.type);
    incref(t);  // for the run
    t->dict = Dict::make();
    auto& default_type = Heap::current().type_of_kind[static_cast<size_t>(kind)];
    if (!default_type && kind != Kind::other) default_type = t;
    t->instance_kind = kind;
  }
  type_ = t;
  size_t dot = name.rfind('.');
  t->name = t->qualname = intern(dot == std::string_view::npos ? name : name.substr(dot + 1));
  // What CPython writes in Python is named without its module in messages.
  t->full_name = dot != std::string_view::npos && is_module_in_python(name.substr(0, dot)) ? t->name : intern(name);
  t->dict->set(v.names.__module__, intern(dot == std::string_view::npos ? "builtins" : name.substr(0, dot)));
  t->base = base;
  t->type_flags = flags;
  if (base) {
    t->bases = Tuple::make({Value(base)});
    t->mro = {t};
    t->mro.insert(t->mro.end(), base->mro.begin(), base->mro.end());
    base->subclasses.push_back(t);
    constexpr uint16_t kInherited =
        Type::has_dict | Type::exception_ | Type::match_sequence | Type::match_mapping | Type::match_self;
    t->type_flags |= base->type_flags & kInherited;
  } else {
    t->bases = Tuple::make(nullptr, 0);
    t->mro = {t};
  }
}

TypeBuilder& TypeBuilder::method(const char* name, const char* signature, NativeFn fn) {
  Ref<Builtin> f = make_builtin(name, signature, fn);
  mark_method(*f, type_);
  return attribute(name, f);
}

TypeBuilder& TypeBuilder::raw_method(const char* name, RawFn fn) {
  Ref<Builtin> f = make_raw_builtin(name, fn);
  mark_method(*f, type_);
  return attribute(name, f);
}

TypeBuilder& TypeBuilder::class_method(const char* name, const char* signature, NativeFn fn) {
  Ref<Builtin> f = make_builtin(name, signature, fn);
  f->is_method = true;
  f->qualname = Str::make(cat(type_->qualname->view(), ".", name));
  return attribute(name, Value(new ClassMethod(vm().types.classmethod, Value(f))));
}

TypeBuilder& TypeBuilder::static_method(const char* name, const char* signature, NativeFn fn) {
  Ref<Builtin> f = make_builtin(name, signature, fn);
  f->qualname = Str::make(cat(type_->qualname->view(), ".", name));
  return attribute(name, Value(new StaticMethod(vm().types.staticmethod, Value(f))));
}

TypeBuilder& TypeBuilder::getter(const char* name, Slots::Unary get, void (*set)(const Value& self, const Value& v)) {
  Ref<Str> n = intern(name);
  return attribute(name, Value(new GetSet(type_, n.get(), get, set)));
}

TypeBuilder& TypeBuilder::attribute(const char* name, Value v) {
  type_->dict->set(intern(name).get(), std::move(v));
  return *this;
}

TypeBuilder& TypeBuilder::doc(const char* text) { return attribute("__doc__", Str::make(text)); }

Type* TypeBuilder::finish() {
  inherit_slots(type_);
  add_slot_wrappers(type_);
  if (!type_->dict->find(vm().names.__doc__)) type_->dict->set(vm().names.__doc__, Value::none());
  renew_version(type_);
  return type_;
}

// ---- native functions
namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

// The next parameter: up to a comma outside brackets and quotes.
std::string_view take_parameter(std::string_view& rest) {
  int depth = 0;
  char quote = 0;
  size_t i = 0;
  for (; i < rest.size(); ++i) {
    char c = rest[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  std::string_view one = trimmed(rest.substr(0, i));
  rest = i < rest.size() ? rest.substr(i + 1) : std::string_view();
  return one;
}

std::shared_ptr<const Signature> parse_signature(std::string_view text) {
  auto s = std::make_shared<Signature>();
  s->text = std::string(text);
  bool keyword_only = false;
  for (std::string_view rest = text; !trimmed(rest).empty();) {
    std::string_view one = take_parameter(rest);
    if (one == "/") {
      s->positional_only = s->positional;
    } else if (one == "*") {
      keyword_only = true;
    } else if (one.substr(0, 2) == "**") {
      s->has_kwargs = true;
      s->parameters.push_back({intern(one.substr(2)), false});
    } else if (one[0] == '*') {
      s->has_args = keyword_only = true;
      s->parameters.push_back({intern(one.substr(1)), false});
    } else {
      size_t equal = one.find('=');
      std::string_view name = trimmed(one.substr(0, equal));
      s->parameters.push_back({intern(name), equal == std::string_view::npos});
      if (!keyword_only) ++s->positional;
    }
  }
  // *args stands last of all but **kwargs, also when keyword-only parameters follow it in the text.
  if (s->has_args) {
    size_t at = s->positional, last = s->parameters.size() - (s->has_kwargs ? 1 : 0);
    for (size_t i = at; i + 1 < last; ++i) std::swap(s->parameters[i], s->parameters[i + 1]);
  }
  return s;
}

}  // namespace

Ref<Builtin> make_builtin(const char* name, const char* signature, NativeFn fn) {
  Ref<Builtin> f(new Builtin);
  f->name = f->qualname = intern(name);
  f->fn = fn;
  f->signature = parse_signature(signature);
  const Signature& s = *f->signature;
  f->nparams = static_cast<uint32_t>(s.parameters.size());
  if (!s.has_args && !s.has_kwargs && s.parameters.size() == s.positional) {
    f->nleast = f->nparams;
    while (f->nleast > 0 && !s.parameters[f->nleast - 1].required) --f->nleast;
  }
  return f;
}

Ref<Builtin> make_raw_builtin(const char* name, RawFn fn) {
  Ref<Builtin> f(new Builtin);
  f->name = f->qualname = intern(name);
  f->raw = fn;
  return f;
}

}  // namespace sim::py
