#include "sim/python/modules/modules.h"

#include <algorithm>

namespace sim::py {

namespace {
// Sorted by name. A module that is partly Python has its C++ part here under its own name; the Python part (library/NAME.py), which is
// what a program imports, asks for "_NAME".
constexpr NativeModule kModules[] = {
    {"_naming", fill_naming},
    {"_network", fill_network},
    {"_process", fill_process},
    {"_workers", fill_workers},
    {"ast", fill_ast},
    {"asyncio", fill_asyncio},
    {"binascii", fill_binascii},
    {"bisect", fill_bisect},
    {"collections", fill_collections},
    {"contextvars", fill_contextvars},
    {"functools", fill_functools},
    {"gc", fill_gc},
    {"hashlib", fill_hashlib},
    {"heapq", fill_heapq},
    {"itertools", fill_itertools},
    {"json", fill_json},
    {"math", fill_math},
    {"operator", fill_operator},
    {"random", fill_random},
    {"re", fill_re},
    {"sys", fill_sys},
    {"time", fill_time},
    {"weakref", fill_weakref},
};
}  // namespace

const NativeModule* find_native_module(std::string_view name) {
  auto* end = std::end(kModules);
  auto* at = std::lower_bound(std::begin(kModules), end, name, [](const NativeModule& m, std::string_view n) { return m.name < n; });
  return at != end && at->name == name ? at : nullptr;
}

bool has_native_below(std::string_view package) {
  return std::any_of(std::begin(kModules), std::end(kModules), [&](const NativeModule& m) {
    return std::string_view(m.name).starts_with(package) && m.name[package.size()] == '.';
  });
}

}  // namespace sim::py
