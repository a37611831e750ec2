// The compiler at work: the unit (function, class body, module) it is in, and one method for each kind of node.
// Before: compiler.cpp starts it. The methods live in compile_*.cpp, by topic; names are those of CPython's compile.c where it has them.
#pragma once
#include "sim/python/assemble.h"
#include "sim/python/ast.h"
#include "sim/python/scope.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

// On stderr, as CPython does before the program starts (compile_warnings.cpp).
void print_warnings(const Source& source, const std::vector<SyntaxWarning>& warnings);

inline constexpr ast::Span kNoPlace{};   // an artificial instruction: takes the place of the one before it

// What `return`, `break` and `continue` must undo on their way out (CPython: fblockinfo).
struct OpenBlock {
  enum class Kind : uint8_t {
    while_loop, for_loop, try_except, finally_try, finally_end, with, async_with, handler_cleanup, pop_value, exception_handler,
    exception_group_handler,
  } kind;
  Label start = kNoLabel, exit = kNoLabel;   // loops: where continue and break go
  ast::Span span{};
  const ast::Body* finalbody = nullptr;      // finally_try
  std::string_view name{};                   // handler_cleanup: of `except E as name`
};

// Longer displays and calls are built piece by piece, so that frames need no huge stacks (STACK_USE_GUIDELINE).
inline constexpr size_t kStackUse = 30;

inline bool has_star(const Seq<ast::ExprPtr>& items) {
  return std::any_of(items.begin(), items.end(), [](ast::ExprPtr e) { return e->kind == ast::ExprKind::Starred; });
}

class Compiler {
 public:
  Compiler(ScopeTree& tree, std::shared_ptr<const Source> source, bool is_program)
      : tree_(tree), source_(std::move(source)), is_program_(is_program) {}

  Ref<Code> module(const ast::Body& body);
  Ref<Code> expression_code(ast::ExprPtr e);

 private:
  using Span = ast::Span;
  using ExprPtr = ast::ExprPtr;

  struct Unit {
    Unit* outer = nullptr;
    Scope* scope = nullptr;                    // where names are looked up: the owner, or a comprehension inside it
    Ref<Code> code;
    Draft draft;
    std::vector<OpenBlock> blocks;
    std::map<std::string, uint32_t> consts;    // by type and value
    std::map<std::string_view, uint32_t> names;
    std::vector<bool> hidden_busy;             // which of draft.hidden are in use
    std::set<std::string_view> static_attributes;      // class: names assigned through self in its methods
  };

  // ---- units (compiler.cpp)
  void enter(Scope* scope, std::string_view name, uint32_t first_line, const ast::Arguments* args);
  Ref<Code> leave();
  void set_qualname(Scope* scope, std::string_view name);
  void set_flags(Scope* scope);
  void place_parameters(Scope* scope, const ast::Arguments* args);
  void make_cells(Scope* scope);
  [[noreturn]] void fail(const Span& span, std::string message) const { throw problem_at(span, std::move(message)); }

  // ---- emitting (compiler.cpp)
  void emit(Op op, uint32_t arg, const Span& span, uint8_t a = 0);
  void jump(Op op, Label to, const Span& span);
  Label new_label() { return unit_->draft.new_label(); }
  void place(Label label);
  void setup(Label handler, uint32_t drop = 0);   // what follows is protected; on an error the stack is `drop` lower than here
  void pop_setup();                                // what follows no longer is
  void begin_cold();                               // what follows is for errors only and goes to the end of the code:
  void end_cold();                                 // it starts with a label and never falls out of its end
  void push_block(OpenBlock block);
  void pop_block() { unit_->blocks.pop_back(); }
  uint32_t const_index(const Value& v);
  uint32_t name_index(std::string_view name);      // as it stands
  uint32_t attr_index(std::string_view name);      // private names mangled
  std::string_view mangle(std::string_view name) { return tree_.mangle(unit_->scope->class_name, name); }
  void load_const(const Value& v, const Span& span) { emit(Op::LOAD_CONST, const_index(v), span); }
  void load_none(const Span& span) { load_const(Value::none(), span); }
  void yield_from(const Span& span);               // [receiver] -> [result]

  // ---- warnings (compile_warnings.cpp)
  void warn(const Span& span, std::string message) const;
  std::string_view sure_type(ExprPtr e);
  void check_compare(const ast::Compare& e);
  void check_caller(const ast::Call& e);
  void check_subscript(const ast::Subscript& e);
  void check_assertion(const ast::Assert& s);

