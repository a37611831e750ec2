// The parts of the module math: math.cpp puts them together.
#pragma once
#include "sim/python/vm.h"

namespace sim::py {

void fill_math_gamma(const Ref<Dict>& d);          // gamma, lgamma
void fill_math_integers(const Ref<Dict>& d);       // factorial, gcd, comb ...
void fill_math_sums(const Ref<Dict>& d);           // fsum, prod, hypot, dist ...

void define(const Ref<Dict>& d, const char* name, const char* signature, NativeFn fn);
void define_raw(const Ref<Dict>& d, const char* name, RawFn fn);
[[noreturn]] void raise_domain_error();
[[noreturn]] void raise_range_error();

}  // namespace sim::py
