// Going through a program's tree, and what names it has: for those that look for shapes in it.
// Before: sim/python/ast.h. After: read_shape.cpp and the files beside it.
#pragma once
#include "sim/analysis/shape.h"
#include "sim/python/ast.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sim::tree {

using namespace py::ast;
using Names = std::set<std::string_view>;

inline Lines lines_of(const Span& span) { return {span.line, span.end_line}; }

// ---- going through the tree. `f` is called with every direct part of an expression or statement, in the order of the text.

template <class F>
void parts(const Arguments& a, F f) {
  for (ExprPtr e : a.defaults) f(*e);
  for (ExprPtr e : a.kw_defaults)
    if (e) f(*e);
}

template <class F>
void parts(const Seq<Comprehension>& generators, F f) {
  for (const Comprehension& c : generators) {
    f(*c.iter);
    f(*c.target);
    for (ExprPtr e : c.ifs) f(*e);
  }
}

template <class F>
void parts(const Expr& e, F f) {
  auto one = [&](ExprPtr p) {
    if (p) f(*p);
  };
  auto all = [&](const Seq<ExprPtr>& list) {
    for (ExprPtr p : list) one(p);
  };
  switch (e.kind) {
    case ExprKind::BoolOp: return all(as<BoolOp>(e).values);
    case ExprKind::NamedExpr: return one(as<NamedExpr>(e).value), one(as<NamedExpr>(e).target);
    case ExprKind::BinOp: return one(as<BinOp>(e).left), one(as<BinOp>(e).right);
    case ExprKind::UnaryOp: return one(as<UnaryOp>(e).operand);
    case ExprKind::Lambda: return;   // its body runs another time
    case ExprKind::IfExp: return one(as<IfExp>(e).test), one(as<IfExp>(e).body), one(as<IfExp>(e).orelse);
    case ExprKind::Dict: return all(as<Dict>(e).keys), all(as<Dict>(e).values);
    case ExprKind::Set: return all(as<Set>(e).elts);
    case ExprKind::ListComp: return parts(as<ListComp>(e).generators, f), one(as<ListComp>(e).elt);
    case ExprKind::SetComp: return parts(as<SetComp>(e).generators, f), one(as<SetComp>(e).elt);
    case ExprKind::GeneratorExp: return parts(as<GeneratorExp>(e).generators, f), one(as<GeneratorExp>(e).elt);
    case ExprKind::DictComp: return parts(as<DictComp>(e).generators, f), one(as<DictComp>(e).key), one(as<DictComp>(e).value);
    case ExprKind::Await: return one(as<Await>(e).value);
    case ExprKind::Yield: return one(as<Yield>(e).value);
    case ExprKind::YieldFrom: return one(as<YieldFrom>(e).value);
    case ExprKind::Compare: return one(as<Compare>(e).left), all(as<Compare>(e).comparators);
    case ExprKind::Call:
      one(as<Call>(e).func);
      all(as<Call>(e).args);
      for (const Keyword& k : as<Call>(e).keywords) one(k.value);
      return;
    case ExprKind::FormattedValue: return one(as<FormattedValue>(e).value), one(as<FormattedValue>(e).format_spec);
    case ExprKind::JoinedStr: return all(as<JoinedStr>(e).values);
    case ExprKind::Constant:
    case ExprKind::Name: return;
    case ExprKind::Attribute: return one(as<Attribute>(e).value);
    case ExprKind::Subscript: return one(as<Subscript>(e).value), one(as<Subscript>(e).slice);
    case ExprKind::Starred: return one(as<Starred>(e).value);
    case ExprKind::List: return all(as<List>(e).elts);
    case ExprKind::Tuple: return all(as<Tuple>(e).elts);
    case ExprKind::Slice: return one(as<Slice>(e).lower), one(as<Slice>(e).upper), one(as<Slice>(e).step);
  }
}

