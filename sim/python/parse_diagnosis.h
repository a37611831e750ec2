// Why a text is no Python. CPython reads a wrong program a second time with extra rules that look for common mistakes, and which
// rule speaks first depends on the order in which it tries everything. So this reads the wrong statement as CPython's PEG parser
// does: ordered choices, backtracking, the same results remembered; names are those of CPython's grammar.
// Before: sim/python/parse_module.cpp, after Parser found that something is wrong. Nothing here makes syntax trees.
#pragma once
#include "sim/python/lexer.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

class Diagnosis {
 public:
  // `begin` is the first token of the wrong statement of the outermost level, `stopped` the one that Parser had no use for.
  Diagnosis(const Source& source, const TokenStream& stream, size_t begin, size_t stopped);

  SyntaxProblem module();
  SyntaxProblem expression_alone();

 private:
  // ---- what was read: as much of a syntax tree as the messages need
  enum class Kind : uint8_t {
    attribute, subscript, starred, name, list, tuple, lambda, call, expression, genexp, yield, await, listcomp, setcomp,
    dictcomp, dict, set, fstring, literal, none, false_, true_, ellipsis, compare, ifexp, named, other,
  };
  struct Node {
    Kind kind = Kind::other;
    ast::Span span;
    std::vector<const Node*> parts;   // elements of list and tuple, the value of starred, the left side of compare; arguments
    bool in_first = false;            // compare: the first operator is `in`
    bool double_starred = false;      // arguments: one is **x
    size_t first_token = 0;
  };
  using N = const Node*;

  enum class Rule : uint8_t {
    expression, star_expression, disjunction, conjunction, inversion, bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term,
    factor, await_primary, primary, strings, arguments, star_target, target_with_star_atom, t_primary, del_target,
    invalid_named_expression, simple_stmt, import_stmt, block, closed_pattern, star_pattern, type_param, attr,
  };
  struct Memo {
    Rule rule;
    N node;
    size_t end;
  };

  struct Stopped {};     // at the lexer's error
  struct TooDeep {};     // or too long: then the generic complaint must do

  class Deeper {
   public:
    explicit Deeper(Diagnosis& d) : d_(d) {
      if (++d_.depth_ > kMaxDepth) throw TooDeep{};
    }
    ~Deeper() { --d_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Diagnosis& d_;
  };
  static constexpr int kMaxDepth = 600;
  static constexpr size_t kMaxTokens = 150'000;

  template <class Read>
  SyntaxProblem run(Read read);
  SyntaxProblem generic(size_t last) const;
  SyntaxProblem settled(SyntaxProblem problem) const;
  uint32_t end_column(uint32_t line, const ast::Span& end) const;

  // ---- tokens. A rule that fails may leave pos_ anywhere: every choice begins with back().
  const Token& cur();
  bool at(Tok kind) { return cur().kind == kind; }
  bool tok(Tok kind) {
    if (!at(kind)) return false;
    ++pos_;
    return true;
  }
  const Token* take(Tok kind) { return tok(kind) ? &tokens_[pos_ - 1] : nullptr; }
  N name();
  bool word(std::string_view text);
  bool forced(Tok kind, const char* text);
  bool back(size_t to) {
    pos_ = to;
    return true;
  }
  template <class F>
  bool opt(F f) {
    const size_t from = pos_;
    if (!f()) pos_ = from;
    return true;
  }
  template <class F>
  bool many(F f) {   // none is fine
    size_t from = pos_;
    while (f() && pos_ > from) from = pos_;
    return back(from);
  }
  template <class F>
  bool some(F f) {
    if (!f()) return false;
    return many(f);
  }
  template <class F>
  bool ahead(F f) {
    const size_t from = pos_;
    const bool found = static_cast<bool>(f());
    pos_ = from;
    return found;
  }
  template <class F>
  bool list_of(F f) {   // f (',' f)*
    if (!f()) return false;
    return many([&] { return tok(Tok::comma) && f(); });
  }
  template <class F>
  N memo(Rule rule, F f) {
    const size_t from = pos_;
    for (const Memo& known : memos_[from - begin_]) {
      if (known.rule != rule) continue;
      pos_ = known.end;
      return known.node;
    }
    N node = f();
    memos_[from - begin_].push_back({rule, node, pos_});
    return node;
  }
  Node* make(Kind kind, size_t from);
  N yes() const { return &yes_; }

  // ---- complaints
  [[noreturn]] void raise_range(const ast::Span& from, const ast::Span& to, std::string message);
  [[noreturn]] void raise_at(const ast::Span& where, std::string message) { raise_range(where, where, std::move(message)); }
  [[noreturn]] void raise_from(const ast::Span& from, std::string message);
  [[noreturn]] void raise_last(std::string message, SyntaxProblem::Type type = SyntaxProblem::Type::SyntaxError);
  [[noreturn]] void raise_next(std::string message);
  [[noreturn]] void raise_unindented(const char* what, const Token& keyword);
  enum class Targets : uint8_t { star, del, for_ };
  void raise_invalid_target(Targets targets, N node);
  static N invalid_target(N node, Targets targets);
  static const char* kind_name(Kind kind);
  bool legacy_statement(N node) const;
  std::string_view text(const Token& token) const {
    return std::string_view(source_.text).substr(token.start, token.end - token.start);
  }

