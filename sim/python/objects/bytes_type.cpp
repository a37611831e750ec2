// The types bytes and bytearray: construction, operators, indexing, iteration. Methods: bytes_methods.cpp, bytes_array.cpp.
// Before: init_types of sim/python/types.cpp. After: the VM and protocol.h call the slots.
#include "sim/python/format.h"
#include "sim/python/init.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/str_codec.h"
#include "sim/python/objects/str_repr.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

Ref<Bytes> Bytes::make(std::string_view data, Kind kind) {
  Ref<Bytes> b(new Bytes(kind));
  b->data.assign(data.begin(), data.end());
  return b;
}

std::string_view bytes_like(const Value& v) {
  if (is_bytes_like(v)) return v.as<Bytes>()->view();
  if (MemoryView* view = as_memory_view(v)) return view->text();
  raise_type_error("a bytes-like object is required, not '", type_name(v), "'");
}

uint8_t byte_of(const Value& v) {
  int64_t i = -1;
  if (is_int(v)) {
    if (!int_fits_int64(v, &i)) i = -1;
  } else {
    i = index_of(v);
  }
  if (i < 0 || i > 255) raise_value_error("byte must be in range(0, 256)");
  return static_cast<uint8_t>(i);
}

void append_bytes_of(Vec<uint8_t>& out, const Value& v, std::string_view target) {
  if (has_buffer(v)) {
    std::string_view data = bytes_like(v);
    charge_text(data.size());
    out.insert(out.end(), data.begin(), data.end());
    return;
  }
  Type* t = type_of(v);
  if (!t->slots.iter && !t->slots.getitem) raise_type_error("cannot convert '", type_name(v), "' object to ", target);
  iterate(v, [&](const Value& item) {
    int64_t i = -1;
    if (!is_int(item) && !type_of(item)->slots.index) raise_type_error("'", type_name(item), "' object cannot be interpreted as an integer");
    Value plain = is_int(item) ? item : Value::integer(index_of(item));
    if (!int_fits_int64(plain, &i) || i < 0 || i > 255)
      raise_value_error(target == "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
    out.push_back(static_cast<uint8_t>(i));
  });
}

namespace {

Bytes* bytes_of(const Value& v) { return v.as<Bytes>(); }
Ref<Bytes> like(const Value& v, std::string_view data) { return Bytes::make(data, v.as_object()->kind); }

// ---- bytes(source=b'', encoding, errors)
struct Source {
  Value source, encoding, errors;
};

Source read_source(const Args& args, std::string_view name) {
  Source s;
  Value* places[] = {&s.source, &s.encoding, &s.errors};
  constexpr std::string_view kNames[] = {"source", "encoding", "errors"};
  if (args.size() > 3) raise_type_error(name, "() takes at most 3 arguments (", args.size(), " given)");
  for (size_t i = 0; i < args.npos; ++i) *places[i] = args[i];
  for (size_t i = args.npos; i < args.size(); ++i) {
    auto key = (*args.names)[i - args.npos].as<Str>()->view();
    auto at = static_cast<size_t>(std::find(std::begin(kNames), std::end(kNames), key) - std::begin(kNames));
    if (at == 3) raise_type_error(name, "() got an unexpected keyword argument '", key, "'");
    *places[at] = args[i];
  }
  return s;
}

std::string text_argument(const Value& v, std::string_view otherwise, std::string_view type, std::string_view name) {
  if (v.is_null()) return std::string(otherwise);
  if (!is_str(v)) raise_type_error(type, "() argument '", name, "' must be str, not ", type_name(v));
  return v.as<Str>()->string();
}

void fill(Bytes& to, const Source& s, std::string_view name) {
  bool coded = !s.encoding.is_null() || !s.errors.is_null();
  if (s.source.is_null()) {
    if (coded) raise_type_error(s.encoding.is_null() ? "errors" : "encoding", " without a string argument");
    return;
  }
  if (is_str(s.source)) {
    if (s.encoding.is_null()) raise_type_error("string argument without an encoding");
    std::string data = encode(*s.source.as<Str>(), text_argument(s.encoding, "utf-8", name, "encoding"), text_argument(s.errors, "strict", name, "errors"));
    to.data.assign(data.begin(), data.end());
    return;
  }
  if (coded) raise_type_error(s.encoding.is_null() ? "errors" : "encoding", " without a string argument");
  if (Value method = special_method(s.source, vm().names.__bytes__); !method.is_null()) {
    Value made = call(method);
    if (!made.is(Kind::bytes)) raise_type_error("__bytes__ returned non-bytes (type ", type_name(made), ")");
    return append_bytes_of(to.data, made, name);
  }
  if (is_int(s.source) || type_of(s.source)->slots.index) {
    int64_t n = index_of(s.source);
    if (n < 0) raise_value_error("negative count");
    Heap::current().require(static_cast<size_t>(n));
    charge_text(static_cast<size_t>(n));
    to.data.resize(static_cast<size_t>(n));
    return;
  }
  append_bytes_of(to.data, s.source, name);
}

template <Kind kKind>
Value bytes_create(Type* type, const Args& args) {
  bool own = type == (kKind == Kind::bytes ? vm().types.bytes : vm().types.bytearray);
  Source s = read_source(args, kKind == Kind::bytes ? "bytes" : "bytearray");
  if (own && kKind == Kind::bytes && s.source.is(Kind::bytes) && s.source.as_object()->type == type && s.encoding.is_null()) return s.source;
  Ref<Bytes> b = own ? Ref<Bytes>(new Bytes(kKind)) : Ref<Bytes>(new WithAttributes<Bytes>(type, kKind));
  fill(*b, s, kKind == Kind::bytes ? "bytes" : "bytearray");
  return b;
}

// ---- operators
Value bytes_repr_slot(const Value& v) { return Str::make(repr_bytes(bytes_of(v)->view())); }
Value bytearray_repr_slot(const Value& v) { return Str::make(cat("bytearray(", repr_bytes(bytes_of(v)->view()), ")")); }
int64_t bytes_hash(const Value& v) { return hash_bytes(bytes_of(v)->view()); }

Value bytes_compare(const Value& a, const Value& b, CompareOp op) {
  if (!is_bytes_like(a) || !is_bytes_like(b)) return vm().not_implemented;
  charge_text(std::min(bytes_of(a)->data.size(), bytes_of(b)->data.size()));
  int order = bytes_of(a)->view().compare(bytes_of(b)->view());
  switch (op) {
    case CompareOp::eq: return Value::boolean(order == 0);
    case CompareOp::ne: return Value::boolean(order != 0);
    case CompareOp::lt: return Value::boolean(order < 0);
    case CompareOp::le: return Value::boolean(order <= 0);
    case CompareOp::gt: return Value::boolean(order > 0);
    default: return Value::boolean(order >= 0);
  }
}

Value bytes_concat(const Value& a, const Value& b) {
  if (!has_buffer(b)) raise_type_error("can't concat ", type_name(b), " to ", type_name(a));
  Ref<Bytes> out = like(a, bytes_of(a)->view());
  std::string_view more = bytes_like(b);
  out->data.insert(out->data.end(), more.begin(), more.end());
  charge_text(out->data.size());
  return out;
}

Value bytes_repeat(const Value& a, int64_t n) {
  Ref<Bytes> out = like(a, {});
  if (n <= 0) return out;
  size_t bytes;
  if (__builtin_mul_overflow(bytes_of(a)->data.size(), static_cast<size_t>(n), &bytes)) bytes = ~size_t{0} / 4;
  Heap::current().require(bytes);
  charge_text(bytes);
  out->data.reserve(bytes);
  for (int64_t i = 0; i < n && bytes; ++i) out->data.insert(out->data.end(), bytes_of(a)->data.begin(), bytes_of(a)->data.end());
  return out;
}

int64_t bytes_len(const Value& v) { return static_cast<int64_t>(bytes_of(v)->data.size()); }
bool bytes_truth(const Value& v) { return !bytes_of(v)->data.empty(); }

bool bytes_contains(const Value& self, const Value& item) {
  if (is_int(item)) {
    uint8_t b = byte_of(item);
    return bytes_of(self)->view().find(static_cast<char>(b)) != kNotFound;
  }
  return find_bytes(bytes_of(self)->view(), bytes_like(item)) != kNotFound;
}

Value bytes_getitem(const Value& self, const Value& key) {
  auto& data = bytes_of(self)->data;
  if (key.is(Kind::slice)) {
    int64_t start, stop, step;
    int64_t n = slice_indices(key, static_cast<int64_t>(data.size()), &start, &stop, &step);
    if (step == 1) return like(self, bytes_of(self)->view().substr(static_cast<size_t>(start), static_cast<size_t>(std::max<int64_t>(n, 0))));
    Ref<Bytes> out = like(self, {});
    for (int64_t i = 0, at = start; i < n; ++i, at += step) out->data.push_back(data[static_cast<size_t>(at)]);
    return out;
  }
  bool array = self.is(Kind::bytearray);
  if (!is_int(key) && !type_of(key)->slots.index)
    raise_type_error(array ? "bytearray" : "byte", " indices must be integers or slices, not ", type_name(key));
  int64_t i = subscript_of(key), n = static_cast<int64_t>(data.size());
  if (i < 0) i += n;
  if (i < 0 || i >= n) raise(Exc::IndexError, array ? "bytearray index out of range" : "index out of range");
  return Value::integer(data[static_cast<size_t>(i)]);
}

Value bytes_mod(const Value& a, const Value& b) {
  if (!is_bytes_like(a)) return vm().not_implemented;
  return like(a, percent_format_bytes(bytes_of(a)->view(), b));
}

// ---- iteration
Value bytes_iter(const Value& self) { return Ref<BytesIterator>(new BytesIterator(Ref<Bytes>(bytes_of(self)))); }
Value iterator_iter(const Value& self) { return self; }
bool iterator_next(const Value& self, Value* out) {
  auto* it = self.as<BytesIterator>();
  if (!it->bytes) return false;
  if (it->index >= it->bytes->data.size()) {
    it->bytes = nullptr;
    return false;
  }
  *out = Value::integer(it->bytes->data[it->index++]);
  return true;
}

void fill_shared_slots(Slots& s) {
  s.compare = bytes_compare;
  s.concat = bytes_concat;
  s.repeat = bytes_repeat;
  s.len = bytes_len;
  s.truth = bytes_truth;
  s.contains = bytes_contains;
  s.getitem = bytes_getitem;
  s.iter = bytes_iter;
  s.binary[static_cast<size_t>(ast::Operator::Mod)] = bytes_mod;
}

}  // namespace

void init_bytes_types(Vm& vm) {
  TypeBuilder b("bytes", Kind::bytes, vm.types.object, Type::match_self);
  b.doc("Numbers from 0 to 255 in order, that never change.");
  fill_shared_slots(b.slots());
  b.slots().create = bytes_create<Kind::bytes>;
  b.slots().repr = bytes_repr_slot;
  b.slots().hash = bytes_hash;
  add_bytes_methods(b);
  vm.types.bytes = b.finish();

  TypeBuilder a("bytearray", Kind::bytearray, vm.types.object, Type::match_self);
  fill_shared_slots(a.slots());
  a.slots().create = bytes_create<Kind::bytearray>;
  a.slots().repr = bytearray_repr_slot;
  a.slots().setitem = bytearray_setitem;
  a.slots().inplace_concat = bytearray_inplace_concat;
  add_bytes_methods(a);
  add_bytearray_methods(a);
  vm.types.bytearray = a.finish();

  TypeBuilder it("bytes_iterator", Kind::bytes_iterator, vm.types.object);
  it.slots().iter = iterator_iter;
  it.slots().next = iterator_next;
  it.finish();
}

}  // namespace sim::py
