// The edges of a run: setting the virtual machine up for a program, and what CPython does when a program is over.
// Before and after: sim/run/run.cpp.
#pragma once
#include "sim/python/vm.h"
#include "sim/run/run.h"

namespace sim {

// Limits, seed, arguments, output, and the files beside the program.
void configure(py::Vm& vm, const Program& program, const RunOptions& options);
// A fresh __main__.
Ref<py::Dict> main_module(py::Vm& vm);
// sys.last_exc and its kin: of the exception that ends the program.
void set_last_exception(py::Vm& vm, const Ref<py::Exception>& e);
// atexit functions, last first; then what died unseen in rings says so, then sys.last_exc goes, and at last all that the names of __main__
// hold, in CPython's order. Nothing of that, when the event loop that is set still has work of the program: it is held from outside.
void finalize(py::Vm& vm, const Ref<py::Dict>& globals);
// Prints a message given instead of a number, as CPython does.
int system_exit_status(py::Vm& vm, const Ref<py::Exception>& e);
// The innermost line of the program in the traceback; 0 without one.
uint32_t line_of(const Ref<py::Exception>& e);

}  // namespace sim
