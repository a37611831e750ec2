// try, with, and what return, break and continue must undo on their way out of them.
// Handlers start with the exception on the stack; PUSH_EXC_INFO puts the one handled before below it: [previous, exception].
#include "sim/python/compile_state.h"

namespace sim::py {

namespace {
using Kind = OpenBlock::Kind;
}

// ---- leaving blocks early

// Emits what one block needs when control leaves it by a jump or return. `keep_top`: the value to return is on top.
void Compiler::unwind(const OpenBlock& block, Span* span, bool keep_top) {
  auto under_top = [&] {
    if (keep_top) emit(Op::SWAP, 2, *span);
  };
  switch (block.kind) {
    case Kind::while_loop:
    case Kind::exception_handler:
    case Kind::exception_group_handler: return;
    case Kind::for_loop:
    case Kind::pop_value:
      under_top();
      return emit(Op::POP_TOP, 0, *span);
    case Kind::try_except: return pop_setup();
    case Kind::finally_try:
      pop_setup();
      if (keep_top) push_block({.kind = Kind::pop_value});
      body(*block.finalbody);
      if (keep_top) pop_block();
      *span = kNoPlace;   // what follows belongs to the statement that left, not to the finally
      return;
    case Kind::finally_end:
      under_top();
      emit(Op::POP_TOP, 0, *span);
      under_top();
      pop_setup();
      return emit(Op::POP_EXCEPT, 0, *span);
    case Kind::with:
    case Kind::async_with:
      *span = block.span;
      pop_setup();
      under_top();
      with_exit_call(*span, block.kind == Kind::async_with);
      emit(Op::POP_TOP, 0, *span);
      *span = kNoPlace;
      return;
    case Kind::handler_cleanup:
      if (!block.name.empty()) pop_setup();
      under_top();
      pop_setup();
      emit(Op::POP_EXCEPT, 0, *span);
      if (!block.name.empty()) forget(block.name);
      return;
  }
}

// All blocks from the innermost outwards; `until_loop`: up to the innermost loop, which is returned and left to the caller.
std::optional<OpenBlock> Compiler::unwind_all(Span* span, bool keep_top, bool until_loop) {
  std::vector<OpenBlock> all = unit_->blocks;
  std::optional<OpenBlock> loop;
  while (!unit_->blocks.empty()) {
    OpenBlock top = unit_->blocks.back();
    if (top.kind == Kind::exception_group_handler) fail(*span, "'break', 'continue' and 'return' cannot appear in an except* block");
    if (until_loop && (top.kind == Kind::while_loop || top.kind == Kind::for_loop)) {
      loop = top;
      break;
    }
    unit_->blocks.pop_back();   // a return inside the finally body must not find the block it is part of
    unwind(top, span, keep_top);
  }
  unit_->blocks = std::move(all);
  return loop;
}

// ---- try

void Compiler::try_statement(const ast::Try& s) {
  if (!s.finalbody.empty()) return try_finally(s);
  s.kind == ast::StmtKind::TryStar ? try_except_star(s) : try_except(s);
}

void Compiler::try_finally(const ast::Try& s) {
  Label handler = new_label(), cleanup = new_label();
  setup(handler);
  push_block({.kind = Kind::finally_try, .span = s.span, .finalbody = &s.finalbody});
  if (s.handlers.empty()) {
    body(s.body);
  } else {
    s.kind == ast::StmtKind::TryStar ? try_except_star(s) : try_except(s);
  }
  pop_setup();
  pop_block();
  body(s.finalbody);

  begin_cold();
  place(handler);
  setup(cleanup);
  push_block({.kind = Kind::finally_end, .span = s.span});
  emit(Op::PUSH_EXC_INFO, 0, kNoPlace);
  body(s.finalbody);
  pop_block();
  emit(Op::RERAISE, 0, kNoPlace);
  pop_setup();
  place(cleanup);
  pop_except_and_reraise();
  end_cold();
}

// [previous, exception]: handling is over and the exception goes on outwards.
void Compiler::pop_except_and_reraise() {
  emit(Op::SWAP, 2, kNoPlace);
  emit(Op::POP_EXCEPT, 0, kNoPlace);
  emit(Op::RERAISE, 0, kNoPlace);
}

void Compiler::forget(std::string_view name) {
  load_none(kNoPlace);
  name_op(name, ast::Context::Store, kNoPlace);
  name_op(name, ast::Context::Del, kNoPlace);
}

// The body and the else, then the beginning of the handlers: [previous, exception], and what they raise goes to `cleanup`.
void Compiler::guarded_body(const ast::Try& s, Label cleanup) {
  Label except = new_label();
  setup(except);
  push_block({.kind = Kind::try_except, .span = s.span});
  body(s.body);
  pop_block();
  pop_setup();
  body(s.orelse);

  begin_cold();
  place(except);
  setup(cleanup);
  emit(Op::PUSH_EXC_INFO, 0, kNoPlace);
}

void Compiler::try_except(const ast::Try& s) {
  Label cleanup = new_label(), end = new_label();
  guarded_body(s, cleanup);
  push_block({.kind = Kind::exception_handler, .span = s.span});
  for (size_t i = 0; i < s.handlers.size(); ++i) {
    if (!s.handlers[i].type && i + 1 < s.handlers.size()) fail(s.handlers[i].span, "default 'except:' must be last");
    HandlerId handler = unit_->draft.handler;
    except_handler(s.handlers[i], end);
    unit_->draft.handler = handler;
  }
  pop_block();
  emit(Op::RERAISE, 0, kNoPlace);
  pop_setup();
  place(cleanup);
  pop_except_and_reraise();
  end_cold();
  place(end);
}

// [previous, exception] -> the next handler with the same, or on at `end` with both gone.
void Compiler::except_handler(const ast::ExceptHandler& h, Label end) {
  Label next = new_label();
  if (h.type) {
    expression(h.type);
    emit(Op::CHECK_EXC_MATCH, 0, h.span);
    jump(Op::POP_JUMP_IF_FALSE, next, h.span);
  }
  Label cleanup = new_label();
  if (h.name.empty()) {
    emit(Op::POP_TOP, 0, h.span);
  } else {
    name_op(h.name, ast::Context::Store, h.span);
    setup(cleanup);
  }
  push_block({.kind = Kind::handler_cleanup, .span = h.span, .name = h.name});
  body(h.body);
  pop_block();
  HandlerId inside = unit_->draft.handler;
  if (!h.name.empty()) pop_setup(), inside = unit_->draft.handler;
  pop_setup();
  emit(Op::POP_EXCEPT, 0, kNoPlace);
  if (!h.name.empty()) forget(h.name);
  jump(Op::JUMP, end, kNoPlace);
  if (!h.name.empty()) {
    unit_->draft.handler = inside;
    place(cleanup);
    forget(h.name);
    emit(Op::RERAISE, 0, kNoPlace);
  }
  place(next);
}

// While the clauses are tried: [previous, original, list of what they raised, rest].
void Compiler::try_except_star(const ast::Try& s) {
  Label cleanup = new_label(), end = new_label(), reraise = new_label();
  guarded_body(s, cleanup);
  push_block({.kind = Kind::exception_group_handler, .span = s.span});
  const Span& first = s.handlers[0].span;
  emit(Op::BUILD_LIST, 0, first);
  emit(Op::COPY, 2, first);
  for (const ast::ExceptHandler& h : s.handlers) except_star_handler(h);
  pop_block();
  emit(Op::LIST_APPEND, 1, kNoPlace);
  emit(Op::PREP_RERAISE_STAR, 0, kNoPlace);
  emit(Op::COPY, 1, kNoPlace);
  jump(Op::POP_JUMP_IF_NOT_NONE, reraise, kNoPlace);
  emit(Op::POP_TOP, 0, kNoPlace);
  HandlerId inside = unit_->draft.handler;
  pop_setup();
  emit(Op::POP_EXCEPT, 0, kNoPlace);
  jump(Op::JUMP, end, kNoPlace);
  place(reraise);
  emit(Op::SWAP, 2, kNoPlace);
  emit(Op::POP_EXCEPT, 0, kNoPlace);
  emit(Op::RERAISE, 0, kNoPlace);
  unit_->draft.handler = inside;
  pop_setup();
  place(cleanup);
  pop_except_and_reraise();
  end_cold();
  place(end);
}

void Compiler::except_star_handler(const ast::ExceptHandler& h) {
  Label no_match = new_label(), cleanup = new_label(), next = new_label();
  expression(h.type);
  emit(Op::CHECK_EG_MATCH, 0, h.span);
  emit(Op::COPY, 1, h.span);
  jump(Op::POP_JUMP_IF_NONE, no_match, h.span);
  if (h.name.empty()) {
    emit(Op::POP_TOP, 0, h.span);
  } else {
    name_op(h.name, ast::Context::Store, h.span);
  }
  setup(cleanup);
  push_block({.kind = Kind::handler_cleanup, .span = h.span, .name = h.name});
  body(h.body);
  pop_block();
  pop_setup();
  if (!h.name.empty()) forget(h.name);
  jump(Op::JUMP, next, kNoPlace);

  place(cleanup);   // [.., list, rest, raised]
  if (!h.name.empty()) forget(h.name);
  emit(Op::LIST_APPEND, 2, kNoPlace);
  jump(Op::JUMP, next, kNoPlace);

  place(no_match);
  emit(Op::POP_TOP, 0, h.span);
  place(next);
}

// ---- with

// [exit] -> [exit(None, None, None)]; the first None lies where self would.
void Compiler::with_exit_call(const Span& span, bool is_async) {
  for (int i = 0; i < 3; ++i) load_none(span);
  emit(Op::CALL, 2, span);
  if (!is_async) return;
  emit(Op::GET_AWAITABLE, 0, span, 2);
  yield_from(span);
}

void Compiler::with_statement(const ast::With& s, size_t index) {
  DepthGuard guard(depth_);
  bool is_async = s.kind == ast::StmtKind::AsyncWith;
  if (is_async && !in_async_function()) fail(s.span, "'async with' outside async function");
  const ast::WithItem& item = s.items[index];
  Label handler = new_label(), cleanup = new_label(), suppress = new_label(), exit = new_label();
  const Span& span = item.context_expr->span;
  expression(item.context_expr);
  emit(is_async ? Op::BEFORE_ASYNC_WITH : Op::BEFORE_WITH, 0, span);
  emit(Op::CALL, 0, span);
  if (is_async) {
    emit(Op::GET_AWAITABLE, 0, span, 1);
    yield_from(span);
  }
  setup(handler, 1);
  push_block({.kind = is_async ? Kind::async_with : Kind::with, .span = span});
  if (item.optional_vars) {
    expression(item.optional_vars);
  } else {
    emit(Op::POP_TOP, 0, span);
  }
  if (index + 1 < s.items.size()) {
    with_statement(s, index + 1);
  } else {
    body(s.body);
  }
  pop_block();
  pop_setup();
  with_exit_call(span, is_async);
  emit(Op::POP_TOP, 0, span);

  begin_cold();
  place(handler);   // [exit, exception]
  setup(cleanup);
  emit(Op::PUSH_EXC_INFO, 0, span);
  emit(Op::WITH_EXCEPT_START, 0, span);
  if (is_async) {
    emit(Op::GET_AWAITABLE, 0, span, 2);
    yield_from(span);
  }
  jump(Op::POP_JUMP_IF_TRUE, suppress, kNoPlace);
  emit(Op::RERAISE, 0, kNoPlace);
  place(suppress);
  emit(Op::POP_TOP, 0, kNoPlace);
  pop_setup();
  emit(Op::POP_EXCEPT, 0, kNoPlace);
  emit(Op::POP_TOP, 0, kNoPlace);
  jump(Op::JUMP, exit, kNoPlace);
  place(cleanup);
  pop_except_and_reraise();
  end_cold();
  place(exit);
}

}  // namespace sim::py
