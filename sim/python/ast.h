// The syntax tree: the nodes and field names of CPython's `ast` module, version 3.13.
// Before: sim/python/parser.h makes it. After: sim/python/scope.h and compiler.h read it.
// Every node lives in the Arena of its Module; text fields point into that arena.
#pragma once
#include "sim/base/arena.h"
#include "sim/python/source.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sim::py::ast {

// Lines count from 1; columns count from 0, in bytes of the UTF-8 source, the end exclusive, as in CPython's ast.
struct Span {
  uint32_t line = 0, col = 0, end_line = 0, end_col = 0;
};

enum class ExprKind : uint8_t {
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp, GeneratorExp,
  Await, Yield, YieldFrom, Compare, Call, FormattedValue, JoinedStr, Constant, Attribute, Subscript, Starred,
  Name, List, Tuple, Slice,
};

enum class StmtKind : uint8_t {
  FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, TypeAlias, AugAssign, AnnAssign, For, AsyncFor,
  While, If, With, AsyncWith, Match, Raise, Try, TryStar, Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass,
  Break, Continue,
};

enum class PatternKind : uint8_t {
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr,
};

enum class Context : uint8_t { Load, Store, Del };
enum class BoolOperator : uint8_t { And, Or };
enum class Operator : uint8_t { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CmpOp : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

struct Expr { ExprKind kind; Span span; };
struct Stmt { StmtKind kind; Span span; };
struct Pattern { PatternKind kind; Span span; };

using ExprPtr = const Expr*;       // may be null where the field is optional
using StmtPtr = const Stmt*;
using PatternPtr = const Pattern*;
using Body = Seq<StmtPtr>;
using Name_ = std::string_view;    // an identifier in its normal form; already mangled names are NOT made here (scope does it)

template <class Derived>
const Derived& as(const Expr& e) { return static_cast<const Derived&>(e); }
template <class Derived>
const Derived& as(const Stmt& s) { return static_cast<const Derived&>(s); }
template <class Derived>
const Derived& as(const Pattern& p) { return static_cast<const Derived&>(p); }

// ---- shared pieces
struct Arg { Name_ name; ExprPtr annotation; Span span; };
struct Arguments {
  Seq<Arg> posonlyargs, args, kwonlyargs;
  const Arg* vararg = nullptr;
  const Arg* kwarg = nullptr;
  Seq<ExprPtr> defaults;      // of the last positional parameters
  Seq<ExprPtr> kw_defaults;   // one for each kwonlyarg, null where it has none
};
struct Keyword { Name_ arg; ExprPtr value; Span span; };        // arg empty: **value
struct Comprehension { ExprPtr target, iter; Seq<ExprPtr> ifs; bool is_async; };
struct Alias { Name_ name, asname; Span span; };                // name may hold dots; asname empty when absent
struct WithItem { ExprPtr context_expr, optional_vars; };
struct ExceptHandler { ExprPtr type; Name_ name; Body body; Span span; };
struct MatchCase { PatternPtr pattern; ExprPtr guard; Body body; };
struct TypeParam { Name_ name; ExprPtr bound, default_value; enum class Kind : uint8_t { TypeVar, TypeVarTuple, ParamSpec } kind; Span span; };

// ---- expressions
struct BoolOp : Expr { BoolOperator op; Seq<ExprPtr> values; };
struct NamedExpr : Expr { ExprPtr target, value; };
struct BinOp : Expr { ExprPtr left; Operator op; ExprPtr right; };
struct UnaryOp : Expr { UnaryOperator op; ExprPtr operand; };
struct Lambda : Expr { const Arguments* args; ExprPtr body; };
struct IfExp : Expr { ExprPtr test, body, orelse; };
struct Dict : Expr { Seq<ExprPtr> keys, values; };              // a null key: **value
struct Set : Expr { Seq<ExprPtr> elts; };
struct ListComp : Expr { ExprPtr elt; Seq<Comprehension> generators; };
struct SetComp : Expr { ExprPtr elt; Seq<Comprehension> generators; };
struct GeneratorExp : Expr { ExprPtr elt; Seq<Comprehension> generators; };
struct DictComp : Expr { ExprPtr key, value; Seq<Comprehension> generators; };
struct Await : Expr { ExprPtr value; };
struct Yield : Expr { ExprPtr value; };                         // value may be null
struct YieldFrom : Expr { ExprPtr value; };
struct Compare : Expr { ExprPtr left; Seq<CmpOp> ops; Seq<ExprPtr> comparators; };
struct Call : Expr { ExprPtr func; Seq<ExprPtr> args; Seq<Keyword> keywords; };
// conversion: 's', 'r', 'a', or 0. format_spec: null or a JoinedStr.
struct FormattedValue : Expr { ExprPtr value; char conversion; ExprPtr format_spec; };
struct JoinedStr : Expr { Seq<ExprPtr> values; };               // Constant strings and FormattedValues; `=` is already spelled out as a Constant
struct Constant : Expr {
  enum class Type : uint8_t { None, True, False, Ellipsis, Int, BigInt, Float, Imaginary, Str, Bytes } type;
  int64_t integer = 0;          // Int
  double real = 0;              // Float
  std::string_view text;        // Str: UTF-8 (lone surrogates as WTF-8); Bytes: raw; BigInt: the literal's digits in base 10, 16, 8 or 2 with its 0x/0o/0b prefix, no underscores
};
struct Attribute : Expr { ExprPtr value; Name_ attr; Context ctx; Span attr_span; };
struct Subscript : Expr { ExprPtr value, slice; Context ctx; };
struct Starred : Expr { ExprPtr value; Context ctx; };
struct Name : Expr { Name_ id; Context ctx; };
struct List : Expr { Seq<ExprPtr> elts; Context ctx; };
struct Tuple : Expr { Seq<ExprPtr> elts; Context ctx; };
struct Slice : Expr { ExprPtr lower, upper, step; };            // each may be null

// ---- statements
struct FunctionDef : Stmt {                                     // also AsyncFunctionDef
  Name_ name; const Arguments* args; Body body; Seq<ExprPtr> decorator_list; ExprPtr returns; Seq<TypeParam> type_params;
};
struct ClassDef : Stmt {
  Name_ name; Seq<ExprPtr> bases; Seq<Keyword> keywords; Body body; Seq<ExprPtr> decorator_list; Seq<TypeParam> type_params;
};
struct Return : Stmt { ExprPtr value; };
struct Delete : Stmt { Seq<ExprPtr> targets; };
struct Assign : Stmt { Seq<ExprPtr> targets; ExprPtr value; };
struct TypeAlias : Stmt { ExprPtr name; Seq<TypeParam> type_params; ExprPtr value; };
struct AugAssign : Stmt { ExprPtr target; Operator op; ExprPtr value; };
struct AnnAssign : Stmt { ExprPtr target, annotation, value; bool simple; };   // value may be null
struct For : Stmt { ExprPtr target, iter; Body body, orelse; };                // also AsyncFor
struct While : Stmt { ExprPtr test; Body body, orelse; };
struct If : Stmt { ExprPtr test; Body body, orelse; };                         // elif: one If in orelse
struct With : Stmt { Seq<WithItem> items; Body body; };                        // also AsyncWith
struct Match : Stmt { ExprPtr subject; Seq<MatchCase> cases; };
struct Raise : Stmt { ExprPtr exc, cause; };
struct Try : Stmt { Body body; Seq<ExceptHandler> handlers; Body orelse, finalbody; };  // also TryStar
struct Assert : Stmt { ExprPtr test, msg; };
struct Import : Stmt { Seq<Alias> names; };
struct ImportFrom : Stmt { Name_ module; Seq<Alias> names; int level; };       // `*` is one alias named "*"
struct Global : Stmt { Seq<Name_> names; };                                    // also Nonlocal
struct ExprStmt : Stmt { ExprPtr value; };                                     // StmtKind::Expr

// ---- patterns
struct MatchValue : Pattern { ExprPtr value; };
struct MatchSingleton : Pattern { ExprPtr value; };                            // a Constant: None, True, False
struct MatchSequence : Pattern { Seq<PatternPtr> patterns; };
struct MatchMapping : Pattern { Seq<ExprPtr> keys; Seq<PatternPtr> patterns; Name_ rest; };
struct MatchClass : Pattern { ExprPtr cls; Seq<PatternPtr> patterns; Seq<Name_> kwd_attrs; Seq<PatternPtr> kwd_patterns; };
struct MatchStar : Pattern { Name_ name; };                                    // empty: *_
struct MatchAs : Pattern { PatternPtr pattern; Name_ name; };                  // both empty: _
struct MatchOr : Pattern { Seq<PatternPtr> patterns; };

// A whole file. The text of an annotation is had from the source by its span.
struct Module {
  Arena arena;
  Body body;
  std::vector<SyntaxWarning> warnings;   // CPython prints them on stderr before the program starts
};

// A text given to eval, or an annotation.
struct Expression {
  Arena arena;
  ExprPtr body = nullptr;
  std::vector<SyntaxWarning> warnings;
};

}  // namespace sim::py::ast
