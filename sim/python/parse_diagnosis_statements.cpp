// Statements of one line, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

bool Diagnosis::statements() {
  return some([&] { return statement(); });
}

bool Diagnosis::statement() {
  const size_t m = pos_;
  return compound_stmt() || (back(m) && simple_stmts());
}

bool Diagnosis::simple_stmts() {
  const size_t m = pos_;
  if (simple_stmt() && !at(Tok::semi) && tok(Tok::newline)) return true;
  back(m);
  return simple_stmt() && many([&] { return tok(Tok::semi) && simple_stmt(); }) && opt([&] { return tok(Tok::semi); }) &&
         tok(Tok::newline);
}

Diagnosis::N Diagnosis::simple_stmt() {
  return memo(Rule::simple_stmt, [&]() -> N {
    const size_t m = pos_;
    if (assignment()) return yes();
    back(m);
    if (at(Tok::name) && text(cur()) == "type" && type_alias()) return yes();
    back(m);
    if (star_expressions()) return yes();
    back(m);
    switch (cur().kind) {
      case Tok::kw_return:
        ++pos_;
        opt([&] { return star_expressions(); });
        return yes();
      case Tok::kw_import:
      case Tok::kw_from: return import_stmt();
      case Tok::kw_raise:
        ++pos_;
        opt([&] { return expression() && opt([&] { return tok(Tok::kw_from) && expression(); }); });
        return yes();
      case Tok::kw_pass:
      case Tok::kw_break:
      case Tok::kw_continue: ++pos_; return yes();
      case Tok::kw_del: return del_stmt() ? yes() : nullptr;
      case Tok::kw_yield: return yield_expr();
      case Tok::kw_assert:
        ++pos_;
        return expression() && opt([&] { return tok(Tok::comma) && expression(); }) ? yes() : nullptr;
      case Tok::kw_global:
      case Tok::kw_nonlocal: ++pos_; return list_of([&] { return tok(Tok::name); }) ? yes() : nullptr;
      default: return nullptr;
    }
  });
}

Diagnosis::N Diagnosis::annotated_rhs() {
  const size_t m = pos_;
  if (N made = yield_expr()) return made;
  back(m);
  return star_expressions();
}

bool Diagnosis::augassign() {
  switch (cur().kind) {
    case Tok::plusequal: case Tok::minequal: case Tok::starequal: case Tok::atequal: case Tok::slashequal: case Tok::percentequal:
    case Tok::amperequal: case Tok::vbarequal: case Tok::circumflexequal: case Tok::leftshiftequal: case Tok::rightshiftequal:
    case Tok::doublestarequal: case Tok::doubleslashequal: ++pos_; return true;
    default: return false;
  }
}

bool Diagnosis::assignment() {
  const size_t m = pos_;
  auto annotated = [&] {
    return tok(Tok::colon) && expression() && opt([&] { return tok(Tok::equal) && annotated_rhs(); });
  };
  if (name() && annotated()) return true;
  back(m);
  const bool target = (tok(Tok::lpar) && single_target() && tok(Tok::rpar)) || (back(m) && single_subscript_attribute_target());
  if (target && annotated()) return true;
  back(m);
  if (some([&] { return star_targets() && tok(Tok::equal); }) && annotated_rhs() && !at(Tok::equal)) return true;
  back(m);
  if (single_target() && augassign()) return annotated_rhs() != nullptr;   // nothing else is tried
  back(m);
  if (invalid_) invalid_assignment();
  return false;
}

Diagnosis::N Diagnosis::invalid_ann_assign_target() {
  const size_t m = pos_;
  if (N made = list()) return made;
  back(m);
  if (N made = tuple()) return made;
  back(m);
  Deeper deeper(*this);
  N inner = tok(Tok::lpar) ? invalid_ann_assign_target() : nullptr;
  return inner && tok(Tok::rpar) ? inner : nullptr;
}

