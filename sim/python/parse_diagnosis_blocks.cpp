// Statements that hold blocks, read in CPython's order of choices.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

bool Diagnosis::compound_stmt() {
  const size_t m = pos_;
  const Tok first = cur().kind;
  const bool async = first == Tok::kw_async, decorated = first == Tok::at;
  if ((first == Tok::kw_def || decorated || async) && function_def()) return true;
  back(m);
  if (first == Tok::kw_if && if_stmt(Tok::kw_if)) return true;
  back(m);
  if ((first == Tok::kw_class || decorated) && class_def()) return true;
  back(m);
  if ((first == Tok::kw_with || async) && with_stmt()) return true;
  back(m);
  if ((first == Tok::kw_for || async) && for_stmt()) return true;
  back(m);
  if (first == Tok::kw_try && try_stmt()) return true;
  back(m);
  if (first == Tok::kw_while && while_stmt()) return true;
  back(m);
  return match_stmt();
}

Diagnosis::N Diagnosis::block() {
  return memo(Rule::block, [&]() -> N {
    const size_t m = pos_;
    if (tok(Tok::newline) && tok(Tok::indent) && statements() && tok(Tok::dedent)) return yes();
    back(m);
    if (simple_stmts()) return yes();
    back(m);
    if (invalid_ && no_block()) raise_last("expected an indented block", SyntaxProblem::Type::IndentationError);
    return nullptr;
  });
}

bool Diagnosis::no_block() { return tok(Tok::newline) && !at(Tok::indent); }

bool Diagnosis::decorators() {
  return some([&] { return tok(Tok::at) && named_expression() && tok(Tok::newline); });
}

bool Diagnosis::class_head() {
  return tok(Tok::kw_class) && tok(Tok::name) && opt([&] { return type_params(); }) &&
         opt([&] { return tok(Tok::lpar) && opt([&] { return arguments(); }) && tok(Tok::rpar); });
}

bool Diagnosis::class_def() {
  opt([&] { return decorators(); });
  const size_t m = pos_;
  if (invalid_) {   // CPython: invalid_class_def_raw
    if (class_head() && tok(Tok::newline)) raise_last("expected ':'");
    back(m);
    if (class_head() && tok(Tok::colon) && no_block()) raise_unindented("class definition", tokens_[m]);
    back(m);
  }
  return class_head() && tok(Tok::colon) && block();
}

bool Diagnosis::function_def() {
  opt([&] { return decorators(); });
  const size_t m = pos_;
  auto head = [&](bool force) {
    opt([&] { return tok(Tok::kw_async); });
    if (!tok(Tok::kw_def) || !tok(Tok::name)) return false;
    opt([&] { return type_params(); });
    if (force ? !forced(Tok::lpar, "(") : !tok(Tok::lpar)) return false;
    opt([&] { return params(Tok::rpar); });
    if (!tok(Tok::rpar)) return false;
    opt([&] { return tok(Tok::rarrow) && expression(); });
    return force ? forced(Tok::colon, ":") : tok(Tok::colon);
  };
  if (invalid_) {   // CPython: invalid_def_raw
    if (head(false) && no_block()) {
      raise_unindented("function definition", tokens_[tokens_[m].kind == Tok::kw_async ? m + 1 : m]);
    }
    back(m);
    if (head(true)) block();
    back(m);
  }
  return head(false) && block();
}

bool Diagnosis::if_stmt(Tok keyword) {
  const size_t m = pos_;
  if (invalid_) {   // CPython: invalid_if_stmt, invalid_elif_stmt
    if (tok(keyword) && named_expression() && tok(Tok::newline)) raise_last("expected ':'");
    back(m);
    if (tok(keyword) && named_expression() && tok(Tok::colon) && no_block()) {
      raise_unindented(keyword == Tok::kw_if ? "'if' statement" : "'elif' statement", tokens_[m]);
    }
    back(m);
  }
  if (!tok(keyword) || !named_expression() || !tok(Tok::colon) || !block()) return false;
  const size_t behind = pos_;
  if (at(Tok::kw_elif)) {
    Deeper deeper(*this);
    if (if_stmt(Tok::kw_elif)) return true;
    back(behind);
  }
  return opt([&] { return else_block(); });
}

