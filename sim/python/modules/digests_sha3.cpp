// SHA-3 (FIPS 202): Keccak's sponge of 25 words of 64 bits.
#include "sim/python/modules/digests.h"

#include <array>
#include <bit>
#include <cstdint>

namespace sim::py {

namespace {

constexpr int kRounds = 24;
using State = std::array<uint64_t, 25>;      // the word at column x of row y is at x + 5 * y

// The constant of a round has a bit at each 2^j - 1, as a shift register of 8 bits gives them.
uint64_t round_constant(uint8_t& shift) {
  uint64_t constant = 0;
  for (int j = 0; j < 7; ++j) {
    if (shift & 1) constant |= uint64_t{1} << ((1 << j) - 1);
    shift = static_cast<uint8_t>((shift << 1) ^ (shift & 0x80 ? 0x71 : 0));
  }
  return constant;
}

void mix_columns(State& s) {
  std::array<uint64_t, 5> parity{};
  for (size_t i = 0; i < 25; ++i) parity[i % 5] ^= s[i];
  for (size_t i = 0; i < 25; ++i) s[i] ^= parity[(i + 4) % 5] ^ std::rotl(parity[(i + 1) % 5], 1);
}

// Each word is turned and takes the place of the next one on a walk through 24 of them.
void turn_and_move(State& s) {
  uint64_t carried = s[1];
  size_t x = 1, y = 0;
  for (int t = 0; t < 24; ++t) {
    const size_t next = (2 * x + 3 * y) % 5;
    x = y;
    y = next;
    const uint64_t there = s[x + 5 * y];
    s[x + 5 * y] = std::rotl(carried, (t + 1) * (t + 2) / 2 % 64);
    carried = there;
  }
}

void mix_rows(State& s) {
  for (size_t row = 0; row < 25; row += 5) {
    const std::array<uint64_t, 5> r{s[row], s[row + 1], s[row + 2], s[row + 3], s[row + 4]};
    for (size_t x = 0; x < 5; ++x) s[row + x] = r[x] ^ (~r[(x + 1) % 5] & r[(x + 2) % 5]);
  }
}

void permute(State& s) {
  uint8_t shift = 1;
  for (int round = 0; round < kRounds; ++round) {
    mix_columns(s);
    turn_and_move(s);
    mix_rows(s);
    s[0] ^= round_constant(shift);
  }
}

class Sha3 : public Digest {
 public:
  explicit Sha3(size_t size) : size_(size), rate_(200 - 2 * size) {}
  void update(std::string_view data) override {
    for (char c : data) {
      absorb(static_cast<uint8_t>(c));
      if (++filled_ == rate_) {
        permute(state_);
        filled_ = 0;
      }
    }
  }
  std::string finish() override {
    absorb(0x06);
    filled_ = rate_ - 1;
    absorb(0x80);
    permute(state_);
    std::string out;
    for (size_t i = 0; i < size_; ++i) out += static_cast<char>(state_[i / 8] >> (8 * (i % 8)));
    return out;
  }
  std::unique_ptr<Digest> copy() const override { return std::make_unique<Sha3>(*this); }

 private:
  void absorb(uint8_t byte) { state_[filled_ / 8] ^= uint64_t{byte} << (8 * (filled_ % 8)); }

  State state_{};
  size_t size_, rate_, filled_ = 0;
};

}  // namespace

std::unique_ptr<Digest> make_sha3_224() { return std::make_unique<Sha3>(28); }
std::unique_ptr<Digest> make_sha3_256() { return std::make_unique<Sha3>(32); }
std::unique_ptr<Digest> make_sha3_384() { return std::make_unique<Sha3>(48); }
std::unique_ptr<Digest> make_sha3_512() { return std::make_unique<Sha3>(64); }

}  // namespace sim::py