  // ---- parse_diagnosis_statements.cpp
  bool statements();
  bool statement();
  bool simple_stmts();
  N simple_stmt();
  bool assignment();
  void invalid_assignment();
  N invalid_ann_assign_target();
  bool augassign();
  N annotated_rhs();
  bool del_stmt();
  bool type_alias();
  N import_stmt();
  bool import_from();
  bool import_from_targets();
  bool import_from_as_names();
  bool dotted_name();
  bool dotted_as_names();

  // ---- parse_diagnosis_blocks.cpp
  bool compound_stmt();
  N block();
  bool decorators();
  bool class_def();
  bool class_head();
  bool function_def();
  bool if_stmt(Tok keyword);
  bool else_block();
  bool while_stmt();
  bool for_stmt();
  bool with_stmt();
  bool with_item();
  bool with_items_loosely(bool parenthesised);
  bool try_stmt();
  bool except_block();
  bool except_star_block();
  void invalid_except_stmt();
  bool as_name();
  bool finally_block();
  bool no_block();   // NEWLINE !INDENT

  // ---- parse_diagnosis_patterns.cpp
  bool match_stmt();
  N subject_expr();
  bool case_block();
  bool guard();
  N patterns();
  N pattern();
  N or_pattern();
  N closed_pattern();
  bool literal_expr();
  bool signed_number();
  bool complex_number();
  bool pattern_capture_target();
  N attr();
  N name_or_attr();
  bool sequence_pattern();
  bool open_sequence_pattern();
  bool maybe_sequence_pattern();
  bool maybe_star_pattern();
  N star_pattern();
  bool mapping_pattern();
  bool items_pattern();
  bool class_pattern();
  bool positional_patterns(N* first, N* last);
  bool keyword_patterns();

  // ---- parse_diagnosis_parameters.cpp: of functions (closing is rpar) and lambdas (colon)
  bool params(Tok closing);
  void invalid_parameters(Tok closing);
  bool parameters(Tok closing);
  bool slash_no_default(Tok closing);
  bool slash_with_default(Tok closing);
  bool star_etc(Tok closing);
  void invalid_star_etc(Tok closing);
  bool kwds(Tok closing);
  void invalid_kwds(Tok closing);
  enum class Default : uint8_t { no, with, maybe };
  N param_with(Default wanted, Tok closing, bool star_annotation = false);
  N param(Tok closing, bool star_annotation = false);
  bool default_value();
  bool type_params();
  N type_param();

  // ---- parse_diagnosis_expressions.cpp
  N one_or_tuple(N (Diagnosis::*item)());
  N expressions();
  N expression();
  void invalid_expression();
  void invalid_legacy_expression();
  N expression_without_invalid();
  N if_or_disjunction();
  N yield_expr();
  N star_expressions();
  N star_expression();
  N star_named_expression();
  N star_named_expressions(N* last = nullptr);
  N assignment_expression();
  N named_expression();
  N invalid_named_expression();
  N plain_or_assignment();   // assignment_expression | expression !':='
  N disjunction();
  N conjunction();
  N inversion();
  N comparison();
  bool comparison_operator(bool& in);
  N binary(Rule rule, N (Diagnosis::*operand)(), const Tok* operators);
  N bitwise_or();
  N bitwise_xor();
  N bitwise_and();
  N shift_expr();
  N sum();
  N term();
  N factor();
  N power();
  N await_primary();
  N primary();
  N lambdef();
  N slices();
  N slice();

  // ---- parse_diagnosis_atoms.cpp
  N atom();
  N group();
  N tuple();
  N list();
  N listcomp();
  N setcomp();
  N genexp();
  N dictcomp();
  N dict();
  N set();
  bool double_starred_kvpair();
  bool kvpair();
  void invalid_double_starred_kvpairs();
  void invalid_kvpair();
  void invalid_comprehension();
  N for_if_clauses();
  N for_if_clause();
  void invalid_for_target();
  N strings();
  bool fstring();
  bool fstring_replacement_field();
  void invalid_fstring_replacement_field();
  bool fstring_format_spec();

  // ---- parse_diagnosis_arguments.cpp
  N arguments();
  void invalid_arguments();
  N args();
  bool kwargs(Node& into);
  bool kwarg(Node& into, bool double_star);
  void invalid_kwarg();
  N starred_expression();
  N star_targets();
  N star_target();
  N target_with_star_atom();
  N star_atom();
  N single_target();
  N single_subscript_attribute_target();
  N t_primary();
  bool t_lookahead() { return at(Tok::lpar) || at(Tok::lsqb) || at(Tok::dot); }
  bool del_targets();
  N del_target();
  N del_t_atom();

  const Source& source_;
  const TokenStream& stream_;
  const std::vector<Token>& tokens_;
  const size_t begin_, stopped_;
  size_t pos_, furthest_;
  bool invalid_ = false;   // the second reading, with the rules that complain
  int depth_ = 0;
  std::vector<std::vector<Memo>> memos_;
  std::vector<uint16_t> levels_;   // brackets open behind each token
  std::vector<std::unique_ptr<Node>> nodes_;
  Node yes_;
};

}  // namespace sim::py
