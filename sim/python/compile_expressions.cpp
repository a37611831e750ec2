// Expressions, except calls (compile_calls.cpp) and comprehensions. Load, store and delete go by the node's context.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {
void Compiler::expression(ExprPtr e) {
  DepthGuard guard(depth_);
  using K = ast::ExprKind;
  switch (e->kind) {
    case K::Constant: return load_const(constant(ast::as<ast::Constant>(*e)), e->span);
    case K::Name: {
      auto& n = ast::as<ast::Name>(*e);
      if (n.ctx == ast::Context::Load && n.id == "__debug__") return load_const(Value::boolean(true), e->span);
      return name_op(n.id, n.ctx, e->span);
    }
    case K::Call: return call(ast::as<ast::Call>(*e));
    case K::Attribute: return attribute(ast::as<ast::Attribute>(*e));
    case K::Subscript: return subscript(ast::as<ast::Subscript>(*e));
    case K::BinOp: return binary(e);
    case K::UnaryOp: return unary(ast::as<ast::UnaryOp>(*e));
    case K::BoolOp: return bool_op(ast::as<ast::BoolOp>(*e));
    case K::Compare: return compare(ast::as<ast::Compare>(*e));
    case K::Await: return await(ast::as<ast::Await>(*e));
    case K::JoinedStr: return joined_string(ast::as<ast::JoinedStr>(*e));
    case K::FormattedValue: return formatted_value(ast::as<ast::FormattedValue>(*e));
    case K::Tuple: return sequence(e, ast::as<ast::Tuple>(*e).elts, ast::as<ast::Tuple>(*e).ctx, Op::BUILD_TUPLE);
    case K::List: return sequence(e, ast::as<ast::List>(*e).elts, ast::as<ast::List>(*e).ctx, Op::BUILD_LIST);
    case K::Set: return display(ast::as<ast::Set>(*e).elts, Op::BUILD_SET, e->span);
    case K::Dict: return dict(ast::as<ast::Dict>(*e));
    case K::ListComp:
    case K::SetComp:
    case K::DictComp:
    case K::GeneratorExp: return comprehension(e);
    case K::Lambda: return lambda(ast::as<ast::Lambda>(*e));
    case K::IfExp: return if_expression(ast::as<ast::IfExp>(*e));
    case K::NamedExpr:
      expression(ast::as<ast::NamedExpr>(*e).value);
      emit(Op::COPY, 1, e->span);
      return expression(ast::as<ast::NamedExpr>(*e).target);
    case K::Yield: return yield(ast::as<ast::Yield>(*e));
    case K::YieldFrom: return yield_from_expression(ast::as<ast::YieldFrom>(*e));
    case K::Slice: return slice(ast::as<ast::Slice>(*e));
    case K::Starred:
      fail(e->span, ast::as<ast::Starred>(*e).ctx == ast::Context::Store ? "starred assignment target must be in a list or tuple"
                                                                         : "can't use starred expression here");
  }
}

// ---- conditions

// Goes to `to` when the truth of e is `condition`; the value itself is never made where that can be avoided.
void Compiler::jump_if(ExprPtr e, Label to, bool condition) {
  DepthGuard guard(depth_);
  using K = ast::ExprKind;
  if (Value known = constant_of(e); !known.is_null()) {
    if (constant_truth(known) == condition) jump(Op::JUMP, to, e->span);
    return;
  }
  if (e->kind == K::UnaryOp && ast::as<ast::UnaryOp>(*e).op == ast::UnaryOperator::Not)
    return jump_if(ast::as<ast::UnaryOp>(*e).operand, to, !condition);
  if (e->kind == K::BoolOp) {
    auto& b = ast::as<ast::BoolOp>(*e);
    bool decides = b.op == ast::BoolOperator::Or;   // the truth of one operand that decides the whole
    Label end = new_label();
    Label early = decides == condition ? to : end;
    for (size_t i = 0; i + 1 < b.values.size(); ++i) jump_if(b.values[i], early, decides);
    jump_if(b.values.back(), to, condition);
    return place(end);
  }
  if (e->kind == K::IfExp) {
    auto& i = ast::as<ast::IfExp>(*e);
    Label otherwise = new_label(), end = new_label();
    jump_if(i.test, otherwise, false);
    jump_if(i.body, to, condition);
    jump(Op::JUMP, end, kNoPlace);
    place(otherwise);
    jump_if(i.orelse, to, condition);
    return place(end);
  }
  if (e->kind == K::Compare && ast::as<ast::Compare>(*e).ops.size() > 1) return chained_jump(ast::as<ast::Compare>(*e), to, condition);
  expression(e);
  jump(condition ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, to, e->span);
}

