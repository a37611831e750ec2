// Expressions by falling looseness: tuples, conditional, lambda, boolean, comparison, arithmetic, trailers.
// What stands inside brackets: parse_atoms.cpp.
#include "sim/python/parse_state.h"

namespace sim::py {

using namespace ast;

namespace {

struct BinaryOperator {
  int level;   // of looseness: | is 0; negative: no binary operator
  Operator op;
};

BinaryOperator binary_operator(Tok kind) {
  switch (kind) {
    case Tok::vbar: return {0, Operator::BitOr};
    case Tok::circumflex: return {1, Operator::BitXor};
    case Tok::amper: return {2, Operator::BitAnd};
    case Tok::leftshift: return {3, Operator::LShift};
    case Tok::rightshift: return {3, Operator::RShift};
    case Tok::plus: return {4, Operator::Add};
    case Tok::minus: return {4, Operator::Sub};
    case Tok::star: return {5, Operator::Mult};
    case Tok::slash: return {5, Operator::Div};
    case Tok::doubleslash: return {5, Operator::FloorDiv};
    case Tok::percent: return {5, Operator::Mod};
    case Tok::at: return {5, Operator::MatMult};
    default: return {-1, Operator::Add};
  }
}

}  // namespace

// Can an expression (or a starred one) begin here? Decides whether a comma was the last one.
bool Parser::expression_ahead() const {
  switch (t_->kind) {
    case Tok::name: case Tok::number: case Tok::string: case Tok::fstring_start: case Tok::lpar: case Tok::lsqb:
    case Tok::lbrace: case Tok::minus: case Tok::plus: case Tok::tilde: case Tok::star: case Tok::ellipsis:
    case Tok::kw_not: case Tok::kw_lambda: case Tok::kw_await: case Tok::kw_None: case Tok::kw_True: case Tok::kw_False:
      return true;
    default: return false;
  }
}

Parser::Expr* Parser::tuple_rest(Expr* first, const Span& from, Expr* (Parser::*element)()) {
  ExprList elts{first};
  while (accept(Tok::comma) && expression_ahead()) elts.push_back((this->*element)());
  auto* tuple = node<Tuple>(ExprKind::Tuple, from);
  tuple->elts = arena_.copy(elts);
  grow();
  return tuple;
}

Parser::Expr* Parser::star_expressions() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* first = star_expression();
  return at(Tok::comma) ? tuple_rest(first, from, &Parser::star_expression) : first;
}

Parser::Expr* Parser::star_expression() {
  if (!at(Tok::star)) return expression();
  Nesting nesting(*this);
  const Span from = t_->span;
  ++t_;
  Expr* value = bitwise_or();
  auto* starred = node<Starred>(ExprKind::Starred, from);
  starred->value = value;
  return starred;
}

Parser::Expr* Parser::star_named_expression() { return at(Tok::star) ? star_expression() : named_expression(); }

Parser::Expr* Parser::named_expression() {
  if (!at(Tok::name) || !next_is(Tok::colonequal)) return expression();
  Nesting nesting(*this);
  const Span from = t_->span;
  auto* target = arena_.make<Name>();
  target->id = identifier();
  target->kind = ExprKind::Name;
  target->span = from;
  target->ctx = Context::Store;
  expect(Tok::colonequal);
  Expr* value = expression();
  auto* named = node<NamedExpr>(ExprKind::NamedExpr, from);
  named->target = target;
  named->value = value;
  return named;
}

Parser::Expr* Parser::expression() {
  if (at(Tok::kw_lambda)) return lambda();
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* body = disjunction();
  if (!accept(Tok::kw_if)) return body;
  Nesting nesting(*this);
  Expr* test = disjunction();
  expect(Tok::kw_else);
  Expr* orelse = expression();
  auto* conditional = node<IfExp>(ExprKind::IfExp, from);
  conditional->test = test;
  conditional->body = body;
  conditional->orelse = orelse;
  return conditional;
}

Parser::Expr* Parser::yield_expression() {
  Nesting nesting(*this);
  const Span from = t_->span;
  expect(Tok::kw_yield);
  if (accept(Tok::kw_from)) {
    Expr* value = expression();
    auto* yield_from = node<YieldFrom>(ExprKind::YieldFrom, from);
    yield_from->value = value;
    return yield_from;
  }
  Expr* value = expression_ahead() ? star_expressions() : nullptr;
  auto* yield = node<Yield>(ExprKind::Yield, from);
  yield->value = value;
  return yield;
}

Parser::Expr* Parser::lambda() {
  Nesting nesting(*this);
  const Span from = t_->span;
  expect(Tok::kw_lambda);
  const Arguments* args = parameters(Tok::colon);
  expect(Tok::colon);
  Expr* body = expression();
  auto* made = node<Lambda>(ExprKind::Lambda, from);
  made->args = args;
  made->body = body;
  return made;
}

