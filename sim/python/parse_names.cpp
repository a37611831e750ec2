#include "sim/python/parse_names.h"

#include "sim/python/character_names.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace sim::py {

static_assert(std::is_sorted(std::begin(kNamed), std::end(kNamed), [](const Named& a, const Named& b) { return a.name < b.name; }));

uint32_t character_named(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  auto found = std::lower_bound(std::begin(kNamed), std::end(kNamed), upper,
                                [](const Named& named, const std::string& wanted) { return named.name < wanted; });
  return found != std::end(kNamed) && found->name == upper ? found->code_point : 0;
}

}  // namespace sim::py