void Compiler::chained_jump(const ast::Compare& e, Label to, bool condition) {
  check_compare(e);
  Label end = new_label(), cleanup = new_label();
  size_t last = e.ops.size() - 1;
  expression(e.left);
  for (size_t i = 0; i < last; ++i) {
    expression(e.comparators[i]);
    emit(Op::SWAP, 2, e.span);
    emit(Op::COPY, 2, e.span);
    compare_op(e.ops[i], e.span);
    jump(Op::POP_JUMP_IF_FALSE, cleanup, e.span);
  }
  comparator(e.ops[last], e.comparators[last]);
  compare_op(e.ops[last], e.span);
  jump(condition ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, to, e.span);
  jump(Op::JUMP, end, kNoPlace);
  place(cleanup);
  emit(Op::POP_TOP, 0, e.span);
  if (!condition) jump(Op::JUMP, to, kNoPlace);
  place(end);
}

void Compiler::compare(const ast::Compare& e) {
  check_compare(e);
  size_t last = e.ops.size() - 1;
  expression(e.left);
  if (last == 0) {
    comparator(e.ops[0], e.comparators[0]);
    return compare_op(e.ops[0], e.span);
  }
  Label end = new_label(), cleanup = new_label();
  for (size_t i = 0; i < last; ++i) {
    expression(e.comparators[i]);
    emit(Op::SWAP, 2, e.span);
    emit(Op::COPY, 2, e.span);
    compare_op(e.ops[i], e.span);
    emit(Op::COPY, 1, e.span);
    jump(Op::POP_JUMP_IF_FALSE, cleanup, e.span);
    emit(Op::POP_TOP, 0, e.span);
  }
  comparator(e.ops[last], e.comparators[last]);
  compare_op(e.ops[last], e.span);
  jump(Op::JUMP, end, kNoPlace);
  place(cleanup);
  emit(Op::SWAP, 2, e.span);
  emit(Op::POP_TOP, 0, e.span);
  place(end);
}

void Compiler::compare_op(ast::CmpOp op, const Span& span) {
  switch (op) {
    case ast::CmpOp::Is: return emit(Op::IS_OP, 0, span);
    case ast::CmpOp::IsNot: return emit(Op::IS_OP, 1, span);
    case ast::CmpOp::In: return emit(Op::CONTAINS_OP, 0, span);
    case ast::CmpOp::NotIn: return emit(Op::CONTAINS_OP, 1, span);
    default: return emit(Op::COMPARE_OP, static_cast<uint32_t>(op), span);
  }
}

Value Compiler::frozen_set(const Value& tuple) {
  Ref<Set> set = Set::make(Kind::frozenset);
  for (const Value& v : *tuple.as<Tuple>()) set->add(v);
  // CPython makes it anew from itself when constants are merged, which may change the order of its table (merge_consts_recursive).
  Ref<Set> merged = Set::make(Kind::frozenset);
  for (size_t i = 0; (i = set->next(i)) != Set::npos; ++i) merged->add(set->key_at(i));
  return Value(merged);
}

// The right side of a comparison: `x in [1, 2]` looks into a tuple that is made once, `x in {1, 2}` into a frozenset.
void Compiler::comparator(ast::CmpOp op, ExprPtr right) {
  bool is_in = op == ast::CmpOp::In || op == ast::CmpOp::NotIn;
  bool list = right->kind == ast::ExprKind::List, set = right->kind == ast::ExprKind::Set;
  if (is_in && (list || set)) {
    Value all = tuple_constant(list ? ast::as<ast::List>(*right).elts : ast::as<ast::Set>(*right).elts);
    if (!all.is_null()) return load_const(set ? frozen_set(all) : all, right->span);
  }
  expression(right);
}

