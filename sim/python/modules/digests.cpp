// The digests behind hashlib, each as its standard writes it; the block buffering is shared.
#include "sim/python/modules/digests.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace sim::py {
namespace {

// Collects blocks; Core::block takes one, Core::kBig says the byte order of words and of the length at the end.
template <class Core>
class Blocked : public Digest {
 public:
  void update(std::string_view data) override {
    total_ += data.size();
    while (!data.empty()) {
      size_t n = std::min(data.size(), Core::kBlock - used_);
      std::memcpy(buffer_.data() + used_, data.data(), n);
      used_ += n;
      data.remove_prefix(n);
      if (used_ < Core::kBlock) return;
      core_.block(buffer_.data());
      used_ = 0;
    }
  }
  std::string finish() override {
    uint64_t bits = total_ * 8;
    constexpr size_t kLength = Core::kBlock / 8;        // bytes of the length field
    update(std::string_view("\x80", 1));
    while (used_ != Core::kBlock - kLength) update(std::string_view("\0", 1));
    std::string length(kLength, '\0');
    for (size_t i = 0; i < 8; ++i) length[Core::kBig ? kLength - 1 - i : i] = static_cast<char>(bits >> 8 * i & 0xFF);
    update(length);
    return core_.result();
  }
  std::unique_ptr<Digest> copy() const override { return std::make_unique<Blocked>(*this); }

 private:
  Core core_;
  std::array<unsigned char, Core::kBlock> buffer_{};
  size_t used_ = 0;
  uint64_t total_ = 0;
};

template <class Word, bool kBig>
Word load(const unsigned char* p) {
  Word w = 0;
  for (size_t i = 0; i < sizeof(Word); ++i) w |= static_cast<Word>(p[i]) << 8 * (kBig ? sizeof(Word) - 1 - i : i);
  return w;
}
template <bool kBig, class Words>
std::string store(const Words& words, size_t bytes) {
  std::string out;
  for (auto w : words)
    for (size_t i = 0; i < sizeof w; ++i) out += static_cast<char>(w >> 8 * (kBig ? sizeof w - 1 - i : i) & 0xFF);
  out.resize(bytes);
  return out;
}

constexpr std::array<uint32_t, 64> kMd5 = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

struct Md5 {
  static constexpr size_t kBlock = 64;
  static constexpr bool kBig = false;
  std::array<uint32_t, 4> h{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  void block(const unsigned char* p) {
    constexpr int kShifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    auto [a, b, c, d] = h;
    for (uint32_t i = 0; i < 64; ++i) {
      uint32_t f, g;
      switch (i / 16) {
        case 0: f = (b & c) | (~b & d), g = i; break;
        case 1: f = (d & b) | (~d & c), g = (5 * i + 1) % 16; break;
        case 2: f = b ^ c ^ d, g = (3 * i + 5) % 16; break;
        default: f = c ^ (b | ~d), g = 7 * i % 16;
      }
      f += a + kMd5[i] + load<uint32_t, false>(p + 4 * g);
      a = d, d = c, c = b;
      b += std::rotl(f, kShifts[i / 16][i % 4]);
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d;
  }
  std::string result() const { return store<false>(h, 16); }
};

struct Sha1 {
  static constexpr size_t kBlock = 64;
  static constexpr bool kBig = true;
  std::array<uint32_t, 5> h{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  void block(const unsigned char* p) {
    std::array<uint32_t, 80> w;
    for (size_t i = 0; i < 16; ++i) w[i] = load<uint32_t, true>(p + 4 * i);
    for (size_t i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = h;
    for (size_t i = 0; i < 80; ++i) {
      uint32_t f, k;
      switch (i / 20) {
        case 0: f = (b & c) | (~b & d), k = 0x5a827999; break;
        case 1: f = b ^ c ^ d, k = 0x6ed9eba1; break;
        case 2: f = (b & c) | (b & d) | (c & d), k = 0x8f1bbcdc; break;
        default: f = b ^ c ^ d, k = 0xca62c1d6;
      }
      uint32_t next = std::rotl(a, 5) + f + e + k + w[i];
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
  }
  std::string result() const { return store<true>(h, 20); }
};

constexpr std::array<uint64_t, 80> kSha2 = {      // of 32 bits: the upper halves of the first 64
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

template <class Word, size_t kBytes>
struct Sha2 {
  static constexpr size_t kBlock = sizeof(Word) * 16, kRounds = sizeof(Word) == 4 ? 64 : 80;
  static constexpr bool kBig = true;
  std::array<Word, 8> h = start();

  static constexpr std::array<Word, 8> start() {
    constexpr std::array<uint64_t, 8> kFull = {
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    constexpr std::array<uint64_t, 8> kShort = {
        0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
        0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
    std::array<Word, 8> out{};
    for (size_t i = 0; i < 8; ++i) {
      if (sizeof(Word) == 8) out[i] = static_cast<Word>(kBytes == 64 ? kFull[i] : kShort[i]);
      else out[i] = static_cast<Word>(kBytes == 32 ? kFull[i] >> 32 : kShort[i] & 0xFFFFFFFF);
    }
    return out;
  }
  static Word mix(Word x, const int (&narrow)[3], const int (&wide)[3], bool shift_last) {
    const int(&r)[3] = sizeof(Word) == 4 ? narrow : wide;
    return std::rotr(x, r[0]) ^ std::rotr(x, r[1]) ^ (shift_last ? static_cast<Word>(x >> r[2]) : std::rotr(x, r[2]));
  }
  void block(const unsigned char* p) {
    std::array<Word, kRounds> w;
    for (size_t i = 0; i < 16; ++i) w[i] = load<Word, true>(p + sizeof(Word) * i);
    for (size_t i = 16; i < kRounds; ++i)
      w[i] = w[i - 16] + mix(w[i - 15], {7, 18, 3}, {1, 8, 7}, true) + w[i - 7] + mix(w[i - 2], {17, 19, 10}, {19, 61, 6}, true);
    auto [a, b, c, d, e, f, g, k] = h;
    for (size_t i = 0; i < kRounds; ++i) {
      auto constant = static_cast<Word>(sizeof(Word) == 4 ? kSha2[i] >> 32 : kSha2[i]);
      Word t1 = k + mix(e, {6, 11, 25}, {14, 18, 41}, false) + ((e & f) ^ (~e & g)) + constant + w[i];
      Word t2 = mix(a, {2, 13, 22}, {28, 34, 39}, false) + ((a & b) ^ (a & c) ^ (b & c));
      k = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e, h[5] += f, h[6] += g, h[7] += k;
  }
  std::string result() const { return store<true>(h, kBytes); }
};

}  // namespace

std::unique_ptr<Digest> make_md5() { return std::make_unique<Blocked<Md5>>(); }
std::unique_ptr<Digest> make_sha1() { return std::make_unique<Blocked<Sha1>>(); }
std::unique_ptr<Digest> make_sha224() { return std::make_unique<Blocked<Sha2<uint32_t, 28>>>(); }
std::unique_ptr<Digest> make_sha256() { return std::make_unique<Blocked<Sha2<uint32_t, 32>>>(); }
std::unique_ptr<Digest> make_sha384() { return std::make_unique<Blocked<Sha2<uint64_t, 48>>>(); }
std::unique_ptr<Digest> make_sha512() { return std::make_unique<Blocked<Sha2<uint64_t, 64>>>(); }

std::string hex_text(std::string_view data) {
  std::string out;
  for (char c : data) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

}  // namespace sim::py
