// The class random.Random. Before: random.cpp (state, whole numbers, choices). After: random_distributions.cpp.
#pragma once
#include "sim/python/modules/mersenne.h"
#include "sim/python/protocol.h"
#include "sim/python/type.h"

namespace sim::py {

class Random : public Object {
 public:
  explicit Random(Type* type) : Object(Kind::other, type) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Mersenne generator;
  Value gauss_next = Value::none();          // the second of the pair that gauss() computes
  Ref<Dict> dict;
};

double draw(const Value& self);              // self.random(), which a subclass may replace
void add_distributions(TypeBuilder& b);
void append_distribution_names(Vec<const char*>& names);

}  // namespace sim::py