// What a for loops over: a display of constants is made once.
void Compiler::iterable(ExprPtr e) {
  bool list = e->kind == ast::ExprKind::List, set = e->kind == ast::ExprKind::Set;
  if (list || set) {
    const auto& items = list ? ast::as<ast::List>(*e).elts : ast::as<ast::Set>(*e).elts;
    Value all = tuple_constant(items);
    if (!all.is_null()) return load_const(set ? frozen_set(all) : all, e->span);
    if (list && !has_star(items)) return display(items, Op::BUILD_TUPLE, e->span);
  }
  expression(e);
}

// ---- operators

void Compiler::bool_op(const ast::BoolOp& e) {
  Label end = new_label();
  Op leave = e.op == ast::BoolOperator::And ? Op::POP_JUMP_IF_FALSE : Op::POP_JUMP_IF_TRUE;
  for (size_t i = 0; i + 1 < e.values.size(); ++i) {
    expression(e.values[i]);
    emit(Op::COPY, 1, e.span);
    jump(leave, end, e.span);
    emit(Op::POP_TOP, 0, e.span);
  }
  expression(e.values.back());
  place(end);
}

// a + b + c leans to the left as deep as it is long: walked from the innermost out, folding as long as all is constant.
void Compiler::binary(ExprPtr top) {
  std::vector<const ast::BinOp*> spine;
  ExprPtr e = top;
  for (; e->kind == ast::ExprKind::BinOp; e = ast::as<ast::BinOp>(*e).left) spine.push_back(&ast::as<ast::BinOp>(*e));
  size_t i = spine.size();
  Value known = constant_of(e);
  if (known.is_null()) expression(e);
  Span known_span = e->span;
  while (i-- > 0 && !known.is_null()) {
    Value folded = fold(spine[i]->op, known, constant_of(spine[i]->right));
    if (folded.is_null()) break;
    known = std::move(folded), known_span = spine[i]->span;
  }
  if (!known.is_null()) load_const(known, known_span);
  for (++i; i-- > 0;) {
    expression(spine[i]->right);
    emit(Op::BINARY_OP, static_cast<uint32_t>(spine[i]->op), spine[i]->span);
  }
}

void Compiler::unary(const ast::UnaryOp& e) {
  if (Value known = constant_of(&e); !known.is_null()) return load_const(known, e.span);
  if (e.op == ast::UnaryOperator::Not && e.operand->kind == ast::ExprKind::Compare) {
    auto& c = ast::as<ast::Compare>(*e.operand);
    // `not a in b` and `not a is b` are one operation
    static constexpr auto kOpposite = [](ast::CmpOp op) {
      return op == ast::CmpOp::Is ? ast::CmpOp::IsNot : op == ast::CmpOp::IsNot ? ast::CmpOp::Is : op == ast::CmpOp::In ? ast::CmpOp::NotIn : ast::CmpOp::In;
    };
    if (c.ops.size() == 1 && c.ops[0] >= ast::CmpOp::Is) {
      expression(c.left);
      comparator(c.ops[0], c.comparators[0]);
      return compare_op(kOpposite(c.ops[0]), c.span);
    }
  }
  expression(e.operand);
  switch (e.op) {
    case ast::UnaryOperator::Invert: return emit(Op::UNARY_INVERT, 0, e.span);
    case ast::UnaryOperator::Not: return emit(Op::UNARY_NOT, 0, e.span);
    case ast::UnaryOperator::UAdd: return emit(Op::UNARY_POSITIVE, 0, e.span);
    case ast::UnaryOperator::USub: return emit(Op::UNARY_NEGATIVE, 0, e.span);
  }
}

void Compiler::if_expression(const ast::IfExp& e) {
  Label otherwise = new_label(), end = new_label();
  jump_if(e.test, otherwise, false);
  expression(e.body);
  jump(Op::JUMP, end, kNoPlace);
  place(otherwise);
  expression(e.orelse);
  place(end);
}

// ---- attributes and items

