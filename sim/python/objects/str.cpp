// The text of a str: making, indexing. What programs do with it: str_type.cpp, str_methods.cpp. Its hash: text_hash.cpp.
#include "sim/python/objects/str.h"

#include "sim/base/check.h"
#include "sim/base/heap.h"
#include "sim/python/objects/dict.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <cstring>
#include <new>

namespace sim::py {

uint32_t decode_utf8(const char*& p) {
  auto byte = [&p] { return static_cast<uint32_t>(static_cast<unsigned char>(*p++)); };
  uint32_t lead = byte();
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return (lead & 0x1F) << 6 | (byte() & 0x3F);
  if (lead < 0xF0) {
    uint32_t middle = byte() & 0x3F;
    return (lead & 0x0F) << 12 | middle << 6 | (byte() & 0x3F);
  }
  uint32_t second = byte() & 0x3F, third = byte() & 0x3F;
  return (lead & 0x07) << 18 | second << 12 | third << 6 | (byte() & 0x3F);
}

void append_utf8(std::string& out, uint32_t c) {
  auto tail = [&out, c](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(12), tail(6), tail(0);
  }
}

namespace {

// Counts bytes that are not continuation bytes, eight at a time.
size_t count_leads(const char* p, size_t n) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  size_t continuations = 0, i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t word;
    std::memcpy(&word, p + i, 8);
    uint64_t marks = (word >> 7) & (~word >> 6) & kOnes;      // 10xxxxxx
    continuations += (marks * kOnes) >> 56;
  }
  for (; i < n; ++i) continuations += (static_cast<unsigned char>(p[i]) & 0xC0) == 0x80;
  return n - continuations;
}

size_t sequence_length(char lead) {
  auto b = static_cast<unsigned char>(lead);
  return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

}  // namespace

size_t count_code_points(std::string_view utf8) { return count_leads(utf8.data(), utf8.size()); }

Ref<Str> Str::uninitialized(size_t bytes, size_t length) {
  if (bytes > 4096) Heap::current().require(bytes);
  return Ref<Str>(new (bytes) Str(bytes, length));
}

Ref<Str> Str::make_ascii(std::string_view ascii) {
  if (ascii.size() <= 1) return ascii.empty() ? empty() : of_code_point(static_cast<unsigned char>(ascii[0]));
  Ref<Str> s = uninitialized(ascii.size(), ascii.size());
  std::memcpy(s->mutable_data(), ascii.data(), ascii.size());
  return s;
}

Ref<Str> Str::make(std::string_view utf8) {
  size_t length = count_code_points(utf8);
  if (length <= 1 && utf8.size() == length) return make_ascii(utf8);
  Ref<Str> s = uninitialized(utf8.size(), length);
  std::memcpy(s->mutable_data(), utf8.data(), utf8.size());
  return s;
}

namespace {
Ref<Str> small_text(std::string_view text) {
  Ref<Str> s = Str::uninitialized(text.size(), text.empty() ? 0 : 1);
  if (!text.empty()) std::memcpy(s->mutable_data(), text.data(), text.size());
  return s;
}
}  // namespace

// One object for each ASCII character and for the empty text, so that `is` answers as in CPython and reading characters makes nothing.
// They are not interned here: intern() itself asks for them.
Ref<Str> Str::of_code_point(uint32_t c) {
  if (c < 0x80) {
    char text = static_cast<char>(c);
    if (!current_vm) return small_text({&text, 1});
    Ref<Str>& one = vm().ascii_characters[c];
    if (!one) one = small_text({&text, 1});
    return one;
  }
  std::string text;
  append_utf8(text, c);
  return small_text(text);
}

Ref<Str> Str::empty() {
  if (!current_vm) return small_text({});
  Ref<Str>& one = vm().empty_str;
  if (!one) one = small_text({});
  return one;
}

Ref<Str> Str::concat(const Str& a, const Str& b) {
  Ref<Str> s = uninitialized(a.bytes_ + b.bytes_, a.length_ + b.length_);
  std::memcpy(s->mutable_data(), a.data_, a.bytes_);
  std::memcpy(s->mutable_data() + a.bytes_, b.data_, b.bytes_);
  return s;
}

Ref<Str> Str::growable(size_t capacity) {
  Heap::current().require(capacity);
  Ref<Str> s(new (sizeof(size_t) + capacity) Str(0, 0));
  s->small = kGrowable;
  s->data_ += sizeof(size_t);
  s->capacity() = capacity;
  return s;
}

Ref<Str> Str::append(Ref<Str> a, const Str& b) {
  if (b.bytes_ == 0 && !(a->flags & is_subclass)) return a;
  size_t bytes = a->bytes_ + b.bytes_;
  bool room = a->small == kGrowable && bytes <= a->capacity();
  if (a->refs != 1 || (!room && bytes < 64)) return concat(*a, b);
  if (!room) {
    Ref<Str> larger = growable(bytes + bytes / 2);
    std::memcpy(larger->mutable_data(), a->data_, a->bytes_);
    larger->bytes_ = a->bytes_;
    larger->length_ = a->length_;
    a = std::move(larger);
  }
  std::memmove(a->mutable_data() + a->bytes_, b.data_, b.bytes_);
  a->bytes_ = bytes;
  a->length_ += b.length_;
  a->hash_ = -1;
  return a;
}

size_t Str::byte_offset(size_t index) const {
  if (is_ascii() || index == 0) return index;
  if (index == length_) return bytes_;
  constexpr size_t kBlock = 64;
  if (length_ > 1024) charge_steps(length_ / 256);
  const char* p = data_;
  const char* end = data_ + bytes_;
  size_t left = index;
  for (; end - p > static_cast<ptrdiff_t>(kBlock); p += kBlock) {
    size_t leads = count_leads(p, kBlock);
    if (leads > left) break;
    left -= leads;
  }
  while ((static_cast<unsigned char>(*p) & 0xC0) == 0x80) ++p;   // the block began inside a character counted before it
  for (; left; --left) p += sequence_length(*p);
  return static_cast<size_t>(p - data_);
}

uint32_t Str::code_point_at(size_t index) const {
  if (is_ascii()) return static_cast<unsigned char>(data_[index]);
  const char* p = data_ + byte_offset(index);
  return decode_utf8(p);
}

Ref<Str> Str::substring(size_t from, size_t to) const {
  if (from >= to) return empty();
  if (is_ascii()) return make_ascii({data_ + from, to - from});
  if (to - from == 1) return of_code_point(code_point_at(from));
  size_t first = byte_offset(from), last = byte_offset(to);
  Ref<Str> s = uninitialized(last - first, to - from);
  std::memcpy(s->mutable_data(), data_ + first, last - first);
  return s;
}

StrInstance::StrInstance(Type* type_, Ref<Str> text_) : Str(text_->bytes(), text_->length()), text(std::move(text_)) {
  type = type_;
  incref(type);
  flags |= is_subclass;
  data_ = text->data();
}
StrInstance::~StrInstance() { decref(type); }

Ref<Str> plain_str(Str* s) {
  if (s->flags & Object::is_subclass) return static_cast<StrInstance*>(s)->text;
  return Ref<Str>(s);
}

}  // namespace sim::py
