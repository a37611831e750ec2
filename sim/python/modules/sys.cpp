// The module sys, and what warnings, logging and traceback (sim/python/library) need to know of the running frames.
#include "sim/base/heap.h"
#include "sim/python/modules/modules.h"
#include "sim/python/learners.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/file.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"
#include "sim/python/traceback.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

void put(const Ref<Dict>& d, const char* name, Value v) { d->set(intern(name).get(), std::move(v)); }
Value text(std::string_view s) { return Str::make(s); }

Value sys_exit(const Value* a) {
  Ref<Exception> e;
  if (a[0].is_null() || a[0].is_none()) e = make_exception(exception_type(Exc::SystemExit), Args{});
  else e = make_exception(exception_type(Exc::SystemExit), Args{a, 1, nullptr});
  raise(e);
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

// About what CPython would say of the common types.
Value getsizeof(const Value* a) {
  const Value& v = a[0];
  int64_t size = 48;
  if (v.is_none()) size = 16;
  else if (v.is_int() || v.is_bool()) size = v.as_int() == 0 ? 28 : 28 + 4 * (v.as_int() > (1 << 30) - 1 || v.as_int() < -(1 << 30));
  else if (v.is_float()) size = 24;
  else if (v.is(Kind::str)) size = v.as<Str>()->is_ascii() ? 41 + static_cast<int64_t>(v.as<Str>()->length()) : 60 + 2 * static_cast<int64_t>(v.as<Str>()->length());
  else if (v.is(Kind::bytes)) size = 33 + length(v);
  else if (v.is(Kind::list)) size = 56 + 8 * length(v);
  else if (v.is(Kind::tuple)) size = 40 + 8 * length(v);
  else if (v.is(Kind::dict)) size = length(v) ? 184 + 100 * (length(v) / 6) : 64;
  else if (v.is(Kind::set)) size = 216;
  else if (v.is(Kind::generator) || v.is(Kind::coroutine)) size = 200;
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

// (filename, line, function, source line, how a report shows it) of each frame of the program in a traceback.
Value tb_places(const Value* a) {
  Ref<List> places = List::make();
  if (a[0].is_none()) return places;
  if (!a[0].is(Kind::traceback)) raise_type_error("a traceback is wanted");
  for (const FrameLine& f : visible_frames(a[0].as<Traceback>()))
    places->items.push_back(Tuple::make({text(f.source->filename), Value::integer(f.span.line), text(f.name),
                                         text(f.source->line(f.span.line)), text(format_frame(f))}));
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

void put_version(const Ref<Dict>& d) {
  put(d, "version", text("3.13.0 (Loopscope)"));
  Ref<Type> info = make_class(vm().types.type, intern("version_info"), Tuple::make({Value(vm().types.tuple)}), Dict::make(), Args{});
  Value parts = Tuple::make({Value::integer(3), Value::integer(13), Value::integer(0), text("final"), Value::integer(0)});
  Value made = call(Value(info), {parts});
  const char* names[] = {"major", "minor", "micro", "releaselevel", "serial"};
  for (size_t i = 0; i < 5; ++i) info->set_attribute(intern(names[i]).get(), (*parts.as<Tuple>())[i]);
  put(d, "version_info", made);
  put(d, "hexversion", Value::integer(0x030d00f0));
}

}  // namespace

void fill_sys(const Ref<Dict>& d) {
  struct {
    const char *name, *signature;
    NativeFn fn;
  } functions[] = {
      {"exit", "status=None, /", sys_exit},
      {"exception", "", exception},
      {"exc_info", "", exc_info},
      {"getrecursionlimit", "", getrecursionlimit},
      {"setrecursionlimit", "limit, /", setrecursionlimit},
      {"getsizeof", "object, default=0", getsizeof},
      {"intern", "string, /", intern_text},
      {"getrefcount", "object, /", getrefcount},
      {"is_finalizing", "", is_finalizing},
      {"settrace", "function, /", nothing},
      {"setprofile", "function, /", nothing},
      {"gettrace", "", nothing},
      {"getprofile", "", nothing},
      {"setswitchinterval", "interval, /", nothing},
      {"set_coroutine_origin_tracking_depth", "depth", nothing},
      {"set_asyncgen_hooks", "firstiter=None, finalizer=None", set_asyncgen_hooks},
      {"get_asyncgen_hooks", "", get_asyncgen_hooks},
      {"_source_line", "filename, line", source_line},
      {"_caller", "level", caller},
      {"_program_caller", "level", program_caller},
      {"_tb_places", "traceback", tb_places},
      {"_stack_places", "", stack_places},
      {"_format_exception", "exception, chain, limit", format_exception_text},
      {"_format_exception_only", "exception", format_exception_only_text},
  };
  for (const auto& f : functions) put(d, f.name, make_builtin(f.name, f.signature, f.fn));
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
  put_version(d);
}

}  // namespace sim::py
