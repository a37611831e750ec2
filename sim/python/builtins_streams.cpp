// print, input, open, and the functions that leave the program.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/objects/file.h"
#include "sim/python/protocol.h"
#include "sim/python/suggestions.h"
#include "sim/python/vm.h"

#include <utility>
#include <vector>

namespace sim::py {

namespace {

// sys.stdout as it is now: a program may have replaced it. Null when it is None.
Value current_stdout() {
  Value sys = vm().modules->get(intern("sys").get());
  if (sys.is_null()) return output_stream(1);
  Value out = get_attr_or_null(sys, intern("stdout").get());
  if (out.is_null()) raise(Exc::RuntimeError, "lost sys.stdout");
  return out.is_none() ? Value() : out;
}

Ref<Str> separator(const Value& v, const char* name, const char* otherwise) {
  if (v.is_null() || v.is_none()) return intern(otherwise);
  if (!v.is(Kind::str)) raise_type_error(name, " must be None or a string, not ", type_name(v));
  return Ref<Str>(v.as<Str>());
}

struct PrintOptions {
  Value sep, end, file, flush;
};
PrintOptions print_options(const Args& args) {
  PrintOptions o;
  for (size_t i = 0; args.names && i < args.names->size(); ++i) {
    std::string_view name = (*args.names)[i].as<Str>()->view();
    Value* to = name == "sep" ? &o.sep : name == "end" ? &o.end : name == "file" ? &o.file : name == "flush" ? &o.flush : nullptr;
    if (!to) raise_no_such_keyword("print", name, {"sep", "end", "file", "flush"});
    *to = args.items[args.npos + i];
  }
  return o;
}

// What a print() has of its text so far. It is written at once when an argument's __str__ prints, too, or fails: CPython writes one argument
// after the other, and here they are one record.
class Gathered {
 public:
  explicit Gathered(int fd) : fd_(fd) {
    write_all();
    open_.push_back(this);
  }
  ~Gathered() { std::erase(open_, this); }
  static void write_all() {
    for (Gathered* g : open_)
      if (!g->text_.empty()) g->write();
  }
  void add(int64_t number) { append_to(text_, number); }
  void add(std::string_view part) {
    if (text_.size() + part.size() > vm().limits.output) throw LimitReached{LimitReached::Which::output};   // before it is copied
    text_ += part;
  }
  void write() { vm().write(fd_, std::exchange(text_, {})); }

 private:
  static thread_local std::vector<Gathered*> open_;
  int fd_;
  std::string text_;
};
thread_local std::vector<Gathered*> Gathered::open_;

void print_text(int fd, const Args& args, const Str& sep, const Str& end) {
  Gathered text(fd);
  try {
    for (size_t i = 0; i < args.npos; ++i) {
      if (i) text.add(sep.view());
      if (args[i].is_int()) text.add(args[i].as_int());
      else text.add(str(args[i])->view());
    }
  } catch (const Raised&) {
    Gathered::write_all();
    throw;
  }
  text.add(end.view());
  text.write();
}

Value print_of(const Args& args) {
  PrintOptions o = print_options(args);
  Ref<Str> sep = separator(o.sep, "sep", " "), end = separator(o.end, "end", "\n");
  Value file = o.file.is_null() || o.file.is_none() ? current_stdout() : o.file;
  if (file.is_null()) return Value::none();
  int fd;
  if (is_output_stream(file, &fd)) {
    print_text(fd, args, *sep, *end);
    return Value::none();
  }
  Value write = get_attr(file, intern("write").get());
  for (size_t i = 0; i < args.npos; ++i) {
    if (i) call(write, {Value(sep)});
    call(write, {Value(str(args[i]))});
  }
  call(write, {Value(end)});
  if (!o.flush.is_null() && truthy(o.flush)) call_method(file, "flush");
  return Value::none();
}

Value input_of(const Value* a) {
  if (!a[0].is_null()) {
    Value out = current_stdout();
    int fd;
    if (!out.is_null() && is_output_stream(out, &fd))
      vm().write(fd, str(a[0])->view());
    else if (!out.is_null())
      call_method(out, "write", {Value(str(a[0]))});
  }
  std::optional<std::string> line = vm().read_line ? vm().read_line() : std::nullopt;
  if (!line) raise(Exc::EOFError, "EOF when reading a line");
  if (!line->empty() && line->back() == '\n') line->pop_back();
  return Str::make(*line);
}

Value open_of(const Value* a) {
  if (!a[1].is_null() && !a[1].is(Kind::str)) raise_type_error("open() argument 'mode' must be str, not ", type_name(a[1]));
  return open_file(a[0], a[1].is_null() ? "r" : a[1].as<Str>()->view(), a[3].is_null() ? Value::none() : a[3]);
}

// exit and quit: they tell at a prompt how to leave it, and leave the program when called. CPython: _sitebuiltins.Quitter.
class Quitter : public Object {
 public:
  Quitter(Type* type, const char* name) : Object(Kind::other, type), name(name) {}
  const char* name;
};
Value quitter_repr(const Value& self) {
  return Str::make(cat("Use ", self.as<Quitter>()->name, "() or Ctrl-D (i.e. EOF) to exit"));
}
Value leave(const Value* a) {
  Value code = a[0].is_null() ? Value::none() : a[0];
  raise(make_exception(exception_type(Exc::SystemExit), Args{&code, 1, nullptr}));
}
Value quitter_call(const Value&, const Args& args) { return call(make_builtin("Quitter.__call__", "code=None", leave), args); }

Value breakpoint_of(const Args&) {
  raise_unsupported("breakpoint()", "step through the program in the timeline, or print what you want to see");
}
Value help_of(const Args&) { raise_unsupported("help()", "look the object up in Python's own documentation"); }

}  // namespace

void add_stream_builtins(BuiltinsDict& b) {
  TypeBuilder type("_sitebuiltins.Quitter", Kind::other, vm().types.object);
  type.slots().repr = quitter_repr;
  type.slots().call = quitter_call;
  Type* quitter = type.finish();
  b.raw("print", print_of)
      .function("input", "prompt='', /", input_of)
      .function("open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
                open_of)
      .value("exit", Value(new Quitter(quitter, "exit")))
      .value("quit", Value(new Quitter(quitter, "quit")))
      .raw("breakpoint", breakpoint_of)
      .raw("help", help_of);
}

}  // namespace sim::py
