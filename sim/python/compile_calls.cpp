// Calls. [callable, self or null, arguments ...]: CALL, CALL_KW, or CALL_FUNCTION_EX where stars are in the way.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

#include <algorithm>
#include <set>

namespace sim::py {
namespace {

bool has_double_star(const Seq<ast::Keyword>& keywords) {
  return std::any_of(keywords.begin(), keywords.end(), [](const ast::Keyword& k) { return k.arg.empty(); });
}

}  // namespace

void Compiler::check_keywords(const Seq<ast::Keyword>& keywords) const {
  std::set<std::string_view> seen;
  bool repeated = false;
  for (const ast::Keyword& k : keywords) {
    if (k.arg.empty()) continue;
    check_forbidden(k.arg, ast::Context::Store, k.span);
    repeated = !seen.insert(k.arg).second || repeated;
  }
  for (size_t i = 0; repeated && i < keywords.size(); ++i) {
    if (keywords[i].arg.empty()) continue;
    for (size_t j = i + 1; j < keywords.size(); ++j)
      if (keywords[j].arg == keywords[i].arg) fail(keywords[j].span, cat("keyword argument repeated: ", keywords[i].arg));
  }
}

void Compiler::call(const ast::Call& e) {
  check_keywords(e.keywords);
  if (method_call(e)) return;
  check_caller(e);
  expression(e.func);
  emit(Op::PUSH_NULL, 0, e.func->span);
  call_arguments(0, e.args, e.keywords, e.span);
}

// o.m(...): the bound method is never made.
bool Compiler::method_call(const ast::Call& e) {
  if (e.func->kind != ast::ExprKind::Attribute) return false;
  size_t count = e.args.size() + e.keywords.size() + (e.keywords.empty() ? 0 : 1);
  if (count >= kStackUse || has_star(e.args) || has_double_star(e.keywords)) return false;
  auto& method = ast::as<ast::Attribute>(*e.func);
  if (!super_call(method)) {
    expression(method.value);
    emit(Op::LOAD_METHOD, attr_index(method.attr), attribute_place(method.span, method));
  }
  for (ExprPtr a : e.args) expression(a);
  for (const ast::Keyword& k : e.keywords) expression(k.value);
  auto n = static_cast<uint32_t>(e.args.size() + e.keywords.size());
  Span span = attribute_place(e.span, method);
  if (e.keywords.empty()) {
    emit(Op::CALL, n, span);
  } else {
    keyword_names(e.keywords, span);
    emit(Op::CALL_KW, n, span);
  }
  return true;
}

// super().m or super(C, self).m, where super can only be the built-in and a class and self are at hand.
bool Compiler::super_call(const ast::Attribute& method) {
  if (method.value->kind != ast::ExprKind::Call) return false;
  auto& e = ast::as<ast::Call>(*method.value);
  if (e.func->kind != ast::ExprKind::Name || ast::as<ast::Name>(*e.func).id != "super" || !e.keywords.empty() || has_star(e.args)) return false;
  if (!is_global_implicit("super") || tree_.root()->find("super")) return false;
  Scope* owner = unit_->scope->owner;
  if (e.args.empty()) {
    bool has_first = owner->comp == CompKind::none && owner->kind == ScopeKind::function && unit_->code->argcount > 0;
    if (!has_first || !owner->has_free("__class__")) return false;
  } else if (e.args.size() != 2) {
    return false;
  }
  name_op("super", ast::Context::Load, e.func->span);
  if (e.args.empty()) {
    emit(Op::LOAD_DEREF, free_variable("__class__"), e.span);
    std::string_view first = unit_->draft.locals[0]->view();
    const Symbol* symbol = owner->find(first);
    emit(symbol && symbol->captured ? Op::LOAD_DEREF : Op::LOAD_FAST, 0, e.span);
  } else {
    expression(e.args[0]);
    expression(e.args[1]);
  }
  emit(Op::LOAD_SUPER_METHOD, attr_index(method.attr), attribute_place(method.span, method));
  return true;
}

// The callable and null lie below, and `pushed` arguments too.
void Compiler::call_arguments(uint32_t pushed, const Seq<ExprPtr>& args, const Seq<ast::Keyword>& keywords, const Span& span) {
  if (args.size() + keywords.size() * 2 > kStackUse || has_star(args) || has_double_star(keywords)) return call_ex(pushed, args, keywords, span);
  for (ExprPtr a : args) expression(a);
  for (const ast::Keyword& k : keywords) expression(k.value);
  uint32_t n = pushed + static_cast<uint32_t>(args.size() + keywords.size());
  if (keywords.empty()) return emit(Op::CALL, n, span);
  keyword_names(keywords, span);
  emit(Op::CALL_KW, n, span);
}

void Compiler::keyword_names(const Seq<ast::Keyword>& keywords, const Span& span) {
  std::vector<Value> names;
  for (const ast::Keyword& k : keywords) names.push_back(Value(intern(k.arg)));
  load_const(Value(Tuple::make(names.data(), names.size())), span);
}

void Compiler::call_ex(uint32_t pushed, const Seq<ExprPtr>& args, const Seq<ast::Keyword>& keywords, const Span& span) {
  if (!pushed && args.size() == 1 && args[0]->kind == ast::ExprKind::Starred) {
    expression(ast::as<ast::Starred>(*args[0]).value);
  } else if (args.empty() && !pushed) {
    load_const(Value(Tuple::make({})), span);
  } else {
    display(args, Op::BUILD_TUPLE, span, pushed);
  }
  if (!keywords.empty()) keyword_map(keywords, span);
  emit(Op::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1, span);
}

void Compiler::keyword_map(const Seq<ast::Keyword>& keywords, const Span& span) {
  bool started = false;
  size_t from = 0;
  auto flush = [&](size_t to) {
    if (from == to) return;
    keyword_map_part(keywords, from, to, span);
    if (started) emit(Op::DICT_MERGE, 1, span);
    started = true;
  };
  for (size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i].arg.empty()) continue;
    flush(i);
    if (!started) emit(Op::BUILD_MAP, 0, span);
    started = true;
    expression(keywords[i].value);
    emit(Op::DICT_MERGE, 1, span);
    from = i + 1;
  }
  flush(keywords.size());
}

void Compiler::keyword_map_part(const Seq<ast::Keyword>& keywords, size_t from, size_t to, const Span& span) {
  bool big = (to - from) * 2 > kStackUse;
  if (big) emit(Op::BUILD_MAP, 0, span);
  for (size_t i = from; i < to; ++i) {
    load_const(Value(intern(keywords[i].arg)), span);
    expression(keywords[i].value);
    if (big) emit(Op::MAP_ADD, 1, span);
  }
  if (!big) emit(Op::BUILD_MAP, static_cast<uint32_t>(to - from), span);
}

}  // namespace sim::py
