// Loading, storing and deleting names; which variable of the code object a name is.
// Before: scope.h has decided what each name means. After: assemble.h numbers the variables.
#include "sim/base/check.h"
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {
namespace {

Op choose(ast::Context ctx, Op load, Op store, Op del) {
  return ctx == ast::Context::Load ? load : ctx == ast::Context::Store ? store : del;
}

}  // namespace

void Compiler::check_forbidden(std::string_view name, ast::Context ctx, const Span& span) const {
  if (name != "__debug__" || ctx == ast::Context::Load) return;
  fail(span, ctx == ast::Context::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
}

void Compiler::name_op(std::string_view raw, ast::Context ctx, const Span& span) {
  check_forbidden(raw, ctx, span);
  std::string_view name = mangle(raw);
  Scope* scope = unit_->scope;
  Scope* owner = scope->owner;
  Symbol* symbol = scope->find(name);
  SIM_CHECK(symbol, "the scope pass has met every name of its scope");
  auto variable = [&](Symbol* s, Scope* definer) {
    uint32_t at = own_variable(definer, name);
    bool cell = definer->kind == ScopeKind::class_ || s->captured;
    if (cell) {
      emit(choose(ctx, Op::LOAD_DEREF, Op::STORE_DEREF, Op::DELETE_DEREF), at, span);
    } else {
      emit(choose(ctx, Op::LOAD_FAST, Op::STORE_FAST, Op::DELETE_FAST), at, span);
    }
  };
  auto named = [&] { emit(choose(ctx, Op::LOAD_NAME, Op::STORE_NAME, Op::DELETE_NAME), name_index(name), span); };
  auto global = [&] { emit(choose(ctx, Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), name_index(name), span); };
  switch (symbol->place) {
    case Symbol::Place::own: return scope->function_like() ? variable(symbol, scope) : named();
    case Symbol::Place::outer:
      if (symbol->definer->owner == owner) return variable(symbol->definer->find(name), symbol->definer);
      return emit(choose(ctx, scope->kind == ScopeKind::class_ ? Op::LOAD_CLASS_DEREF : Op::LOAD_DEREF, Op::STORE_DEREF, Op::DELETE_DEREF),
                  free_variable(name), span);
    case Symbol::Place::global_explicit: return global();
    case Symbol::Place::global_implicit:
      // A comprehension of a module is part of it; one of a class body does not see the class's names.
      return owner->kind == ScopeKind::module || scope->kind == ScopeKind::class_ ? named() : global();
  }
}

uint32_t Compiler::new_local(std::string_view name) {
  auto& locals = unit_->draft.locals;
  locals.push_back(intern(name));
  return static_cast<uint32_t>(locals.size()) - 1;
}

// A variable that this code object itself holds, bound by `definer`. A local gets its number when it is first met, as in CPython,
// so that locals() shows them in that order.
uint32_t Compiler::own_variable(Scope* definer, std::string_view name) {
  if (definer->kind == ScopeKind::class_) return kCellPart;   // its only cell: __class__
  Symbol* symbol = definer->find(name);
  if (symbol->slot == ~uint32_t{0}) symbol->slot = new_local(name);
  return symbol->slot;
}

uint32_t Compiler::free_variable(std::string_view name) const {
  const auto& free = unit_->scope->owner->free;
  auto at = std::lower_bound(free.begin(), free.end(), name);
  SIM_CHECK(at != free.end() && *at == name, "a captured variable is handed on by every code object between");
  return kFreePart + static_cast<uint32_t>(at - free.begin());
}

// Where the cell for a closure is had that an inner function needs.
uint32_t Compiler::closure_variable(std::string_view name) {
  Scope* owner = unit_->scope->owner;
  for (Scope* s = unit_->scope; s && s->owner == owner; s = s->parent) {
    if (s->kind == ScopeKind::class_) {
      if (name == "__class__" && s->uses_class_cell) return kCellPart;
      continue;
    }
    Symbol* symbol = s->find(name);
    if (symbol && symbol->place == Symbol::Place::own && s->function_like()) return own_variable(s, name);
  }
  return free_variable(name);
}

// Leaves a variable without a value, whether it had one or not.
void Compiler::clear_variable(uint32_t variable) {
  emit(Op::LOAD_FAST_AND_CLEAR, variable, kNoPlace);
  emit(Op::POP_TOP, 0, kNoPlace);
}

bool Compiler::is_global_implicit(std::string_view name) const {
  const Symbol* symbol = unit_->scope->find(name);
  return symbol && symbol->place == Symbol::Place::global_implicit;
}

}  // namespace sim::py
