// A str with room behind its text, so that `s += t` in a loop need not copy all of s each time.
// Before: BINARY_ADD in interpret.cpp, when nobody but the variable holds s. CPython: unicode_concatenate.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/str.h"

#include <cstring>

namespace sim::py {

class GrowingStr final : public Str {
 public:
  static constexpr size_t kLeast = 256;            // bytes; copying less costs no more than growing

  // a + b, with room for an eighth more.
  static Ref<Str> make(const Str& a, const Str& b) {
    size_t bytes = a.bytes() + b.bytes(), room = bytes + bytes / 8;
    Heap::current().require(room);
    auto* s = new (room) GrowingStr(bytes, a.length() + b.length(), room);
    std::memcpy(s->mutable_data(), a.data(), a.bytes());
    std::memcpy(s->mutable_data() + a.bytes(), b.data(), b.bytes());
    return Ref<Str>(s);
  }
  // False: no room. The caller is the only one who knows this str.
  bool append(const Str& b) {
    if (b.bytes() > room_ - bytes_) return false;
    std::memcpy(mutable_data() + bytes_, b.data(), b.bytes());
    bytes_ += b.bytes();
    length_ += b.length();
    hash_ = -1;
    return true;
  }

 private:
  GrowingStr(size_t bytes, size_t length, size_t room) : Str(bytes, length), room_(room) { data_ = reinterpret_cast<const char*>(this + 1); }
  size_t room_;
};

}  // namespace sim::py
