// Arguments and parameters: binding as CPython's initialize_locals does it, and calls of whatever is no plain Python function.
// Before: CALL in interpret.cpp, call() of protocol.h. After: Frame::make_for_call, the natives themselves.
#include "sim/python/bound_args.h"
#include "sim/python/interpret.h"
#include "sim/python/suggestions.h"
#include "sim/python/types_slots.h"
#include "sim/python/written_in_python.h"


namespace sim::py {

namespace {

std::string quoted_list(const std::vector<std::string_view>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += names.size() > 2 ? (i + 1 == names.size() ? ", and " : ", ") : " and ";
    out += cat("'", names[i], "'");
  }
  return out;
}

const char* plural(size_t n) { return n == 1 ? "" : "s"; }

[[noreturn]] void raise_missing(std::string_view function, const char* kind, const std::vector<std::string_view>& names) {
  raise_type_error(function, "() missing ", names.size(), " required ", kind, " argument", plural(names.size()), ": ",
                   quoted_list(names));
}

[[noreturn]] void raise_too_many(std::string_view function, size_t most, size_t defaults, size_t given, size_t keyword_given) {
  std::string takes = defaults ? cat("from ", most - defaults, " to ", most) : cat(most);
  std::string keywords;
  if (keyword_given)
    keywords = cat(" positional argument", plural(given), " (and ", keyword_given, " keyword-only argument", plural(keyword_given), ")");
  raise_type_error(function, "() takes ", takes, " positional argument", defaults || most != 1 ? "s" : "", " but ", given, keywords,
                   given == 1 && !keyword_given ? " was" : " were", " given");
}

[[noreturn]] void raise_too_many(const Function& f, size_t given, const Value* variables) {
  size_t keyword_given = 0;
  for (uint32_t i = 0; i < f.code->kwonlyargcount; ++i) keyword_given += !variables[f.code->argcount + i].is_null();
  raise_too_many(f.qualname->view(), f.code->argcount, f.defaults ? f.defaults->size() : 0, given, keyword_given);
}

[[noreturn]] void raise_unexpected_keyword(const Function& f, const Tuple& names, const Str& keyword) {
  const Code& code = *f.code;
  std::string positional;
  for (size_t i = 0; i < names.size(); ++i)
    for (uint32_t p = 0; p < code.posonlyargcount; ++p)
      if (*names[i].as<Str>() == *code.localsplus[p]) positional += cat(positional.empty() ? "" : ", ", code.localsplus[p]->view());
  if (!positional.empty())
    raise_type_error(f.qualname->view(), "() got some positional-only arguments passed as keyword arguments: '", positional, "'");
  std::vector<std::string> known;
  for (uint32_t p = code.posonlyargcount; p < code.argcount + code.kwonlyargcount; ++p) known.push_back(code.localsplus[p]->string());
  raise_no_such_keyword(f.qualname->view(), keyword.view(), known);
}

void bind_keywords(Function* f, const Args& args, Value* variables, Dict* rest) {
  const Code& code = *f->code;
  uint32_t total = code.argcount + code.kwonlyargcount;
  for (size_t k = 0; k < args.names->size(); ++k) {
    auto* keyword = (*args.names)[k].as<Str>();
    const Value& v = args.items[args.npos + k];
    uint32_t p = code.posonlyargcount;
    while (p < total && code.localsplus[p].get() != keyword) ++p;
    if (p == total)
      for (p = code.posonlyargcount; p < total && !(*code.localsplus[p] == *keyword);) ++p;
    if (p < total) {
      if (!variables[p].is_null()) raise_type_error(f->qualname->view(), "() got multiple values for argument '", keyword->view(), "'");
      variables[p] = v;
    } else if (rest) {
      rest->set(Value(keyword), v);
    } else {
      raise_unexpected_keyword(*f, *args.names, *keyword);
    }
  }
}

void fill_defaults(Function* f, size_t given, Value* variables) {
  const Code& code = *f->code;
  size_t defaults = f->defaults ? f->defaults->size() : 0, first_default = code.argcount - std::min<size_t>(defaults, code.argcount);
  std::vector<std::string_view> missing;
  for (size_t p = given; p < code.argcount; ++p) {
    if (!variables[p].is_null()) continue;
    if (p < first_default) missing.push_back(code.localsplus[p]->view());
    else variables[p] = (*f->defaults)[p - first_default + (defaults > code.argcount ? defaults - code.argcount : 0)];
  }
  if (!missing.empty()) raise_missing(f->qualname->view(), "positional", missing);
  for (uint32_t p = code.argcount; p < code.argcount + code.kwonlyargcount; ++p) {
    if (!variables[p].is_null()) continue;
    const Value* v = f->kwdefaults ? f->kwdefaults->find(Value(code.localsplus[p])) : nullptr;
    if (v) variables[p] = *v;
    else missing.push_back(code.localsplus[p]->view());
  }
  if (!missing.empty()) raise_missing(f->qualname->view(), "keyword-only", missing);
}

}  // namespace