Parser::Expr* Parser::disjunction() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* first = conjunction();
  if (!at(Tok::kw_or)) return first;
  ExprList values{first};
  while (accept(Tok::kw_or)) values.push_back(conjunction());
  auto* made = node<BoolOp>(ExprKind::BoolOp, from);
  made->op = BoolOperator::Or;
  made->values = arena_.copy(values);
  grow();
  return made;
}

Parser::Expr* Parser::conjunction() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* first = inversion();
  if (!at(Tok::kw_and)) return first;
  ExprList values{first};
  while (accept(Tok::kw_and)) values.push_back(inversion());
  auto* made = node<BoolOp>(ExprKind::BoolOp, from);
  made->op = BoolOperator::And;
  made->values = arena_.copy(values);
  grow();
  return made;
}

Parser::Expr* Parser::inversion() {
  if (!at(Tok::kw_not)) return comparison();
  Nesting nesting(*this);
  const Span from = t_->span;
  ++t_;
  Expr* operand = inversion();
  auto* made = node<UnaryOp>(ExprKind::UnaryOp, from);
  made->op = UnaryOperator::Not;
  made->operand = operand;
  return made;
}

bool Parser::comparison_operator(CmpOp& op) {
  switch (t_->kind) {
    case Tok::eqequal: op = CmpOp::Eq; break;
    case Tok::notequal:
      if (text(*t_) != "!=") return false;   // <>
      op = CmpOp::NotEq;
      break;
    case Tok::less: op = CmpOp::Lt; break;
    case Tok::lessequal: op = CmpOp::LtE; break;
    case Tok::greater: op = CmpOp::Gt; break;
    case Tok::greaterequal: op = CmpOp::GtE; break;
    case Tok::kw_in: op = CmpOp::In; break;
    case Tok::kw_is:
      op = next_is(Tok::kw_not) ? CmpOp::IsNot : CmpOp::Is;
      if (op == CmpOp::IsNot) ++t_;
      break;
    case Tok::kw_not:
      if (!next_is(Tok::kw_in)) return false;
      op = CmpOp::NotIn;
      ++t_;
      break;
    default: return false;
  }
  ++t_;
  return true;
}

Parser::Expr* Parser::comparison() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* left = bitwise_or();
  CmpOp op;
  if (!comparison_operator(op)) return left;
  std::vector<CmpOp> ops;
  ExprList comparators;
  do {
    ops.push_back(op);
    comparators.push_back(bitwise_or());
  } while (comparison_operator(op));
  auto* made = node<Compare>(ExprKind::Compare, from);
  made->left = left;
  made->ops = arena_.copy(ops);
  made->comparators = arena_.copy(comparators);
  grow();
  return made;
}

Parser::Expr* Parser::binary(int least) {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* left = factor();
  for (BinaryOperator found = binary_operator(t_->kind); found.level >= least; found = binary_operator(t_->kind)) {
    ++t_;
    Expr* right = binary(found.level + 1);
    auto* made = node<BinOp>(ExprKind::BinOp, from);
    made->left = left;
    made->op = found.op;
    made->right = right;
    grow();
    left = made;
  }
  return left;
}

Parser::Expr* Parser::factor() {
  UnaryOperator op;
  switch (t_->kind) {
    case Tok::plus: op = UnaryOperator::UAdd; break;
    case Tok::minus: op = UnaryOperator::USub; break;
    case Tok::tilde: op = UnaryOperator::Invert; break;
    default: return power();
  }
  Nesting nesting(*this);
  const Span from = t_->span;
  ++t_;
  Expr* operand = factor();
  auto* made = node<UnaryOp>(ExprKind::UnaryOp, from);
  made->op = op;
  made->operand = operand;
  return made;
}

Parser::Expr* Parser::power() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* left;
  if (accept(Tok::kw_await)) {
    Expr* value = primary();
    auto* made = node<Await>(ExprKind::Await, from);
    made->value = value;
    grow();
    left = made;
  } else {
    left = primary();
  }
  if (!accept(Tok::doublestar)) return left;
  Nesting nesting(*this);
  Expr* right = factor();
  auto* made = node<BinOp>(ExprKind::BinOp, from);
  made->left = left;
  made->op = Operator::Pow;
  made->right = right;
  return made;
}

Parser::Expr* Parser::primary() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* value = atom();
  while (true) {
    if (accept(Tok::dot)) {
      const Span attr_span = t_->span;
      Name_ attr = identifier();
      auto* made = node<Attribute>(ExprKind::Attribute, from);
      made->value = value;
      made->attr = attr;
      made->ctx = Context::Load;
      made->attr_span = attr_span;
      value = made;
    } else if (at(Tok::lpar)) {
      value = call(value, from);
    } else if (at(Tok::lsqb)) {
      value = subscript(value, from);
    } else {
      return value;
    }
    grow();
  }
}

}  // namespace sim::py
