// The match statement. While a pattern is tried its captures wait on the stack, below whatever is still to be looked at; the names are
// stored when the whole pattern has matched. A failure jumps to code that drops as many items as there are at that moment.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {

// One pattern being compiled (CPython: pattern_context).
struct Compiler::PatternContext {
  std::vector<std::string_view> stores;   // captured so far, the first captured deepest
  bool allow_irrefutable = false;         // may this pattern match everything?
  std::vector<Label> fail_pop;            // [n]: drops n items, then the pattern has failed
  size_t on_top = 0;                      // items above the captures that must stay
};

namespace {

bool is_wildcard(ast::PatternPtr p) {
  return p->kind == ast::PatternKind::MatchAs && ast::as<ast::MatchAs>(*p).name.empty() && !ast::as<ast::MatchAs>(*p).pattern;
}
bool is_star(ast::PatternPtr p) { return p->kind == ast::PatternKind::MatchStar; }

}  // namespace

void Compiler::match(const ast::Match& s) {
  expression(s.subject);
  Label end = new_label();
  size_t cases = s.cases.size();
  bool has_default = cases > 1 && is_wildcard(s.cases.back().pattern);
  for (size_t i = 0; i < cases; ++i) {
    const ast::MatchCase& c = s.cases[i];
    if (!has_default || i + 1 < cases) {
      bool last_look = i + 1 == cases - (has_default ? 1 : 0);   // nobody needs the subject afterwards
      PatternContext pc;
      if (!last_look) emit(Op::COPY, 1, c.pattern->span);
      pc.allow_irrefutable = c.guard || i + 1 == cases;
      pattern(c.pattern, pc);
      for (std::string_view name : pc.stores) name_op(name, ast::Context::Store, c.pattern->span);
      if (c.guard) jump_if(c.guard, fail_label(pc, 0), false);
      if (!last_look) emit(Op::POP_TOP, 0, c.pattern->span);
      body(c.body);
      jump(Op::JUMP, end, kNoPlace);
      emit_fail_pops(pc, c.pattern->span);
    } else {
      emit(Op::NOP, 0, c.pattern->span);
      if (c.guard) jump_if(c.guard, end, false);
      body(c.body);
    }
  }
  place(end);
}

Label Compiler::fail_label(PatternContext& pc, size_t pops) {
  while (pc.fail_pop.size() <= pops) pc.fail_pop.push_back(new_label());
  return pc.fail_pop[pops];
}

void Compiler::fail_jump(PatternContext& pc, Op op, const Span& span) {
  size_t pops = pc.on_top + pc.stores.size();
  jump(op, fail_label(pc, pops), span);
}

void Compiler::emit_fail_pops(PatternContext& pc, const Span& span) {
  for (size_t n = pc.fail_pop.size(); n-- > 0;) {
    place(pc.fail_pop[n]);
    if (n) emit(Op::POP_TOP, 0, span);
  }
  pc.fail_pop.clear();
}

// The top goes below the count - 1 items under it.
void Compiler::rotate(size_t count, const Span& span) {
  for (; count > 1; --count) emit(Op::SWAP, static_cast<uint32_t>(count), span);
}

void Compiler::pattern(ast::PatternPtr p, PatternContext& pc) {
  DepthGuard guard(depth_);
  using K = ast::PatternKind;
  switch (p->kind) {
    case K::MatchValue:
      expression(ast::as<ast::MatchValue>(*p).value);
      emit(Op::COMPARE_OP, static_cast<uint32_t>(ast::CmpOp::Eq), p->span);
      return fail_jump(pc, Op::POP_JUMP_IF_FALSE, p->span);
    case K::MatchSingleton:
      expression(ast::as<ast::MatchSingleton>(*p).value);
      emit(Op::IS_OP, 0, p->span);
      return fail_jump(pc, Op::POP_JUMP_IF_FALSE, p->span);
    case K::MatchSequence: return pattern_sequence(ast::as<ast::MatchSequence>(*p), pc);
    case K::MatchMapping: return pattern_mapping(ast::as<ast::MatchMapping>(*p), pc);
    case K::MatchClass: return pattern_class(ast::as<ast::MatchClass>(*p), pc);
    case K::MatchStar: return pattern_store(ast::as<ast::MatchStar>(*p).name, p->span, pc);
    case K::MatchAs: return pattern_as(ast::as<ast::MatchAs>(*p), pc);
    case K::MatchOr: return pattern_or(ast::as<ast::MatchOr>(*p), pc);
  }
}

