#include "sim/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace sim {

void check_failed(const char* condition, const char* sentence, const char* file, int line) {
  std::fprintf(stderr, "loopscope: internal error: %s (%s, %s:%d)\n", sentence, condition, file, line);
  std::abort();
}

}  // namespace sim