void bind_arguments(Function* f, const Args& args, Value* variables) {
  const Code& code = *f->code;
  size_t positional = std::min<size_t>(args.npos, code.argcount);
  for (size_t i = 0; i < positional; ++i) variables[i] = args.items[i];
  uint32_t next = code.argcount + code.kwonlyargcount;
  if (code.co_flags & Code::varargs) variables[next++] = Tuple::make(args.items + positional, args.npos - positional);
  Dict* rest = nullptr;
  if (code.co_flags & Code::varkeywords) {
    Ref<Dict> d = Dict::make();
    rest = d.get();
    variables[next] = std::move(d);
  }
  if (args.names) bind_keywords(f, args, variables, rest);
  if (args.npos > code.argcount && !(code.co_flags & Code::varargs)) raise_too_many(*f, args.npos, variables);
  fill_defaults(f, positional, variables);
}

Frame* make_call_frame(Function* f, const Args& args) {
  Code* code = f->code.get();
  if (!code->prepared) prepare(*code);
  incref(f);
  Frame* frame;
  if (!args.names && args.npos == code->plain_args) {
    frame = take_frame(vm().frames, f, code, code->plain_args);
    for (size_t i = 0; i < args.npos; ++i) new (frame->variables() + i) Value(args.items[i]);
    return frame;
  }
  frame = Frame::make_for_call(f, code, 0);
  try {
    bind_arguments(f, args, frame->variables());
  } catch (...) {
    Frame::release(frame);
    throw;
  }
  return frame;
}

