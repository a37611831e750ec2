// What may be assigned to, deleted, or bound by for, with and comprehensions.
#include "sim/python/parse_state.h"

namespace sim::py {

using namespace ast;

bool Parser::is_single_target(const Expr& e) const {
  return e.kind == ExprKind::Name || e.kind == ExprKind::Attribute || e.kind == ExprKind::Subscript;
}

// CPython: del_target; with a star in the right places also star_target.
bool Parser::is_target(const Expr& e) const {
  if (is_single_target(e)) return true;
  if (e.kind != ExprKind::Tuple && e.kind != ExprKind::List) return false;
  const Seq<ExprPtr>& elts = e.kind == ExprKind::Tuple ? as<Tuple>(e).elts : as<List>(e).elts;
  for (ExprPtr elt : elts) {
    if (!is_target(*elt)) return false;
  }
  return true;
}

bool Parser::is_star_target(const Expr& e) const {
  if (is_single_target(e)) return true;
  if (e.kind == ExprKind::Starred) {
    const Expr& value = *as<Starred>(e).value;
    return value.kind != ExprKind::Starred && is_star_target(value);
  }
  if (e.kind != ExprKind::Tuple && e.kind != ExprKind::List) return false;
  const Seq<ExprPtr>& elts = e.kind == ExprKind::Tuple ? as<Tuple>(e).elts : as<List>(e).elts;
  for (ExprPtr elt : elts) {
    if (!is_star_target(*elt)) return false;
  }
  return true;
}

Parser::Expr* Parser::star_target() {
  Measuring measuring(*this);
  Expr* target;
  if (at(Tok::star)) {
    target = star_expression();
  } else {
    target = bitwise_or();
  }
  if (!is_star_target(*target)) mismatch();
  return target;
}

Parser::Expr* Parser::star_targets() {
  const Span from = t_->span;
  Expr* first = star_target();
  return at(Tok::comma) ? tuple_rest(first, from, &Parser::star_target) : first;
}

// The nodes are this parser's own until it hands out the module, so their context may still be set.
ExprPtr Parser::with_context(Expr* e, Context context) {
  auto each = [&](const Seq<ExprPtr>& elts) {
    for (ExprPtr elt : elts) with_context(const_cast<Expr*>(elt), context);
  };
  switch (e->kind) {
    case ExprKind::Name: static_cast<Name*>(e)->ctx = context; break;
    case ExprKind::Attribute: static_cast<Attribute*>(e)->ctx = context; break;
    case ExprKind::Subscript: static_cast<Subscript*>(e)->ctx = context; break;
    case ExprKind::Starred:
      static_cast<Starred*>(e)->ctx = context;
      with_context(const_cast<Expr*>(static_cast<Starred*>(e)->value), context);
      break;
    case ExprKind::Tuple:
      static_cast<Tuple*>(e)->ctx = context;
      each(static_cast<Tuple*>(e)->elts);
      break;
    case ExprKind::List:
      static_cast<List*>(e)->ctx = context;
      each(static_cast<List*>(e)->elts);
      break;
    default: break;
  }
  return e;
}

}  // namespace sim::py
