// Parameters of functions and lambdas, and type parameters, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

bool Diagnosis::params(Tok closing) {
  const size_t m = pos_;
  if (invalid_) {
    invalid_parameters(closing);
    back(m);
  }
  return parameters(closing);
}

Diagnosis::N Diagnosis::param(Tok closing, bool star_annotation) {
  const size_t m = pos_;
  if (!tok(Tok::name)) return nullptr;
  if (closing == Tok::rpar) {
    opt([&] { return tok(Tok::colon) && (star_annotation ? star_expression() : expression()); });
  }
  return make(Kind::other, m);
}

// With the comma behind it, or before the closing token.
Diagnosis::N Diagnosis::param_with(Default wanted, Tok closing, bool star_annotation) {
  N made = param(closing, star_annotation);
  if (!made) return nullptr;
  if (wanted == Default::with && !default_value()) return nullptr;
  if (wanted == Default::maybe) opt([&] { return default_value(); });
  return tok(Tok::comma) || at(closing) ? made : nullptr;
}

bool Diagnosis::default_value() {
  const size_t m = pos_;
  if (!tok(Tok::equal)) return false;
  if (expression()) return true;
  back(m + 1);
  if (invalid_ && (at(Tok::rpar) || at(Tok::comma))) raise_at(tokens_[m].span, "expected default value expression");
  return false;
}

bool Diagnosis::slash_no_default(Tok closing) {
  return some([&] { return param_with(Default::no, closing); }) && tok(Tok::slash) && (tok(Tok::comma) || at(closing));
}

bool Diagnosis::slash_with_default(Tok closing) {
  many([&] { return param_with(Default::no, closing); });
  return some([&] { return param_with(Default::with, closing); }) && tok(Tok::slash) && (tok(Tok::comma) || at(closing));
}

bool Diagnosis::parameters(Tok closing) {
  const size_t m = pos_;
  auto no_defaults = [&] { return param_with(Default::no, closing) != nullptr; };
  auto with_defaults = [&] { return param_with(Default::with, closing) != nullptr; };
  auto rest = [&] { return opt([&] { return star_etc(closing); }); };
  if (slash_no_default(closing)) return many(no_defaults) && many(with_defaults) && rest();
  back(m);
  if (slash_with_default(closing)) return many(with_defaults) && rest();
  back(m);
  if (some(no_defaults)) return many(with_defaults) && rest();
  back(m);
  if (some(with_defaults)) return rest();
  back(m);
  return star_etc(closing);
}

bool Diagnosis::star_etc(Tok closing) {
  const size_t m = pos_;
  if (invalid_) {
    invalid_star_etc(closing);
    back(m);
  }
  auto maybe = [&] { return param_with(Default::maybe, closing) != nullptr; };
  auto rest = [&] { return opt([&] { return kwds(closing); }); };
  if (tok(Tok::star) && param_with(Default::no, closing)) return many(maybe) && rest();
  back(m);
  if (closing == Tok::rpar && tok(Tok::star) && param_with(Default::no, closing, true)) return many(maybe) && rest();
  back(m);
  if (tok(Tok::star) && tok(Tok::comma) && some(maybe)) return rest();
  back(m);
  return kwds(closing);
}

bool Diagnosis::kwds(Tok closing) {
  const size_t m = pos_;
  if (invalid_) {
    invalid_kwds(closing);
    back(m);
  }
  return tok(Tok::doublestar) && param_with(Default::no, closing);
}

