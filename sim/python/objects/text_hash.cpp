// hash() of str and bytes: SipHash-1-3 with a key of zeros, which is CPython's with PYTHONHASHSEED=0, so that a set of texts iterates
// in the order CPython gives it there. Used by: str.cpp, bytes_type.cpp.
#include "sim/python/objects/str.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace sim::py {

namespace {

class SipHash {
 public:
  void word(uint64_t m) {
    v3_ ^= m;
    round();
    v0_ ^= m;
  }
  uint64_t end(uint64_t last) {
    word(last);
    v2_ ^= 0xff;
    for (int i = 0; i < 3; ++i) round();
    return (v0_ ^ v1_) ^ (v2_ ^ v3_);
  }

 private:
  void round() {
    v0_ += v1_, v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_, v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v1_, v0_ += v3_;
    v1_ = std::rotl(v1_, 17) ^ v2_, v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_ = 0x736f6d6570736575, v1_ = 0x646f72616e646f6d, v2_ = 0x6c7967656e657261, v3_ = 0x7465646279746573;
};

uint64_t load(const char* p, size_t n) {       // little endian everywhere, so that hashes agree between machines
  uint64_t word = 0;
  std::memcpy(&word, p, n);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

// The code points in units of `Unit`, as CPython keeps a text whose widest one needs that many bytes.
template <class Unit>
int64_t hash_units(std::string_view utf8) {
  std::string units;
  for (const char *p = utf8.data(), *end = p + utf8.size(); p < end;) {
    uint32_t c = decode_utf8(p);
    for (size_t i = 0; i < sizeof(Unit); ++i) units += static_cast<char>(c >> 8 * i & 0xff);
  }
  return hash_bytes(units);
}

}  // namespace

int64_t hash_bytes(std::string_view s) {
  if (s.empty()) return 0;
  SipHash sip;
  const char* p = s.data();
  size_t left = s.size();
  for (; left >= 8; p += 8, left -= 8) sip.word(load(p, 8));
  auto hash = static_cast<int64_t>(sip.end(static_cast<uint64_t>(s.size()) << 56 | load(p, left)));
  return hash == -1 ? -2 : hash;
}

int64_t Str::compute_hash() const {
  if (is_ascii()) return hash_ = hash_bytes(view());
  unsigned char widest = 0;
  for (char c : view()) widest = std::max(widest, static_cast<unsigned char>(c));
  if (widest < 0xC4) return hash_ = hash_units<uint8_t>(view());
  return hash_ = widest < 0xF0 ? hash_units<uint16_t>(view()) : hash_units<uint32_t>(view());
}

}  // namespace sim::py