// In a chain over several lines the place of an attribute is its own line, not where the chain began.
ast::Span Compiler::attribute_place(Span span, const ast::Attribute& a) const {
  if (span.line == a.span.end_line) return span;
  auto length = static_cast<uint32_t>(a.attr.size());
  span.line = a.span.end_line;
  span.col = a.span.end_col - std::min(length, a.span.end_col);
  return span;
}

void Compiler::attribute(const ast::Attribute& e) {
  check_forbidden(e.attr, e.ctx, e.span);
  if (e.ctx == ast::Context::Store) note_static_attribute(e);
  expression(e.value);
  Op load = in_annotation_ ? Op::LOAD_ATTR_ANNOTATION : Op::LOAD_ATTR;
  Op op = e.ctx == ast::Context::Load ? load : e.ctx == ast::Context::Store ? Op::STORE_ATTR : Op::DELETE_ATTR;
  emit(op, attr_index(e.attr), attribute_place(e.span, e));
}

void Compiler::subscript(const ast::Subscript& e) {
  if (e.ctx == ast::Context::Load) check_subscript(e);
  expression(e.value);
  expression(e.slice);
  Op op = e.ctx == ast::Context::Load ? Op::BINARY_SUBSCR : e.ctx == ast::Context::Store ? Op::STORE_SUBSCR : Op::DELETE_SUBSCR;
  emit(op, 0, e.span);
}

void Compiler::slice(const ast::Slice& e) {
  for (ExprPtr part : {e.lower, e.upper}) part ? expression(part) : load_none(e.span);
  if (e.step) expression(e.step);
  emit(Op::BUILD_SLICE, e.step ? 3 : 2, e.span);
}

// ---- displays

void Compiler::sequence(ExprPtr e, const Seq<ExprPtr>& items, ast::Context ctx, Op build) {
  if (ctx == ast::Context::Store) return unpack(items, e->span);
  if (ctx == ast::Context::Del) {
    for (ExprPtr item : items) expression(item);
    return;
  }
  if (build == Op::BUILD_TUPLE)
    if (Value known = tuple_constant(items); !known.is_null()) return load_const(known, e->span);
  display(items, build, e->span);
}

void Compiler::unpack(const Seq<ExprPtr>& items, const Span& span) {
  size_t star = items.size();
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i]->kind != ast::ExprKind::Starred) continue;
    if (star != items.size()) fail(span, "multiple starred expressions in assignment");
    if (i >= 256 || items.size() - i - 1 >= (1u << 23)) fail(span, "too many expressions in star-unpacking assignment");
    star = i;
  }
  if (star == items.size()) {
    if (DraftInstr& last = unit_->draft.instrs.back(); last.kind == DraftInstr::Kind::plain && last.op == Op::BUILD_TUPLE &&
                                                       last.arg == items.size() && (last.arg == 2 || last.arg == 3)) {
      last.op = Op::SWAP, last.span = span;   // a, b = b, a: the tuple is never made
    } else {
      emit(Op::UNPACK_SEQUENCE, static_cast<uint32_t>(items.size()), span);
    }
  } else {
    emit(Op::UNPACK_EX, static_cast<uint32_t>(star + ((items.size() - star - 1) << 8)), span);
  }
  for (size_t i = 0; i < items.size(); ++i) expression(i == star ? ast::as<ast::Starred>(*items[i]).value : items[i]);
}

// [pushed items] -> [a tuple, list or set of them and `items`] (starunpack_helper).
void Compiler::display(const Seq<ExprPtr>& items, Op build, const Span& span, uint32_t pushed) {
  bool tuple = build == Op::BUILD_TUPLE, set = build == Op::BUILD_SET;
  Op start = tuple ? Op::BUILD_LIST : build, add = set ? Op::SET_ADD : Op::LIST_APPEND, extend = set ? Op::SET_UPDATE : Op::LIST_EXTEND;
  Value known = items.size() > 2 ? tuple_constant(items) : Value();
  if (!known.is_null()) {
    if (tuple && !pushed) return load_const(known, span);
    emit(start, pushed, span);
    load_const(set ? frozen_set(known) : known, span);
    emit(extend, 1, span);
    if (tuple) emit(Op::LIST_TO_TUPLE, 0, span);
    return;
  }
  bool big = items.size() + pushed > kStackUse;
  if (!big && !has_star(items)) {
    for (ExprPtr e : items) expression(e);
    return emit(build, static_cast<uint32_t>(items.size()) + pushed, span);
  }
  bool started = big;
  if (big) emit(start, pushed, span);
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i]->kind == ast::ExprKind::Starred) {
      if (!started) emit(start, static_cast<uint32_t>(i) + pushed, span);
      started = true;
      expression(ast::as<ast::Starred>(*items[i]).value);
      emit(extend, 1, span);
    } else {
      expression(items[i]);
      if (started) emit(add, 1, span);
    }
  }
  if (tuple) emit(Op::LIST_TO_TUPLE, 0, span);
}

