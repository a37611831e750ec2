// How a computation ended or is to be gone on with: a value, or an exception.
#pragma once
#include "sim/base/value.h"

namespace sim {

// Thrown by native code for a Python exception, and caught where native code meets the interpreter, a Task, or a native coroutine.
struct Raised {
  Ref<Object> exception;
};

struct Outcome {
  Value value;             // when error is null
  Ref<Object> error;

  static Outcome of(Value v) { return {std::move(v), nullptr}; }
  static Outcome raised(Ref<Object> e) { return {Value(), std::move(e)}; }
  bool is_error() const { return static_cast<bool>(error); }
  // The value, or the exception as a C++ throw.
  Value unwrap() && {
    if (error) throw Raised{std::move(error)};
    return std::move(value);
  }
};

}  // namespace sim