void Diagnosis::invalid_assignment() {
  const size_t m = pos_;
  N a = invalid_ann_assign_target();
  if (a && tok(Tok::colon) && expression()) {
    raise_at(a->span, std::string("only single target (not ") + kind_name(a->kind) + ") can be annotated");
  }
  back(m);
  if ((a = star_named_expression()) && tok(Tok::comma) && many([&] { return star_named_expressions(); }) && tok(Tok::colon) &&
      expression()) {
    raise_at(a->span, "only single target (not tuple) can be annotated");
  }
  back(m);
  if ((a = expression()) && tok(Tok::colon) && expression()) raise_at(a->span, "illegal target for annotation");
  back(m);
  many([&] { return star_targets() && tok(Tok::equal); });
  const size_t behind = pos_;
  if ((a = star_expressions()) && tok(Tok::equal)) raise_invalid_target(Targets::star, a);
  back(behind);
  if ((a = yield_expr()) && tok(Tok::equal)) raise_at(a->span, "assignment to yield expression not possible");
  back(m);
  if ((a = star_expressions()) && augassign() && annotated_rhs()) {
    raise_at(a->span, std::string("'") + kind_name(a->kind) + "' is an illegal expression for augmented assignment");
  }
}

bool Diagnosis::del_stmt() {
  const size_t m = pos_;
  if (tok(Tok::kw_del) && del_targets() && (at(Tok::semi) || at(Tok::newline))) return true;
  back(m);
  if (!invalid_ || !tok(Tok::kw_del)) return false;
  if (N a = star_expressions()) raise_invalid_target(Targets::del, a);
  return false;
}

bool Diagnosis::type_alias() {
  return word("type") && tok(Tok::name) && opt([&] { return type_params(); }) && tok(Tok::equal) && expression();
}

// ---- imports

bool Diagnosis::dotted_name() {
  return tok(Tok::name) && many([&] { return tok(Tok::dot) && tok(Tok::name); });
}

bool Diagnosis::dotted_as_names() {
  return list_of([&] { return dotted_name() && opt([&] { return tok(Tok::kw_as) && tok(Tok::name); }); });
}

Diagnosis::N Diagnosis::import_stmt() {
  return memo(Rule::import_stmt, [&]() -> N {
    const size_t m = pos_;
    if (const Token* a = invalid_ ? take(Tok::kw_import) : nullptr) {   // CPython: invalid_import
      if (list_of([&] { return dotted_name(); }) && tok(Tok::kw_from) && dotted_name()) {
        raise_from(a->span, "Did you mean to use 'from ... import ...' instead?");
      }
      back(m + 1);
      if (const Token* end = take(Tok::newline)) raise_from(end->span, "Expected one or more names after 'import'");
    }
    back(m);
    if (tok(Tok::kw_import)) return dotted_as_names() ? yes() : nullptr;
    return import_from() ? yes() : nullptr;
  });
}

bool Diagnosis::import_from() {
  const size_t m = pos_;
  auto dots = [&] { return tok(Tok::dot) || tok(Tok::ellipsis); };
  if (tok(Tok::kw_from) && many(dots) && dotted_name() && tok(Tok::kw_import) && import_from_targets()) return true;
  back(m);
  return tok(Tok::kw_from) && some(dots) && tok(Tok::kw_import) && import_from_targets();
}

bool Diagnosis::import_from_as_names() {
  return list_of([&] { return tok(Tok::name) && opt([&] { return tok(Tok::kw_as) && tok(Tok::name); }); });
}

bool Diagnosis::import_from_targets() {
  const size_t m = pos_;
  if (tok(Tok::lpar) && import_from_as_names() && opt([&] { return tok(Tok::comma); }) && tok(Tok::rpar)) return true;
  back(m);
  if (import_from_as_names() && !at(Tok::comma)) return true;
  back(m);
  if (tok(Tok::star)) return true;
  if (!invalid_) return false;
  if (import_from_as_names() && tok(Tok::comma) && tok(Tok::newline)) {
    raise_last("trailing comma not allowed without surrounding parentheses");
  }
  back(m);
  if (const Token* end = take(Tok::newline)) raise_from(end->span, "Expected one or more names after 'import'");
  return false;
}

}  // namespace sim::py