bool Diagnosis::else_block() {
  const size_t m = pos_;
  if (!tok(Tok::kw_else)) return false;
  if (invalid_ && tok(Tok::colon) && no_block()) raise_unindented("'else' statement", tokens_[m]);
  back(m + 1);
  return forced(Tok::colon, ":") && block();
}

bool Diagnosis::while_stmt() {
  const size_t m = pos_;
  if (invalid_) {   // CPython: invalid_while_stmt
    if (tok(Tok::kw_while) && named_expression() && tok(Tok::newline)) raise_last("expected ':'");
    back(m);
    if (tok(Tok::kw_while) && named_expression() && tok(Tok::colon) && no_block()) {
      raise_unindented("'while' statement", tokens_[m]);
    }
    back(m);
  }
  return tok(Tok::kw_while) && named_expression() && tok(Tok::colon) && block() && opt([&] { return else_block(); });
}

bool Diagnosis::for_stmt() {
  const size_t m = pos_;
  auto head = [&] {
    opt([&] { return tok(Tok::kw_async); });
    return tok(Tok::kw_for) && star_targets() && tok(Tok::kw_in) && star_expressions();
  };
  if (invalid_) {   // CPython: invalid_for_stmt
    if (head() && tok(Tok::newline)) raise_last("expected ':'");
    back(m);
    if (head() && tok(Tok::colon) && no_block()) {
      raise_unindented("'for' statement", tokens_[tokens_[m].kind == Tok::kw_async ? m + 1 : m]);
    }
    back(m);
  }
  opt([&] { return tok(Tok::kw_async); });
  if (tok(Tok::kw_for) && star_targets() && tok(Tok::kw_in)) {   // nothing else is tried
    return star_expressions() && tok(Tok::colon) && block() && opt([&] { return else_block(); });
  }
  back(m);
  if (invalid_) invalid_for_target();
  return false;
}

// ---- with

bool Diagnosis::with_items_loosely(bool parenthesised) {
  return list_of([&] {
    return (parenthesised ? expressions() : expression()) && opt([&] { return tok(Tok::kw_as) && star_target(); });
  });
}

bool Diagnosis::with_stmt() {
  const size_t m = pos_;
  const size_t keyword = tokens_[m].kind == Tok::kw_async ? m + 1 : m;
  auto begin = [&] { return opt([&] { return tok(Tok::kw_async); }) && tok(Tok::kw_with); };
  auto bracketed = [&] {
    return tok(Tok::lpar) && with_items_loosely(true) && opt([&] { return tok(Tok::comma); }) && tok(Tok::rpar);
  };
  if (invalid_) {   // CPython: invalid_with_stmt_indent
    if (begin() && with_items_loosely(false) && tok(Tok::colon) && no_block()) raise_unindented("'with' statement", tokens_[keyword]);
    back(m);
    if (begin() && bracketed() && tok(Tok::colon) && no_block()) raise_unindented("'with' statement", tokens_[keyword]);
    back(m);
  }
  auto items = [&] { return list_of([&] { return with_item(); }); };
  if (begin() && tok(Tok::lpar) && items() && opt([&] { return tok(Tok::comma); }) && tok(Tok::rpar) && tok(Tok::colon) && block()) {
    return true;
  }
  back(m);
  if (begin() && items() && tok(Tok::colon) && block()) return true;
  back(m);
  if (!invalid_) return false;
  if (begin() && with_items_loosely(false) && tok(Tok::newline)) raise_last("expected ':'");   // CPython: invalid_with_stmt
  back(m);
  if (begin() && bracketed() && tok(Tok::newline)) raise_last("expected ':'");
  return false;
}

bool Diagnosis::with_item() {
  const size_t m = pos_;
  auto behind = [&] { return at(Tok::comma) || at(Tok::rpar) || at(Tok::colon); };
  if (expression() && tok(Tok::kw_as) && star_target() && behind()) return true;
  back(m);
  N a = nullptr;
  if (invalid_ && expression() && tok(Tok::kw_as) && (a = expression()) && behind()) raise_invalid_target(Targets::star, a);
  back(m);
  return expression() != nullptr;
}

// ---- try

bool Diagnosis::as_name() {
  return opt([&] { return tok(Tok::kw_as) && tok(Tok::name); });
}

