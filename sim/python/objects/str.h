// str. UTF-8 inside (a lone surrogate as its three bytes); a program only ever sees code points.
#pragma once
#include "sim/base/value.h"

#include <string>
#include <string_view>

namespace sim::py {

class Dict;

class Str : public Object {
 public:
  static Ref<Str> make(std::string_view utf8);                     // counts the code points
  static Ref<Str> make_ascii(std::string_view ascii);              // the caller knows that it is
  static Ref<Str> uninitialized(size_t bytes, size_t length);      // to be filled through mutable_data()
  static Ref<Str> of_code_point(uint32_t c);
  static Ref<Str> empty();
  static Ref<Str> concat(const Str& a, const Str& b);
  // a + b when the caller gives `a` up: grows in place while nobody else holds it, so that `s += x` in a loop stays linear.
  static Ref<Str> append(Ref<Str> a, const Str& b);

  std::string_view view() const { return {data_, bytes_}; }
  std::string string() const { return std::string(view()); }
  const char* data() const { return data_; }
  char* mutable_data() { return const_cast<char*>(data_); }
  size_t bytes() const { return bytes_; }
  size_t length() const { return length_; }                        // code points
  bool is_ascii() const { return bytes_ == length_; }
  int64_t hash() const { return hash_ != -1 ? hash_ : compute_hash(); }   // never -1; the same in every run
  bool interned() const { return small == 1; }                     // one object per text: compare by address
  uint32_t code_point_at(size_t index) const;                      // index < length()
  Ref<Str> substring(size_t from, size_t to) const;                // code points [from, to), already clamped
  size_t byte_offset(size_t index) const;                          // of the index-th code point; index <= length()

  bool operator==(const Str& o) const { return this == &o || (bytes_ == o.bytes_ && view() == o.view()); }

 protected:
  Str(size_t bytes, size_t length) : Object(Kind::str), bytes_(bytes), length_(length), data_(reinterpret_cast<const char*>(this + 1)) {}
  int64_t compute_hash() const;
  size_t bytes_, length_;
  mutable int64_t hash_ = -1;
  const char* data_;               // behind the object; of a subclass's instance: in the Str it wraps

 private:
  static constexpr uint16_t kGrowable = 2;         // of `small`: the word before the text says how many bytes fit
  static Ref<Str> growable(size_t capacity);
  size_t& capacity() { return *reinterpret_cast<size_t*>(this + 1); }
};

// An instance of a class derived from str: the text it wraps, and its attributes.
class StrInstance : public Str {
 public:
  StrInstance(Type* type, Ref<Str> text);
  ~StrInstance() override;
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Str> text;
  Ref<Dict> dict;                  // null until the first attribute
};

// `s` itself, or the plain str that a subclass's instance wraps.
Ref<Str> plain_str(Str* s);
inline bool is_str(const Value& v) { return v.is(Kind::str); }

// One code point from valid (W)UTF-8; `p` moves behind it.
uint32_t decode_utf8(const char*& p);
void append_utf8(std::string& out, uint32_t code_point);
size_t count_code_points(std::string_view utf8);
int64_t hash_bytes(std::string_view bytes);        // what hash() of str and bytes gives; never -1

}  // namespace sim::py