void Diagnosis::invalid_parameters(Tok closing) {
  const size_t m = pos_;
  auto no_default = [&] { return param_with(Default::no, closing) != nullptr; };
  auto maybe = [&] { return param_with(Default::maybe, closing) != nullptr; };
  auto with_default = [&] { return param_with(Default::with, closing) != nullptr; };
  auto slashed = [&] {
    const size_t from = pos_;
    return slash_no_default(closing) || (back(from) && slash_with_default(closing));
  };
  const Token* a = nullptr;
  if ((a = take(Tok::slash)) && tok(Tok::comma)) raise_at(a->span, "at least one argument must precede /");
  back(m);
  if (slashed() && many(maybe) && (a = take(Tok::slash))) raise_at(a->span, "/ may appear only once");
  back(m);
  opt([&] { return slash_no_default(closing); });
  many(no_default);
  const size_t middle = pos_;
  if (slash_with_default(closing) || (back(middle) && some(with_default))) {
    N late = param_with(Default::no, closing);
    if (late) raise_at(late->span, "parameter without a default follows parameter with a default");
  }
  back(m);
  many(no_default);
  if ((a = take(Tok::lpar))) {
    const bool lambda = closing == Tok::colon;
    const bool inside = lambda ? list_of([&] { return param(closing) != nullptr; }) : some(no_default);
    const Token* b = inside && opt([&] { return tok(Tok::comma); }) ? take(Tok::rpar) : nullptr;
    if (b) {
      raise_range(a->span, b->span,
                  lambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized");
    }
  }
  back(m);
  opt(slashed);
  many(maybe);
  if (tok(Tok::star) && (tok(Tok::comma) || no_default()) && many(maybe) && (a = take(Tok::slash))) {
    raise_at(a->span, "/ must be ahead of *");
  }
  back(m);
  if (some(maybe) && tok(Tok::slash) && (a = take(Tok::star))) raise_at(a->span, "expected comma between / and *");
}

void Diagnosis::invalid_star_etc(Tok closing) {
  const size_t m = pos_;
  auto no_default = [&] { return param_with(Default::no, closing) != nullptr; };
  const Token* a = take(Tok::star);
  if (!a) return;
  if (tok(closing) || (tok(Tok::comma) && (tok(closing) || tok(Tok::doublestar)))) {
    if (closing == Tok::colon) raise_last("named arguments must follow bare *");
    raise_at(a->span, "named arguments must follow bare *");
  }
  back(m + 1);
  if (param(closing) && (a = take(Tok::equal))) raise_at(a->span, "var-positional argument cannot have default value");
  back(m + 1);
  const size_t behind = pos_;
  if ((no_default() || (back(behind) && tok(Tok::comma))) && many([&] { return param_with(Default::maybe, closing); }) &&
      (a = take(Tok::star))) {
    const size_t second = pos_;
    if (no_default() || (back(second) && tok(Tok::comma))) raise_at(a->span, "* argument may appear only once");
  }
}

void Diagnosis::invalid_kwds(Tok closing) {
  const size_t m = pos_;
  if (!tok(Tok::doublestar) || !param(closing)) return;
  const Token* a = take(Tok::equal);
  if (a) raise_at(a->span, "var-keyword argument cannot have default value");
  if (!tok(Tok::comma)) return;
  if (N late = param(closing)) raise_at(late->span, "arguments cannot follow var-keyword argument");
  back(m);
  if (!tok(Tok::doublestar) || !param(closing) || !tok(Tok::comma)) return;
  if ((a = take(Tok::star)) || (a = take(Tok::doublestar)) || (a = take(Tok::slash))) {
    raise_at(a->span, "arguments cannot follow var-keyword argument");
  }
}

// ---- type parameters

bool Diagnosis::type_params() {
  const size_t m = pos_;
  const Token* closing = nullptr;
  if (invalid_ && tok(Tok::lsqb) && (closing = take(Tok::rsqb))) raise_from(closing->span, "Type parameter list cannot be empty");
  back(m);
  return tok(Tok::lsqb) && list_of([&] { return type_param() != nullptr; }) && opt([&] { return tok(Tok::comma); }) &&
         tok(Tok::rsqb);
}

Diagnosis::N Diagnosis::type_param() {
  return memo(Rule::type_param, [&]() -> N {
    const size_t m = pos_;
    auto value = [&](bool starred) {
      return opt([&] { return tok(Tok::equal) && (starred ? star_expression() : expression()); });
    };
    if (tok(Tok::name)) {
      opt([&] { return tok(Tok::colon) && expression(); });
      value(false);
      return yes();
    }
    const bool tuple = at(Tok::star);
    if (!tok(Tok::star) && !tok(Tok::doublestar)) return nullptr;
    if (!tok(Tok::name)) return nullptr;
    if (invalid_) {
      const size_t behind = pos_;
      const Token* colon = take(Tok::colon);
      N bound = colon ? expression() : nullptr;
      if (bound) {
        raise_from(colon->span, std::string("cannot use ") + (bound->kind == Kind::tuple ? "constraints" : "bound") + " with " +
                                    (tuple ? "TypeVarTuple" : "ParamSpec"));
      }
      back(behind);
    }
    value(tuple);
    return pos_ > m ? yes() : nullptr;
  });
}

}  // namespace sim::py