  // ---- names (compile_names.cpp)
  void name_op(std::string_view name, ast::Context ctx, const Span& span);
  void check_forbidden(std::string_view name, ast::Context ctx, const Span& span) const;
  uint32_t own_variable(Scope* definer, std::string_view name);
  uint32_t new_local(std::string_view name);
  uint32_t free_variable(std::string_view name) const;
  uint32_t closure_variable(std::string_view name);
  void clear_variable(uint32_t variable);
  bool is_global_implicit(std::string_view name) const;

  // ---- constants (compile_constants.cpp)
  Value constant(const ast::Constant& c);
  Value constant_of(ExprPtr e);                    // null when it is not known before the run
  Value binary_constant(ExprPtr e);
  static Value fold(ast::Operator op, const Value& a, const Value& b);   // null: left to the run
  Value tuple_constant(const Seq<ExprPtr>& items); // null unless all are
  static bool constant_truth(const Value& v);
  static std::string constant_key(const Value& v);

  // ---- statements (compile_statements.cpp)
  void body(const ast::Body& statements);
  void body_with_docstring(const ast::Body& statements, bool store);
  void statement(ast::StmtPtr s);
  void expression_statement(const ast::ExprStmt& s);
  void assign(const ast::Assign& s);
  void aug_assign(const ast::AugAssign& s);
  void ann_assign(const ast::AnnAssign& s);
  void if_statement(const ast::If& s);
  void while_statement(const ast::While& s);
  void for_statement(const ast::For& s);
  void async_for_statement(const ast::For& s);
  void return_statement(const ast::Return& s);
  void break_statement(const ast::Stmt& s);
  void continue_statement(const ast::Stmt& s);
  void raise_statement(const ast::Raise& s);
  void assert_statement(const ast::Assert& s);
  void import_statement(const ast::Import& s);
  void import_from(const ast::ImportFrom& s);
  void import_as(std::string_view name, std::string_view asname, const Span& span);
  std::string_view text_of(const Span& span);

  // ---- try and with (compile_try.cpp)
  void unwind(const OpenBlock& block, Span* span, bool keep_top);
  std::optional<OpenBlock> unwind_all(Span* span, bool keep_top, bool until_loop);
  void try_statement(const ast::Try& s);
  void try_finally(const ast::Try& s);
  void try_except(const ast::Try& s);
  void guarded_body(const ast::Try& s, Label cleanup);
  void except_handler(const ast::ExceptHandler& h, Label end);
  void try_except_star(const ast::Try& s);
  void except_star_handler(const ast::ExceptHandler& h);
  void forget(std::string_view name);              // name = None; del name
  void with_statement(const ast::With& s, size_t item);
  void with_exit_call(const Span& span, bool is_async);
  void pop_except_and_reraise();

  // ---- functions and classes (compile_functions.cpp)
  void function_def(const ast::FunctionDef& f);
  void function(const ast::FunctionDef& f, uint32_t flags, uint32_t first_line);
  void generic_function(const ast::FunctionDef& f, uint32_t flags, uint32_t first_line);
  uint32_t default_arguments(const ast::Arguments& args, const Span& span);
  void annotation(ExprPtr e);
  void value_or_one_item(ExprPtr e);
  uint32_t annotations(const ast::FunctionDef& f);
  void later(ExprPtr e, std::string_view name);
  void make_function(const Ref<Code>& code, uint32_t flags, const Span& span);
  void class_def(const ast::ClassDef& c);
  void class_itself(const ast::ClassDef& c, uint32_t first_line);
  Ref<Code> class_body(const ast::ClassDef& c, uint32_t first_line);
  void decorators(const Seq<ExprPtr>& list);
  void apply_decorators(const Seq<ExprPtr>& list);
  void enter_generic(const void* node, std::string_view name, uint32_t first_line, Unit* unit);
  void leave_generic(const Span& span, uint32_t arguments);
  void type_params(const Seq<ast::TypeParam>& params);
  void type_alias_value(const ast::TypeAlias& t, bool generic);
  void type_alias(const ast::TypeAlias& t);
  void lambda(const ast::Lambda& l);
  void note_static_attribute(const ast::Attribute& a);

  // ---- comprehensions (compile_comprehensions.cpp)
  struct Loops {                                   // a comprehension's parts
    CompKind kind;
    ExprPtr element, value;                        // dict: key and value
    Seq<ast::Comprehension> generators;
    Span span;
  };
  void comprehension(ExprPtr e);
  void generator_expression(const Loops& c, Scope* scope);
  void inlined_comprehension(const Loops& c, Scope* scope);
  void comprehension_loop(const Loops& c, size_t index, uint32_t depth);
  void async_comprehension_loop(const Loops& c, size_t index, uint32_t depth);
  void comprehension_inside(const Loops& c, size_t index, uint32_t depth, Label next);
  Span comprehension_element(const Loops& c, uint32_t depth);
  void first_iterator(const ast::Comprehension& g);
  std::vector<uint32_t> claim_hidden(Scope* scope);

