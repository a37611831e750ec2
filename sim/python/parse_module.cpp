// Where parsing begins, and what happens when it fails: whose complaint counts, the lexer's or the parser's.
#include "sim/python/parse_diagnosis.h"
#include "sim/python/parse_state.h"

#include <algorithm>
#include <iterator>

namespace sim::py {

using namespace ast;

Parser::Parser(const Source& source, TokenStream& stream, Arena& arena)
    : source_(source), stream_(stream), arena_(arena), first_(stream.tokens.data()), t_(first_) {}

Body Parser::module() {
  StmtList body;
  while (!at(Tok::endmarker)) {
    statement_begin_ = position();
    statement(body);
  }
  return arena_.copy(body);
}

ExprPtr Parser::eval_input() {
  const Span from = t_->span;
  Expr* value = expression();
  if (at(Tok::comma)) value = tuple_rest(value, from, &Parser::expression);
  while (accept(Tok::newline)) {
  }
  expect(Tok::endmarker);
  return value;
}

void Parser::too_tall() const {
  throw SyntaxProblem{SyntaxProblem::Type::RecursionError, "maximum recursion depth exceeded during compilation"};
}

void Parser::too_deep() const {
  throw SyntaxProblem{SyntaxProblem::Type::MemoryError, "Parser stack overflowed - Python source too complex to parse"};
}

void Parser::raise(std::string message, const Span& where) const {
  throw SyntaxProblem{SyntaxProblem::Type::SyntaxError, std::move(message), where.line, column(source_, where.line, where.col),
                      where.end_line, column(source_, where.end_line, where.end_col)};
}

namespace {

// The lexer read all lines before the parser found the first escape; CPython reads along.
std::vector<SyntaxWarning> by_line(std::vector<SyntaxWarning> warnings) {
  std::stable_sort(warnings.begin(), warnings.end(), [](const SyntaxWarning& a, const SyntaxWarning& b) { return a.line < b.line; });
  return warnings;
}

template <class Result, class Read, class Explain>
std::variant<Result, SyntaxProblem> parse(const Source& source, Read read, Explain explain) {
  TokenStream stream = tokenize(source);
  Result result;
  Parser parser(source, stream, result.arena);
  try {
    result.body = read(parser);
  } catch (const Mismatch&) {
    Diagnosis diagnosis(source, stream, parser.statement_begin(), parser.position());
    return explain(diagnosis);
  } catch (const SyntaxProblem& problem) {
    const bool lexer_first = problem.line != 0 && stream.failure.kind == LexFailure::Kind::raised && !stream.failure.in_fstring;
    return lexer_first ? stream.failure.problem : problem;
  }
  result.warnings = by_line(std::move(stream.warnings));
  return result;
}

}  // namespace

namespace {

// CPython: future.c. Later ones are the compiler's to refuse.
const SyntaxProblem* unknown_feature(const Body& body, SyntaxProblem& problem) {
  static constexpr std::string_view kFeatures[] = {"nested_scopes", "generators", "division", "absolute_import", "with_statement",
                                                   "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",
                                                   "annotations"};
  for (const StmtPtr& statement : body) {
    const bool docstring = &statement == body.begin() && statement->kind == StmtKind::Expr;
    if (docstring) continue;
    if (statement->kind != StmtKind::ImportFrom || as<ImportFrom>(*statement).module != "__future__") return nullptr;
    for (const Alias& alias : as<ImportFrom>(*statement).names) {
      if (std::find(std::begin(kFeatures), std::end(kFeatures), alias.name) != std::end(kFeatures)) continue;
      problem.message = alias.name == "braces" ? "not a chance" : "future feature " + std::string(alias.name) + " is not defined";
      problem.line = problem.end_line = statement->span.line;
      problem.col = statement->span.col + 1;
      return &problem;
    }
  }
  return nullptr;
}

}  // namespace

std::variant<Module, SyntaxProblem> parse_module(const Source& source) {
  auto parsed = parse<Module>(source, [](Parser& parser) { return parser.module(); },
                       [](Diagnosis& diagnosis) { return diagnosis.module(); });
  SyntaxProblem problem;
  if (const auto* module = std::get_if<Module>(&parsed); module != nullptr && unknown_feature(module->body, problem)) return problem;
  return parsed;
}

std::variant<Expression, SyntaxProblem> parse_expression(const Source& source) {
  return parse<Expression>(source, [](Parser& parser) { return parser.eval_input(); },
                           [](Diagnosis& diagnosis) { return diagnosis.expression_alone(); });
}

}  // namespace sim::py
