// Arguments of calls, and targets of assignments and del, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

Diagnosis::N Diagnosis::arguments() {
  return memo(Rule::arguments, [&]() -> N {
    const size_t m = pos_;
    N made = args();
    if (made && opt([&] { return tok(Tok::comma); }) && at(Tok::rpar)) return made;
    back(m);
    if (invalid_) invalid_arguments();
    return nullptr;
  });
}

// The node's parts are the arguments without names.
Diagnosis::N Diagnosis::args() {
  const size_t m = pos_;
  Node into;
  const bool positional = list_of([&] {
    const size_t from = pos_;
    N part = starred_expression();
    if (!part) {
      back(from);
      part = plain_or_assignment();
      if (part && at(Tok::equal)) part = nullptr;
    }
    if (part) into.parts.push_back(part);
    return part != nullptr;
  });
  if (positional) {
    opt([&] { return tok(Tok::comma) && kwargs(into); });
  } else {
    back(m);
    into = {};
    if (!kwargs(into)) return nullptr;
  }
  Node* made = make(Kind::call, m);
  made->parts = std::move(into.parts);
  made->double_starred = into.double_starred;
  return made;
}

bool Diagnosis::kwargs(Node& into) {
  const size_t m = pos_;
  Node found;
  if (list_of([&] { return kwarg(found, false); })) {
    opt([&] { return tok(Tok::comma) && list_of([&] { return kwarg(found, true); }); });
  } else {
    back(m);
    found = {};
    if (!list_of([&] { return kwarg(found, true); })) return false;
  }
  into.parts.insert(into.parts.end(), found.parts.begin(), found.parts.end());
  into.double_starred = into.double_starred || found.double_starred;
  return true;
}

bool Diagnosis::kwarg(Node& into, bool double_star) {
  const size_t m = pos_;
  if (invalid_) {
    invalid_kwarg();
    back(m);
  }
  if (tok(Tok::name) && tok(Tok::equal) && expression()) return true;
  back(m);
  if (double_star) {
    if (!tok(Tok::doublestar) || !expression()) return false;
    into.double_starred = true;
    return true;
  }
  N starred = starred_expression();
  if (starred) into.parts.push_back(starred);
  return starred != nullptr;
}

