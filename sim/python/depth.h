// Keeps recursion of C++ code that serves the program (repr, comparison, calls) within the C++ stack.
// Before: protocol.cpp and any native code that walks nested values. Python frames have a counter of their own (Vm::depth), as in
// CPython.
#pragma once
#include "sim/python/errors.h"
#include "sim/python/vm.h"

namespace sim::py {

inline constexpr uint32_t kMostNativeCalls = 4000;

class DepthScope {
 public:
  // `where` ends CPython's sentence: " in comparison".
  explicit DepthScope(const char* where = "") {
    Vm& v = vm();
    if (v.native_depth >= kMostNativeCalls || v.stack_is_deep())
      raise(Exc::RecursionError, cat("maximum recursion depth exceeded", where));
    ++v.native_depth;
  }
  ~DepthScope() { --vm().native_depth; }
  DepthScope(const DepthScope&) = delete;
  DepthScope& operator=(const DepthScope&) = delete;
};

}  // namespace sim::py
