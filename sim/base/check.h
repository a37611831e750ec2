// SIM_CHECK: a broken invariant of ours. On in every build; says the sentence and stops.
#pragma once

namespace sim {
[[noreturn]] void check_failed(const char* condition, const char* sentence, const char* file, int line);
}

#define SIM_CHECK(condition, sentence) \
  (__builtin_expect(!!(condition), 1) ? (void)0 : ::sim::check_failed(#condition, sentence, __FILE__, __LINE__))