void Diagnosis::invalid_kwarg() {
  const size_t m = pos_;
  const Token* b = nullptr;
  if (at(Tok::kw_True) || at(Tok::kw_False) || at(Tok::kw_None)) {
    const Token& a = tokens_[pos_++];
    if ((b = take(Tok::equal))) raise_range(a.span, b->span, "cannot assign to " + std::string(text(a)));
  }
  back(m);
  const bool named = at(Tok::name);
  if (named && tok(Tok::name) && (b = take(Tok::equal))) {
    if (expression() && for_if_clauses()) {
      raise_range(tokens_[m].span, b->span, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
  } else {
    back(m);
    N a = expression();
    if (a && (b = take(Tok::equal))) {
      raise_range(a->span, b->span, "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
  }
  back(m);
  const Token* stars = take(Tok::doublestar);
  N value = nullptr;
  if (stars && expression() && tok(Tok::equal) && (value = expression())) {
    raise_range(stars->span, value->span, "cannot assign to keyword argument unpacking");
  }
}

void Diagnosis::invalid_arguments() {
  const size_t m = pos_;
  const Token* b = nullptr;
  Node ignored;
  auto positional = [&] {
    const size_t from = pos_;
    if (starred_expression()) return true;
    back(from);
    return plain_or_assignment() && !at(Tok::equal);
  };
  const bool keywords = (list_of(positional) && tok(Tok::comma) && kwargs(ignored)) || (back(m) && kwargs(ignored));
  if (keywords && (b = take(Tok::comma)) && list_of([&] { return starred_expression() && !at(Tok::equal); })) {
    raise_from(b->span, "iterable argument unpacking follows keyword argument unpacking");
  }
  back(m);
  N a = expression(), last = a ? for_if_clauses() : nullptr;
  if (last && tok(Tok::comma)) {
    opt([&] { return args() || (expression() && for_if_clauses()); });
    raise_range(a->span, last->span, "Generator expression must be parenthesized");
  }
  back(m);
  if ((a = name()) && (b = take(Tok::equal)) && expression() && for_if_clauses()) {
    raise_range(a->span, b->span, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  back(m);
  opt([&] { return args() && tok(Tok::comma); });
  if ((a = name()) && (b = take(Tok::equal)) && (at(Tok::comma) || at(Tok::rpar))) {
    raise_range(a->span, b->span, "expected argument value expression");
  }
  back(m);
  if ((a = args()) && (last = for_if_clauses()) && a->parts.size() > 1) {
    raise_range(a->parts.back()->span, last->span, "Generator expression must be parenthesized");
  }
  back(m);
  if (args() && tok(Tok::comma) && (a = expression()) && (last = for_if_clauses())) {
    raise_range(a->span, last->span, "Generator expression must be parenthesized");
  }
  back(m);
  if ((a = args()) && tok(Tok::comma) && args()) {
    raise_last(a->double_starred ? "positional argument follows keyword argument unpacking"
                                 : "positional argument follows keyword argument");
  }
}

Diagnosis::N Diagnosis::starred_expression() {
  const size_t m = pos_;
  if (!at(Tok::star)) return nullptr;
  if (invalid_) {
    const Token* a = take(Tok::star);
    N b = nullptr;
    if (expression() && tok(Tok::equal) && (b = expression())) {
      raise_range(a->span, b->span, "cannot assign to iterable argument unpacking");
    }
    back(m);
  }
  ++pos_;
  if (N value = expression()) {
    Node* made = make(Kind::starred, m);
    made->parts = {value};
    return made;
  }
  raise_last("Invalid star expression");   // in the first reading too
}

// ---- targets

Diagnosis::N Diagnosis::star_targets() {
  const size_t m = pos_;
  N first = star_target();
  if (!first || !at(Tok::comma)) return first;
  many([&] { return tok(Tok::comma) && star_target(); });
  opt([&] { return tok(Tok::comma); });
  return make(Kind::tuple, m);
}

Diagnosis::N Diagnosis::star_target() {
  return memo(Rule::star_target, [&]() -> N {
    const size_t m = pos_;
    if (tok(Tok::star) && !at(Tok::star) && star_target()) return make(Kind::starred, m);
    back(m);
    return target_with_star_atom();
  });
}

Diagnosis::N Diagnosis::target_with_star_atom() {
  return memo(Rule::target_with_star_atom, [&]() -> N {
    const size_t m = pos_;
    if (N made = single_subscript_attribute_target()) return made;
    back(m);
    return star_atom();
  });
}

Diagnosis::N Diagnosis::star_atom() {
  const size_t m = pos_;
  if (N made = name()) return made;
  Deeper deeper(*this);
  if (tok(Tok::lpar) && target_with_star_atom() && tok(Tok::rpar)) return make(Kind::other, m);
  back(m);
  auto several = [&] { return list_of([&] { return star_target() != nullptr; }) && opt([&] { return tok(Tok::comma); }); };
  auto tuple_items = [&] {   // one alone needs its comma
    if (!star_target() || !tok(Tok::comma)) return false;
    opt(several);
    return true;
  };
  if (tok(Tok::lpar) && opt(tuple_items) && tok(Tok::rpar)) return make(Kind::tuple, m);
  back(m);
  if (tok(Tok::lsqb) && opt(several) && tok(Tok::rsqb)) return make(Kind::list, m);
  return nullptr;
}

Diagnosis::N Diagnosis::single_target() {
  const size_t m = pos_;
  if (N made = single_subscript_attribute_target()) return made;
  back(m);
  if (N made = name()) return made;
  Deeper deeper(*this);
  return tok(Tok::lpar) && single_target() && tok(Tok::rpar) ? make(Kind::other, m) : nullptr;
}

Diagnosis::N Diagnosis::single_subscript_attribute_target() {
  const size_t m = pos_;
  if (!t_primary()) return nullptr;
  const size_t behind = pos_;
  if (tok(Tok::dot) && name() && !t_lookahead()) return make(Kind::attribute, m);
  back(behind);
  if (tok(Tok::lsqb) && slices() && tok(Tok::rsqb) && !t_lookahead()) return make(Kind::subscript, m);
  return nullptr;
}

// As much of a primary as leaves a trailer over.
Diagnosis::N Diagnosis::t_primary() {
  return memo(Rule::t_primary, [&]() -> N {
    const size_t m = pos_;
    if (!atom() || !t_lookahead()) return nullptr;
    while (true) {
      const size_t end = pos_;
      const bool longer = (tok(Tok::dot) && name() && t_lookahead()) ||
                          (back(end) && tok(Tok::lsqb) && slices() && tok(Tok::rsqb) && t_lookahead()) ||
                          (back(end) && genexp() && t_lookahead()) ||
                          (back(end) && tok(Tok::lpar) && opt([&] { return arguments(); }) && tok(Tok::rpar) && t_lookahead());
      if (longer) continue;
      back(end);
      return make(Kind::other, m);
    }
  });
}

bool Diagnosis::del_targets() {
  return list_of([&] { return del_target() != nullptr; }) && opt([&] { return tok(Tok::comma); });
}

Diagnosis::N Diagnosis::del_target() {
  return memo(Rule::del_target, [&]() -> N {
    const size_t m = pos_;
    if (N made = single_subscript_attribute_target()) return made;
    back(m);
    return del_t_atom();
  });
}

Diagnosis::N Diagnosis::del_t_atom() {
  const size_t m = pos_;
  if (N made = name()) return made;
  Deeper deeper(*this);
  if (tok(Tok::lpar) && del_target() && tok(Tok::rpar)) return make(Kind::other, m);
  back(m);
  if (tok(Tok::lpar) && opt([&] { return del_targets(); }) && tok(Tok::rpar)) return make(Kind::tuple, m);
  back(m);
  if (tok(Tok::lsqb) && opt([&] { return del_targets(); }) && tok(Tok::rsqb)) return make(Kind::list, m);
  return nullptr;
}

}  // namespace sim::py
