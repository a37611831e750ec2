// BLAKE2b (RFC 7693) without a key.
#include "sim/python/modules/digests.h"

#include <array>
#include <bit>
#include <cstdint>

namespace sim::py {

namespace {

constexpr size_t kBlock = 128;
constexpr std::array<uint64_t, 8> kStart = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                            0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
constexpr uint8_t kOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};
constexpr uint8_t kMixed[8][4] = {{0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15},      // columns
                                  {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14}};     // diagonals

class Blake2b : public Digest {
 public:
  explicit Blake2b(size_t size) : state_(kStart), size_(size) { state_[0] ^= 0x01010000 ^ size; }
  void update(std::string_view data) override {
    for (char c : data) {
      if (filled_ == kBlock) {            // the last block waits for finish()
        compress(false);
        filled_ = 0;
      }
      block_[filled_++] = static_cast<uint8_t>(c);
    }
  }
  std::string finish() override {
    for (size_t i = filled_; i < kBlock; ++i) block_[i] = 0;
    compress(true);
    std::string out;
    for (size_t i = 0; i < size_; ++i) out += static_cast<char>(state_[i / 8] >> (8 * (i % 8)));
    return out;
  }
  std::unique_ptr<Digest> copy() const override { return std::make_unique<Blake2b>(*this); }

 private:
  uint64_t word(size_t i) const {
    uint64_t w = 0;
    for (size_t b = 8; b-- > 0;) w = w << 8 | block_[8 * i + b];
    return w;
  }
  void compress(bool last) {
    count_ += filled_;
    std::array<uint64_t, 16> v;
    for (size_t i = 0; i < 8; ++i) v[i] = state_[i], v[i + 8] = kStart[i];
    v[12] ^= count_;
    if (last) v[14] = ~v[14];
    for (size_t round = 0; round < 12; ++round)
      for (size_t i = 0; i < 8; ++i) {
        auto [a, b, c, d] = kMixed[i];
        const uint8_t* order = &kOrder[round % 10][2 * i];
        v[a] += v[b] + word(order[0]);
        v[d] = std::rotr(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], 24);
        v[a] += v[b] + word(order[1]);
        v[d] = std::rotr(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], 63);
      }
    for (size_t i = 0; i < 8; ++i) state_[i] ^= v[i] ^ v[i + 8];
  }

  std::array<uint64_t, 8> state_;
  std::array<uint8_t, kBlock> block_{};
  size_t size_, filled_ = 0;
  uint64_t count_ = 0;
};

}  // namespace

std::unique_ptr<Digest> make_blake2b() { return make_blake2b_of(64); }
std::unique_ptr<Digest> make_blake2b_of(size_t size) { return std::make_unique<Blake2b>(size); }

}  // namespace sim::py