// The expressions of a statement and the statements below it. A nested function or class is not entered: it runs another time.
template <class OnExpr, class OnStmt>
void parts(const Stmt& s, OnExpr on_expr, OnStmt on_stmt) {
  auto one = [&](ExprPtr p) {
    if (p) on_expr(*p);
  };
  auto all = [&](const Seq<ExprPtr>& list) {
    for (ExprPtr p : list) one(p);
  };
  auto body = [&](const Body& b) {
    for (StmtPtr p : b) on_stmt(*p);
  };
  switch (s.kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      all(as<FunctionDef>(s).decorator_list);
      if (as<FunctionDef>(s).args) parts(*as<FunctionDef>(s).args, on_expr);
      return;
    case StmtKind::Return: return one(as<Return>(s).value);
    case StmtKind::Delete: return all(as<Delete>(s).targets);
    case StmtKind::Assign: return one(as<Assign>(s).value), all(as<Assign>(s).targets);
    case StmtKind::AugAssign: return one(as<AugAssign>(s).target), one(as<AugAssign>(s).value);
    case StmtKind::AnnAssign: return one(as<AnnAssign>(s).value), one(as<AnnAssign>(s).target);
    case StmtKind::For:
    case StmtKind::AsyncFor:
      one(as<For>(s).iter), one(as<For>(s).target);
      return body(as<For>(s).body), body(as<For>(s).orelse);
    case StmtKind::While: return one(as<While>(s).test), body(as<While>(s).body), body(as<While>(s).orelse);
    case StmtKind::If: return one(as<If>(s).test), body(as<If>(s).body), body(as<If>(s).orelse);
    case StmtKind::With:
    case StmtKind::AsyncWith:
      for (const WithItem& i : as<With>(s).items) one(i.context_expr), one(i.optional_vars);
      return body(as<With>(s).body);
    case StmtKind::Match:
      one(as<Match>(s).subject);
      for (const MatchCase& c : as<Match>(s).cases) one(c.guard), body(c.body);
      return;
    case StmtKind::Raise: return one(as<Raise>(s).exc), one(as<Raise>(s).cause);
    case StmtKind::Try:
    case StmtKind::TryStar:
      body(as<Try>(s).body);
      for (const ExceptHandler& h : as<Try>(s).handlers) one(h.type), body(h.body);
      return body(as<Try>(s).orelse), body(as<Try>(s).finalbody);
    case StmtKind::Assert: return one(as<Assert>(s).test), one(as<Assert>(s).msg);
    case StmtKind::Expr: return one(as<ExprStmt>(s).value);
    case StmtKind::ClassDef:
    case StmtKind::TypeAlias:
    case StmtKind::Import:
    case StmtKind::ImportFrom:
    case StmtKind::Global:
    case StmtKind::Nonlocal:
    case StmtKind::Pass:
    case StmtKind::Break:
    case StmtKind::Continue: return;
  }
}

// Every expression at and below.
template <class F>
void every(const Expr& e, const F& f) {
  f(e);
  parts(e, [&](const Expr& p) { every(p, f); });
}
template <class OnExpr, class OnStmt>
void every(const Stmt& s, const OnExpr& on_expr, const OnStmt& on_stmt) {
  on_stmt(s);
  parts(s, [&](const Expr& e) { every(e, on_expr); }, [&](const Stmt& p) { every(p, on_expr, on_stmt); });
}
template <class OnExpr, class OnStmt>
void every(const Body& body, const OnExpr& on_expr, const OnStmt& on_stmt) {
  for (StmtPtr s : body) every(*s, on_expr, on_stmt);
}
inline constexpr auto kNothing = [](const auto&) {};

template <class F>
bool any_statement(const Body& body, F is) {
  bool found = false;
  every(body, kNothing, [&](const Stmt& s) { found |= is(s); });
  return found;
}

// ---- names

// "asyncio.sleep", "client.get"; a call in it as "()": "get_loop().create_task". "" for anything else.
inline std::string dotted(const Expr& e) {
  if (e.kind == ExprKind::Name) return std::string(as<Name>(e).id);
  if (e.kind == ExprKind::Call) {
    std::string f = dotted(*as<Call>(e).func);
    return f.empty() ? f : f + "()";
  }
  if (e.kind != ExprKind::Attribute) return "";
  std::string base = dotted(*as<Attribute>(e).value);
  return base.empty() ? base : base + "." + std::string(as<Attribute>(e).attr);
}
inline std::string called(const Call& c) { return dotted(*c.func); }

// What stands behind the last dot: the function's own name.
inline std::string_view last_of(const Expr& func) {
  if (func.kind == ExprKind::Name) return as<Name>(func).id;
  if (func.kind == ExprKind::Attribute) return as<Attribute>(func).attr;
  return {};
}

// The variable at the root of x.y[z].
inline std::string_view root(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Name: return as<Name>(e).id;
    case ExprKind::Attribute: return root(*as<Attribute>(e).value);
    case ExprKind::Subscript: return root(*as<Subscript>(e).value);
    case ExprKind::Starred: return root(*as<Starred>(e).value);
    default: return {};
  }
}

inline Names loaded(const Expr& e) {
  Names names;
  every(e, [&](const Expr& p) {
    if (p.kind == ExprKind::Name && as<Name>(p).ctx == Context::Load) names.insert(as<Name>(p).id);
  });
  return names;
}
inline Names stored(const Expr& e) {
  Names names;
  every(e, [&](const Expr& p) {
    if (p.kind == ExprKind::Name && as<Name>(p).ctx == Context::Store) names.insert(as<Name>(p).id);
  });
  return names;
}
inline bool share(const Names& a, const Names& b) {
  return std::any_of(a.begin(), a.end(), [&](auto n) { return b.count(n) > 0; });
}

template <size_t N>
bool one_of(std::string_view name, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

}  // namespace sim::tree
