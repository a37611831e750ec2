// Expressions, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

namespace {

constexpr Tok kOrOperators[] = {Tok::vbar, Tok::endmarker};
constexpr Tok kXorOperators[] = {Tok::circumflex, Tok::endmarker};
constexpr Tok kAndOperators[] = {Tok::amper, Tok::endmarker};
constexpr Tok kShiftOperators[] = {Tok::leftshift, Tok::rightshift, Tok::endmarker};
constexpr Tok kSumOperators[] = {Tok::plus, Tok::minus, Tok::endmarker};
constexpr Tok kTermOperators[] = {Tok::star, Tok::slash, Tok::doubleslash, Tok::percent, Tok::at, Tok::endmarker};

}  // namespace

// One item, or a tuple of several with commas between them and perhaps one behind.
Diagnosis::N Diagnosis::one_or_tuple(N (Diagnosis::*item)()) {
  const size_t m = pos_;
  N first = (this->*item)();
  if (!first || !at(Tok::comma)) return first;
  std::vector<N> parts{first};
  many([&] {
    N part = tok(Tok::comma) ? (this->*item)() : nullptr;
    if (part) parts.push_back(part);
    return part != nullptr;
  });
  opt([&] { return tok(Tok::comma); });
  Node* made = make(Kind::tuple, m);
  made->parts = std::move(parts);
  return made;
}

Diagnosis::N Diagnosis::expressions() { return one_or_tuple(&Diagnosis::expression); }

Diagnosis::N Diagnosis::expression() {
  return memo(Rule::expression, [&]() -> N {
    Deeper deeper(*this);
    const size_t m = pos_;
    if (invalid_) {
      invalid_expression();
      back(m);
      invalid_legacy_expression();
      back(m);
    }
    if (N made = if_or_disjunction()) return made;
    back(m);
    return lambdef();
  });
}

Diagnosis::N Diagnosis::if_or_disjunction() {
  const size_t m = pos_;
  N first = disjunction();
  if (!first) return nullptr;
  const size_t end = pos_;
  if (tok(Tok::kw_if) && disjunction() && tok(Tok::kw_else) && expression()) return make(Kind::ifexp, m);
  back(end);
  return first;
}

void Diagnosis::invalid_expression() {
  const size_t m = pos_;
  static constexpr std::string_view kSoft[] = {"_", "case", "match", "type"};
  bool skip = false;
  if (at(Tok::name)) {
    // CPython compares no further than the name is long: `c` passes for `case`.
    for (std::string_view soft : kSoft) skip = skip || soft.substr(0, text(cur()).size()) == text(cur());
    skip = skip || ahead([&] { return tok(Tok::name) && tok(Tok::string); });
  }
  N a = nullptr, b = nullptr;
  if (!skip && (a = disjunction()) && (b = expression_without_invalid())) {
    if (!legacy_statement(a) && levels_[pos_ - 1 - begin_] > 0) {
      raise_range(a->span, b->span, "invalid syntax. Perhaps you forgot a comma?");
    }
  }
  back(m);
  if ((a = disjunction()) && tok(Tok::kw_if) && (b = disjunction()) && !at(Tok::kw_else) && !at(Tok::colon)) {
    raise_range(a->span, b->span, "expected 'else' after 'if' expression");
  }
  back(m);
  if (const Token* lambda = take(Tok::kw_lambda)) {
    opt([&] { return params(Tok::colon); });
    const Token* colon = take(Tok::colon);
    if (colon && at(Tok::fstring_middle)) {
      raise_range(lambda->span, colon->span, "f-string: lambda expressions are not allowed without parentheses");
    }
  }
}

void Diagnosis::invalid_legacy_expression() {
  N a = name();
  if (!a || at(Tok::lpar)) return;
  N b = star_expressions();
  if (!b || !legacy_statement(a)) return;
  const std::string id(text(tokens_[a->first_token]));
  raise_range(a->span, b->span, "Missing parentheses in call to '" + id + "'. Did you mean " + id + "(...)?");
}

