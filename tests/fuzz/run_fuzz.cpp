// libFuzzer target for the whole engine: any bytes are a program; it ends within its limits, whatever it is.
#include "sim/run/run.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sim::RunOptions options;
  options.limits.steps = 200'000;
  options.limits.memory = size_t{64} << 20;
  options.limits.output = 1 << 20;
  options.limits.turns_without_time = 2'000;
  sim::run({"fuzz.py", std::string(reinterpret_cast<const char*>(data), size), {}}, options);
  return 0;
}
