// Looking for bytes in bytes: what str and bytes share. Both ends of UTF-8 text fall on characters by themselves.
#pragma once
#include <cstddef>
#include <string_view>

namespace sim::py {

constexpr size_t kNotFound = std::string_view::npos;

// Positions in bytes. An empty needle is found at the first (last) place asked for. Time is linear, whatever the texts.
size_t find_bytes(std::string_view text, std::string_view needle, size_t from = 0);
size_t rfind_bytes(std::string_view text, std::string_view needle);
size_t count_bytes(std::string_view text, std::string_view needle);   // needle is not empty; without overlaps

// Towards the step limit: long texts are not free.
void charge_text(size_t bytes);

}  // namespace sim::py
