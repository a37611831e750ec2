// The arguments of a call with one more in front: how a method's self joins them.
#pragma once
#include "sim/python/objects/function.h"

#include <array>
#include <vector>

namespace sim::py {

class BoundArgs {
 public:
  BoundArgs(const Value& self, const Args& rest) : npos_(rest.npos + 1), names_(rest.names) {
    size_t n = rest.size();
    Value* to = few_.data();
    if (n + 1 > few_.size()) {
      many_.resize(n + 1);
      to = many_.data();
    }
    items_ = to;
    *to++ = self;
    for (size_t i = 0; i < n; ++i) to[i] = rest.items[i];
  }
  BoundArgs(const BoundArgs&) = delete;
  BoundArgs& operator=(const BoundArgs&) = delete;
  Args args() const { return {items_, npos_, names_}; }

 private:
  std::array<Value, 6> few_;
  std::vector<Value> many_;
  const Value* items_;
  size_t npos_;
  const Tuple* names_;
};

inline Args without_first(const Args& a) { return {a.items + 1, a.npos - 1, a.names}; }

}  // namespace sim::py
