// The spelling under which a name is known: NFKC, so that letters of other widths or styles, ligatures and accents written apart mean the same name.
// Used by sim/python/parse_state.h. CPython: new_identifier in pegen.
#pragma once
#include <string>
#include <string_view>

namespace sim::py {

// `name` holds characters of identifiers alone, in UTF-8. Marks that do not stand in their canonical order stay as they are, and so do the
// compatibility ideographs, which no keyboard writes.
std::string normal_form(std::string_view name);
inline bool may_have_other_form(std::string_view name) {
  for (unsigned char c : name)
    if (c >= 128) return true;
  return false;
}

}  // namespace sim::py
