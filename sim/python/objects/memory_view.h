// memoryview: a window on the bytes of a bytes or bytearray, without a copy.
// Before: builtins.cpp names the type. After: whatever takes bytes reads it through bytes_like() of bytes.h.
#pragma once
#include "sim/python/objects/bytes.h"

namespace sim::py {

class MemoryView final : public Object {
 public:
  MemoryView(Type* type, Ref<Bytes> base, size_t length) : Object(Kind::other, type), base(std::move(base)), length(length) {}

  Ref<Bytes> base;                 // null: released
  size_t first = 0;                // where item 0 begins in the base
  size_t length;                   // items
  int64_t stride = 1;              // bytes from one item to the next
  char format = 'B';               // as in the module struct, one native item
  size_t item_size = 1;
  Ref<Bytes> gathered;             // its bytes in a row, when they are not so in the base: what text() last gave

  bool readonly() const { return base->kind == Kind::bytes; }
  // All its bytes; holds until it is asked again or the base changes. ValueError when it was released.
  std::string_view text();
};

MemoryView* as_memory_view(const Value& v);      // null: it is none
// bytes, bytearray or a memoryview: what bytes_like() takes.
inline bool has_buffer(const Value& v) { return is_bytes_like(v) || as_memory_view(v); }
Type* make_memory_view_type();

}  // namespace sim::py
