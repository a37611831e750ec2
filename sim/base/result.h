// What the machine or a file can refuse: a T, or a sentence that says what, where and what to do.
#pragma once
#include <string>
#include <utility>
#include <variant>

namespace sim {

struct Problem {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}          // NOLINT
  Result(Problem problem) : state_(std::move(problem)) {}  // NOLINT
  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const std::string& problem() const { return std::get<1>(state_).message; }

 private:
  std::variant<T, Problem> state_;
};

}  // namespace sim