// ---- functions written in C++
namespace {

// How many arguments besides self, and what an error calls the function.
struct Shown {
  std::string name;       // "append"
  std::string full;       // "list.append"
  size_t hidden;          // 1 when self does not count
};
Shown shown(const Builtin& b) {
  bool method = b.is_method;
  if (method) return {b.name->string(), b.qualname ? b.qualname->string() : b.name->string(), 1};
  bool of_module = b.module.is(Kind::str) && b.module.as<Str>()->view() != "builtins";
  return {b.name->string(), of_module ? cat(b.module.as<Str>()->view(), ".", b.name->view()) : b.name->string(), 0};
}

// CPython: METH_NOARGS, METH_O and _PyArg_CheckPositional.
[[noreturn]] void raise_positional_count(const Builtin& b, size_t given) {
  const Signature& s = *b.signature;
  Shown n = shown(b);
  size_t most = s.positional - n.hidden, least = 0;
  for (size_t i = n.hidden; i < s.positional; ++i) least += s.parameters[i].required;
  given -= n.hidden;
  if (most == 0 && !s.has_args) raise_type_error(n.full, "() takes no arguments (", given, " given)");
  if (most == 1 && least == 1 && !s.has_args) raise_type_error(n.full, "() takes exactly one argument (", given, " given)");
  bool exact = least == most && !s.has_args;
  size_t wanted = given < least ? least : most;
  raise_type_error(n.name, " expected ", exact ? "" : given < least ? "at least " : "at most ", wanted, " argument", plural(wanted), ", got ", given);
}

// CPython: the checks of _PyArg_UnpackKeywords.
void check_count_with_keywords(const Builtin& b, const Args& args) {
  const Signature& s = *b.signature;
  Shown n = shown(b);
  size_t total = s.parameters.size() - s.has_args - s.has_kwargs - n.hidden, most = s.positional - n.hidden, least = 0, least_positional = 0;
  for (size_t i = n.hidden; i < s.parameters.size(); ++i) {
    least += s.parameters[i].required;
    if (i < s.positional_only) least_positional += s.parameters[i].required;
  }
  size_t given = args.npos - n.hidden, keywords = args.names ? args.names->size() : 0;
  if (!s.has_args && !s.has_kwargs && given + keywords > total)
    raise_type_error(n.name, "() takes ", least == total ? "exactly" : "at most", " ", total, " ", given == 0 ? "keyword " : "", "argument",
                     plural(total), " (", given + keywords, " given)");
  if (!s.has_args && given > most) {
    if (most == 0) raise_type_error(n.name, "() takes no positional arguments");
    raise_type_error(n.name, "() takes ", least < most ? "at most" : "exactly", " ", most, " positional argument", plural(most), " (", given, " given)");
  }
  if (given < least_positional)
    raise_type_error(n.name, "() takes ", least_positional < most ? "at least" : "exactly", " ", least_positional, " positional argument",
                     plural(least_positional), " (", given, " given)");
}

void bind_builtin_keywords(const Builtin& b, const Args& args, Value* out, Dict* rest) {
  const Signature& s = *b.signature;
  Shown n = shown(b);
  size_t named = s.parameters.size() - s.has_args - s.has_kwargs;
  for (size_t k = 0; k < args.names->size(); ++k) {
    auto* keyword = (*args.names)[k].as<Str>();
    size_t p = s.positional_only;
    while (p < named && !(*s.parameters[p].name == *keyword)) ++p;
    if (p < named) {
      if (!out[p].is_null())
        raise_type_error("argument for ", n.name, "() given by name ('", keyword->view(), "') and position (", p + 1 - n.hidden, ")");
      out[p] = args.items[args.npos + k];
    } else if (rest) {
      rest->set(Value(keyword), args.items[args.npos + k]);
    } else {
      std::vector<std::string> known;
      for (size_t i = s.positional_only; i < named; ++i) known.push_back(s.parameters[i].name->string());
      raise_no_such_keyword(n.name, keyword->view(), known);
    }
  }
}

// What CPython's C passes the class to, besides the arguments, has other words for a wrong number of them.
bool takes_defining_class(const Builtin& b, const Args& args) {
  if (!b.owner || b.owner->instance_kind != Kind::future) return false;
  std::string_view name = b.name->view();
  if (name == "exception" || name == "get_loop" || name == "remove_done_callback") return true;
  return (name == "set_result" || name == "set_exception") && args[0].is(Kind::future);
}
void check_count_with_class(const Builtin& b, const Args& args) {
  size_t given = args.size() - 1, most = b.signature->positional - 1;
  if (given == most && !args.names) return;
  if (most == 0) raise_type_error(b.name->view(), "() takes no arguments");
  if (args.npos - 1 < most && given <= most) raise_type_error(b.name->view(), "() takes exactly 1 positional argument (", args.npos - 1, " given)");
  raise_type_error(b.name->view(), "() takes at most 1 argument (", given, " given)");
}

void check_as_python(std::string_view function, const Builtin& b, const Args& args) {
  const Signature& s = *b.signature;
  size_t named = s.parameters.size() - s.has_args - s.has_kwargs, keyword_only = 0, defaults = 0;
  std::vector<bool> given(named);
  for (size_t i = 0; i < std::min<size_t>(args.npos, s.positional); ++i) given[i] = true;
  for (size_t k = 0; args.names && k < args.names->size(); ++k) {
    const Str& keyword = *(*args.names)[k].as<Str>();
    size_t p = s.positional_only;
    while (p < named && !(*s.parameters[p].name == keyword)) ++p;
    if (p < named && given[p]) raise_type_error(function, "() got multiple values for argument '", keyword.view(), "'");
    if (p < named) given[p] = true, keyword_only += p >= s.positional;
    if (p < named || s.has_kwargs) continue;
    std::vector<std::string> known;
    for (size_t i = s.positional_only; i < named; ++i) known.push_back(s.parameters[i].name->string());
    raise_no_such_keyword(function, keyword.view(), known);
  }
  std::vector<std::string_view> missing;
  for (size_t i = 0; i < s.positional; ++i) {
    defaults += !s.parameters[i].required;
    if (s.parameters[i].required && !given[i]) missing.push_back(s.parameters[i].name->view());
  }
  if (args.npos > s.positional && !s.has_args) raise_too_many(function, s.positional, defaults, args.npos, keyword_only);
  if (!missing.empty()) raise_missing(function, "positional", missing);
}

Value call_bound(Builtin* b, const Args& args, Value* out) {
  const Signature& s = *b->signature;
  if (is_written_in_python(*b)) check_as_python(b->qualname->view(), *b, args);
  else if (takes_defining_class(*b, args)) check_count_with_class(*b, args);
  Shown n{{}, {}, b->is_method ? size_t{1} : 0};
  size_t named = s.parameters.size() - s.has_args - s.has_kwargs;
  bool keywords_taken = named > s.positional_only || s.has_kwargs;
  if (!keywords_taken) {
    if (args.names && args.names->size()) raise_type_error(shown(*b).full, "() takes no keyword arguments");
    size_t least = 0;
    for (size_t i = 0; i < s.positional; ++i) least += s.parameters[i].required;
    if (args.npos < least || (args.npos > s.positional && !s.has_args)) raise_positional_count(*b, args.npos);
  } else {
    check_count_with_keywords(*b, args);
  }
  size_t positional = std::min<size_t>(args.npos, s.positional);
  for (size_t i = 0; i < positional; ++i) out[i] = args.items[i];
  if (s.has_args) out[named] = Tuple::make(args.items + positional, args.npos - positional);
  Dict* rest = nullptr;
  if (s.has_kwargs) {
    Ref<Dict> d = Dict::make();
    rest = d.get();
    out[s.parameters.size() - 1] = std::move(d);
  }
  if (args.names) bind_builtin_keywords(*b, args, out, rest);
  for (size_t i = 0; i < named; ++i) {
    if (!s.parameters[i].required || !out[i].is_null()) continue;
    if (i < s.positional) raise_type_error(b->name->view(), "() missing required argument '", s.parameters[i].name->view(), "' (pos ", i + 1 - n.hidden, ")");
    raise_type_error(b->name->view(), "() missing required keyword-only argument: '", s.parameters[i].name->view(), "'");
  }
  vm().calling_builtin_ = b;
  return b->fn(out);
}

}  // namespace