  // ---- expressions (compile_expressions.cpp)
  void expression(ExprPtr e);
  void jump_if(ExprPtr e, Label to, bool condition);
  void bool_op(const ast::BoolOp& e);
  void binary(ExprPtr e);
  void unary(const ast::UnaryOp& e);
  void if_expression(const ast::IfExp& e);
  void compare(const ast::Compare& e);
  void compare_op(ast::CmpOp op, const Span& span);
  void comparator(ast::CmpOp op, ExprPtr right);
  void chained_jump(const ast::Compare& e, Label to, bool condition);
  void attribute(const ast::Attribute& e);
  Span attribute_place(Span span, const ast::Attribute& a) const;
  void subscript(const ast::Subscript& e);
  void slice(const ast::Slice& e);
  void sequence(ExprPtr e, const Seq<ExprPtr>& items, ast::Context ctx, Op build);
  void unpack(const Seq<ExprPtr>& items, const Span& span);
  void display(const Seq<ExprPtr>& items, Op build, const Span& span, uint32_t pushed = 0);
  void dict_part(const ast::Dict& e, size_t from, size_t to);
  Value frozen_set(const Value& tuple);
  void dict(const ast::Dict& e);
  void joined_string(const ast::JoinedStr& e);
  void formatted_value(const ast::FormattedValue& e);
  void await(const ast::Await& e);
  void yield(const ast::Yield& e);
  void yield_from_expression(const ast::YieldFrom& e);
  bool in_async_function() const { return unit_->scope->owner->is_async_def; }
  void iterable(ExprPtr e);                        // of a for: a list display becomes a tuple

  // ---- calls (compile_calls.cpp)
  void call(const ast::Call& e);
  bool method_call(const ast::Call& e);
  bool super_call(const ast::Attribute& method);
  void check_keywords(const Seq<ast::Keyword>& keywords) const;
  void call_arguments(uint32_t pushed, const Seq<ExprPtr>& args, const Seq<ast::Keyword>& keywords, const Span& span);
  void call_ex(uint32_t pushed, const Seq<ExprPtr>& args, const Seq<ast::Keyword>& keywords, const Span& span);
  void keyword_names(const Seq<ast::Keyword>& keywords, const Span& span);
  void keyword_map(const Seq<ast::Keyword>& keywords, const Span& span);
  void keyword_map_part(const Seq<ast::Keyword>& keywords, size_t from, size_t to, const Span& span);

  // ---- match (compile_match.cpp)
  struct PatternContext;
  void match(const ast::Match& s);
  void pattern(ast::PatternPtr p, PatternContext& pc);
  void pattern_subpattern(ast::PatternPtr p, PatternContext& pc);
  void pattern_as(const ast::MatchAs& p, PatternContext& pc);
  void pattern_class(const ast::MatchClass& p, PatternContext& pc);
  void pattern_mapping(const ast::MatchMapping& p, PatternContext& pc);
  void pattern_or(const ast::MatchOr& p, PatternContext& pc);
  void pattern_sequence(const ast::MatchSequence& p, PatternContext& pc);
  void pattern_unpack(const Seq<ast::PatternPtr>& patterns, size_t star, const Span& span, PatternContext& pc);
  void pattern_by_index(const Seq<ast::PatternPtr>& patterns, size_t star, const Span& span, PatternContext& pc);
  void pattern_store(std::string_view name, const Span& span, PatternContext& pc);
  void mapping_keys(const ast::MatchMapping& p);
  void reorder_captures(const std::vector<std::string_view>& wanted, PatternContext& pc, const Span& span, const Span& whole);
  void check_not_none(PatternContext& pc, const Span& span);
  void check_length(ast::CmpOp op, size_t n, const Span& span, PatternContext& pc);
  Label fail_label(PatternContext& pc, size_t pops);
  void fail_jump(PatternContext& pc, Op op, const Span& span);
  void emit_fail_pops(PatternContext& pc, const Span& span);
  void rotate(size_t count, const Span& span);

  ScopeTree& tree_;
  std::shared_ptr<const Source> source_;
  bool is_program_;
  Unit* unit_ = nullptr;
  std::vector<size_t> line_starts_;                // of the source, once text_of has asked
  bool in_annotation_ = false;
  uint32_t depth_ = 0;                             // of nested nodes
  size_t emitted_ = 0;                             // instructions of all units
};

}  // namespace sim::py
