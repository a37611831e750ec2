// What stands in brackets and quotes, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

Diagnosis::N Diagnosis::atom() {
  const size_t m = pos_;
  auto constant = [&](Kind kind) {
    ++pos_;
    return make(kind, m);
  };
  N made = nullptr;
  switch (cur().kind) {
    case Tok::name: return constant(Kind::name);
    case Tok::kw_True: return constant(Kind::true_);
    case Tok::kw_False: return constant(Kind::false_);
    case Tok::kw_None: return constant(Kind::none);
    case Tok::number: return constant(Kind::literal);
    case Tok::ellipsis: return constant(Kind::ellipsis);
    case Tok::string:
    case Tok::fstring_start: return strings();
    case Tok::lpar: {
      Deeper deeper(*this);
      if ((made = tuple()) || (back(m) && (made = group())) || (back(m) && (made = genexp()))) return made;
      return nullptr;
    }
    case Tok::lsqb: {
      Deeper deeper(*this);
      if ((made = list()) || (back(m) && (made = listcomp()))) return made;
      return nullptr;
    }
    case Tok::lbrace: {
      Deeper deeper(*this);
      if ((made = dict()) || (back(m) && (made = set())) || (back(m) && (made = dictcomp())) || (back(m) && (made = setcomp()))) {
        return made;
      }
      return nullptr;
    }
    default: return nullptr;
  }
}

Diagnosis::N Diagnosis::group() {
  const size_t m = pos_;
  if (!tok(Tok::lpar)) return nullptr;
  N inner = yield_expr();
  if (!inner) {
    back(m + 1);
    inner = named_expression();
  }
  if (inner && tok(Tok::rpar)) return inner;
  if (!invalid_) return nullptr;
  back(m + 1);   // CPython: invalid_group
  N starred = starred_expression();
  if (starred && tok(Tok::rpar)) raise_at(starred->span, "cannot use starred expression here");
  back(m + 1);
  const Token* stars = take(Tok::doublestar);
  if (stars && expression() && tok(Tok::rpar)) raise_at(stars->span, "cannot use double starred expression here");
  return nullptr;
}

Diagnosis::N Diagnosis::tuple() {
  const size_t m = pos_;
  if (!tok(Tok::lpar)) return nullptr;
  std::vector<N> parts;
  opt([&] {
    N first = star_named_expression();
    if (!first || !tok(Tok::comma)) return false;
    parts.push_back(first);
    opt([&] {
      const bool found = list_of([&] {
        N part = star_named_expression();
        if (part) parts.push_back(part);
        return part != nullptr;
      });
      return found && opt([&] { return tok(Tok::comma); });
    });
    return true;
  });
  if (!tok(Tok::rpar)) return nullptr;
  Node* made = make(Kind::tuple, m);
  made->parts = std::move(parts);
  return made;
}

Diagnosis::N Diagnosis::list() {
  const size_t m = pos_;
  if (!tok(Tok::lsqb)) return nullptr;
  std::vector<N> parts;
  opt([&] {
    const bool found = list_of([&] {
      N part = star_named_expression();
      if (part) parts.push_back(part);
      return part != nullptr;
    });
    return found && opt([&] { return tok(Tok::comma); });
  });
  if (!tok(Tok::rsqb)) return nullptr;
  Node* made = make(Kind::list, m);
  made->parts = std::move(parts);
  return made;
}

Diagnosis::N Diagnosis::listcomp() {
  const size_t m = pos_;
  if (tok(Tok::lsqb) && named_expression() && for_if_clauses() && tok(Tok::rsqb)) return make(Kind::listcomp, m);
  back(m);
  if (invalid_) invalid_comprehension();
  return nullptr;
}

Diagnosis::N Diagnosis::setcomp() {
  const size_t m = pos_;
  if (tok(Tok::lbrace) && named_expression() && for_if_clauses() && tok(Tok::rbrace)) return make(Kind::setcomp, m);
  back(m);
  if (invalid_) invalid_comprehension();
  return nullptr;
}

Diagnosis::N Diagnosis::genexp() {
  const size_t m = pos_;
  if (tok(Tok::lpar) && plain_or_assignment() && for_if_clauses() && tok(Tok::rpar)) return make(Kind::genexp, m);
  back(m);
  if (invalid_) invalid_comprehension();
  return nullptr;
}

