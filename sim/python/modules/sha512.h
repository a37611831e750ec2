// SHA-512, for seeding random with text.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace sim::py {

std::array<uint8_t, 64> sha512_of(std::string_view data);

}  // namespace sim::py
