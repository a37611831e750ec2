// The compiler's entry, its units and the tools every other part emits with.
// Before: compiler.h is called by sim/run, import and eval. After: compile_statements.cpp.
#include "sim/python/compiler.h"

#include "sim/base/check.h"
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

namespace sim::py {
namespace {

constexpr size_t kMaxBlocks = 21;                 // CO_MAXBLOCKS
// The bodies of nested finally clauses double with each level: a program of a few lines must not fill the memory.
constexpr size_t kMaxInstructions = 2'000'000;

template <class F>
std::variant<Ref<Code>, SyntaxProblem> guarded(F compile) {
  try {
    return compile();
  } catch (SyntaxProblem& problem) {
    return std::move(problem);
  }
}

}  // namespace

std::variant<Ref<Code>, SyntaxProblem> compile_module(const ast::Module& module, std::shared_ptr<const Source> source, bool is_program) {
  print_warnings(*source, module.warnings);
  return guarded([&] {
    ScopeTree tree = ScopeTree::of(module.body);
    return Compiler(tree, std::move(source), is_program).module(module.body);
  });
}

std::variant<Ref<Code>, SyntaxProblem> compile_expression(const ast::Expression& expression, std::shared_ptr<const Source> source,
                                                          bool is_program) {
  print_warnings(*source, expression.warnings);
  return guarded([&] {
    ScopeTree tree = ScopeTree::of(expression.body);
    return Compiler(tree, std::move(source), is_program).expression_code(expression.body);
  });
}

Ref<Code> Compiler::module(const ast::Body& statements) {
  Unit unit;
  unit_ = &unit;
  enter(tree_.root(), "<module>", 1, nullptr);
  body_with_docstring(statements, true);
  load_none(kNoPlace);
  emit(Op::RETURN_VALUE, 0, kNoPlace);
  return leave();
}

Ref<Code> Compiler::expression_code(ExprPtr e) {
  Unit unit;
  unit_ = &unit;
  enter(tree_.root(), "<module>", 1, nullptr);
  expression(e);
  emit(Op::RETURN_VALUE, 0, e->span);
  return leave();
}

// ---- units

// `unit_` is a new Unit whose `outer` is set: its head is made from the scope.
void Compiler::enter(Scope* scope, std::string_view name, uint32_t first_line, const ast::Arguments* args) {
  Unit& u = *unit_;
  u.scope = scope;
  for (auto& [_, symbol] : scope->symbols) symbol.slot = ~uint32_t{0};   // a finally body is compiled more than once
  u.code = Ref<Code>(new Code);
  u.code->name = intern(name);
  u.code->source = source_;
  u.code->is_program = is_program_;
  u.code->firstlineno = first_line;
  set_qualname(scope, name);
  set_flags(scope);
  place_parameters(scope, args);
  make_cells(scope);
  if (u.code->is_generator_like()) emit(Op::RETURN_GENERATOR, 0, {first_line, 0, 0, 0});   // a line without columns
}

Ref<Code> Compiler::leave() {
  Unit& u = *unit_;
  for (std::string_view name : u.scope->free) u.draft.free.push_back(intern(name));
  u.draft.instrs.insert(u.draft.instrs.end(), u.draft.cold.begin(), u.draft.cold.end());
  assemble(u.draft, *u.code);
#ifndef NDEBUG
  std::string wrong = verify(*u.code);
  SIM_CHECK(wrong.empty(), wrong.c_str());
#endif
  unit_ = u.outer;
  return u.code;
}

// compiler_set_qualname: a name declared global belongs to the module, others to the code around.
void Compiler::set_qualname(Scope* scope, std::string_view name) {
  Unit& u = *unit_;
  std::string prefix;
  const Unit* around = u.outer;
  while (around && around->scope->owner->kind == ScopeKind::type_params) around = around->outer;
  if (around && around->outer) {
    Scope* parent = around->scope->owner;
    const Symbol* symbol = scope->kind == ScopeKind::type_params ? nullptr : parent->find(tree_.mangle(parent->class_name, name));
    bool is_global = symbol && symbol->place == Symbol::Place::global_explicit;
    if (!is_global) {
      prefix = around->code->qualname->string();
      prefix += parent->function_like() && parent->comp == CompKind::none ? ".<locals>." : ".";
    }
  }
  u.code->qualname = intern(prefix + std::string(name));
}

void Compiler::set_flags(Scope* scope) {
  Code& code = *unit_->code;
  if (!scope->function_like()) return;
  code.co_flags |= Code::optimized | Code::newlocals;
  if (scope->nested) code.co_flags |= Code::nested;
  if (scope->is_generator) code.co_flags |= scope->is_coroutine ? Code::async_generator : Code::generator;
  if (!scope->is_generator && scope->is_coroutine) code.co_flags |= Code::coroutine;
}

void Compiler::place_parameters(Scope* scope, const ast::Arguments* args) {
  Unit& u = *unit_;
  if (scope->comp == CompKind::generator) {
    scope->find(".0")->slot = new_local(".0");
    u.code->argcount = 1;
  }
  if (!args) return;
  auto add = [&](const ast::Arg& a) {
    std::string_view name = tree_.mangle(scope->class_name, a.name);
    check_forbidden(a.name, ast::Context::Store, a.span);
    scope->find(name)->slot = new_local(name);
  };
  for (const ast::Arg& a : args->posonlyargs) add(a);
  for (const ast::Arg& a : args->args) add(a);
  for (const ast::Arg& a : args->kwonlyargs) add(a);
  if (args->vararg) add(*args->vararg), u.code->co_flags |= Code::varargs;
  if (args->kwarg) add(*args->kwarg), u.code->co_flags |= Code::varkeywords;
  u.code->posonlyargcount = static_cast<uint32_t>(args->posonlyargs.size());
  u.code->argcount = static_cast<uint32_t>(args->posonlyargs.size() + args->args.size());
  u.code->kwonlyargcount = static_cast<uint32_t>(args->kwonlyargs.size());
}

// Variables that inner functions use: a parameter becomes a cell where it stands, others get a place behind the locals.
void Compiler::make_cells(Scope* scope) {
  Unit& u = *unit_;
  ast::Span span{u.code->firstlineno, 0, u.code->firstlineno, 0};
  auto cell = [&](std::string_view name) {
    u.draft.cells.push_back(intern(name));
    return kCellPart + static_cast<uint32_t>(u.draft.cells.size()) - 1;
  };
  if (scope->kind == ScopeKind::class_ && scope->uses_class_cell) emit(Op::MAKE_CELL, cell("__class__"), span);
  if (!scope->function_like()) return;
  for (auto& [name, symbol] : scope->symbols) {
    if (symbol.place != Symbol::Place::own || !symbol.captured) continue;
    if (!(symbol.flags & Symbol::param)) symbol.slot = cell(name);
    emit(Op::MAKE_CELL, symbol.slot, span);
  }
}

// ---- emitting

void Compiler::emit(Op op, uint32_t arg, const Span& span, uint8_t a) {
  if (++emitted_ > kMaxInstructions) {
    SyntaxProblem problem;
    problem.type = SyntaxProblem::Type::MemoryError;
    throw problem;
  }
  DraftInstr d;
  d.op = op, d.a = a, d.arg = arg, d.span = span, d.handler = unit_->draft.handler;
  unit_->draft.instrs.push_back(d);
}

void Compiler::jump(Op op, Label to, const Span& span) {
  emit(op, 0, span);
  unit_->draft.instrs.back().target = to;
}

void Compiler::place(Label label) {
  DraftInstr d;
  d.kind = DraftInstr::Kind::label, d.arg = static_cast<uint32_t>(label);
  unit_->draft.instrs.push_back(d);
}

void Compiler::setup(Label handler, uint32_t drop) {
  Draft& draft = unit_->draft;
  DraftInstr d;
  d.kind = DraftInstr::Kind::setup, d.arg = static_cast<uint32_t>(draft.handlers.size());
  draft.instrs.push_back(d);
  draft.handlers.push_back({handler, drop, draft.handler});
  draft.handler = static_cast<HandlerId>(d.arg);
}

void Compiler::pop_setup() {
  Draft& draft = unit_->draft;
  draft.handler = draft.handlers[static_cast<size_t>(draft.handler)].outer;
}

void Compiler::begin_cold() {
  Draft& draft = unit_->draft;
  draft.interrupted.push_back(std::move(draft.instrs));
  draft.instrs.clear();
}

void Compiler::end_cold() {
  Draft& draft = unit_->draft;
  draft.cold.insert(draft.cold.end(), draft.instrs.begin(), draft.instrs.end());
  draft.instrs = std::move(draft.interrupted.back());
  draft.interrupted.pop_back();
}

void Compiler::push_block(OpenBlock block) {
  if (unit_->blocks.size() >= kMaxBlocks) fail(block.span, "too many statically nested blocks");
  unit_->blocks.push_back(block);
}

uint32_t Compiler::const_index(const Value& v) {
  auto& consts = unit_->code->consts;
  auto index = static_cast<uint32_t>(consts.size());
  if (std::string key = constant_key(v); !key.empty()) {
    auto [it, is_new] = unit_->consts.try_emplace(std::move(key), index);
    if (!is_new) return it->second;
  }
  consts.push_back(v);
  return index;
}

uint32_t Compiler::name_index(std::string_view name) {
  auto& names = unit_->code->names;
  auto [it, is_new] = unit_->names.try_emplace(name, static_cast<uint32_t>(names.size()));
  if (is_new) names.push_back(intern(name));
  return it->second;
}

uint32_t Compiler::attr_index(std::string_view name) { return name_index(mangle(name)); }

void Compiler::yield_from(const Span& span) {
  load_none(span);
  emit(Op::YIELD_FROM, 0, span);
}

}  // namespace sim::py