namespace {
// The arguments of a call, and null for each parameter that has none.
class FilledUp {
 public:
  static constexpr size_t kMost = 8;
  FilledUp(const Args& args, size_t n) : n_(n) {
    for (size_t i = 0; i < args.npos; ++i) new (values() + i) Value(args.items[i]);
    for (size_t i = args.npos; i < n; ++i) new (values() + i) Value();
  }
  ~FilledUp() { std::destroy_n(values(), n_); }
  FilledUp(const FilledUp&) = delete;
  FilledUp& operator=(const FilledUp&) = delete;
  Value* values() { return reinterpret_cast<Value*>(room_); }

 private:
  alignas(Value) std::byte room_[kMost * sizeof(Value)];
  size_t n_;
};

// `self` is already the first argument of a method.
Value call_unbound(Builtin* b, const Args& args) {
  if (b->is_method) {
    bool may_lack = is_written_in_python(*b) && b->signature;      // then `self` is missing, as any argument
    if (args.npos == 0 && !may_lack) raise_type_error("unbound method ", b->qualname->view(), "() needs an argument");
    if (args.npos > 0 && b->owner && !is_instance(args.items[0], b->owner))
      raise_type_error("descriptor '", b->name->view(), "' for '", b->owner->name_view(), "' objects doesn't apply to a '", type_name(args.items[0]),
                       "' object");
  }
  if (b->raw) {
    vm().calling_builtin_ = b;
    return b->raw(args);
  }
  if (!args.names && args.npos >= b->nleast && args.npos <= b->nparams) {
    vm().calling_builtin_ = b;
    if (args.npos == b->nparams) return b->fn(args.items);
    if (b->nparams <= FilledUp::kMost) return b->fn(FilledUp(args, b->nparams).values());
  }
  if (b->signature->parameters.size() <= FilledUp::kMost) return call_bound(b, args, FilledUp(Args{}, b->signature->parameters.size()).values());
  std::vector<Value> many(b->signature->parameters.size());
  return call_bound(b, args, many.data());
}
}  // namespace

Value call_builtin(Builtin* b, const Args& args) {
  if (!b->is_method || b->self.is_null()) return call_unbound(b, args);
  BoundArgs all(b->self, args);
  return call_unbound(b, all.args());
}

// ---- calls from the interpreter
namespace {

// Consumes [callee, self or null, arguments], leaving the result in the callee's place.
void finish_call(Value* callee, size_t n, Value result) {
  drop_down_to(callee + 2 + n, callee);
  put(callee, std::move(result));
}

// A class whose instances are made as object's are, with an __init__ of the program: the instance takes the callee's place, and the
// frame of __init__ is to run. Null: not so simple.
Frame* begin_instance(Value* callee, size_t n, Type* type, const Args& args) {
  Vm& m = vm();
  if (type->type != m.types.type || type->slots.create != object_create || type == m.types.type) return nullptr;
  const Value* init = type->lookup(m.names.__init__);
  if (!init || !init->is(Kind::function)) return nullptr;
  Ref<Function> f(init->as<Function>());
  if (f->code->is_generator_like()) return nullptr;                 // what its call makes is no None, which is an error
  Value made = type->slots.create(type, Args{});
  Frame* frame;
  if (f->code->plain_args == args.npos + 1 && !args.names) {
    incref(f.get());
    frame = Frame::make_for_call(f.get(), f->code.get(), static_cast<uint32_t>(args.npos + 1));
    new (frame->variables()) Value(made);
    for (size_t i = 0; i < args.npos; ++i) new (frame->variables() + 1 + i) Value(args.items[i]);
  } else {
    BoundArgs all(made, args);
    frame = make_call_frame(f.get(), all.args());
  }
  frame->result = Frame::Result::init;
  drop_down_to(callee + 2 + n, callee);
  put(callee, std::move(made));
  m.frame->sp = callee + 1;
  return frame;
}

}  // namespace

