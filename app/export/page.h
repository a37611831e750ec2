// The style and the script of an exported page: assets/handout/page.css and page.js, built in (sim/embed.cmake writes the tables).
// Before: nothing. After: html.cpp.
#pragma once
#include <string_view>

namespace app {

struct PageSource {
  std::string_view name, text;
};
extern const PageSource kPageStyles[], kPageScripts[];  // each ends with an empty name

}  // namespace app
