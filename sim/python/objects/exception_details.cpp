// The exceptions that hold more than their arguments: OSError's errno, StopIteration's value, SyntaxError's place ...
// Before: exception.cpp builds the tree. After: traceback.cpp reads the fields.
#include "sim/base/check.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/exception_types.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <array>

namespace sim::py {

namespace {

Args positional(const Args& a) { return {a.items, a.npos, nullptr}; }

// The keyword argument `name`, or null.
Value keyword(const Args& a, std::string_view name) {
  for (size_t i = 0; a.names && i < a.names->size(); ++i)
    if ((*a.names)[i].as<Str>()->view() == name) return a.items[a.npos + i];
  return Value();
}
void allow_keywords(const Args& a, std::string_view type, std::initializer_list<std::string_view> allowed) {
  for (size_t i = 0; a.names && i < a.names->size(); ++i) {
    std::string_view name = (*a.names)[i].as<Str>()->view();
    bool known = false;
    for (std::string_view n : allowed) known = known || n == name;
    if (!known) raise_type_error(type, "() got an unexpected keyword argument '", name, "'");
  }
}

template <Value Exception::*M>
Value get_field(const Value& self) {
  return or_none(as_exception(self)->*M);
}
template <Value Exception::*M>
void set_field(const Value& self, const Value& v) {
  as_exception(self)->*M = v;
}
template <Value Exception::*M>
TypeBuilder& field(TypeBuilder& b, const char* name) {
  return b.getter(name, get_field<M>, set_field<M>);
}

// ---- StopIteration, SystemExit
void stop_iteration_init(const Value& self, const Args& args) {
  exception_init(self, args);
  as_exception(self)->value = args.npos ? args[0] : Value::none();
}
void system_exit_init(const Value& self, const Args& args) {
  exception_init(self, args);
  Value& code = as_exception(self)->value;
  if (args.npos == 1)
    code = args[0];
  else if (args.npos > 1)
    code = Tuple::make(args.items, args.npos);
}

// ---- those with name=
void name_error_init(const Value& self, const Args& args) {
  allow_keywords(args, "NameError", {"name"});
  exception_init(self, positional(args));
  as_exception(self)->value2 = keyword(args, "name");
}
void attribute_error_init(const Value& self, const Args& args) {
  allow_keywords(args, "AttributeError", {"name", "obj"});
  exception_init(self, positional(args));
  as_exception(self)->value2 = keyword(args, "name");
  as_exception(self)->value3 = keyword(args, "obj");
}
void import_error_init(const Value& self, const Args& args) {
  allow_keywords(args, "ImportError", {"name", "path", "name_from"});
  exception_init(self, positional(args));
  Exception* e = as_exception(self);
  e->value = args.npos == 1 ? args[0] : Value();
  e->value2 = keyword(args, "name");
  e->value3 = keyword(args, "path");
  Value from = keyword(args, "name_from");
  if (from.is_null()) return;
  if (!e->dict) e->dict = Dict::make();
  e->dict->set(intern("name_from").get(), from);
}
Value import_error_str(const Value& self) {
  const Value& message = as_exception(self)->value;
  return message.is(Kind::str) ? message : exception_str(self);
}

Value key_error_str(const Value& self) {
  const Tuple& args = *as_exception(self)->args;
  return args.size() == 1 ? Value(repr(args[0])) : exception_str(self);
}

// ---- OSError
struct ErrnoType {
  int number;
  Exc type;
};
constexpr ErrnoType kErrnoTypes[] = {
    {11, Exc::BlockingIOError},         {114, Exc::BlockingIOError},        {115, Exc::BlockingIOError},
    {10, Exc::ChildProcessError},       {32, Exc::BrokenPipeError},         {108, Exc::BrokenPipeError},
    {103, Exc::ConnectionAbortedError}, {111, Exc::ConnectionRefusedError}, {104, Exc::ConnectionResetError},
    {17, Exc::FileExistsError},         {2, Exc::FileNotFoundError},        {4, Exc::InterruptedError},
    {21, Exc::IsADirectoryError},       {20, Exc::NotADirectoryError},      {13, Exc::PermissionError},
    {1, Exc::PermissionError},          {3, Exc::ProcessLookupError},       {110, Exc::TimeoutError},
};

Value os_error_create(Type* type, const Args& args) {
  if (type == exception_type(Exc::OSError) && args.npos >= 2 && args.npos <= 5 && args[0].is_int())
    for (const ErrnoType& e : kErrnoTypes)
      if (e.number == args[0].as_int()) type = exception_type(e.type);
  return exception_create(type, args);
}

void os_error_init(const Value& self, const Args& args) {
  exception_init(self, args);
  Exception* e = as_exception(self);
  if (args.npos < 2 || args.npos > 5) return;
  e->value = args[0];
  e->value2 = args[1];
  if (args.npos >= 3 && !args[2].is_none()) {
    e->value3 = args[2];
    e->args = Tuple::make(args.items, 2);
  }
  if (args.npos == 5) {
    if (!e->dict) e->dict = Dict::make();
    e->dict->set(intern("filename2").get(), args[4]);
  }
}

Value os_error_str(const Value& self) {
  Exception* e = as_exception(self);
  if (e->value.is_null() || e->value2.is_null()) return exception_str(self);
  std::string out = cat("[Errno ", str(e->value)->view(), "] ", str(e->value2)->view());
  if (!e->value3.is_null()) out += cat(": ", repr(e->value3)->view());
  if (Value second = e->dict ? e->dict->get(intern("filename2").get()) : Value(); !second.is_null())
    out += cat(" -> ", repr(second)->view());
  return Str::make(out);
}

// ---- SyntaxError: value is the message, value2 the tuple (filename, lineno, offset, text, end_lineno, end_offset)
void syntax_error_init(const Value& self, const Args& args) {
  exception_init(self, args);
  Exception* e = as_exception(self);
  if (args.npos >= 1) e->value = args[0];
  if (args.npos == 2) {
    Ref<Tuple> details = to_tuple(args[1]);
    if (details->size() != 4 && details->size() != 6)
      raise_type_error("function takes at most 6 arguments (", details->size(), " given)");
    e->value2 = Value(details);
  }
}
template <size_t I>
Value syntax_detail(const Value& self) {
  const Value& d = as_exception(self)->value2;
  return d.is(Kind::tuple) && d.as<Tuple>()->size() > I ? (*d.as<Tuple>())[I] : Value::none();
}
template <size_t I>
void set_syntax_detail(const Value& self, const Value& v) {
  Ref<Tuple> t = Tuple::uninitialized(6);
  const Value old = as_exception(self)->value2;
  for (size_t i = 0; i < 6; ++i)
    (*t)[i] = old.is(Kind::tuple) && i < old.as<Tuple>()->size() ? (*old.as<Tuple>())[i] : Value::none();
  (*t)[I] = or_none(v);
  as_exception(self)->value2 = Value(t);
}
Value syntax_error_str(const Value& self) {
  Exception* e = as_exception(self);
  std::string out = e->value.is_null() ? "None" : str(e->value)->string();
  Value file = syntax_detail<0>(self), line = syntax_detail<1>(self);
  std::string name = file.is(Kind::str) ? file.as<Str>()->string() : "";
  if (size_t slash = name.rfind('/'); slash != std::string::npos) name = name.substr(slash + 1);
  if (!name.empty() && line.is_int())
    out += cat(" (", name, ", line ", line.as_int(), ")");
  else if (!name.empty())
    out += cat(" (", name, ")");
  else if (line.is_int())
    out += cat(" (line ", line.as_int(), ")");
  return Str::make(out);
}

// ---- UnicodeDecodeError(encoding, object, start, end, reason), UnicodeEncodeError the same, UnicodeTranslateError without
// encoding
template <size_t I>
Value unicode_part(const Value& self) {
  const Tuple& a = *as_exception(self)->args;
  return I < a.size() ? a[I] : Value::none();
}
void unicode_init(const Value& self, const Args& args) {
  exception_init(self, args);
  if (args.npos != 5) raise_type_error("function takes exactly 5 arguments (", args.npos, " given)");
}
std::string escaped(uint32_t c) {
  constexpr char kDigits[] = "0123456789abcdef";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  std::string out = digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
  for (int i = digits - 1; i >= 0; --i) out += kDigits[(c >> (4 * i)) & 15];
  return out;
}
Value unicode_error_str(const Value& self) {
  Value encoding = unicode_part<0>(self), object = unicode_part<1>(self), start = unicode_part<2>(self),
        end = unicode_part<3>(self);
  std::string reason = str(unicode_part<4>(self))->string();
  if (!start.is_int() || !end.is_int()) return Str::empty();
  bool decoding = type_of(self)->is_subtype_of(exception_type(Exc::UnicodeDecodeError));
  int64_t from = start.as_int(), to = end.as_int();
  std::string what;
  if (to == from + 1 && decoding && object.is(Kind::bytes) && from >= 0 &&
      from < static_cast<int64_t>(object.as<Bytes>()->data.size())) {
    what = cat("byte 0x", escaped(object.as<Bytes>()->data[static_cast<size_t>(from)]).substr(2), " in position ", from);
  } else if (to == from + 1 && !decoding && object.is(Kind::str) && from >= 0 &&
             from < static_cast<int64_t>(object.as<Str>()->length())) {
    what = cat("character '", escaped(object.as<Str>()->code_point_at(static_cast<size_t>(from))), "' in position ", from);
  } else {
    what = cat(decoding ? "bytes" : "characters", " in position ", from, "-", to - 1);
  }
  return Str::make(cat("'", str(encoding)->view(), "' codec can't ", decoding ? "decode " : "encode ", what, ": ", reason));
}

void build_unicode(TypeBuilder& b) {
  b.slots().init = unicode_init;
  b.slots().str = unicode_error_str;
  b.getter("encoding", unicode_part<0>)
      .getter("object", unicode_part<1>)
      .getter("start", unicode_part<2>)
      .getter("end", unicode_part<3>)
      .getter("reason", unicode_part<4>);
}

void build_syntax_error(TypeBuilder& b) {
  b.slots().init = syntax_error_init;
  b.slots().str = syntax_error_str;
  field<&Exception::value>(b, "msg")
      .getter("filename", syntax_detail<0>, set_syntax_detail<0>)
      .getter("lineno", syntax_detail<1>, set_syntax_detail<1>)
      .getter("offset", syntax_detail<2>, set_syntax_detail<2>)
      .getter("text", syntax_detail<3>, set_syntax_detail<3>)
      .getter("end_lineno", syntax_detail<4>, set_syntax_detail<4>)
      .getter("end_offset", syntax_detail<5>, set_syntax_detail<5>);
}

void build_os_error(TypeBuilder& b) {
  b.slots().create = os_error_create;
  b.slots().init = os_error_init;
  b.slots().str = os_error_str;
  field<&Exception::value>(b, "errno");
  field<&Exception::value2>(b, "strerror");
  field<&Exception::value3>(b, "filename");
  b.attribute("filename2", Value::none());
}

void build_import_error(TypeBuilder& b) {
  b.slots().init = import_error_init;
  b.slots().str = import_error_str;
  field<&Exception::value>(b, "msg");
  field<&Exception::value2>(b, "name");
  field<&Exception::value3>(b, "path");
  b.attribute("name_from", Value::none());
}

}  // namespace

void build_detailed_exception(TypeBuilder& b, std::string_view name) {
  if (name == "StopIteration") {
    b.slots().init = stop_iteration_init;
    field<&Exception::value>(b, "value");
  } else if (name == "SystemExit") {
    b.slots().init = system_exit_init;
    field<&Exception::value>(b, "code");
  } else if (name == "NameError") {
    b.slots().init = name_error_init;
    field<&Exception::value2>(b, "name");
  } else if (name == "AttributeError") {
    b.slots().init = attribute_error_init;
    field<&Exception::value2>(b, "name");
    field<&Exception::value3>(b, "obj");
  } else if (name == "ImportError") {
    build_import_error(b);
  } else if (name == "KeyError") {
    b.slots().str = key_error_str;
  } else if (name == "OSError") {
    build_os_error(b);
  } else if (name == "SyntaxError") {
    build_syntax_error(b);
  } else if (name == "UnicodeDecodeError" || name == "UnicodeEncodeError") {
    build_unicode(b);
  }
}

}  // namespace sim::py