// Inside another pattern one that matches everything is always fine.
void Compiler::pattern_subpattern(ast::PatternPtr p, PatternContext& pc) {
  bool before = std::exchange(pc.allow_irrefutable, true);
  pattern(p, pc);
  pc.allow_irrefutable = before;
}

void Compiler::pattern_store(std::string_view name, const Span& span, PatternContext& pc) {
  if (name.empty()) return emit(Op::POP_TOP, 0, span);
  check_forbidden(name, ast::Context::Store, span);
  if (std::find(pc.stores.begin(), pc.stores.end(), name) != pc.stores.end())
    fail(span, cat("multiple assignments to name '", name, "' in pattern"));
  rotate(pc.on_top + pc.stores.size() + 1, span);
  pc.stores.push_back(name);
}

void Compiler::pattern_as(const ast::MatchAs& p, PatternContext& pc) {
  if (!p.pattern) {
    if (!pc.allow_irrefutable)
      fail(p.span, p.name.empty() ? "wildcard makes remaining patterns unreachable"
                                  : cat("name capture '", p.name, "' makes remaining patterns unreachable"));
    return pattern_store(p.name, p.span, pc);
  }
  ++pc.on_top;
  emit(Op::COPY, 1, p.span);
  pattern(p.pattern, pc);
  --pc.on_top;
  pattern_store(p.name, p.span, pc);
}

void Compiler::pattern_class(const ast::MatchClass& p, PatternContext& pc) {
  for (size_t i = 0; i < p.kwd_attrs.size(); ++i)
    for (size_t j = i + 1; j < p.kwd_attrs.size(); ++j)
      if (p.kwd_attrs[i] == p.kwd_attrs[j]) fail(p.kwd_patterns[j]->span, cat("attribute name repeated in class pattern: ", p.kwd_attrs[i]));
  expression(p.cls);
  std::vector<Value> names;
  for (std::string_view name : p.kwd_attrs) names.push_back(Value(intern(name)));
  load_const(Value(Tuple::make(names.data(), names.size())), p.span);
  emit(Op::MATCH_CLASS, static_cast<uint32_t>(p.patterns.size()), p.span);
  ++pc.on_top;
  check_not_none(pc, p.span);
  size_t count = p.patterns.size() + p.kwd_patterns.size();
  emit(Op::UNPACK_SEQUENCE, static_cast<uint32_t>(count), p.span);
  pc.on_top += count - 1;
  for (size_t i = 0; i < count; ++i) {
    --pc.on_top;
    ast::PatternPtr sub = i < p.patterns.size() ? p.patterns[i] : p.kwd_patterns[i - p.patterns.size()];
    if (is_wildcard(sub)) {
      emit(Op::POP_TOP, 0, p.span);
    } else {
      pattern_subpattern(sub, pc);
    }
  }
}

// The pattern has failed when None is on top, which stays there.
void Compiler::check_not_none(PatternContext& pc, const Span& span) {
  emit(Op::COPY, 1, span);
  load_none(span);
  emit(Op::IS_OP, 1, span);
  fail_jump(pc, Op::POP_JUMP_IF_FALSE, span);
}

