// From the syntax tree to code objects: CPython's compile.c, for the opcodes of opcodes.h.
// Before: sim/python/parser.h. Inside: scope.h, compile_state.h, assemble.h. After: vm.h runs the Code.
#pragma once
#include "sim/python/ast.h"
#include "sim/python/code.h"
#include "sim/python/source.h"

#include <memory>
#include <variant>

namespace sim::py {

// All need a current Heap and Vm (constants are Python objects). Unsupported is thrown for what Loopscope does not have.

// A module's body. `is_program`: its lines are the learner's own, shown in tracebacks.
std::variant<Ref<Code>, SyntaxProblem> compile_module(const ast::Module& module, std::shared_ptr<const Source> source, bool is_program);

// One expression, for eval and for annotations: the code returns its value.
std::variant<Ref<Code>, SyntaxProblem> compile_expression(const ast::Expression& expression, std::shared_ptr<const Source> source,
                                                          bool is_program);

}  // namespace sim::py
