// Statements that hold blocks: if, loops, try, with, functions and classes.
#include "sim/python/parse_state.h"

namespace sim::py {

using namespace ast;

// True when one stood here.
bool Parser::compound_statement(StmtList& into) {
  const Span from = t_->span;
  switch (t_->kind) {
    case Tok::kw_if: into.push_back(if_statement()); return true;
    case Tok::kw_while: into.push_back(while_statement()); return true;
    case Tok::kw_for: into.push_back(for_statement(StmtKind::For, from)); return true;
    case Tok::kw_try: into.push_back(try_statement()); return true;
    case Tok::kw_with: into.push_back(with_statement(StmtKind::With, from)); return true;
    case Tok::kw_def: into.push_back(function(StmtKind::FunctionDef, from, {})); return true;
    case Tok::kw_class: into.push_back(class_definition(from, {})); return true;
    case Tok::kw_async: into.push_back(async_statement({}, false)); return true;
    case Tok::at: into.push_back(decorated()); return true;
    case Tok::name:
      if (!at_word("match") || !match_ahead()) return false;
      into.push_back(match_statement());
      return true;
    default: return false;
  }
}

Body Parser::block() {
  StmtList body;
  if (!accept(Tok::newline)) {
    simple_statements(body);
    return arena_.copy(body);
  }
  expect(Tok::indent);
  do statement(body);
  while (!at(Tok::dedent) && !at(Tok::endmarker));
  expect(Tok::dedent);
  return arena_.copy(body);
}

Body Parser::else_block() {
  if (!accept(Tok::kw_else)) return {};
  expect(Tok::colon);
  return block();
}

// A chain of elif is read in a loop and put together from its end: it may be long.
StmtPtr Parser::if_statement() {
  struct Branch {
    Span from;
    ExprPtr test;
    Body body;
  };
  std::vector<Branch> branches;
  do {
    if (branches.size() > kMaxTreeHeight) too_deep();
    const Span from = t_->span;
    ++t_;
    ExprPtr test = named_expression();
    expect(Tok::colon);
    branches.push_back({from, test, block()});
  } while (at(Tok::kw_elif));
  Body orelse = else_block();
  const Span end = compound_span(branches[0].from);
  const If* made = nullptr;
  for (size_t i = branches.size(); i-- > 0;) {
    auto* branch = arena_.make<If>();
    branch->kind = StmtKind::If;
    branch->span = {branches[i].from.line, branches[i].from.col, end.end_line, end.end_col};
    branch->test = branches[i].test;
    branch->body = branches[i].body;
    branch->orelse = orelse;
    made = branch;
    if (i > 0) orelse = arena_.copy(StmtList{made});
  }
  return made;
}

StmtPtr Parser::while_statement() {
  const Span from = t_->span;
  expect(Tok::kw_while);
  ExprPtr test = named_expression();
  expect(Tok::colon);
  auto* made = arena_.make<While>();
  made->kind = StmtKind::While;
  made->test = test;
  made->body = block();
  made->orelse = else_block();
  made->span = compound_span(from);
  return made;
}

StmtPtr Parser::for_statement(StmtKind kind, const Span& from) {
  expect(Tok::kw_for);
  auto* made = arena_.make<For>();
  made->kind = kind;
  made->target = with_context(star_targets(), Context::Store);
  expect(Tok::kw_in);
  made->iter = star_expressions();
  expect(Tok::colon);
  made->body = block();
  made->orelse = else_block();
  made->span = compound_span(from);
  return made;
}

StmtPtr Parser::try_statement() {
  const Span from = t_->span;
  expect(Tok::kw_try);
  expect(Tok::colon);
  auto* made = arena_.make<Try>();
  made->body = block();
  std::vector<ExceptHandler> handlers;
  bool star = false;
  while (at(Tok::kw_except)) {
    const bool first = handlers.empty();
    bool this_star = false;
    handlers.push_back(except_handler(this_star));
    if (!first && this_star != star) mismatch();
    star = this_star;
  }
  made->handlers = arena_.copy(handlers);
  if (!handlers.empty()) made->orelse = else_block();
  if (accept(Tok::kw_finally)) {
    expect(Tok::colon);
    made->finalbody = block();
  } else if (handlers.empty()) {
    mismatch();
  }
  made->kind = star ? StmtKind::TryStar : StmtKind::Try;
  made->span = compound_span(from);
  return made;
}

ExceptHandler Parser::except_handler(bool& star) {
  const Span from = t_->span;
  expect(Tok::kw_except);
  ExceptHandler handler{};
  star = accept(Tok::star);
  if (star || !at(Tok::colon)) {
    handler.type = expression();
    if (accept(Tok::kw_as)) handler.name = identifier();
  }
  expect(Tok::colon);
  handler.body = block();
  handler.span = compound_span(from);
  return handler;
}

// ---- with

StmtPtr Parser::with_statement(StmtKind kind, const Span& from) {
  expect(Tok::kw_with);
  std::vector<WithItem> items;
  if (!parenthesised_with_items(items)) {
    do items.push_back(with_item());
    while (accept(Tok::comma));
    expect(Tok::colon);
  }
  auto* made = arena_.make<With>();
  made->kind = kind;
  made->items = arena_.copy(items);
  made->body = block();
  made->span = compound_span(from);
  return made;
}

WithItem Parser::with_item() {
  ExprPtr context = expression();
  if (!accept(Tok::kw_as)) return {context, nullptr};
  Expr* target = star_target();
  if (!at(Tok::comma) && !at(Tok::rpar) && !at(Tok::colon)) mismatch();
  return {context, with_context(target, Context::Store)};
}

// `with (a as b, c):` and `with (a, b) as c:` begin alike. When the closing bracket stands before the colon, items are tried
// first; what does not read as items (a generator expression, a walrus) is then read as one expression.
bool Parser::parenthesised_with_items(std::vector<WithItem>& items) {
  if (!at(Tok::lpar)) return false;
  const Token* const begin = t_;
  int depth = 0;
  for (const Token* t = t_;; ++t) {
    if (t->kind == Tok::lpar || t->kind == Tok::lsqb || t->kind == Tok::lbrace) ++depth;
    if (t->kind == Tok::rpar || t->kind == Tok::rsqb || t->kind == Tok::rbrace) --depth;
    if (t->kind == Tok::endmarker || t->kind == Tok::error) return false;
    if (depth > 0) continue;
    if (t[1].kind != Tok::colon) return false;
    break;
  }
  const uint32_t depth_before = depth_;
  try {
    expect(Tok::lpar);
    do items.push_back(with_item());
    while (accept(Tok::comma) && !at(Tok::rpar));
    expect(Tok::rpar);
    expect(Tok::colon);
    return true;
  } catch (const Mismatch&) {
    t_ = begin;
    depth_ = depth_before;
    items.clear();
    return false;
  }
}

// ---- functions and classes

StmtPtr Parser::decorated() {
  ExprList decorators;
  while (accept(Tok::at)) {
    decorators.push_back(named_expression());
    expect(Tok::newline);
  }
  const Span from = t_->span;
  if (at(Tok::kw_class)) return class_definition(from, arena_.copy(decorators));
  if (at(Tok::kw_async)) return async_statement(arena_.copy(decorators), true);
  return function(StmtKind::FunctionDef, from, arena_.copy(decorators));
}

StmtPtr Parser::async_statement(Seq<ExprPtr> decorators, bool decorated) {
  const Span from = t_->span;
  expect(Tok::kw_async);
  if (at(Tok::kw_def)) return function(StmtKind::AsyncFunctionDef, from, decorators);
  if (decorated) mismatch();
  if (at(Tok::kw_for)) return for_statement(StmtKind::AsyncFor, from);
  return with_statement(StmtKind::AsyncWith, from);
}

StmtPtr Parser::function(StmtKind kind, const Span& from, Seq<ExprPtr> decorators) {
  expect(Tok::kw_def);
  auto* made = arena_.make<FunctionDef>();
  made->kind = kind;
  made->name = identifier();
  made->type_params = type_params();
  expect(Tok::lpar);
  made->args = parameters(Tok::rpar);
  expect(Tok::rpar);
  if (accept(Tok::rarrow)) made->returns = expression();
  expect(Tok::colon);
  made->body = block();
  made->decorator_list = decorators;
  made->span = compound_span(from);
  return made;
}

StmtPtr Parser::class_definition(const Span& from, Seq<ExprPtr> decorators) {
  expect(Tok::kw_class);
  auto* made = arena_.make<ClassDef>();
  made->kind = StmtKind::ClassDef;
  made->name = identifier();
  made->type_params = type_params();
  if (at(Tok::lpar)) {
    // The bases are written as the arguments of a call.
    const Span begin = t_->span;
    const auto& bases = as<Call>(*call(nullptr, t_->span));
    const bool bare_generator = bases.args.size() == 1 && bases.args[0]->kind == ExprKind::GeneratorExp &&
                                bases.args[0]->span.line == begin.line && bases.args[0]->span.col == begin.col;
    if (bare_generator) mismatch();
    made->bases = bases.args;
    made->keywords = bases.keywords;
  }
  expect(Tok::colon);
  made->body = block();
  made->decorator_list = decorators;
  made->span = compound_span(from);
  return made;
}

// Up to `closing`, which stays: `)` of a def, whose parameters may be annotated, or `:` of a lambda.
const Arguments* Parser::parameters(Tok closing) {
  auto* made = arena_.make<Arguments>();
  std::vector<Arg> positional, keyword_only;
  ExprList defaults, keyword_defaults;
  bool star = false, slash = false;
  auto parameter = [&](bool star_annotation) {
    Arg arg{};
    const Span from = t_->span;
    arg.name = identifier();
    if (closing == Tok::rpar && accept(Tok::colon)) arg.annotation = star_annotation ? star_expression() : expression();
    arg.span = span_from(from);
    return arg;
  };
  while (!at(closing)) {
    if (accept(Tok::doublestar)) {
      made->kwarg = arena_.make<Arg>(parameter(false));
      accept(Tok::comma);
      break;
    }
    if (at(Tok::slash)) {
      if (slash || star || positional.empty()) mismatch();
      ++t_;
      slash = true;
      made->posonlyargs = arena_.copy(positional);
      positional.clear();
    } else if (accept(Tok::star)) {
      if (star) mismatch();
      star = true;
      if (at(Tok::comma)) {
        if (t_[1].kind != Tok::name) mismatch();   // named arguments must follow
      } else {
        made->vararg = arena_.make<Arg>(parameter(true));
      }
    } else {
      (star ? keyword_only : positional).push_back(parameter(false));
      ExprPtr value = accept(Tok::equal) ? expression() : nullptr;
      if (star) keyword_defaults.push_back(value);
      else if (value != nullptr) defaults.push_back(value);
      else if (!defaults.empty()) mismatch();
    }
    if (!accept(Tok::comma)) break;
  }
  if (!at(closing)) mismatch();
  made->args = arena_.copy(positional);
  made->kwonlyargs = arena_.copy(keyword_only);
  made->defaults = arena_.copy(defaults);
  made->kw_defaults = arena_.copy(keyword_defaults);
  return made;
}

// ---- type parameters

Seq<TypeParam> Parser::type_params() {
  if (!accept(Tok::lsqb)) return {};
  std::vector<TypeParam> params;
  do params.push_back(type_param());
  while (accept(Tok::comma) && !at(Tok::rsqb));
  expect(Tok::rsqb);
  return arena_.copy(params);
}

TypeParam Parser::type_param() {
  const Span from = t_->span;
  TypeParam param{};
  param.kind = TypeParam::Kind::TypeVar;
  if (accept(Tok::star)) param.kind = TypeParam::Kind::TypeVarTuple;
  else if (accept(Tok::doublestar)) param.kind = TypeParam::Kind::ParamSpec;
  param.name = identifier();
  if (param.kind == TypeParam::Kind::TypeVar && accept(Tok::colon)) param.bound = expression();
  if (accept(Tok::equal)) {
    param.default_value = param.kind == TypeParam::Kind::TypeVarTuple ? star_expression() : expression();
  }
  param.span = span_from(from);
  return param;
}

}  // namespace sim::py