bool Diagnosis::try_stmt() {
  const size_t m = pos_;
  auto handlers = [&] { return some([&] { return except_block(); }); };
  auto star_handlers = [&] { return some([&] { return except_star_block(); }); };
  if (invalid_) {   // CPython: invalid_try_stmt
    if (tok(Tok::kw_try) && tok(Tok::colon) && no_block()) raise_unindented("'try' statement", tokens_[m]);
    back(m);
    auto body = [&] { return tok(Tok::kw_try) && tok(Tok::colon) && many([&] { return block(); }); };
    if (tok(Tok::kw_try) && tok(Tok::colon) && block() && !at(Tok::kw_except) && !at(Tok::kw_finally)) {
      raise_last("expected 'except' or 'finally' block");
    }
    back(m);
    const Token *a = nullptr, *b = nullptr;
    if (body() && handlers() && (a = take(Tok::kw_except)) && (b = take(Tok::star)) && expression() && as_name() && tok(Tok::colon)) {
      raise_range(a->span, b->span, "cannot have both 'except' and 'except*' on the same 'try'");
    }
    back(m);
    if (body() && star_handlers() && (a = take(Tok::kw_except)) && opt([&] { return expression() && as_name(); }) &&
        tok(Tok::colon)) {
      raise_at(a->span, "cannot have both 'except' and 'except*' on the same 'try'");
    }
    back(m);
  }
  if (!tok(Tok::kw_try) || !forced(Tok::colon, ":") || !block()) return false;
  const size_t behind = pos_;
  if (finally_block()) return true;
  auto rest = [&] { return opt([&] { return else_block(); }) && opt([&] { return finally_block(); }); };
  back(behind);
  if (handlers()) return rest();
  back(behind);
  return star_handlers() && rest();
}

bool Diagnosis::except_block() {
  const size_t m = pos_;
  if (invalid_) {   // CPython: invalid_except_stmt_indent
    if (tok(Tok::kw_except) && expression() && as_name() && tok(Tok::colon) && no_block()) {
      raise_unindented("'except' statement", tokens_[m]);
    }
    back(m);
    if (tok(Tok::kw_except) && tok(Tok::colon) && no_block()) raise_unindented("'except' statement", tokens_[m]);
    back(m);
  }
  if (tok(Tok::kw_except) && expression() && as_name() && tok(Tok::colon) && block()) return true;
  back(m);
  if (tok(Tok::kw_except) && tok(Tok::colon) && block()) return true;
  back(m);
  if (invalid_) invalid_except_stmt();
  return false;
}

bool Diagnosis::except_star_block() {
  const size_t m = pos_;
  if (invalid_) {   // CPython: invalid_except_star_stmt_indent
    if (tok(Tok::kw_except) && tok(Tok::star) && expression() && as_name() && tok(Tok::colon) && no_block()) {
      raise_unindented("'except*' statement", tokens_[m]);
    }
    back(m);
  }
  if (tok(Tok::kw_except) && tok(Tok::star) && expression() && as_name() && tok(Tok::colon) && block()) return true;
  back(m);
  if (invalid_) invalid_except_stmt();
  return false;
}

void Diagnosis::invalid_except_stmt() {
  const size_t m = pos_;
  N a = nullptr;
  if (tok(Tok::kw_except) && opt([&] { return tok(Tok::star); }) && (a = expression()) && tok(Tok::comma) && expressions() &&
      as_name() && tok(Tok::colon)) {
    raise_from(a->span, "multiple exception types must be parenthesized");
  }
  back(m);
  if (tok(Tok::kw_except) && opt([&] { return tok(Tok::star); }) && expression() && as_name() && tok(Tok::newline)) {
    raise_last("expected ':'");
  }
  back(m);
  if (tok(Tok::kw_except) && tok(Tok::newline)) raise_last("expected ':'");
  back(m);
  if (tok(Tok::kw_except) && tok(Tok::star) && (tok(Tok::newline) || tok(Tok::colon))) {
    raise_last("expected one or more exception types");
  }
}

bool Diagnosis::finally_block() {
  const size_t m = pos_;
  if (!tok(Tok::kw_finally)) return false;
  if (invalid_ && tok(Tok::colon) && no_block()) raise_unindented("'finally' statement", tokens_[m]);
  back(m + 1);
  return forced(Tok::colon, ":") && block();
}

}  // namespace sim::py