Frame* begin_call(Value* callee, size_t n, const Tuple* names) {
  Vm& m = vm();
  if (callee->is(Kind::method) && callee[1].is_null()) {
    Value method(std::move(*callee));
    put(callee, Value(method.as<Method>()->function));
    put(callee + 1, Value(method.as<Method>()->self));
  }
  bool has_self = !callee[1].is_null();
  size_t named = names ? names->size() : 0;
  Args args{callee + 2 - has_self, n - named + has_self, names && named ? names : nullptr};
  if (callee->is_object()) {
    Object* o = callee->as_object();
    if (o->kind == Kind::function) {
      Frame* f = make_call_frame(static_cast<Function*>(o), args);
      drop_down_to(callee + 2 + n, callee);
      m.frame->sp = callee;
      return f;
    }
    if (o->kind == Kind::builtin) {
      finish_call(callee, n, call_builtin(static_cast<Builtin*>(o), args));
      return nullptr;
    }
    if (o->kind == Kind::type)
      if (Frame* f = begin_instance(callee, n, static_cast<Type*>(o), args)) return f;
  }
  finish_call(callee, n, call(*callee, args));
  return nullptr;
}

Frame* begin_call_ex(Value* callee, bool has_keywords) {
  Vm& m = vm();
  Value &iterable = callee[2];
  if (!iterable.is(Kind::tuple)) {
    if (!type_of(iterable)->slots.iter && !type_of(iterable)->slots.getitem)
      raise_type_error(function_text(*callee), " argument after * must be an iterable, not ", type_name(iterable));
    replace(&iterable, Value(to_tuple(iterable)));
  }
  Value held(iterable);
  auto* positional = held.as<Tuple>();
  std::vector<Value> items;
  Ref<Tuple> names;
  const Value* first = positional->data();
  if (has_keywords) {
    auto* dict = callee[3].as<Dict>();
    if (dict->size()) {
      items.assign(positional->begin(), positional->end());
      names = Tuple::uninitialized(dict->size());
      size_t k = 0;
      for (size_t i = 0; (i = dict->next(i)) != Dict::npos; ++i) {
        const Dict::Entry& e = dict->entry(i);
        if (!e.key.is(Kind::str)) raise_type_error("keywords must be strings");
        (*names)[k++] = e.key;
        items.push_back(e.value);
      }
      first = items.data();
    }
  }
  Value f(*callee), self(callee[1]);
  if (f.is(Kind::method) && self.is_null()) {
    self = f.as<Method>()->self;
    f = Value(f.as<Method>()->function);
  }
  Args args{first, positional->size(), names.get()};
  std::vector<Value> with_self;
  if (!self.is_null()) {
    with_self.push_back(self);
    with_self.insert(with_self.end(), args.items, args.items + args.size());
    args = Args{with_self.data(), args.npos + 1, args.names};
  }
  if (f.is(Kind::function)) {
    Frame* frame = make_call_frame(f.as<Function>(), args);
    drop_down_to(m.frame->sp, callee);
    m.frame->sp = callee;
    return frame;
  }
  Value result = f.is(Kind::builtin) ? call_builtin(f.as<Builtin>(), args) : call(f, args);
  drop_down_to(m.frame->sp, callee);
  put(callee, std::move(result));
  return nullptr;
}

// CPython: _PyObject_FunctionStr.
std::string function_text(const Value& f) {
  Value qualname = get_attr_or_null(f, vm().names.__qualname__);
  if (!qualname.is(Kind::str)) return str(f)->string();
  Value module = get_attr_or_null(f, vm().names.__module__);
  std::string prefix;
  if (module.is(Kind::str) && module.as<Str>()->view() != "builtins") prefix = cat(module.as<Str>()->view(), ".");
  return cat(prefix, qualname.as<Str>()->view(), "()");
}

}  // namespace sim::py
