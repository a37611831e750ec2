// match statements and patterns, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

bool Diagnosis::match_stmt() {
  const size_t m = pos_;
  if (!word("match")) return false;
  if (subject_expr() && tok(Tok::colon) && tok(Tok::newline) && tok(Tok::indent) && some([&] { return case_block(); }) &&
      tok(Tok::dedent)) {
    return true;
  }
  if (!invalid_) return false;
  back(m + 1);   // CPython: invalid_match_stmt
  if (subject_expr() && tok(Tok::newline)) raise_last("expected ':'");
  back(m + 1);
  if (subject_expr() && tok(Tok::colon) && no_block()) raise_unindented("'match' statement", tokens_[m]);
  return false;
}

Diagnosis::N Diagnosis::subject_expr() {
  const size_t m = pos_;
  if (star_named_expression() && tok(Tok::comma)) {
    opt([&] { return star_named_expressions(); });
    return make(Kind::tuple, m);
  }
  back(m);
  return named_expression();
}

bool Diagnosis::guard() { return tok(Tok::kw_if) && named_expression(); }

bool Diagnosis::case_block() {
  const size_t m = pos_;
  auto head = [&] { return word("case") && patterns() && opt([&] { return guard(); }); };
  if (invalid_) {   // CPython: invalid_case_block
    if (head() && tok(Tok::newline)) raise_last("expected ':'");
    back(m);
    if (head() && tok(Tok::colon) && no_block()) raise_unindented("'case' statement", tokens_[m]);
    back(m);
  }
  return head() && tok(Tok::colon) && block();
}

Diagnosis::N Diagnosis::patterns() {
  const size_t m = pos_;
  if (open_sequence_pattern()) return make(Kind::other, m);
  back(m);
  return pattern();
}

Diagnosis::N Diagnosis::pattern() {
  const size_t m = pos_;
  Deeper deeper(*this);
  if (or_pattern() && tok(Tok::kw_as) && pattern_capture_target()) return make(Kind::other, m);
  back(m);
  if (invalid_ && or_pattern() && tok(Tok::kw_as)) {   // CPython: invalid_as_pattern
    if (at(Tok::name) && text(cur()) == "_") raise_at(cur().span, "cannot use '_' as a target");
    N a = at(Tok::name) ? nullptr : expression();
    if (a) raise_at(a->span, "invalid pattern target");
  }
  back(m);
  return or_pattern();
}

Diagnosis::N Diagnosis::or_pattern() {
  const size_t m = pos_;
  const bool found = closed_pattern() && many([&] { return tok(Tok::vbar) && closed_pattern(); });
  return found ? make(Kind::other, m) : nullptr;
}

Diagnosis::N Diagnosis::closed_pattern() {
  return memo(Rule::closed_pattern, [&]() -> N {
    const size_t m = pos_;
    auto value_end = [&] { return !at(Tok::dot) && !at(Tok::lpar) && !at(Tok::equal); };
    const bool found = literal_expr() || (back(m) && pattern_capture_target()) || (back(m) && word("_")) ||
                       (back(m) && attr() && value_end()) ||
                       (back(m) && tok(Tok::lpar) && pattern() && tok(Tok::rpar)) || (back(m) && sequence_pattern()) ||
                       (back(m) && mapping_pattern()) || (back(m) && class_pattern());
    return found ? make(Kind::other, m) : nullptr;
  });
}

bool Diagnosis::literal_expr() {
  const size_t m = pos_;
  if (signed_number() && !at(Tok::plus) && !at(Tok::minus)) return true;
  back(m);
  if (complex_number()) return true;
  back(m);
  if (at(Tok::string) || at(Tok::fstring_start)) return strings() != nullptr;
  return tok(Tok::kw_None) || tok(Tok::kw_True) || tok(Tok::kw_False);
}

bool Diagnosis::signed_number() {
  opt([&] { return tok(Tok::minus); });
  return tok(Tok::number);
}

bool Diagnosis::complex_number() {
  return signed_number() && (tok(Tok::plus) || tok(Tok::minus)) && tok(Tok::number);
}

