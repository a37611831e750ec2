#include "sim/python/objects/file.h"

#include "sim/base/check.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"
#include "sim/python/vm.h"

#include <memory>

namespace sim::py {

namespace {

// A stream of the machine (fd 0, 1, 2), or the whole text of a file and a place in it.
class File : public Object {
 public:
  File(Type* type, int fd) : Object(Kind::other, type), fd(fd) {}
  Ref<Dict>* dict_place() override { return &dict; }
  int fd;  // -1: a file beside the program
  Value name;
  std::string mode = "r", text;
  size_t at = 0;  // bytes of `text`
  bool binary = false, closed = false;
  Ref<Dict> dict;
};

struct Streams {
  Type* type = nullptr;
  Type* binary_type = nullptr;
  Value standard[3];
};
void make_types(Streams& s);
Streams& streams() {
  auto& state = vm().module_state["streams"];
  if (!state) {
    state = std::make_shared<Streams>();
    make_types(*static_cast<Streams*>(state.get()));
  }
  return *static_cast<Streams*>(state.get());
}

File* as_file(const Value& v) { return v.as<File>(); }

File* open_for_reading(const Value& v) {
  File* f = as_file(v);
  if (f->closed) raise_value_error("I/O operation on closed file.");
  if (f->fd > 0) raise(Exc::OSError, "not readable");
  return f;
}

Value piece(File* f, size_t from, size_t to) {
  std::string_view part = std::string_view(f->text).substr(from, to - from);
  return f->binary ? Value(Bytes::make(part)) : Value(Str::make(part));
}

// Standard input comes line by line; false at its end.
bool fetch_line(File* f) {
  if (f->fd != 0 || !vm().read_line) return false;
  std::optional<std::string> line = vm().read_line();
  if (!line) return false;
  f->text += *line;
  return true;
}

// The next line, its end included; empty at the end of the file.
Value take_line(File* f) {
  if (f->at == f->text.size()) fetch_line(f);
  size_t end = f->text.find('\n', f->at);
  size_t to = end == std::string::npos ? f->text.size() : end + 1;
  Value line = piece(f, f->at, to);
  f->at = to;
  return line;
}

size_t behind(File* f, int64_t count) {  // so many bytes, or characters
  size_t left = f->text.size() - f->at;
  if (count < 0) return f->text.size();
  if (f->binary) return f->at + std::min(left, static_cast<size_t>(count));
  const char *p = f->text.data() + f->at, *end = f->text.data() + f->text.size();
  while (count-- > 0 && p < end) decode_utf8(p);
  return static_cast<size_t>(p - f->text.data());
}

Value read(const Value* a) {
  File* f = open_for_reading(a[0]);
  int64_t count = a[1].is_null() || a[1].is_none() ? -1 : index_of(a[1]);
  while (fetch_line(f)) {}
  size_t to = behind(f, count);
  Value v = piece(f, f->at, to);
  f->at = to;
  return v;
}
Value readline(const Value* a) { return take_line(open_for_reading(a[0])); }
bool next_line(const Value& self, Value* out) {
  File* f = open_for_reading(self);
  *out = take_line(f);
  return f->binary ? !out->as<Bytes>()->data.empty() : out->as<Str>()->bytes() != 0;
}
Value readlines(const Value* a) {
  Ref<List> out = List::make();
  Value line;
  while (next_line(a[0], &line)) out->items.push_back(line);
  return out;
}
Value self_iter(const Value& v) { return v; }

Value write(const Value* a) {
  File* f = as_file(a[0]);
  if (f->closed) raise_value_error("I/O operation on closed file.");
  if (f->fd < 1) raise(Exc::OSError, "not writable");
  if (!a[1].is(Kind::str)) raise_type_error("write() argument must be str, not ", type_name(a[1]));
  vm().write(f->fd, a[1].as<Str>()->view());
  return Value::integer(static_cast<int64_t>(a[1].as<Str>()->length()));
}
Value writelines(const Value* a) {
  iterate(a[1], [&](const Value& line) {
    Value args[2] = {a[0], line};
    write(args);
  });
  return Value::none();
}
Value flush(const Value*) { return Value::none(); }
Value close(const Value* a) {
  if (as_file(a[0])->fd < 0) as_file(a[0])->closed = true;
  return Value::none();
}
Value enter(const Value* a) {
  if (as_file(a[0])->closed) raise_value_error("I/O operation on closed file.");
  return a[0];
}
Value leave(const Value* a) { return close(a); }
Value readable(const Value* a) { return Value::boolean(as_file(a[0])->fd <= 0); }
Value writable(const Value* a) { return Value::boolean(as_file(a[0])->fd > 0); }
Value seekable(const Value* a) { return Value::boolean(as_file(a[0])->fd < 0); }
Value isatty(const Value*) { return Value::boolean(false); }
Value fileno(const Value* a) { return Value::integer(as_file(a[0])->fd < 0 ? 3 : as_file(a[0])->fd); }
Value tell(const Value* a) { return Value::integer(static_cast<int64_t>(open_for_reading(a[0])->at)); }
Value seek(const Value* a) {
  File* f = open_for_reading(a[0]);
  int64_t whence = a[2].is_null() ? 0 : index_of(a[2]), offset = index_of(a[1]);
  int64_t base = whence == 0 ? 0 : static_cast<int64_t>(whence == 1 ? f->at : f->text.size());
  if (base + offset < 0) raise_value_error("negative seek position ", base + offset);
  f->at = std::min(f->text.size(), static_cast<size_t>(base + offset));
  return Value::integer(static_cast<int64_t>(f->at));
}
Value reconfigure(const Args&) { return Value::none(); }

Value get_dict(const Value& self) { return instance_dict(self, true); }
Value get_name(const Value& self) { return as_file(self)->name; }
Value get_mode(const Value& self) { return Str::make(as_file(self)->mode); }
Value get_closed(const Value& self) { return Value::boolean(as_file(self)->closed); }
Value get_encoding(const Value&) { return intern("utf-8"); }
Value get_errors(const Value&) { return intern("strict"); }
Value get_newlines(const Value&) { return Value::none(); }
Value get_buffer(const Value&) { raise_unsupported("the bytes behind a text stream (.buffer)", "use the text stream itself"); }

Value file_repr(const Value& self) {
  File* f = as_file(self);
  if (f->binary) return Str::make(cat("<_io.BufferedReader name=", repr(f->name)->view(), ">"));
  return Str::make(cat("<_io.TextIOWrapper name=", repr(f->name)->view(), " mode='", f->mode, "' encoding='utf-8'>"));
}

Type* make_type(const char* name, bool binary) {
  TypeBuilder b(name, Kind::other, vm().types.object, Type::has_dict | Type::final_);
  Slots& s = b.slots();
  s.repr = file_repr;
  s.iter = self_iter;
  s.next = next_line;
  b.method("read", "self, size=-1, /", read)
      .method("readline", "self, size=-1, /", readline)
      .method("readlines", "self, hint=-1, /", readlines)
      .method("write", "self, text, /", write)
      .method("writelines", "self, lines, /", writelines)
      .method("flush", "self, /", flush)
      .method("close", "self, /", close)
      .method("__enter__", "self, /", enter)
      .method("__exit__", "self, type, value, traceback, /", leave)
      .method("readable", "self, /", readable)
      .method("writable", "self, /", writable)
      .method("seekable", "self, /", seekable)
      .method("isatty", "self, /", isatty)
      .method("fileno", "self, /", fileno)
      .method("tell", "self, /", tell)
      .method("seek", "self, offset, whence=0, /", seek)
      .raw_method("reconfigure", reconfigure)
      .getter("__dict__", get_dict)
      .getter("name", get_name)
      .getter("mode", get_mode)
      .getter("closed", get_closed);
  if (!binary)
    b.getter("encoding", get_encoding).getter("errors", get_errors).getter("newlines", get_newlines).getter("buffer", get_buffer);
  return b.finish();
}

void make_types(Streams& s) {
  s.type = make_type("_io.TextIOWrapper", false);
  s.binary_type = make_type("_io.BufferedReader", true);
  constexpr const char* kNames[] = {"<stdin>", "<stdout>", "<stderr>"};
  for (int fd = 0; fd < 3; ++fd) {
    Ref<File> f(new File(s.type, fd));
    f->name = Value(intern(kNames[fd]));
    if (fd) f->mode = "w";
    s.standard[fd] = Value(f);
  }
}

[[noreturn]] void raise_os_error(int number, const char* text, const Value& path) {
  Value args[3] = {Value::integer(number), Value(Str::make(text)), path};
  raise(make_exception(exception_type(Exc::OSError), Args{args, 3, nullptr}));
}

void check_mode(std::string_view mode) {
  int kinds = 0;
  for (char c : mode) {
    if (std::string_view("rwaxbt+U").find(c) == std::string_view::npos) raise_value_error("invalid mode: '", mode, "'");
    if (c == 'r' || c == 'w' || c == 'a' || c == 'x') ++kinds;
  }
  if (kinds != 1) raise_value_error("must have exactly one of create/read/write/append mode");
  if (mode.find('b') != std::string_view::npos && mode.find('t') != std::string_view::npos)
    raise_value_error("can't have text and binary mode at once");
}

}  // namespace

Value output_stream(int fd) { return streams().standard[fd]; }
Value input_stream() { return streams().standard[0]; }

bool is_output_stream(const Value& v, int* fd) {
  if (!v.is_object() || v.as_object()->type != streams().type) return false;
  File* f = as_file(v);
  *fd = f->fd;
  return *fd > 0 && !(f->dict && !f->dict->get(intern("write").get()).is_null());
}

Value open_file(const Value& given, std::string_view mode, const Value& encoding) {
  check_mode(mode);
  Value path = given;
  Value fspath = get_attr_or_null(Value(type_of(given)), intern("__fspath__").get());
  if (given.is(Kind::instance) && !fspath.is_null()) path = call(fspath, {given});
  if (!path.is(Kind::str) && !path.identical(given))
    raise_type_error("expected ", type_name(given), ".__fspath__() to return str or bytes, not ", type_name(path));
  if (!path.is(Kind::str)) raise_type_error("expected str, bytes or os.PathLike object, not ", type_name(given));
  if (mode.find_first_of("wax+") != std::string_view::npos)
    raise_unsupported("writing to a file", "keep what you would write in a list or in io.StringIO, or print it");
  std::optional<std::string> text = vm().read_file ? vm().read_file(path.as<Str>()->string()) : std::nullopt;
  if (!text) raise_os_error(2, "No such file or directory", path);
  bool binary = mode.find('b') != std::string_view::npos;
  Ref<File> f(new File(binary ? streams().binary_type : streams().type, -1));
  f->name = given;
  f->mode = std::string(mode);
  f->binary = binary;
  if (binary) {
    if (!encoding.is_none()) raise_value_error("binary mode doesn't take an encoding argument");
    f->text = std::move(*text);
    return f;
  }
  // Decoded as bytes.decode would: UTF-8 unless told otherwise, its errors included; line ends become \n.
  Value decoded = call_method(Value(Bytes::make(*text)), "decode", {encoding.is_none() ? Value(intern("utf-8")) : encoding});
  std::string_view all = decoded.as<Str>()->view();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i] == '\r' && i + 1 < all.size() && all[i + 1] == '\n') continue;
    f->text += all[i] == '\r' ? '\n' : all[i];
  }
  return f;
}

}  // namespace sim::py