Diagnosis::N Diagnosis::expression_without_invalid() {
  const bool outer = invalid_;
  invalid_ = false;
  const size_t m = pos_;
  N made = if_or_disjunction();
  if (!made) {
    back(m);
    made = lambdef();
  }
  invalid_ = outer;
  return made;
}

Diagnosis::N Diagnosis::yield_expr() {
  const size_t m = pos_;
  if (!tok(Tok::kw_yield)) return nullptr;
  const size_t behind = pos_;
  if (tok(Tok::kw_from) && expression()) return make(Kind::yield, m);
  back(behind);
  opt([&] { return star_expressions() != nullptr; });
  return make(Kind::yield, m);
}

Diagnosis::N Diagnosis::star_expressions() { return one_or_tuple(&Diagnosis::star_expression); }

Diagnosis::N Diagnosis::star_expression() {
  return memo(Rule::star_expression, [&]() -> N {
    const size_t m = pos_;
    N value = tok(Tok::star) ? bitwise_or() : nullptr;
    if (value) {
      Node* made = make(Kind::starred, m);
      made->parts = {value};
      return made;
    }
    back(m);
    return expression();
  });
}

Diagnosis::N Diagnosis::star_named_expression() {
  const size_t m = pos_;
  N value = tok(Tok::star) ? bitwise_or() : nullptr;
  if (value) {
    Node* made = make(Kind::starred, m);
    made->parts = {value};
    return made;
  }
  back(m);
  return named_expression();
}

Diagnosis::N Diagnosis::star_named_expressions(N* last) {
  const bool found = list_of([&] {
    N part = star_named_expression();
    if (part && last) *last = part;
    return part != nullptr;
  });
  if (!found) return nullptr;
  opt([&] { return tok(Tok::comma); });
  return yes();
}

Diagnosis::N Diagnosis::assignment_expression() {
  const size_t m = pos_;
  return name() && tok(Tok::colonequal) && expression() ? make(Kind::named, m) : nullptr;
}

Diagnosis::N Diagnosis::named_expression() {
  const size_t m = pos_;
  if (N made = assignment_expression()) return made;
  // Behind `:=` the grammar tries nothing else.
  back(m);
  if (ahead([&] { return tok(Tok::name) && tok(Tok::colonequal); })) return nullptr;
  if (invalid_) invalid_named_expression();
  back(m);
  N made = expression();
  return made && !at(Tok::colonequal) ? made : nullptr;
}