// Pairs from..to as a dict of their own.
void Compiler::dict_part(const ast::Dict& e, size_t from, size_t to) {
  bool big = (to - from) * 2 > kStackUse;
  if (big) emit(Op::BUILD_MAP, 0, e.span);
  for (size_t i = from; i < to; ++i) {
    expression(e.keys[i]);
    expression(e.values[i]);
    if (big) emit(Op::MAP_ADD, 1, e.span);
  }
  if (!big) emit(Op::BUILD_MAP, static_cast<uint32_t>(to - from), e.span);
}

void Compiler::dict(const ast::Dict& e) {
  bool started = false;
  size_t from = 0;   // of the pairs not emitted yet
  auto flush = [&](size_t to) {
    if (from == to) return;
    dict_part(e, from, to);
    if (started) emit(Op::DICT_UPDATE, 1, e.span);
    started = true;
  };
  for (size_t i = 0; i < e.keys.size(); ++i) {
    if (e.keys[i]) continue;
    flush(i);
    if (!started) emit(Op::BUILD_MAP, 0, e.span);
    started = true;
    expression(e.values[i]);
    emit(Op::DICT_UPDATE, 1, e.span);
    from = i + 1;
  }
  flush(e.keys.size());
  if (!started) emit(Op::BUILD_MAP, 0, e.span);
}

void Compiler::joined_string(const ast::JoinedStr& e) {
  if (e.values.size() <= kStackUse) {
    for (ExprPtr v : e.values) expression(v);
    if (e.values.empty()) return load_const(Value(intern("")), e.span);
    if (e.values.size() > 1) emit(Op::BUILD_STRING, static_cast<uint32_t>(e.values.size()), e.span);
    return;
  }
  load_const(Value(intern("")), e.span);
  emit(Op::LOAD_METHOD, name_index("join"), e.span);
  emit(Op::BUILD_LIST, 0, e.span);
  for (ExprPtr v : e.values) {
    expression(v);
    emit(Op::LIST_APPEND, 1, e.span);
  }
  emit(Op::CALL, 1, e.span);
}

void Compiler::formatted_value(const ast::FormattedValue& e) {
  expression(e.value);
  uint32_t how = e.conversion == 's' ? 1 : e.conversion == 'r' ? 2 : e.conversion == 'a' ? 3 : 0;
  if (e.format_spec) {
    expression(e.format_spec);
    how |= 4;
  }
  emit(Op::FORMAT_VALUE, how, e.span);
}

// ---- await and yield

void Compiler::await(const ast::Await& e) {
  const Scope* owner = unit_->scope->owner;
  if (!owner->function_like()) fail(e.span, "'await' outside function");
  if (!owner->is_async_def && owner->comp != CompKind::generator) fail(e.span, "'await' outside async function");
  expression(e.value);
  emit(Op::GET_AWAITABLE, 0, e.span);
  yield_from(e.span);
}

void Compiler::yield(const ast::Yield& e) {
  if (!unit_->scope->owner->function_like()) fail(e.span, "'yield' outside function");
  e.value ? expression(e.value) : load_none(e.span);
  emit(Op::YIELD_VALUE, 0, e.span);
}

void Compiler::yield_from_expression(const ast::YieldFrom& e) {
  if (!unit_->scope->owner->function_like()) fail(e.span, "'yield from' outside function");
  if (in_async_function()) fail(e.span, "'yield from' inside async function");
  expression(e.value);
  emit(Op::GET_YIELD_FROM_ITER, 0, e.span);
  yield_from(e.span);
}

}  // namespace sim::py
