// The module sys, and what warnings, logging and traceback (sim/python/library) need to know of the running frames.
#include "sim/base/heap.h"
#include "sim/python/modules/modules.h"
#include "sim/python/interpret.h"
#include "sim/python/learners.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/file.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"
#include "sim/python/traceback.h"
#include "sim/python/type.h"
#include "sim/python/vm.h"

#include <limits>

namespace sim::py {

namespace {

void put(const Ref<Dict>& d, const char* name, Value v) { d->set(intern(name).get(), std::move(v)); }
Value text(std::string_view s) { return Str::make(s); }

Value sys_exit(const Value* a) {
  const Value& status = a[0];
  Type* type = exception_type(Exc::SystemExit);
  if (status.is(Kind::exception) && matches(status.as<Exception>(), Exc::SystemExit)) raise(Ref<Exception>(status.as<Exception>()));
  if (status.is_null() || status.is_none()) raise(make_exception(type, Args{}));
  if (status.is(Kind::tuple)) raise(make_exception(type, Args{status.as<Tuple>()->data(), status.as<Tuple>()->size(), nullptr}));
  raise(make_exception(type, Args{a, 1, nullptr}));
}

Value exception(const Value*) { return vm().handled ? Value(vm().handled) : Value::none(); }

Value exc_info(const Value*) {
  Ref<Exception> e = vm().handled;
  if (!e) return Tuple::make({Value::none(), Value::none(), Value::none()});
  return Tuple::make({Value(e->type), Value(e), e->traceback ? Value(e->traceback) : Value::none()});
}

Value getrecursionlimit(const Value*) { return Value::integer(vm().limits.recursion); }

Value setrecursionlimit(const Value* a) {
  int64_t limit = index_of(a[0]);
  if (limit < 1) raise_value_error("recursion limit must be greater or equal than 1");
  constexpr int64_t kDeepest = 20'000;   // what the C++ stack bears; more is granted in name only
  vm().limits.recursion = static_cast<uint32_t>(std::min(limit, kDeepest));
  return Value::none();
}

// The frame of whoever asks, or one `depth` calls further out.
Value getframe(const Value* a) {
  Frame* f = vm().frame;
  for (int64_t depth = a[0].is_null() ? 0 : index_of(a[0]); f && depth > 0; --depth) f = f->back;
  if (!f) raise_value_error("call stack is not deep enough");
  return Value(f);
}

// ---- getsizeof: what CPython 3.13 says of the common types on a 64-bit machine
int64_t str_size(const Str& s) {
  uint32_t widest = 0;
  for (size_t i = 0; i < s.length() && !s.is_ascii() && widest < 0x10000; ++i) widest = std::max(widest, s.code_point_at(i));
  int64_t n = static_cast<int64_t>(s.length());
  return widest < 0x80 ? 41 + n : widest < 0x100 ? 57 + n : widest < 0x10000 ? 58 + 2 * n : 60 + 4 * n;
}

// A list that append() has made has room for more: list_resize. Others have just their items, an even number from three on.
int64_t list_size(const List& list) {
  size_t n = list.items.size(), room = n < 3 ? n : (n + 1) & ~size_t{1};
  if (list.items.capacity() > n)
    for (room = 0; room < n;) room = (room + 1 + ((room + 1) >> 3) + 6) & ~size_t{3};
  return 56 + 8 * static_cast<int64_t>(room);
}

int64_t dict_size(const Dict& dict) {
  size_t slots = dict.table_size(), index = slots <= 0x80 ? 1 : slots <= 0x8000 ? 2 : 4;
  return slots == 0 ? 64 : static_cast<int64_t>(64 + 32 + slots * index + slots * 2 / 3 * (dict.only_str_keys() ? 16 : 24));
}

int64_t set_size(const Set& set) { return 216 + (set.table_size() > 8 ? 16 * static_cast<int64_t>(set.table_size()) : 0); }

int64_t frame_size(const Generator& g) {
  const Code& code = *static_cast<const Code*>(g.code.get());
  return 160 + 8 * static_cast<int64_t>(code.localsplus.size() + std::max(code.stacksize, 2u));
}

Value getsizeof(const Value* a) {
  const Value& v = a[0];
  int64_t size = 48;
  if (v.is_none()) size = 16;
  else if (v.is_bool() || v.is_int() || v.is(Kind::big_int)) size = 24 + 4 * std::max<int64_t>((static_cast<int64_t>(int_bit_length(v)) + 29) / 30, 1);
  else if (v.is_float()) size = 24;
  else if (v.is(Kind::str)) size = str_size(*v.as<Str>());
  else if (v.is(Kind::bytes)) size = 33 + length(v);
  else if (v.is(Kind::list)) size = list_size(*v.as<List>());
  else if (v.is(Kind::tuple)) size = 40 + 8 * length(v);
  else if (v.is(Kind::dict)) size = dict_size(*v.as<Dict>());
  else if (v.is(Kind::set) || v.is(Kind::frozenset)) size = set_size(*v.as<Set>());
  else if (v.is(Kind::generator) || v.is(Kind::coroutine)) size = frame_size(*v.as<Generator>());
  else if (v.is(Kind::function)) size = 160;
  else if (v.is(Kind::builtin)) size = 72;
  return Value::integer(size);
}

Value intern_text(const Value* a) {
  if (!a[0].is(Kind::str)) raise_type_error("intern() argument must be string, not ", type_name(a[0]));
  return intern(a[0].as<Str>()->view());
}

Value getrefcount(const Value* a) { return Value::integer(a[0].is_object() ? a[0].as_object()->refs : 4294967295); }
Value is_finalizing(const Value*) { return Value::boolean(false); }
Value nothing(const Value*) { return Value::none(); }

Value set_asyncgen_hooks(const Value* a) {
  if (!a[0].is_null()) vm().asyncgen_firstiter = a[0].is_none() ? Value() : a[0];
  if (!a[1].is_null()) vm().asyncgen_finalizer = a[1].is_none() ? Value() : a[1];
  return Value::none();
}

Value or_none(const Value& v) { return v.is_null() ? Value::none() : v; }
Value get_asyncgen_hooks(const Value*) { return Tuple::make({or_none(vm().asyncgen_firstiter), or_none(vm().asyncgen_finalizer)}); }

// ---- for the library

Value source_line(const Value* a) {
  std::string_view file = str(a[0])->view();
  for (Frame* f = vm().frame; f; f = f->back)
    if (f->code->source && f->code->source->filename == file) return text(f->code->source->line(static_cast<uint32_t>(index_of(a[1]))));
  return text("");
}

// All of the source that a code object is of, or the file of this name.
Value source_text(const Value* a) {
  if (a[0].is(Kind::code)) {
    const Code& code = *a[0].as<Code>();
    if (!is_learners(code)) raise_unsupported("the source of the library", "Look at functions and classes of the program.");
    return text(code.source->text);
  }
  for (Frame* f = vm().frame; f; f = f->back)
    if (f->code->source && f->code->source->filename == str(a[0])->view()) return text(f->code->source->text);
  return text("");
}

// Of a function written in C++.
Value text_signature(const Value* a) {
  const Builtin* b = a[0].is(Kind::builtin) ? a[0].as<Builtin>() : nullptr;
  return b && b->signature ? text(cat("(", b->signature->text, ")")) : Value::none();
}

Value module_of(const Frame* f) {
  Value name = f->globals->get(vm().names.__name__);
  return name.is_null() ? text("__main__") : name;
}

// (filename, line, module) of the frame `level` calls above the library function that asks.
Value caller(const Value* a) {
  int64_t level = index_of(a[0]);
  Frame* f = vm().frame;
  // A task's outermost frame has the loop for its caller.
  for (; f && level > 0 && f->back && !(f->entry && f->generator && f->generator->kind == Kind::coroutine); --level) f = f->back;
  if (f && level > 0 && f->back) return Tuple::make({text("asyncio/events.py"), Value::integer(89), text("asyncio.events")});
  while (f && !is_learners(*f->code) && f->back) f = f->back;
  if (!f) return Tuple::make({text("sys"), Value::integer(1), text("sys")});
  return Tuple::make({text(f->code->source->filename), Value::integer(f->line()), module_of(f)});
}

// (filename, line, function) of the program's frame that called the library, `level` - 1 program frames further out.
Value program_caller(const Value* a) {
  int64_t level = index_of(a[0]);
  for (Frame* f = vm().frame; f; f = f->back)
    if (is_learners(*f->code) && --level <= 0)
      return Tuple::make({text(f->code->source->filename), Value::integer(f->line()), Value(f->code->name)});
  return Tuple::make({text("(unknown file)"), Value::integer(0), text("(unknown function)")});
}

// (filename, line, function, source line, how a report shows it, last line, first column, last column) of each frame of the program in a
// traceback.
Value tb_places(const Value* a) {
  Ref<List> places = List::make();
  if (a[0].is_none()) return places;
  if (!a[0].is(Kind::traceback)) raise_type_error("a traceback is wanted");
  for (const FrameLine& f : visible_frames(a[0].as<Traceback>()))
    places->items.push_back(Tuple::make({text(f.source->filename), Value::integer(f.span.line), text(f.name),
                                         text(f.source->line(f.span.line)), text(format_frame(f)), Value::integer(f.span.end_line),
                                         Value::integer(f.span.col), Value::integer(f.span.end_col)}));
  return places;
}

Value stack_places(const Value*) {
  Ref<List> places = List::make();
  for (Frame* f = vm().frame; f; f = f->back)
    if (is_learners(*f->code))
      places->items.push_back(Tuple::make({text(f->code->source->filename), Value::integer(f->line()), Value(f->code->name),
                                           text(f->code->source->line(f->line()))}));
  std::reverse(places->items.begin(), places->items.end());
  return places;
}

Ref<Exception> exception_argument(const Value& v) {
  if (!v.is(Kind::exception)) raise_type_error("Exception expected for value, ", type_name(v), " found");
  return Ref<Exception>(v.as<Exception>());
}
Value format_exception_text(const Value* a) {
  return text(format_exception(exception_argument(a[0]), truthy(a[1]), a[2].is_none() ? FrameLimit() : FrameLimit(index_of(a[2]))));
}
Value format_exception_only_text(const Value* a) { return text(format_exception_only(exception_argument(a[0]))); }

// ---- what the interpreter is: tuples whose items have names

using Named = std::pair<const char*, Value>;

Value struct_repr(const Value& self) {
  const Type& type = *type_of(self);
  const Tuple &items = *self.as<Tuple>(), &names = *type.dict->get(intern("__match_args__").get()).as<Tuple>();
  std::string out = cat("sys.", type.name->view(), "(");
  for (size_t i = 0; i < items.size(); ++i) out += cat(i ? ", " : "", str(names[i])->view(), "=", repr(items[i])->view());
  return text(out + ")");
}

Value put_struct(const Ref<Dict>& d, const char* name, const std::vector<Named>& fields) {
  TypeBuilder b(cat("sys.", name), Kind::tuple, vm().types.tuple);
  b.slots().repr = struct_repr;
  Type* type = b.finish();
  Ref<Tuple> made = Tuple::uninitialized(fields.size(), type), names = Tuple::uninitialized(fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    (*made)[i] = fields[i].second;
    (*names)[i] = Value(intern(fields[i].first));
    type->dict->set(intern(fields[i].first).get(), fields[i].second);      // there is one of each type
  }
  type->dict->set(intern("__match_args__").get(), Value(names));
  put(d, name, Value(made));
  return Value(made);
}

Value n(int64_t value) { return Value::integer(value); }

void put_version(const Ref<Dict>& d) {
  put(d, "version", text("3.13.0 (Loopscope)"));
  put_struct(d, "version_info", {{"major", n(3)}, {"minor", n(13)}, {"micro", n(0)}, {"releaselevel", text("final")}, {"serial", n(0)}});
  put(d, "hexversion", n(0x030d00f0));
}

void put_limits_of_numbers(const Ref<Dict>& d) {
  using Double = std::numeric_limits<double>;
  put_struct(d, "float_info", {{"max", Value::real(Double::max())}, {"max_exp", n(1024)}, {"max_10_exp", n(308)}, {"min", Value::real(Double::min())},
                               {"min_exp", n(-1021)}, {"min_10_exp", n(-307)}, {"dig", n(15)}, {"mant_dig", n(53)},
                               {"epsilon", Value::real(Double::epsilon())}, {"radix", n(2)}, {"rounds", n(1)}});
  put_struct(d, "int_info", {{"bits_per_digit", n(30)}, {"sizeof_digit", n(4)}, {"default_max_str_digits", n(4300)}, {"str_digits_check_threshold", n(640)}});
  put_struct(d, "hash_info", {{"width", n(64)}, {"modulus", n((int64_t{1} << 61) - 1)}, {"inf", n(314159)}, {"nan", n(0)}, {"imag", n(1000003)},
                              {"algorithm", text("siphash13")}, {"hash_bits", n(64)}, {"seed_bits", n(128)}, {"cutoff", n(0)}});
}

// As of an interpreter started with PYTHONHASHSEED=0.
void put_flags(const Ref<Dict>& d) {
  std::vector<Named> flags;
  for (const char* name : {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment",
                           "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated"})
    flags.emplace_back(name, n(0));
  for (const char* name : {"dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits"}) flags.emplace_back(name, n(0));
  for (Named& flag : flags) {
    std::string_view name = flag.first;
    if (name == "dev_mode" || name == "safe_path") flag.second = Value::boolean(false);
    if (name == "int_max_str_digits") flag.second = n(4300);
  }
  put_struct(d, "flags", flags);
}

Value utf8(const Value*) { return text("utf-8"); }
Value switch_interval(const Value*) { return Value::real(0.005); }
Value most_digits(const Value*) { return n(static_cast<int64_t>(most_str_digits())); }
Value set_most_digits(const Value* a) {
  int64_t most = index_of(a[0]);
  if (most != 0 && most < 640) raise_value_error("maxdigits must be 0 or larger than 640");
  most_str_digits() = static_cast<size_t>(most);
  return Value::none();
}

// An int's text and back whatever its length, for the module decimal, which has no such limit.
struct WithoutLimit {
  size_t before = std::exchange(most_str_digits(), 0);
  ~WithoutLimit() { most_str_digits() = before; }
};
Value int_text(const Value* a) {
  WithoutLimit scope;
  return text(int_to_text(a[0]));
}
Value int_of_text(const Value* a) {
  WithoutLimit scope;
  return int_parse(str(a[0])->view(), 10, a[0]);
}

Value set_origin_tracking(const Value* a) {
  int64_t depth = index_of(a[0]);
  if (depth < 0) raise_value_error("depth must be >= 0");
  set_origin_depth(static_cast<uint32_t>(std::min<int64_t>(depth, 1000)));
  return Value::none();
}
Value origin_tracking(const Value*) { return n(vm().origin_depth); }

// What reports an uncaught exception; the program may put a function of its own in its place.
Value excepthook(const Value* a) {
  write_to_stderr(format_exception(exception_argument(a[1]), true));
  return Value::none();
}

Value unraisablehook(const Value* a) {
  write_ignored(exception_argument(get_attr(a[0], "exc_value")), cat("Exception ignored in: ", repr(get_attr(a[0], "object"))->view()));
  return Value::none();
}

// The function makes coroutines, or generators that count as such from now on (CPython's CO_ITERABLE_COROUTINE).
Value awaitable_when_called(const Value* a) {
  if (!a[0].is(Kind::function)) return Value::boolean(false);
  Code& code = *a[0].as<Function>()->code;
  if (code.co_flags & Code::generator) code.co_flags |= kIterableCoroutine;
  return Value::boolean(code.co_flags & (Code::generator | Code::coroutine));
}

constexpr struct {
  const char *name, *signature;
  NativeFn fn;
} kFunctions[] = {
    {"exit", "status=None, /", sys_exit},
    {"exception", "", exception},
    {"exc_info", "", exc_info},
    {"getrecursionlimit", "", getrecursionlimit},
    {"setrecursionlimit", "limit, /", setrecursionlimit},
    {"_getframe", "depth=0, /", getframe},
    {"getsizeof", "object, default=0", getsizeof},
    {"intern", "string, /", intern_text},
    {"getrefcount", "object, /", getrefcount},
    {"is_finalizing", "", is_finalizing},
    {"settrace", "function, /", nothing},
    {"setprofile", "function, /", nothing},
    {"gettrace", "", nothing},
    {"getprofile", "", nothing},
    {"setswitchinterval", "interval, /", nothing},
    {"set_coroutine_origin_tracking_depth", "depth", set_origin_tracking},
    {"set_asyncgen_hooks", "firstiter=None, finalizer=None", set_asyncgen_hooks},
    {"get_asyncgen_hooks", "", get_asyncgen_hooks},
    {"getdefaultencoding", "", utf8},
    {"getfilesystemencoding", "", utf8},
    {"getswitchinterval", "", switch_interval},
    {"get_int_max_str_digits", "", most_digits},
    {"set_int_max_str_digits", "maxdigits", set_most_digits},
    {"_int_text", "n", int_text},
    {"_int_of_text", "text", int_of_text},
    {"get_coroutine_origin_tracking_depth", "", origin_tracking},
    {"excepthook", "exctype, value, traceback, /", excepthook},
    {"unraisablehook", "unraisable, /", unraisablehook},
    {"_source_line", "filename, line", source_line},
    {"_source_text", "code_or_file", source_text},
    {"_text_signature", "function", text_signature},
    {"_awaitable_when_called", "function", awaitable_when_called},
    {"_caller", "level", caller},
    {"_program_caller", "level", program_caller},
    {"_tb_places", "traceback", tb_places},
    {"_stack_places", "", stack_places},
    {"_format_exception", "exception, chain, limit", format_exception_text},
    {"_format_exception_only", "exception", format_exception_only_text},
};

// sys.implementation is made when it is asked for: its type is one of the module types.
Value rarer_name(const Value* a) {
  if (!a[0].is(Kind::str) || a[0].as<Str>()->view() != "implementation") raise(Exc::AttributeError, "no such name");
  Dict& d = *vm().import("sys").as<ModuleObject>()->dict;
  Value made = call(get_attr(vm().import("types"), "SimpleNamespace"), {});
  auto set = [&](const char* name, const Value& v) { set_attr(made, intern(name).get(), v); };
  set("name", text("cpython"));
  set("cache_tag", text("cpython-313"));
  set("version", d.get(intern("version_info").get()));
  set("hexversion", d.get(intern("hexversion").get()));
  set("_multiarch", text("x86_64-linux-gnu"));
  d.set(intern("implementation").get(), made);
  return made;
}

}  // namespace

void fill_sys(const Ref<Dict>& d) {
  for (const auto& f : kFunctions) put(d, f.name, make_builtin(f.name, f.signature, f.fn));
  Ref<List> argv = List::make(), path = List::make();
  for (const std::string& a : vm().argv) argv->items.push_back(text(a));
  path->items.push_back(text(vm().program_dir.empty() ? "." : vm().program_dir));
  put(d, "argv", argv);
  put(d, "path", path);
  put(d, "modules", vm().modules);
  put(d, "stdin", input_stream());
  put(d, "stdout", output_stream(1));
  put(d, "stderr", output_stream(2));
  put(d, "__stdout__", output_stream(1));
  put(d, "__stderr__", output_stream(2));
  put(d, "platform", text("linux"));
  put(d, "byteorder", text("little"));
  put(d, "executable", text("loopscope"));
  put(d, "maxsize", Value::integer(INT64_MAX));
  put(d, "maxunicode", Value::integer(0x10ffff));
  put(d, "dont_write_bytecode", Value::boolean(true));
  put(d, "builtin_module_names", Tuple::make({text("builtins"), text("sys")}));
  put(d, "__excepthook__", d->get(intern("excepthook").get()));
  put(d, "__unraisablehook__", d->get(intern("unraisablehook").get()));
  put_version(d);
  put_limits_of_numbers(d);
  put_flags(d);
  put(d, "__getattr__", make_builtin("__getattr__", "name", rarer_name));
}

}  // namespace sim::py
