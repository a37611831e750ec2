// The type str: construction, operators, indexing, iteration. Its methods: str_methods.cpp, str_case.cpp, str_split.cpp.
// Before: init_types of sim/python/types.cpp. After: the VM and protocol.h call the slots.
#include "sim/python/format.h"
#include "sim/python/init.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/str_codec.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/objects/str_repr.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <cstring>

namespace sim::py {
namespace {

Str* text_of(const Value& v) { return v.as<Str>(); }

// ---- str(object='', encoding, errors)
Value decode_argument(const Value& object, const Value& encoding, const Value& errors) {
  auto named = [](const Value& v, std::string_view otherwise, std::string_view which) {
    if (v.is_null()) return std::string(otherwise);
    if (!is_str(v)) raise_type_error("str() argument '", which, "' must be str, not ", type_name(v));
    return text_of(v)->string();
  };
  std::string codec = named(encoding, "utf-8", "encoding"), on_error = named(errors, "strict", "errors");
  if (is_str(object)) raise_type_error("decoding str is not supported");
  if (!has_buffer(object))
    raise_type_error("decoding to str: need a bytes-like object, ", type_name(object), " found");
  return decode(bytes_like(object), codec, on_error);
}

Value str_create(Type* type, const Args& args) {
  Value object, encoding, errors;
  Value* places[] = {&object, &encoding, &errors};
  constexpr std::string_view kNames[] = {"object", "encoding", "errors"};
  bool own = type == vm().types.str;       // a subclass's __init__ may take more
  if (args.npos > 3 || (own && args.size() > 3)) raise_type_error("str expected at most 3 arguments, got ", args.size());
  for (size_t i = 0; i < args.npos && i < 3; ++i) *places[i] = args[i];
  for (size_t i = args.npos; i < args.size(); ++i) {
    auto name = text_of((*args.names)[i - args.npos])->view();
    auto at = static_cast<size_t>(std::find(std::begin(kNames), std::end(kNames), name) - std::begin(kNames));
    if (at == 3) raise_type_error("str() got an unexpected keyword argument '", name, "'");
    if (!places[at]->is_null()) raise_type_error("argument for str() given by name ('", name, "') and position (", at + 1, ")");
    *places[at] = args[i];
  }
  Value text;
  if (!encoding.is_null() || !errors.is_null()) text = object.is_null() ? Value(Str::empty()) : decode_argument(object, encoding, errors);
  else text = object.is_null() ? Value(Str::empty()) : Value(str(object));
  if (own) return text;
  return Value(Ref<StrInstance>(new StrInstance(type, plain_str(text_of(text)))));
}

// ---- operators
Value str_compare(const Value& a, const Value& b, CompareOp op) {
  if (!is_str(a) || !is_str(b)) return vm().not_implemented;
  const Str &x = *text_of(a), &y = *text_of(b);
  if (op == CompareOp::eq) return Value::boolean(x == y);
  if (op == CompareOp::ne) return Value::boolean(!(x == y));
  int order = x.view().compare(y.view());        // the order of UTF-8 is that of code points
  switch (op) {
    case CompareOp::lt: return Value::boolean(order < 0);
    case CompareOp::le: return Value::boolean(order <= 0);
    case CompareOp::gt: return Value::boolean(order > 0);
    default: return Value::boolean(order >= 0);
  }
}

Value str_concat(const Value& a, const Value& b) {
  if (!is_str(b)) raise_type_error("can only concatenate str (not \"", type_name(b), "\") to str");
  const Str &x = *text_of(a), &y = *text_of(b);
  if (x.bytes() == 0) return plain_str(text_of(b));
  if (y.bytes() == 0) return plain_str(text_of(a));
  charge_text(x.bytes() + y.bytes());
  return Str::concat(x, y);
}

Value str_repeat(const Value& a, int64_t n) {
  const Str& s = *text_of(a);
  if (n <= 0 || s.bytes() == 0) return Str::empty();
  if (n == 1) return plain_str(text_of(a));
  auto times = static_cast<size_t>(n);
  size_t bytes;
  if (__builtin_mul_overflow(s.bytes(), times, &bytes)) bytes = ~size_t{0} / 2;
  if (bytes > 4096) Heap::current().require(bytes);
  charge_text(bytes);
  Ref<Str> out = Str::uninitialized(bytes, s.length() * times);
  char* to = out->mutable_data();
  if (s.bytes() == 1) {
    std::memset(to, s.data()[0], bytes);
    return out;
  }
  std::memcpy(to, s.data(), s.bytes());
  for (size_t done = s.bytes(); done < bytes;) {                 // doubles what is there
    size_t more = std::min(done, bytes - done);
    std::memcpy(to + done, to, more);
    done += more;
  }
  return out;
}

Value str_mod(const Value& a, const Value& b) {
  if (!is_str(a)) return vm().not_implemented;
  return percent_format(text_of(a), b);
}

bool str_contains(const Value& self, const Value& item) {
  if (!is_str(item)) raise_type_error("'in <string>' requires string as left operand, not ", type_name(item));
  charge_text(text_of(self)->bytes());
  return find_bytes(text_of(self)->view(), text_of(item)->view()) != kNotFound;
}

// ---- items
Value slice_of(const Str& s, const Value& slice, const Value& self) {
  int64_t start, stop, step;
  int64_t n = slice_indices(slice, static_cast<int64_t>(s.length()), &start, &stop, &step);
  if (n <= 0) return Str::empty();
  if (step == 1) {
    if (static_cast<size_t>(n) == s.length()) return plain_str(text_of(self));
    return s.substring(static_cast<size_t>(start), static_cast<size_t>(start + n));
  }
  charge_text(static_cast<size_t>(n) * 8);
  if (s.is_ascii()) {
    if (n == 1) return Str::of_code_point(static_cast<unsigned char>(s.data()[start]));
    Ref<Str> out = Str::uninitialized(static_cast<size_t>(n), static_cast<size_t>(n));
    char* to = out->mutable_data();
    for (int64_t i = 0, at = start; i < n; ++i, at += step) to[i] = s.data()[at];
    return out;
  }
  Vec<uint32_t> points = code_points(s);
  std::string out;
  for (int64_t i = 0, at = start; i < n; ++i, at += step) append_utf8(out, points[static_cast<size_t>(at)]);
  return Str::make(out);
}

Value str_getitem(const Value& self, const Value& key) {
  const Str& s = *text_of(self);
  if (key.is(Kind::slice)) return slice_of(s, key, self);
  if (!key.is_int() && !type_of(key)->slots.index) raise_type_error("string indices must be integers, not '", type_name(key), "'");
  int64_t i = key.is_int() ? key.as_int() : subscript_of(key);
  auto length = static_cast<int64_t>(s.length());
  if (i < 0) i += length;
  if (i < 0 || i >= length) raise(Exc::IndexError, "string index out of range");
  return Str::of_code_point(s.code_point_at(static_cast<size_t>(i)));
}

int64_t str_len(const Value& self) { return static_cast<int64_t>(text_of(self)->length()); }
bool str_truth(const Value& self) { return text_of(self)->bytes() != 0; }
int64_t str_hash(const Value& self) { return text_of(self)->hash(); }
Value str_str(const Value& self) { return plain_str(text_of(self)); }
Value str_repr_slot(const Value& self) { return repr_text(*text_of(self)); }

// ---- iteration
Value str_iter(const Value& self) { return Ref<StrIterator>(new StrIterator(Ref<Str>(text_of(self)))); }

bool iterator_next(const Value& self, Value* out) { return str_iterator_next(self.as<StrIterator>(), out); }
Value iterator_iter(const Value& self) { return self; }
Value iterator_length_hint(const Value* a) {
  auto* it = a[0].as<StrIterator>();
  if (!it->text) return Value::integer(0);
  return Value::integer(static_cast<int64_t>(count_code_points(it->text->view().substr(it->byte))));
}

}  // namespace

bool str_iterator_next(StrIterator* it, Value* out) {
  if (!it->text) return false;
  if (it->byte == it->text->bytes()) {
    it->text = nullptr;
    return false;
  }
  const char* p = it->text->data() + it->byte;
  uint32_t c = decode_utf8(p);
  it->byte = static_cast<size_t>(p - it->text->data());
  *out = Str::of_code_point(c);
  return true;
}

Vec<uint32_t> code_points(const Str& s) {
  Vec<uint32_t> out;
  out.reserve(s.length());
  for (const char *p = s.data(), *end = p + s.bytes(); p < end;) out.push_back(decode_utf8(p));
  return out;
}

void init_str_types(Vm& vm) {
  TypeBuilder b("str", Kind::str, vm.types.object, Type::match_self);
  b.doc("A text: characters in order, that never change.");
  Slots& s = b.slots();
  s.create = str_create;
  s.repr = str_repr_slot;
  s.str = str_str;
  s.hash = str_hash;
  s.compare = str_compare;
  s.concat = str_concat;
  s.repeat = str_repeat;
  s.binary[static_cast<size_t>(ast::Operator::Mod)] = str_mod;
  s.len = str_len;
  s.truth = str_truth;
  s.getitem = str_getitem;
  s.contains = str_contains;
  s.iter = str_iter;
  add_str_methods(b);
  add_str_case_methods(b);
  add_str_split_methods(b);
  add_str_format_methods(b);
  vm.types.str = b.finish();

  TypeBuilder it("str_ascii_iterator", Kind::str_iterator, vm.types.object);
  it.slots().iter = iterator_iter;
  it.slots().next = iterator_next;
  it.method("__length_hint__", "self, /", iterator_length_hint);
  it.finish();
}

}  // namespace sim::py
