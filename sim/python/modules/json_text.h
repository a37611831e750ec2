// JSON text to values and back: what json.cpp offers to the library.
#pragma once
#include "sim/python/objects/str.h"

#include <string>
#include <string_view>

namespace sim::py {

struct JsonStyle {
  bool skipkeys = false, ensure_ascii = true, check_circular = true, allow_nan = true, sort_keys = false;
  bool pretty = false;             // with line breaks and `indent` for each level
  std::string indent, item_separator, key_separator;
  Value fallback;                  // JSONEncoder.default
};
Value write_json(const Value& v, const JsonStyle& style);          // json_write.cpp
void append_json_string(std::string& out, std::string_view text, bool ensure_ascii);

struct JsonHooks {
  Value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;    // null: none
  Value error;                     // the class JSONDecodeError
  bool strict = true;
};
// The value that begins at the index-th character; *end: where it ends.
Value read_json(Str* text, size_t index, const JsonHooks& hooks, size_t* end);    // json_read.cpp

}  // namespace sim::py
