// str to bytes and back: utf-8, ascii, latin-1, utf-16, utf-32 and the error handlers.
#pragma once
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/str.h"

#include <string>
#include <string_view>

namespace sim::py {

Ref<Str> decode(std::string_view data, std::string_view encoding, std::string_view errors);
std::string encode(const Str& text, std::string_view encoding, std::string_view errors);

}  // namespace sim::py
