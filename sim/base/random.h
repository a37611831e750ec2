// Seeded streams of random numbers for the simulated world: the same seed and key give the same numbers on every machine.
// Before: sim/world draws latencies and faults from them. (The program's own `random` is Python's generator, in sim/python/modules.)
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace sim {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  // A stream of its own for each key: adding a draw to one of them shifts none of the others.
  Random(uint64_t seed, std::initializer_list<uint64_t> keys) : state_(seed) {
    for (uint64_t key : keys) state_ = mixed(state_ ^ mixed(key + kStep));
  }
  uint64_t next() { return mixed(state_ += kStep); }           // splitmix64
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }   // in [0, 1)

  static uint64_t key(std::string_view text) {                 // FNV-1a
    uint64_t h = 0xcbf29ce484222325;
    for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return h;
  }

 private:
  static constexpr uint64_t kStep = 0x9e3779b97f4a7c15;
  static uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

}  // namespace sim
