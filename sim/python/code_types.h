// The Python types of code objects and frames. Before: init_function_types. After: f.__code__, sys._getframe(), gen.gi_frame.
#pragma once

namespace sim::py {
class Vm;
void init_code_types(Vm& vm);
}  // namespace sim::py