bool Diagnosis::pattern_capture_target() {
  return !(at(Tok::name) && text(cur()) == "_") && tok(Tok::name) && !at(Tok::dot) && !at(Tok::lpar) && !at(Tok::equal);
}

// A name with at least one dot.
Diagnosis::N Diagnosis::attr() {
  return memo(Rule::attr, [&]() -> N {
    const size_t m = pos_;
    const bool found = tok(Tok::name) && some([&] { return tok(Tok::dot) && tok(Tok::name); });
    return found ? make(Kind::attribute, m) : nullptr;
  });
}

Diagnosis::N Diagnosis::name_or_attr() {
  const size_t m = pos_;
  if (N made = attr()) return made;
  back(m);
  return name();
}

bool Diagnosis::sequence_pattern() {
  const size_t m = pos_;
  if (tok(Tok::lsqb) && opt([&] { return maybe_sequence_pattern(); }) && tok(Tok::rsqb)) return true;
  back(m);
  return tok(Tok::lpar) && opt([&] { return open_sequence_pattern(); }) && tok(Tok::rpar);
}

bool Diagnosis::open_sequence_pattern() {
  return maybe_star_pattern() && tok(Tok::comma) && opt([&] { return maybe_sequence_pattern(); });
}

bool Diagnosis::maybe_sequence_pattern() {
  return list_of([&] { return maybe_star_pattern(); }) && opt([&] { return tok(Tok::comma); });
}

bool Diagnosis::maybe_star_pattern() {
  const size_t m = pos_;
  return star_pattern() || (back(m) && pattern());
}

Diagnosis::N Diagnosis::star_pattern() {
  return memo(Rule::star_pattern, [&]() -> N {
    if (!tok(Tok::star)) return nullptr;
    const size_t behind = pos_;
    return pattern_capture_target() || (back(behind) && word("_")) ? yes() : nullptr;
  });
}

bool Diagnosis::items_pattern() {
  return list_of([&] {
    const size_t m = pos_;
    return (literal_expr() || (back(m) && attr())) && tok(Tok::colon) && pattern();
  });
}

bool Diagnosis::mapping_pattern() {
  const size_t m = pos_;
  auto rest = [&] { return tok(Tok::doublestar) && pattern_capture_target(); };
  auto close = [&] { return opt([&] { return tok(Tok::comma); }) && tok(Tok::rbrace); };
  if (tok(Tok::lbrace) && tok(Tok::rbrace)) return true;
  back(m);
  if (tok(Tok::lbrace) && rest() && close()) return true;
  back(m);
  if (tok(Tok::lbrace) && items_pattern() && tok(Tok::comma) && rest() && close()) return true;
  back(m);
  return tok(Tok::lbrace) && items_pattern() && close();
}

bool Diagnosis::positional_patterns(N* first, N* last) {
  return list_of([&] {
    N found = pattern();
    if (found && first && !*first) *first = found;
    if (found && last) *last = found;
    return found != nullptr;
  });
}

bool Diagnosis::keyword_patterns() {
  return list_of([&] { return tok(Tok::name) && tok(Tok::equal) && pattern(); });
}

bool Diagnosis::class_pattern() {
  if (!name_or_attr() || !tok(Tok::lpar)) return false;
  const size_t m = pos_;
  auto close = [&] { return opt([&] { return tok(Tok::comma); }) && tok(Tok::rpar); };
  if (tok(Tok::rpar)) return true;
  if (positional_patterns(nullptr, nullptr) && close()) return true;
  back(m);
  if (keyword_patterns() && close()) return true;
  back(m);
  if (positional_patterns(nullptr, nullptr) && tok(Tok::comma) && keyword_patterns() && close()) return true;
  back(m);
  if (!invalid_) return false;
  opt([&] { return positional_patterns(nullptr, nullptr) && tok(Tok::comma); });   // CPython: invalid_class_pattern
  N first = nullptr, last = nullptr;
  if (keyword_patterns() && tok(Tok::comma) && positional_patterns(&first, &last)) {
    raise_range(first->span, last->span, "positional patterns follow keyword patterns");
  }
  return false;
}

}  // namespace sim::py
