#include "sim/python/modules/sha512.h"

#include <bit>
#include <string>

namespace sim::py {

namespace {

__extension__ using u128 = unsigned __int128;

// The first 64 bits of the fraction of the root of p, by trying: the largest r with r**power <= p * 2**(64 * power), modulo 2**64.
// FIPS 180-4 defines the constants that way.
uint64_t root_fraction(uint64_t p, int power) {
  uint64_t whole = 0;
  auto fits = [&](uint64_t w, uint64_t f) {        // (w + f / 2**64) ** power <= p
    // In 256 bits: square or cube a number of 64 fraction bits, most significant words first.
    uint64_t x[2] = {f, w};
    uint64_t acc[8] = {1};
    for (int i = 0; i < power; ++i) {
      uint64_t out[8] = {};
      for (size_t a = 0; a < 6; ++a) {
        uint64_t carry = 0;
        for (size_t b = 0; b < 2; ++b) {
          u128 t = u128{acc[a]} * x[b] + out[a + b] + carry;
          out[a + b] = static_cast<uint64_t>(t);
          carry = static_cast<uint64_t>(t >> 64);
        }
        out[a + 2] += carry;
      }
      for (size_t a = 0; a < 8; ++a) acc[a] = out[a];
    }
    // Compare with p * 2**(64 * power).
    for (size_t a = 7; a > static_cast<size_t>(power); --a)
      if (acc[a]) return false;
    if (acc[power] != p) return acc[power] < p;
    for (int a = power - 1; a >= 0; --a)
      if (acc[a]) return false;
    return true;
  };
  while (fits(whole + 1, 0)) ++whole;
  uint64_t fraction = 0;
  for (int bit = 63; bit >= 0; --bit)
    if (fits(whole, fraction | uint64_t{1} << bit)) fraction |= uint64_t{1} << bit;
  return fraction;
}

struct Constants {
  std::array<uint64_t, 80> k;
  std::array<uint64_t, 8> initial;
};

Constants make_constants() {
  Constants c{};
  size_t n = 0;
  for (uint64_t p = 2; n < 80; ++p) {
    bool prime = true;
    for (uint64_t d = 2; d * d <= p; ++d) prime = prime && p % d != 0;
    if (!prime) continue;
    if (n < 8) c.initial[n] = root_fraction(p, 2);
    c.k[n++] = root_fraction(p, 3);
  }
  return c;
}

void add_block(std::array<uint64_t, 8>& state, const uint8_t* block, const Constants& c) {
  uint64_t w[80];
  for (size_t i = 0; i < 16; ++i) {
    w[i] = 0;
    for (size_t j = 0; j < 8; ++j) w[i] = w[i] << 8 | block[i * 8 + j];
  }
  for (size_t i = 16; i < 80; ++i) {
    uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
    uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto s = state;
  for (size_t i = 0; i < 80; ++i) {
    uint64_t s1 = std::rotr(s[4], 14) ^ std::rotr(s[4], 18) ^ std::rotr(s[4], 41);
    uint64_t t1 = s[7] + s1 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + c.k[i] + w[i];
    uint64_t s0 = std::rotr(s[0], 28) ^ std::rotr(s[0], 34) ^ std::rotr(s[0], 39);
    uint64_t t2 = s0 + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s = {t1 + t2, s[0], s[1], s[2], s[3] + t1, s[4], s[5], s[6]};
  }
  for (size_t i = 0; i < 8; ++i) state[i] += s[i];
}

}  // namespace

std::array<uint8_t, 64> sha512_of(std::string_view data) {
  const Constants c = make_constants();
  std::string padded(data);
  padded += '\x80';
  while (padded.size() % 128 != 112) padded += '\0';
  uint64_t bits = data.size() * 8ull;
  padded.append(8, '\0');
  for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(bits >> shift);
  auto state = c.initial;
  for (size_t i = 0; i < padded.size(); i += 128) add_block(state, reinterpret_cast<const uint8_t*>(padded.data()) + i, c);
  std::array<uint8_t, 64> out;
  for (size_t i = 0; i < 64; ++i) out[i] = static_cast<uint8_t>(state[i / 8] >> (56 - 8 * (i % 8)));
  return out;
}

}  // namespace sim::py
