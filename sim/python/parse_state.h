// The parser's working state, shared by the parse_*.cpp files: one method for each construct of the grammar.
// A method that meets a token it has no use for throws Mismatch; parse_module then asks parse_diagnosis.h for the reason.
#pragma once
#include "sim/python/lexer.h"
#include "sim/python/normal_form.h"
#include "sim/python/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

struct Mismatch {};   // the text is no Python; nothing is said yet about why

class Parser {
 public:
  Parser(const Source& source, TokenStream& stream, Arena& arena);

  ast::Body module();
  ast::ExprPtr eval_input();

  // The first token of the statement of the outermost level that was being read.
  size_t statement_begin() const { return statement_begin_; }
  size_t position() const { return static_cast<size_t>(t_ - first_); }

 private:
  using Expr = ast::Expr;
  using ExprPtr = ast::ExprPtr;
  using ExprList = std::vector<ExprPtr>;
  using StmtList = std::vector<ast::StmtPtr>;

  // ---- tokens
  bool at(Tok kind) const { return t_->kind == kind; }
  bool next_is(Tok kind) const { return t_[0].kind != Tok::endmarker && t_[0].kind != Tok::error && t_[1].kind == kind; }
  bool accept(Tok kind) {
    if (t_->kind != kind) return false;
    ++t_;
    return true;
  }
  const Token& expect(Tok kind) {
    if (t_->kind != kind) mismatch();
    return *t_++;
  }
  [[noreturn]] void mismatch() const { throw Mismatch{}; }
  std::string_view text(const Token& token) const {
    return std::string_view(source_.text).substr(token.start, token.end - token.start);
  }
  bool at_word(std::string_view word) const { return at(Tok::name) && text(*t_) == word; }
  ast::Name_ identifier() {
    std::string_view written = text(expect(Tok::name));
    return may_have_other_form(written) ? arena_.copy(normal_form(written)) : arena_.copy(written);
  }

  // From the beginning of `from` to the end of the last token read.
  ast::Span span_from(const ast::Span& from) const {
    return {from.line, from.col, t_[-1].span.end_line, t_[-1].span.end_col};
  }

  // The same when a block may have ended here: its line end and dedents do not count.
  ast::Span compound_span(const ast::Span& from) const {
    const Token* last = t_ - 1;
    while (last > first_ && (last->kind == Tok::newline || last->kind == Tok::dedent)) --last;
    return {from.line, from.col, last->span.end_line, last->span.end_col};
  }

  template <class T>
  T* node(ast::ExprKind kind, const ast::Span& from) {
    T* made = arena_.make<T>();
    made->kind = kind;
    made->span = span_from(from);
    return made;
  }
  template <class T>
  T* node(ast::StmtKind kind, const ast::Span& from) {
    T* made = arena_.make<T>();
    made->kind = kind;
    made->span = span_from(from);
    return made;
  }
  template <class T>
  T* node(ast::PatternKind kind, const ast::Span& from) {
    T* made = arena_.make<T>();
    made->kind = kind;
    made->span = span_from(from);
    return made;
  }

  // ---- height: of the tallest tree read since it was last set to zero
  void grow() {
    if (++height_ > kMaxTreeHeight) too_tall();
  }
  [[noreturn]] void too_tall() const;
  [[noreturn]] void raise(std::string message, const ast::Span& where) const;

  // While it lives: heights are counted from zero; when it ends, the taller of what was read before and within stays.
  class Measuring {
   public:
    explicit Measuring(Parser& parser) : parser_(parser), outer_(parser.height_) { parser_.height_ = 0; }
    ~Measuring() {
      if (outer_ > parser_.height_) parser_.height_ = outer_;
    }
    Measuring(const Measuring&) = delete;
    Measuring& operator=(const Measuring&) = delete;

   private:
    Parser& parser_;
    uint32_t outer_;
  };

