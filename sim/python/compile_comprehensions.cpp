// Comprehensions. List, set and dict comprehensions run inside the code around them (PEP 709) with variables of their own, hidden in
// localsplus; a generator expression is a function <genexpr> whose first iterator is made outside.
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

namespace sim::py {

void Compiler::comprehension(ExprPtr e) {
  Loops c{CompKind::list, nullptr, nullptr, {}, e->span};
  if (e->kind == ast::ExprKind::DictComp) {
    auto& d = ast::as<ast::DictComp>(*e);
    c.kind = CompKind::dict, c.element = d.key, c.value = d.value, c.generators = d.generators;
  } else {
    auto& l = ast::as<ast::ListComp>(*e);   // SetComp and GeneratorExp are laid out alike
    c.kind = e->kind == ast::ExprKind::SetComp ? CompKind::set : e->kind == ast::ExprKind::GeneratorExp ? CompKind::generator : CompKind::list;
    c.element = l.elt, c.generators = l.generators;
  }
  Scope* scope = tree_.at(e);
  c.kind == CompKind::generator ? generator_expression(c, scope) : inlined_comprehension(c, scope);
}

void Compiler::first_iterator(const ast::Comprehension& g) {
  iterable(g.iter);
  emit(g.is_async ? Op::GET_AITER : Op::GET_ITER, 0, g.iter->span);
}

void Compiler::generator_expression(const Loops& c, Scope* scope) {
  Unit unit;
  unit.outer = unit_;
  unit_ = &unit;
  enter(scope, "<genexpr>", c.span.line, nullptr);
  name_op(".0", ast::Context::Load, c.generators[0].iter->span);
  c.generators[0].is_async ? async_comprehension_loop(c, 0, 1) : comprehension_loop(c, 0, 1);
  load_none(kNoPlace);
  emit(Op::RETURN_VALUE, 0, kNoPlace);
  make_function(leave(), 0, c.span);
  first_iterator(c.generators[0]);
  emit(Op::CALL, 0, c.span);   // the iterator lies where self would
}

void Compiler::inlined_comprehension(const Loops& c, Scope* scope) {
  const Scope* owner = scope->owner;
  if (scope->is_coroutine && !owner->is_async_def && owner->comp != CompKind::generator)
    fail(c.span, "asynchronous comprehension outside of an asynchronous function");
  Label failed = new_label();
  first_iterator(c.generators[0]);
  setup(failed, 1);
  std::vector<uint32_t> variables = claim_hidden(scope);
  Scope* around = unit_->scope;
  unit_->scope = scope;
  emit(c.kind == CompKind::list ? Op::BUILD_LIST : c.kind == CompKind::set ? Op::BUILD_SET : Op::BUILD_MAP, 0, c.span);
  emit(Op::SWAP, 2, c.span);
  c.generators[0].is_async ? async_comprehension_loop(c, 0, 1) : comprehension_loop(c, 0, 1);
  unit_->scope = around;
  pop_setup();
  for (uint32_t v : variables) clear_variable(v);
  begin_cold();
  place(failed);
  for (uint32_t v : variables) clear_variable(v);
  emit(Op::RERAISE, 0, kNoPlace);
  end_cold();
  for (uint32_t v : variables) unit_->hidden_busy[v - kHiddenPart] = false;
}

// Gives each variable of the comprehension a place; one of the same name that no running comprehension uses is taken again.
std::vector<uint32_t> Compiler::claim_hidden(Scope* scope) {
  auto& hidden = unit_->draft.hidden;
  std::vector<uint32_t> claimed;
  for (std::string_view name : scope->in_order) {
    Symbol& symbol = scope->symbols[name];
    if (symbol.place != Symbol::Place::own) continue;
    size_t at = 0;
    while (at < hidden.size() && (unit_->hidden_busy[at] || hidden[at]->view() != name)) ++at;
    if (at == hidden.size()) hidden.push_back(intern(name)), unit_->hidden_busy.push_back(true);
    unit_->hidden_busy[at] = true;
    symbol.slot = kHiddenPart + static_cast<uint32_t>(at);
    claimed.push_back(symbol.slot);
    if (symbol.captured) emit(Op::MAKE_CELL, symbol.slot, kNoPlace);
  }
  return claimed;
}

// [.., iterator] -> [..]. `depth`: how many items above the collection, this iterator included.
void Compiler::comprehension_loop(const Loops& c, size_t index, uint32_t depth) {
  Label start = new_label(), end = new_label();
  place(start);
  jump(Op::FOR_ITER, end, c.generators[index].iter->span);
  expression(c.generators[index].target);
  comprehension_inside(c, index, depth, start);
  place(end);
}

void Compiler::async_comprehension_loop(const Loops& c, size_t index, uint32_t depth) {
  Label start = new_label(), except = new_label();
  place(start);
  setup(except);
  emit(Op::GET_ANEXT, 0, c.span);
  yield_from(c.span);
  pop_setup();
  expression(c.generators[index].target);
  comprehension_inside(c, index, depth, start);
  place(except);
  emit(Op::END_ASYNC_FOR, 0, c.span);
}

// What one turn of a loop does: the conditions, then the next loop or the element. Goes on at `next`.
void Compiler::comprehension_inside(const Loops& c, size_t index, uint32_t depth, Label next) {
  DepthGuard guard(depth_);
  for (ExprPtr e : c.generators[index].ifs) jump_if(e, next, false);
  if (++index == c.generators.size()) {
    Span span = comprehension_element(c, depth);
    return jump(Op::JUMP, next, span);
  }
  const ast::Comprehension& g = c.generators[index];
  Span last = c.element->span;
  if (c.value) last.end_line = c.value->span.end_line, last.end_col = c.value->span.end_col;
  if (g.is_async) {
    expression(g.iter);
    emit(Op::GET_AITER, 0, g.iter->span);
    async_comprehension_loop(c, index, depth + 1);
    return jump(Op::JUMP, next, last);
  }
  // `for y in [f(x)]` is the idiom for a variable: no loop.
  bool list = g.iter->kind == ast::ExprKind::List, tuple = g.iter->kind == ast::ExprKind::Tuple;
  const Seq<ExprPtr> one = list ? ast::as<ast::List>(*g.iter).elts : tuple ? ast::as<ast::Tuple>(*g.iter).elts : Seq<ExprPtr>{};
  if (one.size() == 1 && one[0]->kind != ast::ExprKind::Starred) {
    expression(one[0]);
    expression(g.target);
    return comprehension_inside(c, index, depth, next);
  }
  iterable(g.iter);
  emit(Op::GET_ITER, 0, g.iter->span);
  comprehension_loop(c, index, depth + 1);
  jump(Op::JUMP, next, last);
}

ast::Span Compiler::comprehension_element(const Loops& c, uint32_t depth) {
  expression(c.element);
  Span span = c.element->span;
  switch (c.kind) {
    case CompKind::generator:
      emit(Op::YIELD_VALUE, 0, span);
      emit(Op::POP_TOP, 0, span);
      break;
    case CompKind::set: emit(Op::SET_ADD, depth + 1, span); break;
    case CompKind::dict:
      expression(c.value);
      span.end_line = c.value->span.end_line, span.end_col = c.value->span.end_col;
      emit(Op::MAP_ADD, depth + 1, span);
      break;
    default: emit(Op::LIST_APPEND, depth + 1, span); break;
  }
  return span;
}

}  // namespace sim::py
