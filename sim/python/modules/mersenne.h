// The generator behind the module random: MT19937, as Matsumoto and Nishimura defined it, so that a seed gives CPython's numbers.
// Before: modules/random.cpp.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace sim::py {

class Mersenne {
 public:
  static constexpr size_t kWords = 624;
  void seed(uint32_t s) {
    words_[0] = s;
    for (size_t i = 1; i < kWords; ++i) words_[i] = 1812433253u * (words_[i - 1] ^ (words_[i - 1] >> 30)) + static_cast<uint32_t>(i);
    at_ = kWords;
  }

  // From a key of any length. `n` is not 0.
  void seed(const uint32_t* key, size_t n) {
    seed(19650218u);
    size_t i = 1, j = 0;
    for (size_t k = n > kWords ? n : kWords; k > 0; --k) {
      words_[i] = (words_[i] ^ ((words_[i - 1] ^ (words_[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<uint32_t>(j);
      step(i);
      if (++j == n) j = 0;
    }
    for (size_t k = kWords - 1; k > 0; --k) {
      words_[i] = (words_[i] ^ ((words_[i - 1] ^ (words_[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
      step(i);
    }
    words_[0] = 0x80000000u;
  }

  uint32_t next() {
    if (at_ >= kWords) refill();
    uint32_t y = words_[at_++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
  }

  double next_double() {                     // 53 bits, in [0, 1)
    uint32_t a = next() >> 5, b = next() >> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
  }

  std::array<uint32_t, kWords>& words() { return words_; }
  size_t& position() { return at_; }

 private:
  void step(size_t& i) {
    if (++i < kWords) return;
    words_[0] = words_[kWords - 1];
    i = 1;
  }
  void refill() {
    for (size_t i = 0; i < kWords; ++i) {
      uint32_t y = (words_[i] & 0x80000000u) | (words_[(i + 1) % kWords] & 0x7fffffffu);
      words_[i] = words_[(i + 397) % kWords] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0u);
    }
    at_ = 0;
  }

  std::array<uint32_t, kWords> words_{};
  size_t at_ = kWords;
};

}  // namespace sim::py
