// From a program's text to its syntax tree, as CPython 3.13 reads it; or what is wrong with the text, in CPython's words.
// Before: sim/python/lexer.h. After: sim/python/scope.h and compiler.h read the tree.
#pragma once
#include "sim/python/ast.h"
#include "sim/python/source.h"

#include <variant>

namespace sim::py {

// No path through the tree is longer than this, so that passes over it may recurse.
inline constexpr uint32_t kMaxTreeHeight = 3000;

// Checks the grammar alone: what depends on scopes ('return' outside function ...) is the compiler's to say.
std::variant<ast::Module, SyntaxProblem> parse_module(const Source& source);

// One expression, as eval takes it: leading blanks and trailing line ends are fine.
std::variant<ast::Expression, SyntaxProblem> parse_expression(const Source& source);

}  // namespace sim::py