void Compiler::check_length(ast::CmpOp op, size_t n, const Span& span, PatternContext& pc) {
  emit(Op::GET_LEN, 0, span);
  load_const(Value::integer(static_cast<int64_t>(n)), span);
  emit(Op::COMPARE_OP, static_cast<uint32_t>(op), span);
  fail_jump(pc, Op::POP_JUMP_IF_FALSE, span);
}

void Compiler::mapping_keys(const ast::MatchMapping& p) {
  std::vector<std::string> seen;
  for (ExprPtr key : p.keys) {
    Value known = constant_of(key);
    if (!known.is_null()) {
      std::string text = constant_key(known);
      if (std::find(seen.begin(), seen.end(), text) != seen.end())
        fail(p.span, cat("mapping pattern checks duplicate key (", repr(known)->view(), ")"));
      seen.push_back(std::move(text));
    } else if (key->kind != ast::ExprKind::Attribute) {
      fail(p.span, "mapping pattern keys may only match literals and attribute lookups");
    }
    expression(key);
  }
  emit(Op::BUILD_TUPLE, static_cast<uint32_t>(p.keys.size()), p.span);
}

void Compiler::pattern_mapping(const ast::MatchMapping& p, PatternContext& pc) {
  ++pc.on_top;
  emit(Op::MATCH_MAPPING, 0, p.span);
  fail_jump(pc, Op::POP_JUMP_IF_FALSE, p.span);
  if (p.keys.empty() && p.rest.empty()) {
    --pc.on_top;
    return emit(Op::POP_TOP, 0, p.span);
  }
  if (!p.keys.empty()) check_length(ast::CmpOp::GtE, p.keys.size(), p.span, pc);
  mapping_keys(p);
  emit(Op::MATCH_KEYS, 0, p.span);
  pc.on_top += 2;   // subject, keys, values
  check_not_none(pc, p.span);
  emit(Op::UNPACK_SEQUENCE, static_cast<uint32_t>(p.keys.size()), p.span);
  pc.on_top += p.keys.size() - 1;
  for (ast::PatternPtr sub : p.patterns) {
    --pc.on_top;
    pattern_subpattern(sub, pc);
  }
  pc.on_top -= 2;
  if (p.rest.empty()) {
    emit(Op::POP_TOP, 0, p.span);
    return emit(Op::POP_TOP, 0, p.span);
  }
  emit(Op::COPY_DICT_WITHOUT_KEYS, 0, p.span);
  emit(Op::SWAP, 2, p.span);
  emit(Op::POP_TOP, 0, p.span);
  pattern_store(p.rest, p.span, pc);
}

// Brings the captures of one alternative (on the stack) into the order of the first one's.
void Compiler::reorder_captures(const std::vector<std::string_view>& wanted, PatternContext& pc, const Span& span, const Span& whole) {
  auto& stores = pc.stores;
  if (stores.size() != wanted.size()) fail(whole, "alternative patterns bind different names");
  for (size_t at = wanted.size(); at-- > 0;) {
    auto found = std::find(stores.begin(), stores.end(), wanted[at]);
    if (found == stores.end()) fail(whole, "alternative patterns bind different names");
    auto is = static_cast<size_t>(found - stores.begin());
    if (is == at) continue;
    std::vector<std::string_view> moved(stores.begin(), found + 1);
    stores.erase(stores.begin(), found + 1);
    stores.insert(stores.begin() + static_cast<std::ptrdiff_t>(at - is), moved.begin(), moved.end());
    for (size_t n = 0; n <= is; ++n) rotate(at + 1, span);
  }
}