Diagnosis::N Diagnosis::invalid_named_expression() {
  return memo(Rule::invalid_named_expression, [&]() -> N {
    const size_t m = pos_;
    N a = expression();
    if (a && tok(Tok::colonequal) && expression()) {
      raise_at(a->span, std::string("cannot use assignment expressions with ") + kind_name(a->kind));
    }
    back(m);
    N b = nullptr;
    if ((a = name()) && tok(Tok::equal) && (b = bitwise_or()) && !at(Tok::equal) && !at(Tok::colonequal)) {
      raise_range(a->span, b->span, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    back(m);
    if (at(Tok::kw_True) || at(Tok::kw_None) || at(Tok::kw_False)) return nullptr;
    if (ahead([&] {
          const size_t from = pos_;
          return list() || (back(from) && tuple()) || (back(from) && genexp());
        })) {
      return nullptr;
    }
    if ((a = bitwise_or()) && tok(Tok::equal) && bitwise_or() && !at(Tok::equal) && !at(Tok::colonequal)) {
      raise_at(a->span, std::string("cannot assign to ") + kind_name(a->kind) + " here. Maybe you meant '==' instead of '='?");
    }
    return nullptr;
  });
}

Diagnosis::N Diagnosis::plain_or_assignment() {
  const size_t m = pos_;
  if (N made = assignment_expression()) return made;
  back(m);
  if (ahead([&] { return tok(Tok::name) && tok(Tok::colonequal); })) return nullptr;
  N made = expression();
  return made && !at(Tok::colonequal) ? made : nullptr;
}

Diagnosis::N Diagnosis::disjunction() {
  return memo(Rule::disjunction, [&]() -> N {
    const size_t m = pos_;
    N first = conjunction();
    if (!first) return nullptr;
    const size_t end = pos_;
    many([&] { return tok(Tok::kw_or) && conjunction(); });
    return pos_ > end ? make(Kind::expression, m) : first;
  });
}

Diagnosis::N Diagnosis::conjunction() {
  return memo(Rule::conjunction, [&]() -> N {
    const size_t m = pos_;
    N first = inversion();
    if (!first) return nullptr;
    const size_t end = pos_;
    many([&] { return tok(Tok::kw_and) && inversion(); });
    return pos_ > end ? make(Kind::expression, m) : first;
  });
}

Diagnosis::N Diagnosis::inversion() {
  return memo(Rule::inversion, [&]() -> N {
    const size_t m = pos_;
    if (tok(Tok::kw_not)) {
      Deeper deeper(*this);
      if (inversion()) return make(Kind::expression, m);
    }
    back(m);
    return comparison();
  });
}

bool Diagnosis::comparison_operator(bool& in) {
  const size_t m = pos_;
  in = false;
  switch (cur().kind) {
    case Tok::notequal: return text(cur()) == "!=" && tok(Tok::notequal);
    case Tok::eqequal:
    case Tok::less:
    case Tok::lessequal:
    case Tok::greater:
    case Tok::greaterequal: ++pos_; return true;
    case Tok::kw_in: in = true; ++pos_; return true;
    case Tok::kw_not: return (tok(Tok::kw_not) && tok(Tok::kw_in)) || (back(m) && false);
    case Tok::kw_is:
      ++pos_;
      opt([&] { return tok(Tok::kw_not); });
      return true;
    default: return false;
  }
}

Diagnosis::N Diagnosis::comparison() {
  const size_t m = pos_;
  N first = bitwise_or();
  if (!first) return nullptr;
  const size_t end = pos_;
  bool first_in = false, seen = false;
  many([&] {
    bool in;
    if (!comparison_operator(in) || !bitwise_or()) return false;
    if (!seen) first_in = in;
    seen = true;
    return true;
  });
  if (pos_ == end) return first;
  Node* made = make(Kind::compare, m);
  made->parts = {first};
  made->in_first = first_in;
  return made;
}

// operand (operator operand)*, as CPython's left-recursive rules read it.
Diagnosis::N Diagnosis::binary(Rule rule, N (Diagnosis::*operand)(), const Tok* operators) {
  return memo(rule, [&]() -> N {
    const size_t m = pos_;
    N first = (this->*operand)();
    if (!first) return nullptr;
    const size_t end = pos_;
    many([&] {
      for (const Tok* op = operators; *op != Tok::endmarker; ++op) {
        if (tok(*op)) return (this->*operand)() != nullptr;
      }
      return false;
    });
    return pos_ > end ? make(Kind::expression, m) : first;
  });
}

Diagnosis::N Diagnosis::bitwise_or() { return binary(Rule::bitwise_or, &Diagnosis::bitwise_xor, kOrOperators); }
Diagnosis::N Diagnosis::bitwise_xor() { return binary(Rule::bitwise_xor, &Diagnosis::bitwise_and, kXorOperators); }
Diagnosis::N Diagnosis::bitwise_and() { return binary(Rule::bitwise_and, &Diagnosis::shift_expr, kAndOperators); }

Diagnosis::N Diagnosis::shift_expr() {
  if (invalid_) {   // CPython: invalid_arithmetic
    const size_t m = pos_;
    if (sum()) {
      switch (cur().kind) {
        case Tok::plus: case Tok::minus: case Tok::star: case Tok::slash: case Tok::percent: case Tok::doubleslash: case Tok::at: {
          ++pos_;
          const Token* a = take(Tok::kw_not);
          N b = a ? inversion() : nullptr;
          if (b) raise_range(a->span, b->span, "'not' after an operator must be parenthesized");
          break;
        }
        default: break;
      }
    }
    back(m);
  }
  return binary(Rule::shift_expr, &Diagnosis::sum, kShiftOperators);
}

Diagnosis::N Diagnosis::sum() { return binary(Rule::sum, &Diagnosis::term, kSumOperators); }

Diagnosis::N Diagnosis::term() {
  if (invalid_ && (at(Tok::plus) || at(Tok::minus) || at(Tok::tilde))) {   // CPython: invalid_factor
    const size_t m = pos_++;
    const Token* a = take(Tok::kw_not);
    N b = a ? factor() : nullptr;
    if (b) raise_range(a->span, b->span, "'not' after an operator must be parenthesized");
    back(m);
  }
  return binary(Rule::term, &Diagnosis::factor, kTermOperators);
}

Diagnosis::N Diagnosis::factor() {
  return memo(Rule::factor, [&]() -> N {
    const size_t m = pos_;
    if (tok(Tok::plus) || tok(Tok::minus) || tok(Tok::tilde)) {
      Deeper deeper(*this);
      return factor() ? make(Kind::expression, m) : nullptr;
    }
    return power();
  });
}

Diagnosis::N Diagnosis::power() {
  const size_t m = pos_;
  N left = await_primary();
  if (!left) return nullptr;
  const size_t end = pos_;
  if (tok(Tok::doublestar)) {
    Deeper deeper(*this);
    if (factor()) return make(Kind::expression, m);
  }
  back(end);
  return left;
}

Diagnosis::N Diagnosis::await_primary() {
  return memo(Rule::await_primary, [&]() -> N {
    const size_t m = pos_;
    if (tok(Tok::kw_await)) return primary() ? make(Kind::await, m) : nullptr;
    return primary();
  });
}

Diagnosis::N Diagnosis::primary() {
  return memo(Rule::primary, [&]() -> N {
    const size_t m = pos_;
    N value = atom();
    if (!value) return nullptr;
    while (true) {
      const size_t end = pos_;
      if (tok(Tok::dot) && name()) {
        value = make(Kind::attribute, m);
      } else if (back(end) && genexp()) {
        value = make(Kind::call, m);
      } else if (back(end) && tok(Tok::lpar) && opt([&] { return arguments(); }) && tok(Tok::rpar)) {
        value = make(Kind::call, m);
      } else if (back(end) && tok(Tok::lsqb) && slices() && tok(Tok::rsqb)) {
        value = make(Kind::subscript, m);
      } else {
        back(end);
        return value;
      }
    }
  });
}

Diagnosis::N Diagnosis::lambdef() {
  const size_t m = pos_;
  if (!tok(Tok::kw_lambda)) return nullptr;
  opt([&] { return params(Tok::colon); });
  return tok(Tok::colon) && expression() ? make(Kind::lambda, m) : nullptr;
}

Diagnosis::N Diagnosis::slices() {
  const size_t m = pos_;
  N first = slice();
  if (first && !at(Tok::comma)) return first;
  back(m);
  auto part = [&] {
    const size_t from = pos_;
    return slice() != nullptr || (back(from) && starred_expression() != nullptr);
  };
  if (!list_of(part)) return nullptr;
  opt([&] { return tok(Tok::comma); });
  return make(Kind::tuple, m);
}

Diagnosis::N Diagnosis::slice() {
  const size_t m = pos_;
  opt([&] { return expression(); });
  if (tok(Tok::colon)) {
    opt([&] { return expression(); });
    opt([&] { return tok(Tok::colon) && opt([&] { return expression(); }); });
    return make(Kind::other, m);
  }
  back(m);
  return named_expression();
}

}  // namespace sim::py
