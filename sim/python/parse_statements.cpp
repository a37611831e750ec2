// Statements of one line: assignments, imports, del, raise and the like.
#include "sim/python/parse_state.h"

namespace sim::py {

using namespace ast;

namespace {

bool augmented_operator(Tok kind, Operator& op) {
  switch (kind) {
    case Tok::plusequal: op = Operator::Add; return true;
    case Tok::minequal: op = Operator::Sub; return true;
    case Tok::starequal: op = Operator::Mult; return true;
    case Tok::atequal: op = Operator::MatMult; return true;
    case Tok::slashequal: op = Operator::Div; return true;
    case Tok::percentequal: op = Operator::Mod; return true;
    case Tok::amperequal: op = Operator::BitAnd; return true;
    case Tok::vbarequal: op = Operator::BitOr; return true;
    case Tok::circumflexequal: op = Operator::BitXor; return true;
    case Tok::leftshiftequal: op = Operator::LShift; return true;
    case Tok::rightshiftequal: op = Operator::RShift; return true;
    case Tok::doublestarequal: op = Operator::Pow; return true;
    case Tok::doubleslashequal: op = Operator::FloorDiv; return true;
    default: return false;
  }
}

}  // namespace

void Parser::statement(StmtList& into) {
  height_ = 0;
  if (!compound_statement(into)) simple_statements(into);
}

void Parser::simple_statements(StmtList& into) {
  do {
    height_ = 0;
    into.push_back(simple_statement());
  } while (accept(Tok::semi) && !at(Tok::newline));
  expect(Tok::newline);
}

StmtPtr Parser::simple_statement() {
  const Span from = t_->span;
  auto word = [&](StmtKind kind) -> StmtPtr {
    ++t_;
    return node<Stmt>(kind, from);
  };
  switch (t_->kind) {
    case Tok::kw_pass: return word(StmtKind::Pass);
    case Tok::kw_break: return word(StmtKind::Break);
    case Tok::kw_continue: return word(StmtKind::Continue);
    case Tok::kw_return: return return_statement();
    case Tok::kw_raise: return raise_statement();
    case Tok::kw_global: return global_statement(StmtKind::Global);
    case Tok::kw_nonlocal: return global_statement(StmtKind::Nonlocal);
    case Tok::kw_del: return delete_statement();
    case Tok::kw_assert: return assert_statement();
    case Tok::kw_import: return import_statement();
    case Tok::kw_from: return import_from();
    case Tok::name:
      if (next_is(Tok::name) && at_word("type")) return type_alias();
      return expression_statement();
    default: return expression_statement();
  }
}

ExprPtr Parser::annotated_rhs() { return at(Tok::kw_yield) ? yield_expression() : star_expressions(); }

StmtPtr Parser::expression_statement() {
  const Span from = t_->span;
  const bool parenthesised = at(Tok::lpar);
  if (at(Tok::kw_yield)) {
    ExprPtr value = yield_expression();
    auto* made = node<ExprStmt>(StmtKind::Expr, from);
    made->value = value;
    return made;
  }
  Expr* first = star_expressions();
  if (at(Tok::equal)) return assignment(first, from);
  if (at(Tok::colon)) return annotated_assignment(first, !parenthesised && first->kind == ExprKind::Name, from);
  Operator op;
  if (augmented_operator(t_->kind, op)) {
    if (!is_single_target(*first)) mismatch();
    ++t_;
    ExprPtr target = with_context(first, Context::Store);
    ExprPtr value = annotated_rhs();
    auto* made = node<AugAssign>(StmtKind::AugAssign, from);
    made->target = target;
    made->op = op;
    made->value = value;
    return made;
  }
  auto* made = node<ExprStmt>(StmtKind::Expr, from);
  made->value = first;
  return made;
}

StmtPtr Parser::assignment(Expr* first, const Span& from) {
  ExprList targets;
  Expr* value = first;
  while (accept(Tok::equal)) {
    if (!is_star_target(*value)) mismatch();
    targets.push_back(with_context(value, Context::Store));
    if (at(Tok::kw_yield)) {
      value = yield_expression();
      break;
    }
    value = star_expressions();
  }
  auto* made = node<Assign>(StmtKind::Assign, from);
  made->targets = arena_.copy(targets);
  made->value = value;
  return made;
}

StmtPtr Parser::annotated_assignment(Expr* target, bool simple, const Span& from) {
  if (!is_single_target(*target)) mismatch();
  expect(Tok::colon);
  with_context(target, Context::Store);
  ExprPtr annotation = expression();
  ExprPtr value = accept(Tok::equal) ? annotated_rhs() : nullptr;
  auto* made = node<AnnAssign>(StmtKind::AnnAssign, from);
  made->target = target;
  made->annotation = annotation;
  made->value = value;
  made->simple = simple;
  return made;
}

StmtPtr Parser::delete_statement() {
  const Span from = t_->span;
  expect(Tok::kw_del);
  ExprList targets;
  do {
    Expr* target = primary();
    if (!is_target(*target)) mismatch();
    targets.push_back(with_context(target, Context::Del));
  } while (accept(Tok::comma) && !at(Tok::semi) && !at(Tok::newline));
  if (!at(Tok::semi) && !at(Tok::newline)) mismatch();
  auto* made = node<Delete>(StmtKind::Delete, from);
  made->targets = arena_.copy(targets);
  return made;
}

StmtPtr Parser::return_statement() {
  const Span from = t_->span;
  expect(Tok::kw_return);
  ExprPtr value = at(Tok::newline) || at(Tok::semi) ? nullptr : star_expressions();
  auto* made = node<Return>(StmtKind::Return, from);
  made->value = value;
  return made;
}

StmtPtr Parser::raise_statement() {
  const Span from = t_->span;
  expect(Tok::kw_raise);
  ExprPtr exc = at(Tok::newline) || at(Tok::semi) ? nullptr : expression();
  ExprPtr cause = exc != nullptr && accept(Tok::kw_from) ? expression() : nullptr;
  auto* made = node<Raise>(StmtKind::Raise, from);
  made->exc = exc;
  made->cause = cause;
  return made;
}

StmtPtr Parser::assert_statement() {
  const Span from = t_->span;
  expect(Tok::kw_assert);
  ExprPtr test = expression();
  ExprPtr msg = accept(Tok::comma) ? expression() : nullptr;
  auto* made = node<Assert>(StmtKind::Assert, from);
  made->test = test;
  made->msg = msg;
  return made;
}

StmtPtr Parser::global_statement(StmtKind kind) {
  const Span from = t_->span;
  ++t_;
  std::vector<Name_> names;
  do names.push_back(identifier());
  while (accept(Tok::comma));
  auto* made = node<Global>(kind, from);
  made->names = arena_.copy(names);
  return made;
}

// ---- imports

Name_ Parser::dotted_name() {
  std::string name(identifier());
  while (accept(Tok::dot)) {
    name += '.';
    name += identifier();
  }
  return arena_.copy(name);
}

StmtPtr Parser::import_statement() {
  const Span from = t_->span;
  expect(Tok::kw_import);
  std::vector<Alias> names;
  do {
    const Span begin = t_->span;
    Name_ name = dotted_name();
    Name_ asname = accept(Tok::kw_as) ? identifier() : Name_{};
    names.push_back({name, asname, span_from(begin)});
  } while (accept(Tok::comma));
  auto* made = node<Import>(StmtKind::Import, from);
  made->names = arena_.copy(names);
  return made;
}

StmtPtr Parser::import_from() {
  const Span from = t_->span;
  expect(Tok::kw_from);
  int level = 0;
  while (at(Tok::dot) || at(Tok::ellipsis)) level += (t_++)->kind == Tok::dot ? 1 : 3;
  Name_ module = level > 0 && at(Tok::kw_import) ? Name_{} : dotted_name();
  expect(Tok::kw_import);
  std::vector<Alias> names;
  if (at(Tok::star)) {
    const Span begin = t_->span;
    ++t_;
    names.push_back({arena_.copy("*"), {}, span_from(begin)});
  } else {
    const bool parenthesised = accept(Tok::lpar);
    do {
      const Span begin = t_->span;
      Name_ name = identifier();
      Name_ asname = accept(Tok::kw_as) ? identifier() : Name_{};
      names.push_back({name, asname, span_from(begin)});
    } while (accept(Tok::comma) && !(parenthesised && at(Tok::rpar)));
    if (parenthesised) expect(Tok::rpar);
  }
  auto* made = node<ImportFrom>(StmtKind::ImportFrom, from);
  made->module = module;
  made->names = arena_.copy(names);
  made->level = level;
  return made;
}

StmtPtr Parser::type_alias() {
  const Span from = t_->span;
  ++t_;
  auto* name = arena_.make<Name>();
  name->kind = ExprKind::Name;
  name->span = t_->span;
  name->id = identifier();
  name->ctx = Context::Store;
  Seq<TypeParam> params = type_params();
  expect(Tok::equal);
  ExprPtr value = expression();
  auto* made = node<TypeAlias>(StmtKind::TypeAlias, from);
  made->name = name;
  made->type_params = params;
  made->value = value;
  return made;
}

}  // namespace sim::py
