// Whose text is code? `Code::is_program`: of the program's file itself, whose lines a trace tells. A wider circle is the learner's, too:
// modules beside the program and text given to exec(); tracebacks and warnings show all of it, and leave out our library's.
#pragma once
#include "sim/python/code.h"
#include "sim/python/source.h"

namespace sim::py {

inline bool is_learners(const Code& code) {
  return code.is_program || (code.source && !code.source->filename.starts_with("<frozen "));
}

}  // namespace sim::py