  // While it lives: one construct deeper; the heights of its parts are put together when it ends.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser), outer_height_(parser.height_) {
      parser_.height_ = 0;
      if (++parser_.depth_ > kMaxTreeHeight) parser_.too_deep();
    }
    ~Nesting() {
      --parser_.depth_;
      ++parser_.height_;
      if (outer_height_ > parser_.height_) parser_.height_ = outer_height_;
    }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
    uint32_t outer_height_;
  };
  [[noreturn]] void too_deep() const;

  // ---- parse_statements.cpp
  void statement(StmtList& into);
  void simple_statements(StmtList& into);
  ast::StmtPtr simple_statement();
  ast::StmtPtr expression_statement();
  ast::StmtPtr assignment(Expr* first, const ast::Span& from);
  ast::StmtPtr annotated_assignment(Expr* target, bool simple, const ast::Span& from);
  ast::StmtPtr delete_statement();
  ast::StmtPtr raise_statement();
  ast::StmtPtr assert_statement();
  ast::StmtPtr return_statement();
  ast::StmtPtr global_statement(ast::StmtKind kind);
  ast::StmtPtr import_statement();
  ast::StmtPtr import_from();
  ast::StmtPtr type_alias();
  ast::Name_ dotted_name();
  ExprPtr annotated_rhs();

  // ---- parse_compound.cpp
  bool compound_statement(StmtList& into);
  ast::Body block();
  ast::Body else_block();
  ast::StmtPtr if_statement();
  ast::StmtPtr while_statement();
  ast::StmtPtr for_statement(ast::StmtKind kind, const ast::Span& from);
  ast::StmtPtr try_statement();
  ast::ExceptHandler except_handler(bool& star);
  ast::StmtPtr with_statement(ast::StmtKind kind, const ast::Span& from);
  bool parenthesised_with_items(std::vector<ast::WithItem>& items);
  ast::WithItem with_item();
  ast::StmtPtr decorated();
  ast::StmtPtr function(ast::StmtKind kind, const ast::Span& from, Seq<ExprPtr> decorators);
  ast::StmtPtr class_definition(const ast::Span& from, Seq<ExprPtr> decorators);
  ast::StmtPtr async_statement(Seq<ExprPtr> decorators, bool decorated);
  const ast::Arguments* parameters(Tok closing);
  Seq<ast::TypeParam> type_params();
  ast::TypeParam type_param();

  // ---- parse_patterns.cpp
  bool match_ahead() const;
  ast::StmtPtr match_statement();
  ast::MatchCase match_case();
  ast::PatternPtr patterns();
  ast::PatternPtr as_pattern();
  ast::PatternPtr or_pattern();
  ast::PatternPtr closed_pattern();
  ast::PatternPtr maybe_star_pattern();
  ast::PatternPtr sequence_rest(const ast::Span& from, ast::PatternPtr first, Tok closing);
  ast::PatternPtr group_or_sequence();
  ast::PatternPtr mapping_pattern();
  ast::PatternPtr name_or_class_pattern();
  ast::PatternPtr class_pattern(ExprPtr cls, const ast::Span& from);
  ast::PatternPtr literal_pattern();
  ExprPtr literal_number();
  ExprPtr dotted_value();

  // ---- parse_expressions.cpp
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* named_expression();
  Expr* expression();
  Expr* yield_expression();
  Expr* lambda();
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  bool comparison_operator(ast::CmpOp& op);
  Expr* binary(int least);
  Expr* bitwise_or() { return binary(0); }
  Expr* factor();
  Expr* power();
  Expr* primary();
  Expr* tuple_rest(Expr* first, const ast::Span& from, Expr* (Parser::*element)());
  bool expression_ahead() const;

  // ---- parse_atoms.cpp
  Expr* atom();
  Expr* constant(ast::Constant::Type type);
  Expr* number();
  Expr* parenthesised();
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_rest(const ast::Span& from, ExprPtr key);
  Expr* call(Expr* func, const ast::Span& from);
  void call_argument(ExprList& args, std::vector<ast::Keyword>& keywords, bool& double_starred);
  Expr* subscript(Expr* value, const ast::Span& from);
  Expr* slice();
  Seq<ast::Comprehension> comprehension_clauses();
  bool comprehension_ahead() const { return at(Tok::kw_for) || (at(Tok::kw_async) && next_is(Tok::kw_for)); }

  // ---- parse_targets.cpp
  Expr* star_targets();
  Expr* star_target();
  bool is_star_target(const Expr& e) const;
  bool is_target(const Expr& e) const;
  bool is_single_target(const Expr& e) const;
  ExprPtr with_context(Expr* e, ast::Context context);

  // ---- parse_strings.cpp
  Expr* strings();

  const Source& source_;
  TokenStream& stream_;
  Arena& arena_;
  const Token* first_;
  const Token* t_;             // the token to be read next; never beyond the last, which is endmarker or error
  uint32_t height_ = 0, depth_ = 0;
  size_t statement_begin_ = 0;

  friend class StringReader;
};

}  // namespace sim::py
