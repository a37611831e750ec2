// Text streams: stdin, stdout, stderr, and files beside the program, which can only be read.
// Before: open(), print(), input(), the module sys. After: Vm::write, Vm::read_file.
#pragma once
#include "sim/base/value.h"

#include <string>
#include <string_view>

namespace sim::py {

Value output_stream(int fd);  // sys.stdout (1) or sys.stderr (2): the same object every time
Value input_stream();         // sys.stdin
// open(path, mode): FileNotFoundError; what would write is refused.
Value open_file(const Value& path, std::string_view mode, const Value& encoding);
// Is `v` the stream of Vm::write(fd) itself, so that text may go there directly? Not where the program has given it a `write` of its own.
bool is_output_stream(const Value& v, int* fd);

}  // namespace sim::py
