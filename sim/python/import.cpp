#include "sim/python/import.h"

#include "sim/python/compiler.h"
#include "sim/python/interpret.h"
#include "sim/python/learners.h"
#include "sim/python/library.h"
#include "sim/python/module_names.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/parser.h"
#include "sim/python/source.h"
#include "sim/python/standard_names.h"

#include <algorithm>

namespace sim::py {

namespace {

template <size_t N>
bool listed(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string_view top_of(std::string_view name) { return name.substr(0, name.find('.')); }
std::string_view parent_of(std::string_view name) {
  size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}
std::string_view leaf_of(std::string_view name) { return name.substr(name.rfind('.') + 1); }

Dict* dict_of(const Value& module) { return module.is(Kind::module) ? module.as<ModuleObject>()->dict.get() : nullptr; }
Value registered(std::string_view name) { return vm().modules->get(intern(name).get()); }

// library/a__b.py is the module a.b.
std::string library_name(std::string_view name) {
  std::string out;
  for (char c : name) out += c == '.' ? std::string("__") : std::string(1, c);
  return out;
}
const LibrarySource* find_library(std::string_view name) {
  std::string wanted = library_name(name);
  for (const LibrarySource* s = kLibrarySources; !s->name.empty(); ++s)
    if (s->name == wanted) return s;
  return nullptr;
}
bool has_library_below(std::string_view package) {
  std::string start = library_name(package) + "__";
  for (const LibrarySource* s = kLibrarySources; !s->name.empty(); ++s)
    if (s->name.starts_with(start)) return true;
  return false;
}
const NativeModule* find_native(std::string_view name) {
  if (const NativeModule* m = find_native_module(name)) return m;
  return name.starts_with("_") ? find_native_module(name.substr(1)) : nullptr;
}

Value register_module(std::string_view name, bool package) {
  Value module(make_module(name));
  Dict* d = dict_of(module);
  if (package) d->set(intern("__path__").get(), List::make());
  d->set(intern("__package__").get(), Str::make(package ? name : parent_of(name)));
  d->set(vm().names.__builtins__, vm().builtins);
  vm().modules->set(intern(name).get(), module);
  return module;
}

[[noreturn]] void raise_syntax_error(const SyntaxProblem& p, const Source& source) {
  Exc type = p.type == SyntaxProblem::Type::IndentationError ? Exc::IndentationError
             : p.type == SyntaxProblem::Type::TabError       ? Exc::TabError
                                                             : Exc::SyntaxError;
  Value message(Str::make(p.message)), text(Str::make(source.line(p.line)));
  Value place(Tuple::make({Value(Str::make(source.filename)), Value::integer(p.line), Value::integer(p.col), text, Value::integer(p.end_line),
                           Value::integer(p.end_col)}));
  Value args[] = {message, place};
  raise(make_exception(exception_type(type), Args{args, 2, nullptr}));
}

// Runs a module's text in its dict; a module whose body fails is forgotten.
void execute(const Value& module, std::string_view name, std::shared_ptr<Source> source) {
  auto tree = parse_module(*source);
  if (auto* problem = std::get_if<SyntaxProblem>(&tree)) raise_syntax_error(*problem, *source);
  auto code = compile_module(std::get<ast::Module>(tree), source, false);
  if (auto* problem = std::get_if<SyntaxProblem>(&code)) raise_syntax_error(*problem, *source);
  try {
    vm().run_module(std::get<Ref<Code>>(code), Ref<Dict>(dict_of(module)));
  } catch (Raised&) {
    vm().modules->erase(intern(name).get());
    throw;
  }
}

// Messages about their arguments name the module, too: "math.sqrt() takes exactly one argument". Those of the other modules are Python
// functions in CPython, or have names of their own there.
void name_functions(Dict& module, std::string_view name) {
  if (name != "math" && name != "time" && name != "sys") return;
  for (size_t i = 0; (i = module.next(i)) != Dict::npos; ++i) {
    const Value& v = module.entry(i).value;
    if (v.is(Kind::builtin) && v.as<Builtin>()->module.is_null()) v.as<Builtin>()->module = Value(intern(name));
  }
}

Value load_native(std::string_view name) {
  const NativeModule* native = find_native(name);
  if (!native) return Value();
  Value module = register_module(name, has_native_below(name));
  native->fill(Ref<Dict>(dict_of(module)));
  name_functions(*dict_of(module), name);
  return module;
}

Value load_library(std::string_view name) {
  const LibrarySource* library = find_library(name);
  if (!library) return Value();
  Value module = register_module(name, has_library_below(name) || has_native_below(name));
  auto source = std::make_shared<Source>();
  source->filename = cat("<frozen ", name, ">");
  source->text = std::string(library->text);
  execute(module, name, std::move(source));
  return module;
}

Value load_file(std::string_view name) {
  Vm& m = vm();
  if (!m.read_file) return Value();
  std::string path(name);
  std::replace(path.begin(), path.end(), '.', '/');
  bool package = false;
  path += ".py";
  auto text = m.read_file(path);       // a relative name is one beside the program
  if (!text) {
    package = true;
    path.replace(path.size() - 3, 3, "/__init__.py");
    text = m.read_file(path);
  }
  if (!text) return Value();
  std::string file = m.program_dir + path;
  auto source = std::make_shared<Source>();
  source->filename = file;
  auto normal = normalise(std::move(*text));
  if (auto* problem = std::get_if<SyntaxProblem>(&normal)) raise_syntax_error(*problem, *source);
  source->text = std::move(std::get<std::string>(normal));
  Value module = register_module(name, package);
  dict_of(module)->set(m.names.__file__, Str::make(file));
  execute(module, name, std::move(source));
  return module;
}

// Is the running import inside a try of the program, which then means to go on without the module?
bool import_is_guarded() {
  for (Frame* f = vm().frame; f; f = f->back) {
    if (!is_learners(*f->code)) continue;
    uint32_t at = f->instr();
    for (const ExceptionEntry& e : f->code->exceptions)
      if (at >= e.start && at < e.end) return true;
    return false;
  }
  return true;
}

[[noreturn]] void raise_module_not_found(std::string_view name, std::string_view more = {}) {
  Ref<Exception> e = make_exception(Exc::ModuleNotFoundError, cat("No module named '", name, "'", more));
  e->value2 = Value(Str::make(name));
  raise(std::move(e));
}

[[noreturn]] void raise_missing(std::string_view name) {
  if (is_known_module(name) && !import_is_guarded())
    raise_unsupported(cat("the module '", name, "'"), is_standard_module(name) ? "It is part of Python's standard library, but not simulated here."
                                                                              : "It is a library of its own; only some are simulated here.");
  raise_module_not_found(name);
}

}  // namespace

bool is_standard_module(std::string_view name) { return listed(kStandardModules, top_of(name)); }
bool lacks_standard_name(const Value& module, std::string_view attribute) {
  Dict* d = dict_of(module);
  Value name = d ? d->get(vm().names.__name__) : Value();
  if (!name.is(Kind::str) || d->find(vm().names.__file__) || dict_of(registered(name.as<Str>()->view())) != d) return false;
  auto* row = std::find_if(std::begin(kStandardNames), std::end(kStandardNames), [&](const StandardNames& n) { return n.module == name.as<Str>()->view(); });
  return row != std::end(kStandardNames) && row->names.find(cat(" ", attribute, " ")) != std::string_view::npos;
}
bool is_known_module(std::string_view name) { return is_standard_module(name) || listed(kThirdPartyModules, top_of(name)); }

Value find_or_load(std::string_view name) {
  Value found = registered(name);
  if (!found.is_null()) return found;
  // A file beside the program hides our own module of that name, as its folder comes first in sys.path; what is built in cannot be hidden.
  Value module = name == "sys" || name == "builtins" || name == "time" || name == "_thread" ? Value() : load_file(name);
  if (module.is_null()) module = load_library(name);
  if (module.is_null()) module = load_native(name);
  if (module.is_null()) return module;
  found = registered(name);                        // the body may have put something else there
  return found.is_null() ? module : found;
}

Value Vm::import(std::string_view name) {
  std::string full(name);
  Value found = registered(full);
  if (found.is_none()) raise_module_not_found(full, cat("; import of ", full, " halted; None in sys.modules"));
  if (!found.is_null()) return found;
  std::string parent(parent_of(full));
  Value above;
  if (!parent.empty()) {
    above = import(parent);
    found = registered(full);
    if (!found.is_null()) return found;
  }
  found = find_or_load(full);
  if (found.is_null()) {
    Dict* d = dict_of(above);
    bool ours = listed(kThirdPartyModules, top_of(full)) && d && !d->find(names.__file__);   // a simulated library has what parts of it are there
    bool standard = d && is_standard_module(parent) && !d->find(names.__file__);
    bool package = d && (standard ? listed(kStandardPackages, parent) : d->find(intern("__path__").get()) != nullptr);
    if (d && !ours && !package)
      raise_module_not_found(full, cat("; '", parent, "' is not a package"));
    if (d && dict_of(above)->find(names.__file__)) raise_module_not_found(full);   // a package of the program's own
    if (standard && !listed(kStandardSubmodules, full)) raise_module_not_found(full);
    raise_missing(full);
  }
  if (Dict* d = dict_of(above)) d->set(intern(leaf_of(full)).get(), found);
  return found;
}

namespace {

// "from ..a import b" in a module of a package: the absolute name.
std::string resolve(Frame* f, std::string_view name, int64_t level) {
  Dict* globals = f->globals;
  Value package = globals->get(intern("__package__").get());
  std::string base = package.is(Kind::str) ? package.as<Str>()->string() : "";
  if (base.empty()) {
    Value own = globals->get(vm().names.__name__);
    if (own.is(Kind::str) && own.as<Str>()->view() != "__main__")
      base = globals->find(intern("__path__").get()) ? own.as<Str>()->string() : std::string(parent_of(own.as<Str>()->view()));
  }
  if (base.empty()) raise(Exc::ImportError, "attempted relative import with no known parent package");
  for (int64_t i = 1; i < level; ++i) {
    if (base.find('.') == std::string::npos) raise(Exc::ImportError, "attempted relative import beyond top-level package");
    base = std::string(parent_of(base));
  }
  return name.empty() ? base : cat(base, ".", name);
}

std::string where(const Value& module) {
  Dict* d = dict_of(module);
  Value file = d ? d->get(vm().names.__file__) : Value();
  return file.is(Kind::str) ? cat(" (", file.as<Str>()->view(), ")") : " (unknown location)";
}

std::string module_name(const Value& module) {
  Value name = get_attr_or_null(module, vm().names.__name__);
  return name.is(Kind::str) ? name.as<Str>()->string() : "<unknown module name>";
}

// from package import submodule: what is no attribute yet may be a module below it.
void import_submodules(const Value& module, const Value& fromlist) {
  Dict* d = dict_of(module);
  if (!d || !d->find(intern("__path__").get())) return;
  std::string package = module_name(module);
  iterate(fromlist, [&](const Value& name) {
    if (!name.is(Kind::str) || name.as<Str>()->view() == "*" || d->find(name)) return;
    Value below = find_or_load(cat(package, ".", name.as<Str>()->view()));
    if (!below.is_null() && !d->find(name)) d->set(name, below);
  });
}

Value import_in(Frame* f, std::string_view name, int64_t level, const Value& fromlist) {
  Vm& m = vm();
  std::string full = level > 0 ? resolve(f, name, level) : std::string(name);
  if (full.empty()) raise_value_error("Empty module name");
  Value module = m.import(full);
  if (!fromlist.is_none() && !fromlist.is_null() && truthy(fromlist)) {
    import_submodules(module, fromlist);
    return module;
  }
  return level > 0 ? module : m.import(top_of(full));
}

// builtins.__import__(name, globals=None, locals=None, fromlist=(), level=0).
Value import_function(const Value* args) {
  if (!args[0].is(Kind::str)) raise_type_error("__import__() argument 1 must be str, not ", type_name(args[0]));
  int64_t level = args[4].is_null() ? 0 : index_of(args[4]);
  return import_in(vm().frame, args[0].as<Str>()->view(), level, args[3]);
}

}  // namespace

Value import_name(Frame* f, const Value& level, const Value& fromlist, Str* name) {
  return import_in(f, name->view(), level.as_int(), fromlist);
}

Value import_from(const Value& module, Str* name) {
  Value v = get_attr_or_null(module, name);
  if (!v.is_null()) return v;
  std::string from = module_name(module);
  v = registered(cat(from, ".", name->view()));
  if (!v.is_null()) return v;
  if (lacks_standard_name(module, name->view()) && !import_is_guarded()) raise_unsupported(cat(from, ".", name->view()), kNotAllOfIt);
  Ref<Exception> e = make_exception(Exc::ImportError, cat("cannot import name '", name->view(), "' from '", from, "'", where(module)));
  e->value2 = Value(Str::make(from));
  set_attr(Value(e), intern("name_from").get(), Value(name));
  raise(std::move(e));
}

void import_star(Frame* f, const Value& module) {
  Value all = get_attr_or_null(module, intern("__all__").get());
  if (!all.is_null()) {
    iterate(all, [&](const Value& name) {
      if (!name.is(Kind::str)) raise_type_error("Item in ", module_name(module), ".__all__ must be str, not ", type_name(name));
      store_name(f, name.as<Str>(), get_attr(module, name.as<Str>()));
    });
    return;
  }
  Dict* d = dict_of(module);
  if (!d) raise(Exc::ImportError, "from-import-* object has no __dict__ and no __all__");
  Ref<Dict> copy = d->copy();
  for (size_t i = 0; (i = copy->next(i)) != Dict::npos; ++i) {
    const Dict::Entry& e = copy->entry(i);
    if (e.key.is(Kind::str) && !e.key.as<Str>()->view().starts_with("_")) store_name(f, e.key.as<Str>(), e.value);
  }
}

void init_imports(Vm& vm) {
  Value module(make_module("builtins"));
  module.as<ModuleObject>()->dict = vm.builtins;
  vm.modules->set(intern("builtins").get(), module);
  vm.builtins->set(vm.names.__import__, make_builtin("__import__", "name, globals=None, locals=None, fromlist=(), level=0", import_function));
}

}  // namespace sim::py
