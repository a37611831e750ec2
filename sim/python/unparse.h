// An expression as text again, as `from __future__ import annotations` keeps annotations. CPython: Python/ast_unparse.c.
// Before: compile_functions.cpp and compile_statements.cpp ask. After: nothing.
#pragma once
#include "sim/python/ast.h"

#include <functional>
#include <string>
#include <string_view>

namespace sim::py {

// `written` gives what stands in the source at a span: of f-strings and long numbers, which are kept as they were written.
std::string unparse(ast::ExprPtr e, const std::function<std::string_view(const ast::Span&)>& written);

}  // namespace sim::py
