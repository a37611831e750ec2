// range and slice.
#pragma once
#include "sim/base/value.h"

#include <cstdint>

namespace sim::py {

class Slice : public Object {
 public:
  Slice(Value start, Value stop, Value step)
      : Object(Kind::slice), start(std::move(start)), stop(std::move(stop)), step(std::move(step)) {}
  Value start, stop, step;           // None when not given; never null
};

// Nearly always all four numbers fit in 64 bits; a range that does not fit keeps them as Values.
class Range : public Object {
 public:
  Range() : Object(Kind::range) {}
  static Ref<Range> make(int64_t start, int64_t stop, int64_t step);          // step is not 0
  static Ref<Range> make(const Value& start, const Value& stop, const Value& step);
  bool big = false;                  // then the numbers are in the Values below, else in the plain fields
  int64_t start = 0, stop = 0, step = 1, length = 0;
  Value big_start, big_stop, big_step, big_length;
  Value start_value() const { return big ? big_start : Value::integer(start); }
  Value stop_value() const { return big ? big_stop : Value::integer(stop); }
  Value step_value() const { return big ? big_step : Value::integer(step); }
  Value length_value() const { return big ? big_length : Value::integer(length); }
};

}  // namespace sim::py
