// match statements and their patterns.
#include "sim/python/parse_state.h"

namespace sim::py {

using namespace ast;

// `match` is an ordinary name unless its line ends with a colon and the next one is an indented `case`.
bool Parser::match_ahead() const {
  const Token* t = t_;
  while (t->kind != Tok::newline && t->kind != Tok::endmarker && t->kind != Tok::error) ++t;
  return t->kind == Tok::newline && t - t_ >= 3 && t[-1].kind == Tok::colon && t[1].kind == Tok::indent &&
         t[2].kind == Tok::name && text(t[2]) == "case";
}

StmtPtr Parser::match_statement() {
  const Span from = t_->span;
  ++t_;
  const Span subject_from = t_->span;
  Expr* subject = star_named_expression();
  if (at(Tok::comma)) subject = tuple_rest(subject, subject_from, &Parser::star_named_expression);
  else if (subject->kind == ExprKind::Starred) mismatch();
  expect(Tok::colon);
  expect(Tok::newline);
  expect(Tok::indent);
  std::vector<MatchCase> cases;
  do cases.push_back(match_case());
  while (at_word("case"));
  expect(Tok::dedent);
  auto* made = arena_.make<Match>();
  made->kind = StmtKind::Match;
  made->span = compound_span(from);
  made->subject = subject;
  made->cases = arena_.copy(cases);
  return made;
}

MatchCase Parser::match_case() {
  if (!at_word("case")) mismatch();
  ++t_;
  MatchCase made{};
  made.pattern = patterns();
  if (accept(Tok::kw_if)) made.guard = named_expression();
  expect(Tok::colon);
  made.body = block();
  return made;
}

// A sequence may stand without brackets here.
PatternPtr Parser::patterns() {
  const Span from = t_->span;
  PatternPtr first = maybe_star_pattern();
  if (at(Tok::comma)) return sequence_rest(from, first, Tok::colon);
  if (first->kind == PatternKind::MatchStar) mismatch();
  return first;
}

// Behind the first element, at a comma or at `closing`. Without brackets the sequence ends at `if` or `:`.
PatternPtr Parser::sequence_rest(const Span& from, PatternPtr first, Tok closing) {
  std::vector<PatternPtr> elements{first};
  while (accept(Tok::comma) && !at(closing) && !at(Tok::kw_if)) elements.push_back(maybe_star_pattern());
  if (closing != Tok::colon) expect(closing);
  auto* made = node<MatchSequence>(PatternKind::MatchSequence, from);
  made->patterns = arena_.copy(elements);
  return made;
}

PatternPtr Parser::maybe_star_pattern() {
  const Span from = t_->span;
  if (!accept(Tok::star)) return as_pattern();
  Name_ name = at_word("_") ? (++t_, Name_{}) : identifier();
  auto* made = node<MatchStar>(PatternKind::MatchStar, from);
  made->name = name;
  return made;
}

PatternPtr Parser::as_pattern() {
  const Span from = t_->span;
  PatternPtr inner = or_pattern();
  if (!accept(Tok::kw_as)) return inner;
  if (at_word("_")) mismatch();
  Name_ name = identifier();
  auto* made = node<MatchAs>(PatternKind::MatchAs, from);
  made->pattern = inner;
  made->name = name;
  return made;
}

PatternPtr Parser::or_pattern() {
  const Span from = t_->span;
  PatternPtr first = closed_pattern();
  if (!at(Tok::vbar)) return first;
  std::vector<PatternPtr> choices{first};
  while (accept(Tok::vbar)) choices.push_back(closed_pattern());
  auto* made = node<MatchOr>(PatternKind::MatchOr, from);
  made->patterns = arena_.copy(choices);
  return made;
}

PatternPtr Parser::closed_pattern() {
  Nesting nesting(*this);
  const Span from = t_->span;
  switch (t_->kind) {
    case Tok::name: return name_or_class_pattern();
    case Tok::lpar:
    case Tok::lsqb: return group_or_sequence();
    case Tok::lbrace: return mapping_pattern();
    case Tok::kw_None:
    case Tok::kw_True:
    case Tok::kw_False: {
      ExprPtr value = atom();
      auto* made = node<MatchSingleton>(PatternKind::MatchSingleton, from);
      made->value = value;
      return made;
    }
    default: return literal_pattern();
  }
}

PatternPtr Parser::group_or_sequence() {
  const Span from = t_->span;
  const bool group = at(Tok::lpar);
  const Tok closing = group ? Tok::rpar : Tok::rsqb;
  ++t_;
  if (accept(closing)) return node<MatchSequence>(PatternKind::MatchSequence, from);
  PatternPtr first = maybe_star_pattern();
  if (group && !at(Tok::comma)) {
    if (first->kind == PatternKind::MatchStar) mismatch();
    expect(closing);
    return first;
  }
  return sequence_rest(from, first, closing);
}

PatternPtr Parser::literal_pattern() {
  const Span from = t_->span;
  ExprPtr value = at(Tok::string) || at(Tok::fstring_start) ? strings() : literal_number();
  if (value->kind == ExprKind::JoinedStr) {
    raise("patterns may only match literals and attribute lookups", value->span);
  }
  auto* made = node<MatchValue>(PatternKind::MatchValue, from);
  made->value = value;
  return made;
}

// A signed number, or a complex one: -1+2j.
ExprPtr Parser::literal_number() {
  const Span from = t_->span;
  const bool negative = accept(Tok::minus);
  if (!at(Tok::number)) mismatch();
  Expr* left = number();
  const bool real = static_cast<Constant*>(left)->type != Constant::Type::Imaginary;
  if (negative) {
    auto* made = node<UnaryOp>(ExprKind::UnaryOp, from);
    made->op = UnaryOperator::USub;
    made->operand = left;
    left = made;
  }
  if (!at(Tok::plus) && !at(Tok::minus)) return left;
  if (!real) raise("real number required in complex literal", left->span);
  const Operator op = at(Tok::plus) ? Operator::Add : Operator::Sub;
  ++t_;
  if (!at(Tok::number)) mismatch();
  Expr* right = number();
  if (static_cast<Constant*>(right)->type != Constant::Type::Imaginary) {
    raise("imaginary number required in complex literal", right->span);
  }
  auto* made = node<BinOp>(ExprKind::BinOp, from);
  made->left = left;
  made->op = op;
  made->right = right;
  return made;
}

ExprPtr Parser::dotted_value() {
  Measuring measuring(*this);
  const Span from = t_->span;
  Expr* value = atom();
  while (accept(Tok::dot)) {
    const Span attr_span = t_->span;
    Name_ attr = identifier();
    auto* made = node<Attribute>(ExprKind::Attribute, from);
    made->value = value;
    made->attr = attr;
    made->attr_span = attr_span;
    value = made;
    grow();
  }
  return value;
}

// A name captures, a dotted name is a value to compare with, either with arguments is a class.
PatternPtr Parser::name_or_class_pattern() {
  const Span from = t_->span;
  const bool wildcard = at_word("_");
  ExprPtr value = dotted_value();
  if (at(Tok::lpar)) return class_pattern(value, from);
  if (value->kind == ExprKind::Attribute) {
    auto* made = node<MatchValue>(PatternKind::MatchValue, from);
    made->value = value;
    return made;
  }
  auto* made = node<MatchAs>(PatternKind::MatchAs, from);
  made->name = wildcard ? Name_{} : as<Name>(*value).id;
  return made;
}

PatternPtr Parser::class_pattern(ExprPtr cls, const Span& from) {
  expect(Tok::lpar);
  std::vector<PatternPtr> positional, by_keyword;
  std::vector<Name_> names;
  while (!at(Tok::rpar)) {
    if (at(Tok::name) && next_is(Tok::equal)) {
      names.push_back(identifier());
      expect(Tok::equal);
      by_keyword.push_back(as_pattern());
    } else {
      if (!names.empty()) mismatch();
      positional.push_back(as_pattern());
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rpar);
  auto* made = node<MatchClass>(PatternKind::MatchClass, from);
  made->cls = cls;
  made->patterns = arena_.copy(positional);
  made->kwd_attrs = arena_.copy(names);
  made->kwd_patterns = arena_.copy(by_keyword);
  return made;
}

PatternPtr Parser::mapping_pattern() {
  const Span from = t_->span;
  expect(Tok::lbrace);
  ExprList keys;
  std::vector<PatternPtr> values;
  Name_ rest;
  while (!at(Tok::rbrace)) {
    if (accept(Tok::doublestar)) {
      if (at_word("_")) mismatch();
      rest = identifier();
      accept(Tok::comma);
      break;
    }
    switch (t_->kind) {
      case Tok::kw_None: case Tok::kw_True: case Tok::kw_False:
      case Tok::string: case Tok::fstring_start: keys.push_back(atom()); break;
      case Tok::name:
        keys.push_back(dotted_value());
        if (keys.back()->kind == ExprKind::Name) mismatch();
        break;
      default: keys.push_back(literal_number());
    }
    expect(Tok::colon);
    values.push_back(as_pattern());
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rbrace);
  auto* made = node<MatchMapping>(PatternKind::MatchMapping, from);
  made->keys = arena_.copy(keys);
  made->patterns = arena_.copy(values);
  made->rest = rest;
  return made;
}

}  // namespace sim::py