Diagnosis::N Diagnosis::dictcomp() {
  const size_t m = pos_;
  if (tok(Tok::lbrace) && kvpair() && for_if_clauses() && tok(Tok::rbrace)) return make(Kind::dictcomp, m);
  back(m);
  if (!invalid_ || !tok(Tok::lbrace)) return nullptr;
  const Token* stars = take(Tok::doublestar);   // CPython: invalid_dict_comprehension
  if (stars && bitwise_or() && for_if_clauses() && tok(Tok::rbrace)) {
    raise_at(stars->span, "dict unpacking cannot be used in dict comprehension");
  }
  return nullptr;
}

void Diagnosis::invalid_comprehension() {
  const size_t m = pos_;
  if (!tok(Tok::lsqb) && !tok(Tok::lpar) && !tok(Tok::lbrace)) return;
  const bool round = tokens_[m].kind == Tok::lpar;
  N a = starred_expression();
  if (a && for_if_clauses()) raise_at(a->span, "iterable unpacking cannot be used in comprehension");
  if (round) return;
  back(m + 1);
  N b = nullptr;
  if ((a = star_named_expression()) && tok(Tok::comma) && star_named_expressions(&b) && for_if_clauses()) {
    raise_range(a->span, b->span, "did you forget parentheses around the comprehension target?");
  }
  back(m + 1);
  const Token* comma = nullptr;
  if ((a = star_named_expression()) && (comma = take(Tok::comma)) && for_if_clauses()) {
    raise_range(a->span, comma->span, "did you forget parentheses around the comprehension target?");
  }
}

Diagnosis::N Diagnosis::dict() {
  const size_t m = pos_;
  if (!tok(Tok::lbrace)) return nullptr;
  opt([&] {
    return list_of([&] { return double_starred_kvpair(); }) && opt([&] { return tok(Tok::comma); });
  });
  if (tok(Tok::rbrace)) return make(Kind::dict, m);
  back(m + 1);
  invalid_double_starred_kvpairs();   // in the first reading too: CPython does not guard this one
  return nullptr;
}

bool Diagnosis::double_starred_kvpair() {
  const size_t m = pos_;
  return (tok(Tok::doublestar) && bitwise_or()) || (back(m) && kvpair());
}

bool Diagnosis::kvpair() { return expression() && tok(Tok::colon) && expression(); }

void Diagnosis::invalid_double_starred_kvpairs() {
  const size_t m = pos_;
  if (list_of([&] { return double_starred_kvpair(); }) && tok(Tok::comma)) invalid_kvpair();
  back(m);
  const Token* a = nullptr;
  if (expression() && tok(Tok::colon) && (a = take(Tok::star)) && bitwise_or()) {
    raise_from(a->span, "cannot use a starred expression in a dictionary value");
  }
  back(m);
  if (expression() && (a = take(Tok::colon)) && (at(Tok::rbrace) || at(Tok::comma))) {
    raise_at(a->span, "expression expected after dictionary key and ':'");
  }
}

void Diagnosis::invalid_kvpair() {
  const size_t m = pos_;
  N key = expression();
  if (key && !at(Tok::colon)) {
    const uint32_t col = column(source_, key->span.line, key->span.end_col) - 1;
    throw SyntaxProblem{SyntaxProblem::Type::SyntaxError, "':' expected after dictionary key", key->span.line, col,
                        key->span.end_line, 0};
  }
  back(m);
  const Token* a = nullptr;
  if (expression() && tok(Tok::colon) && (a = take(Tok::star)) && bitwise_or()) {
    raise_from(a->span, "cannot use a starred expression in a dictionary value");
  }
  back(m);
  if (expression() && (a = take(Tok::colon)) && (at(Tok::rbrace) || at(Tok::comma))) {
    raise_at(a->span, "expression expected after dictionary key and ':'");
  }
}

Diagnosis::N Diagnosis::set() {
  const size_t m = pos_;
  return tok(Tok::lbrace) && star_named_expressions() && tok(Tok::rbrace) ? make(Kind::set, m) : nullptr;
}

// The node is the last condition, or what the last clause iterates over.
Diagnosis::N Diagnosis::for_if_clauses() {
  N last = nullptr;
  const bool found = some([&] {
    N clause = for_if_clause();
    if (clause) last = clause;
    return clause != nullptr;
  });
  return found ? last : nullptr;
}

