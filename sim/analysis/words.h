// Small words for sentences about a run: times, places in a line, lists of names. English, plain.
// Before: nothing. After: causes.h, why.h, and the app's labels.
#pragma once
#include "sim/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim {

// "0.3 s", "250 ms", "12 µs": three digits that matter.
std::string time_text(Time t);
std::string exact_time(Time t);                                             // "1.25 s", "300 ms", "0.0125 ms"
struct TimeUnit {
  double ns;
  const char* name;  // with the blank before it
};
TimeUnit unit_for(Time t);  // in which time_text() tells it
std::string ordinal(size_t n);                                              // "first", "second", ... "14th"
std::string name_list(const std::vector<std::string>& names, size_t most = 3);  // "A, B and 4 more"

}  // namespace sim