void Compiler::pattern_or(const ast::MatchOr& p, PatternContext& pc) {
  Label end = new_label();
  std::vector<std::string_view> captures;
  for (size_t i = 0; i < p.patterns.size(); ++i) {
    ast::PatternPtr alternative = p.patterns[i];
    PatternContext own;
    own.allow_irrefutable = i + 1 == p.patterns.size() && pc.allow_irrefutable;
    emit(Op::COPY, 1, alternative->span);
    pattern(alternative, own);
    if (i == 0) {
      captures = own.stores;
    } else {
      reorder_captures(captures, own, alternative->span, p.span);
    }
    jump(Op::JUMP, end, alternative->span);
    emit_fail_pops(own, alternative->span);
  }
  emit(Op::POP_TOP, 0, p.span);
  fail_jump(pc, Op::JUMP, p.span);
  place(end);
  // From the top: the new captures, the subject, what was on top before, the captures before.
  size_t depth = captures.size() + 1 + pc.on_top + pc.stores.size();
  for (std::string_view name : captures) {
    rotate(depth, p.span);
    if (std::find(pc.stores.begin(), pc.stores.end(), name) != pc.stores.end())
      fail(p.span, cat("multiple assignments to name '", name, "' in pattern"));
    pc.stores.push_back(name);
  }
  emit(Op::POP_TOP, 0, p.span);
}

void Compiler::pattern_sequence(const ast::MatchSequence& p, PatternContext& pc) {
  size_t size = p.patterns.size(), star = size;
  bool only_wildcards = true, star_wildcard = false;
  for (size_t i = 0; i < size; ++i) {
    if (is_star(p.patterns[i])) {
      if (star != size) fail(p.span, "multiple starred names in sequence pattern");
      star = i;
      star_wildcard = ast::as<ast::MatchStar>(*p.patterns[i]).name.empty();
      only_wildcards = only_wildcards && star_wildcard;
    } else {
      only_wildcards = only_wildcards && is_wildcard(p.patterns[i]);
    }
  }
  ++pc.on_top;
  emit(Op::MATCH_SEQUENCE, 0, p.span);
  fail_jump(pc, Op::POP_JUMP_IF_FALSE, p.span);
  if (star == size) {
    check_length(ast::CmpOp::Eq, size, p.span, pc);
  } else if (size > 1) {
    check_length(ast::CmpOp::GtE, size - 1, p.span, pc);
  }
  --pc.on_top;
  if (only_wildcards) {
    emit(Op::POP_TOP, 0, p.span);
  } else if (star_wildcard) {
    pattern_by_index(p.patterns, star, p.span, pc);
  } else {
    pattern_unpack(p.patterns, star, p.span, pc);
  }
}

void Compiler::pattern_unpack(const Seq<ast::PatternPtr>& patterns, size_t star, const Span& span, PatternContext& pc) {
  size_t size = patterns.size();
  if (star == size) {
    emit(Op::UNPACK_SEQUENCE, static_cast<uint32_t>(size), span);
  } else {
    if (star >= 256 || size - star - 1 >= (1u << 23)) fail(span, "too many expressions in star-unpacking sequence pattern");
    emit(Op::UNPACK_EX, static_cast<uint32_t>(star + ((size - star - 1) << 8)), span);
  }
  pc.on_top += size;
  for (ast::PatternPtr p : patterns) {
    --pc.on_top;
    pattern_subpattern(p, pc);
  }
}

// [a, *_, b]: only the items that matter are fetched.
void Compiler::pattern_by_index(const Seq<ast::PatternPtr>& patterns, size_t star, const Span& span, PatternContext& pc) {
  ++pc.on_top;
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i == star || is_wildcard(patterns[i])) continue;
    emit(Op::COPY, 1, span);
    if (i < star) {
      load_const(Value::integer(static_cast<int64_t>(i)), span);
    } else {
      emit(Op::GET_LEN, 0, span);
      load_const(Value::integer(static_cast<int64_t>(patterns.size() - i)), span);
      emit(Op::BINARY_OP, static_cast<uint32_t>(ast::Operator::Sub), span);
    }
    emit(Op::BINARY_SUBSCR, 0, span);
    pattern_subpattern(patterns[i], pc);
  }
  --pc.on_top;
  emit(Op::POP_TOP, 0, span);
}

}  // namespace sim::py