Diagnosis::N Diagnosis::for_if_clause() {
  const size_t m = pos_;
  for (const bool async : {true, false}) {
    back(m);
    if (async && !tok(Tok::kw_async)) continue;
    if (!tok(Tok::kw_for) || !star_targets() || !tok(Tok::kw_in)) continue;
    // Behind `in` the grammar tries nothing else.
    N last = disjunction();
    if (!last) return nullptr;
    many([&] {
      N condition = tok(Tok::kw_if) ? disjunction() : nullptr;
      if (condition) last = condition;
      return condition != nullptr;
    });
    return last;
  }
  back(m);   // in the first reading too
  opt([&] { return tok(Tok::kw_async); });
  if (tok(Tok::kw_for) && list_of([&] { return bitwise_or() != nullptr; }) && opt([&] { return tok(Tok::comma); }) && !at(Tok::kw_in)) {
    raise_last("'in' expected after for-loop variables");
  }
  back(m);
  if (invalid_) invalid_for_target();
  return nullptr;
}

void Diagnosis::invalid_for_target() {
  opt([&] { return tok(Tok::kw_async); });
  if (!tok(Tok::kw_for)) return;
  if (N a = star_expressions()) raise_invalid_target(Targets::for_, a);
}

// ---- strings

Diagnosis::N Diagnosis::strings() {
  return memo(Rule::strings, [&]() -> N {
    const size_t m = pos_;
    bool formatted = false;
    const bool found = some([&] {
      const size_t from = pos_;
      if (fstring()) return formatted = true;
      back(from);
      return tok(Tok::string);
    });
    return found ? make(formatted ? Kind::fstring : Kind::literal, m) : nullptr;
  });
}

bool Diagnosis::fstring() {
  if (!tok(Tok::fstring_start)) return false;
  Deeper deeper(*this);
  many([&] { return tok(Tok::fstring_middle) || fstring_replacement_field(); });
  return tok(Tok::fstring_end);
}

bool Diagnosis::fstring_format_spec() { return tok(Tok::fstring_middle) || fstring_replacement_field(); }

bool Diagnosis::fstring_replacement_field() {
  const size_t m = pos_;
  if (!tok(Tok::lbrace)) return false;
  if (annotated_rhs()) {
    opt([&] { return tok(Tok::equal); });
    opt([&] { return tok(Tok::exclamation) && tok(Tok::name); });
    opt([&] { return tok(Tok::colon) && many([&] { return fstring_format_spec(); }); });
    if (tok(Tok::rbrace)) return true;
  }
  back(m);
  if (invalid_) invalid_fstring_replacement_field();
  return false;
}

void Diagnosis::invalid_fstring_replacement_field() {
  if (!tok(Tok::lbrace)) return;
  const size_t m = pos_;
  switch (cur().kind) {
    case Tok::equal: raise_at(cur().span, "f-string: valid expression required before '='");
    case Tok::exclamation: raise_at(cur().span, "f-string: valid expression required before '!'");
    case Tok::colon: raise_at(cur().span, "f-string: valid expression required before ':'");
    case Tok::rbrace: raise_at(cur().span, "f-string: valid expression required before '}'");
    default: break;
  }
  if (!annotated_rhs()) {
    back(m);
    raise_next("f-string: expecting a valid expression after '{'");
  }
  if (!at(Tok::equal) && !at(Tok::exclamation) && !at(Tok::colon) && !at(Tok::rbrace)) {
    raise_next("f-string: expecting '=', or '!', or ':', or '}'");
  }
  if (tok(Tok::equal) && !at(Tok::exclamation) && !at(Tok::colon) && !at(Tok::rbrace)) {
    raise_next("f-string: expecting '!', or ':', or '}'");
  }
  if (tok(Tok::exclamation)) {
    if (at(Tok::colon) || at(Tok::rbrace)) raise_next("f-string: missing conversion character");
    if (!tok(Tok::name)) raise_next("f-string: invalid conversion character");
  }
  if (!at(Tok::colon) && !at(Tok::rbrace)) raise_next("f-string: expecting ':' or '}'");
  if (tok(Tok::colon)) {
    many([&] { return fstring_format_spec(); });
    if (!at(Tok::rbrace)) raise_next("f-string: expecting '}', or format specs");
  } else if (!at(Tok::rbrace)) {
    raise_next("f-string: expecting '}'");
  }
}

}  // namespace sim::py
