// bytes and bytearray.
#pragma once
#include "sim/base/heap.h"

#include <string_view>

namespace sim::py {

class Bytes : public Object {
 public:
  static Ref<Bytes> make(std::string_view data, Kind kind = Kind::bytes);
  explicit Bytes(Kind kind = Kind::bytes) : Object(kind) {}        // Kind::bytearray: may change
  std::string_view view() const { return {reinterpret_cast<const char*>(data.data()), data.size()}; }
  Vec<uint8_t> data;
};

class BytesIterator : public Object {
 public:
  explicit BytesIterator(Ref<Bytes> bytes) : Object(Kind::bytes_iterator), bytes(std::move(bytes)) {}
  Ref<Bytes> bytes;                // null once exhausted
  size_t index = 0;
};

class TypeBuilder;
void add_bytes_methods(TypeBuilder& b);            // bytes_methods.cpp: those that bytes and bytearray share
void add_bytearray_methods(TypeBuilder& b);        // bytes_array.cpp: those that change it

inline bool is_bytes_like(const Value& v) { return v.is(Kind::bytes) || v.is(Kind::bytearray); }
std::string_view bytes_like(const Value& v);       // "a bytes-like object is required, not 'str'"
uint8_t byte_of(const Value& v);                   // an int in range(0, 256)
// The bytes that bytes(v) and bytearray(v) would hold: a count, bytes, or an iterable of ints.
void append_bytes_of(Vec<uint8_t>& out, const Value& v, std::string_view target);
void bytearray_setitem(const Value& self, const Value& key, const Value& v);   // a null v deletes
Value bytearray_inplace_concat(const Value& self, const Value& other);

}  // namespace sim::py
