// The two readings, and where a complaint points. CPython: pegen.c and pegen_errors.c.
#include "sim/python/parse_diagnosis.h"

namespace sim::py {

Diagnosis::Diagnosis(const Source& source, const TokenStream& stream, size_t begin, size_t stopped)
    : source_(source), stream_(stream), tokens_(stream.tokens), begin_(begin), stopped_(stopped), pos_(begin), furthest_(begin) {
  levels_.reserve(tokens_.size() - begin);
  uint16_t level = 0;
  for (size_t i = begin; i < tokens_.size(); ++i) {
    const Tok kind = tokens_[i].kind;
    if (kind == Tok::lpar || kind == Tok::lsqb || kind == Tok::lbrace) ++level;
    if ((kind == Tok::rpar || kind == Tok::rsqb || kind == Tok::rbrace) && level > 0) --level;
    levels_.push_back(level);
  }
}

SyntaxProblem Diagnosis::module() {
  return run([this] { return statements() && tok(Tok::endmarker); });
}

SyntaxProblem Diagnosis::expression_alone() {
  return run([this] { return expressions() && many([this] { return tok(Tok::newline); }) && tok(Tok::endmarker); });
}

// CPython: _PyPegen_run_parser. The generic complaint is about the furthest token of the first reading.
template <class Read>
SyntaxProblem Diagnosis::run(Read read) {
  size_t last = furthest_;
  try {
    for (int reading = 0; reading < 2; ++reading) {
      invalid_ = reading == 1;
      pos_ = begin_;
      depth_ = 0;
      memos_.assign(tokens_.size() - begin_, {});
      read();
      if (reading == 0) last = furthest_;
    }
  } catch (const Stopped&) {
    return stream_.failure.problem;
  } catch (const TooDeep&) {
    if (tokens_[stopped_].kind == Tok::error) return stream_.failure.problem;
    last = furthest_ = stopped_;
  } catch (const SyntaxProblem& problem) {
    return settled(problem);
  }
  // CPython looks at the rest of the text except when an indent is wrong.
  const SyntaxProblem problem = generic(last);
  return problem.type == SyntaxProblem::Type::IndentationError ? problem : settled(problem);
}

SyntaxProblem Diagnosis::generic(size_t last) const {
  const Token& token = tokens_[last];
  if (token.kind == Tok::indent || token.kind == Tok::dedent) {
    const uint32_t col = column(source_, token.span.line, token.span.end_col) - 1;
    const char* message = token.kind == Tok::indent ? "unexpected indent" : "unexpected unindent";
    return {SyntaxProblem::Type::IndentationError, message, token.span.line, col, token.span.line, 0};
  }
  const ast::Span& span = token.span;
  const bool placeless = span.col == kNoColumn;
  return {SyntaxProblem::Type::SyntaxError, "invalid syntax", span.line, placeless ? 0 : column(source_, span.line, span.col),
          span.end_line, end_column(span.line, span)};
}

// CPython: _PyPegen_tokenize_full_source_to_check_for_errors. What the lexer has to say about the rest of the text goes first.
SyntaxProblem Diagnosis::settled(SyntaxProblem problem) const {
  const LexFailure& failure = stream_.failure;
  if (failure.in_fstring) return problem;
  if (failure.kind == LexFailure::Kind::raised) return failure.problem;
  if (failure.unclosed.line != 0 && tokens_[furthest_].span.end_line > failure.unclosed.line) return failure.unclosed;
  return problem;
}

// CPython counts the end's characters along the line where the range begins, and not beyond that line.
uint32_t Diagnosis::end_column(uint32_t line, const ast::Span& end) const {
  if (end.col == kNoColumn) return 0;
  if (end.end_line == line) return column(source_, line, end.end_col);
  const auto length = static_cast<uint32_t>(source_.line(line).size());
  return column(source_, line, end.end_col < length ? end.end_col : length);
}

// ---- tokens

const Token& Diagnosis::cur() {
  const Token& token = tokens_[pos_];
  if (token.kind == Tok::error) throw Stopped{};
  if (pos_ > furthest_) furthest_ = pos_;
  if (furthest_ - begin_ > kMaxTokens) throw TooDeep{};
  return token;
}

Diagnosis::N Diagnosis::name() {
  const size_t from = pos_;
  return tok(Tok::name) ? make(Kind::name, from) : nullptr;
}

bool Diagnosis::word(std::string_view wanted) {
  if (!at(Tok::name) || text(cur()) != wanted) return false;
  ++pos_;
  return true;
}

bool Diagnosis::forced(Tok kind, const char* spelling) {
  if (tok(kind)) return true;
  raise_at(cur().span, std::string("expected '") + spelling + "'");
}

Diagnosis::Node* Diagnosis::make(Kind kind, size_t from) {
  nodes_.push_back(std::make_unique<Node>());
  Node& node = *nodes_.back();
  node.kind = kind;
  const ast::Span &first = tokens_[from].span, &last = tokens_[pos_ > from ? pos_ - 1 : from].span;
  node.span = {first.line, first.col, last.end_line, last.end_col};
  node.first_token = from;
  return &node;
}

// ---- complaints

void Diagnosis::raise_range(const ast::Span& from, const ast::Span& to, std::string message) {
  const uint32_t col = from.col == kNoColumn ? 0 : column(source_, from.line, from.col);
  throw SyntaxProblem{SyntaxProblem::Type::SyntaxError, std::move(message), from.line, col, to.end_line, end_column(from.line, to)};
}

// To the end of what the lexer has given so far.
void Diagnosis::raise_from(const ast::Span& from, std::string message) {
  const Token& last = tokens_[furthest_];
  const uint32_t end_col = column(source_, last.span.end_line, last.span.end_col) - 1;
  throw SyntaxProblem{SyntaxProblem::Type::SyntaxError, std::move(message), from.line, column(source_, from.line, from.col),
                      last.span.end_line, end_col};
}

void Diagnosis::raise_last(std::string message, SyntaxProblem::Type type) {
  const Token& last = tokens_[furthest_];
  const bool placeless = last.span.col == kNoColumn;
  const uint32_t col = placeless ? column(source_, last.span.line, last.span.end_col) - 1
                                 : column(source_, last.span.line, last.span.col);
  throw SyntaxProblem{type, std::move(message), last.span.line, col, last.span.end_line,
                      end_column(last.span.line, last.span)};
}

void Diagnosis::raise_next(std::string message) { raise_at(cur().span, std::move(message)); }

void Diagnosis::raise_unindented(const char* what, const Token& keyword) {
  raise_last(std::string("expected an indented block after ") + what + " on line " + std::to_string(keyword.span.line),
             SyntaxProblem::Type::IndentationError);
}

// CPython: _PyPegen_get_invalid_target.
Diagnosis::N Diagnosis::invalid_target(N node, Targets targets) {
  switch (node->kind) {
    case Kind::list:
    case Kind::tuple:
      for (N part : node->parts) {
        if (N found = invalid_target(part, targets)) return found;
      }
      return nullptr;
    case Kind::starred: return targets == Targets::del ? node : invalid_target(node->parts[0], targets);
    case Kind::compare:
      if (targets != Targets::for_) return node;
      return node->in_first ? invalid_target(node->parts[0], targets) : nullptr;
    case Kind::name:
    case Kind::subscript:
    case Kind::attribute: return nullptr;
    default: return node;
  }
}

void Diagnosis::raise_invalid_target(Targets targets, N node) {
  N found = invalid_target(node, targets);
  if (found == nullptr) return;
  raise_at(found->span, std::string(targets == Targets::del ? "cannot delete " : "cannot assign to ") + kind_name(found->kind));
}

// CPython: _PyPegen_get_expr_name.
const char* Diagnosis::kind_name(Kind kind) {
  switch (kind) {
    case Kind::attribute: return "attribute";
    case Kind::subscript: return "subscript";
    case Kind::starred: return "starred";
    case Kind::name: return "name";
    case Kind::list: return "list";
    case Kind::tuple: return "tuple";
    case Kind::lambda: return "lambda";
    case Kind::call: return "function call";
    case Kind::expression: return "expression";
    case Kind::genexp: return "generator expression";
    case Kind::yield: return "yield expression";
    case Kind::await: return "await expression";
    case Kind::listcomp: return "list comprehension";
    case Kind::setcomp: return "set comprehension";
    case Kind::dictcomp: return "dict comprehension";
    case Kind::dict: return "dict literal";
    case Kind::set: return "set display";
    case Kind::fstring: return "f-string expression";
    case Kind::literal: return "literal";
    case Kind::none: return "None";
    case Kind::false_: return "False";
    case Kind::true_: return "True";
    case Kind::ellipsis: return "ellipsis";
    case Kind::compare: return "comparison";
    case Kind::ifexp: return "conditional expression";
    case Kind::named: return "named expression";
    case Kind::other: break;
  }
  return "expression";
}

// print and exec were statements once.
bool Diagnosis::legacy_statement(N node) const {
  if (node->kind != Kind::name) return false;
  std::string_view id = text(tokens_[node->first_token]);
  return id == "print" || id == "exec";
}

}  // namespace sim::py
