// The words of a program: what the lexer cuts the text into.
// Before: sim/python/lexer.h makes them. After: sim/python/parser.h reads them.
#pragma once
#include "sim/python/ast.h"

#include <cstdint>
#include <string_view>

namespace sim::py {

// Spelling and name in one table: keywords first, then operators.
// clang-format off
#define SIM_PY_KEYWORDS(X) \
  X(kw_False, "False") X(kw_None, "None") X(kw_True, "True") X(kw_and, "and") X(kw_as, "as") X(kw_assert, "assert") \
  X(kw_async, "async") X(kw_await, "await") X(kw_break, "break") X(kw_class, "class") X(kw_continue, "continue") \
  X(kw_def, "def") X(kw_del, "del") X(kw_elif, "elif") X(kw_else, "else") X(kw_except, "except") X(kw_finally, "finally") \
  X(kw_for, "for") X(kw_from, "from") X(kw_global, "global") X(kw_if, "if") X(kw_import, "import") X(kw_in, "in") \
  X(kw_is, "is") X(kw_lambda, "lambda") X(kw_nonlocal, "nonlocal") X(kw_not, "not") X(kw_or, "or") X(kw_pass, "pass") \
  X(kw_raise, "raise") X(kw_return, "return") X(kw_try, "try") X(kw_while, "while") X(kw_with, "with") X(kw_yield, "yield")
#define SIM_PY_OPERATORS(X) \
  X(lpar, "(") X(rpar, ")") X(lsqb, "[") X(rsqb, "]") X(lbrace, "{") X(rbrace, "}") X(colon, ":") X(comma, ",") \
  X(semi, ";") X(dot, ".") X(ellipsis, "...") X(rarrow, "->") X(colonequal, ":=") X(equal, "=") X(exclamation, "!") \
  X(plus, "+") X(minus, "-") X(star, "*") X(slash, "/") X(percent, "%") X(at, "@") X(doublestar, "**") \
  X(doubleslash, "//") X(leftshift, "<<") X(rightshift, ">>") X(vbar, "|") X(amper, "&") X(circumflex, "^") X(tilde, "~") \
  X(less, "<") X(greater, ">") X(eqequal, "==") X(notequal, "!=") X(lessequal, "<=") X(greaterequal, ">=") \
  X(plusequal, "+=") X(minequal, "-=") X(starequal, "*=") X(slashequal, "/=") X(percentequal, "%=") X(atequal, "@=") \
  X(doublestarequal, "**=") X(doubleslashequal, "//=") X(leftshiftequal, "<<=") X(rightshiftequal, ">>=") \
  X(vbarequal, "|=") X(amperequal, "&=") X(circumflexequal, "^=")
// clang-format on

enum class Tok : uint8_t {
  endmarker, newline, indent, dedent, name, number, string, fstring_start, fstring_middle, fstring_end,
  other,   // a character that no construct uses: $ ? `
  error,   // the lexer stopped here; TokenStream::failure says why
#define X(name, text) name,
  SIM_PY_KEYWORDS(X) SIM_PY_OPERATORS(X)
#undef X
};

struct Token {
  Tok kind;
  uint32_t start, end;   // bytes of the source, end exclusive
  ast::Span span;        // indent, dedent, endmarker have no place of their own: span.col is kNoColumn
};

inline constexpr uint32_t kNoColumn = UINT32_MAX;

inline bool is_keyword(Tok kind) { return kind >= Tok::kw_False && kind <= Tok::kw_yield; }

// name for an identifier that is no keyword.
Tok keyword_kind(std::string_view word);

}  // namespace sim::py
