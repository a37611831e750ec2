// What changes a bytearray: item and slice assignment, append, extend, pop ...
// Before: bytes_type.cpp adds it to the type.
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {
namespace {

Bytes* array_self(const Value* a) {
  if (!a[0].is(Kind::bytearray)) raise_type_error("descriptor requires a 'bytearray' object but received a '", type_name(a[0]), "'");
  return a[0].as<Bytes>();
}

// What a slice is assigned from.
Vec<uint8_t> new_items(const Value& v) {
  Vec<uint8_t> out;
  if (is_str(v) || is_int(v) || (!is_bytes_like(v) && !type_of(v)->slots.iter && !type_of(v)->slots.getitem))
    raise_type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  append_bytes_of(out, v, "bytearray");
  return out;
}

void set_slice(Vec<uint8_t>& data, const Value& key, const Value& v) {
  Vec<uint8_t> items;
  if (!v.is_null()) items = new_items(v);
  int64_t start, stop, step;
  int64_t n = slice_indices(key, static_cast<int64_t>(data.size()), &start, &stop, &step);
  n = std::max<int64_t>(n, 0);
  if (step == 1) {
    auto at = data.erase(data.begin() + start, data.begin() + start + n);
    data.insert(at, items.begin(), items.end());
    return;
  }
  if (v.is_null()) {
    if (step < 0) start += step * (n - 1), step = -step;
    for (int64_t i = n - 1; i >= 0; --i) data.erase(data.begin() + start + i * step);
    return;
  }
  if (static_cast<int64_t>(items.size()) != n)
    raise_value_error("attempt to assign bytes of size ", items.size(), " to extended slice of size ", n);
  for (int64_t i = 0; i < n; ++i) data[static_cast<size_t>(start + i * step)] = items[static_cast<size_t>(i)];
}

Value array_append(const Value* a) {
  array_self(a)->data.push_back(byte_of(a[1]));
  return Value::none();
}
Value array_extend(const Value* a) {
  Vec<uint8_t> more;
  if (is_str(a[1])) raise_type_error("expected iterable of integers; got: 'str'");
  if (!is_bytes_like(a[1]) && !type_of(a[1])->slots.iter && !type_of(a[1])->slots.getitem)
    raise_type_error("can't extend bytearray with ", type_name(a[1]));
  append_bytes_of(more, a[1], "bytearray");
  Bytes* self = array_self(a);
  self->data.insert(self->data.end(), more.begin(), more.end());
  return Value::none();
}
Value array_insert(const Value* a) {
  auto& data = array_self(a)->data;
  int64_t i = index_of(a[1]), n = static_cast<int64_t>(data.size());
  if (i < 0) i = std::max<int64_t>(i + n, 0);
  data.insert(data.begin() + std::min(i, n), byte_of(a[2]));
  return Value::none();
}
Value array_pop(const Value* a) {
  auto& data = array_self(a)->data;
  int64_t i = a[1].is_null() ? -1 : index_of(a[1]), n = static_cast<int64_t>(data.size());
  if (n == 0) raise(Exc::IndexError, "pop from empty bytearray");
  if (i < 0) i += n;
  if (i < 0 || i >= n) raise(Exc::IndexError, "pop index out of range");
  uint8_t b = data[static_cast<size_t>(i)];
  data.erase(data.begin() + i);
  return Value::integer(b);
}
Value array_remove(const Value* a) {
  auto& data = array_self(a)->data;
  auto at = std::find(data.begin(), data.end(), byte_of(a[1]));
  if (at == data.end()) raise_value_error("value not found in bytearray");
  data.erase(at);
  return Value::none();
}
Value array_clear(const Value* a) {
  array_self(a)->data.clear();
  return Value::none();
}
Value array_reverse(const Value* a) {
  auto& data = array_self(a)->data;
  std::reverse(data.begin(), data.end());
  return Value::none();
}
Value array_copy(const Value* a) { return Bytes::make(array_self(a)->view(), Kind::bytearray); }

}  // namespace

void bytearray_setitem(const Value& self, const Value& key, const Value& v) {
  auto& data = self.as<Bytes>()->data;
  if (key.is(Kind::slice)) {
    set_slice(data, key, v);
    return;
  }
  if (!is_int(key) && !type_of(key)->slots.index) raise_type_error("bytearray indices must be integers or slices, not ", type_name(key));
  int64_t i = subscript_of(key), n = static_cast<int64_t>(data.size());
  if (i < 0) i += n;
  if (i < 0 || i >= n) raise(Exc::IndexError, "bytearray index out of range");
  if (v.is_null()) data.erase(data.begin() + i);
  else data[static_cast<size_t>(i)] = byte_of(v);
}

Value bytearray_inplace_concat(const Value& self, const Value& other) {
  if (!has_buffer(other)) raise_type_error("can't concat ", type_name(other), " to bytearray");
  std::string more(bytes_like(other));             // a copy: `other` may be the array itself
  auto& data = self.as<Bytes>()->data;
  data.insert(data.end(), more.begin(), more.end());
  charge_text(more.size());
  return self;
}

void add_bytearray_methods(TypeBuilder& b) {
  b.method("append", "self, item, /", array_append)
      .method("extend", "self, iterable_of_ints, /", array_extend)
      .method("insert", "self, index, item, /", array_insert)
      .method("pop", "self, index=-1, /", array_pop)
      .method("remove", "self, value, /", array_remove)
      .method("clear", "self, /", array_clear)
      .method("reverse", "self, /", array_reverse)
      .method("copy", "self, /", array_copy);
}

}  // namespace sim::py
