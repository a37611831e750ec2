// def, lambda, class, type parameters and type aliases: everything that makes a code object of its own but comprehensions.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"
#include "sim/python/unparse.h"

namespace sim::py {
namespace {

// MAKE_FUNCTION's argument.
enum FunctionFlag : uint32_t { has_defaults = 1, has_kwdefaults = 2, has_annotations = 4, has_closure = 8 };

// A def or class with decorators begins where the first of them stands.
uint32_t first_line_of(const ast::Stmt& s, const Seq<ast::ExprPtr>& decorators) {
  return decorators.empty() ? s.span.line : decorators[0]->span.line;
}

}  // namespace

void Compiler::decorators(const Seq<ExprPtr>& list) {
  for (ExprPtr e : list) expression(e);
}

// [decorator, function]: the function lies where self would.
void Compiler::apply_decorators(const Seq<ExprPtr>& list) {
  for (size_t i = list.size(); i-- > 0;) emit(Op::CALL, 0, list[i]->span);
}

void Compiler::make_function(const Ref<Code>& code, uint32_t flags, const Span& span) {
  if (code->nfree) {
    for (size_t i = code->localsplus.size() - code->nfree; i < code->localsplus.size(); ++i)
      emit(Op::LOAD_CLOSURE, closure_variable(code->localsplus[i]->view()), span);
    emit(Op::BUILD_TUPLE, code->nfree, span);
    flags |= has_closure;
  }
  load_const(Value(code), span);
  emit(Op::MAKE_FUNCTION, flags, span);
}

uint32_t Compiler::default_arguments(const ast::Arguments& args, const Span& span) {
  uint32_t flags = 0;
  if (!args.defaults.empty()) {
    flags |= has_defaults;
    Value known = tuple_constant(args.defaults);
    known.is_null() ? display(args.defaults, Op::BUILD_TUPLE, span) : load_const(known, span);
  }
  uint32_t count = 0;
  for (size_t i = 0; i < args.kw_defaults.size(); ++i) {
    if (!args.kw_defaults[i]) continue;
    load_const(Value(intern(mangle(args.kwonlyargs[i].name))), span);
    expression(args.kw_defaults[i]);
    ++count;
  }
  if (!count) return flags;
  emit(Op::BUILD_MAP, count, span);
  return flags | has_kwdefaults;
}

// [] -> [value]; under `from __future__ import annotations` the value is its text.
void Compiler::annotation(ExprPtr e) {
  if (tree_.future_annotations) {
    std::string text = unparse(e, [this](const Span& span) { return text_of(span); });
    return load_const(Value(intern(text)), e->span);
  }
  bool outer = std::exchange(in_annotation_, true);
  value_or_one_item(e);
  in_annotation_ = outer;
}

// [] -> [value]; of `*Ts` the one item it has.
void Compiler::value_or_one_item(ExprPtr e) {
  bool starred = e->kind == ast::ExprKind::Starred;
  expression(starred ? ast::as<ast::Starred>(*e).value : e);
  if (starred) emit(Op::UNPACK_SEQUENCE, 1, e->span);
}

// [] -> [(name, value, name, value ...)], in CPython's order.
uint32_t Compiler::annotations(const ast::FunctionDef& f) {
  uint32_t items = 0;
  auto add = [&](std::string_view name, ExprPtr value) {
    if (!value) return;
    load_const(Value(intern(mangle(name))), f.span);
    annotation(value);
    items += 2;
  };
  for (const ast::Arg& a : f.args->args) add(a.name, a.annotation);
  for (const ast::Arg& a : f.args->posonlyargs) add(a.name, a.annotation);
  if (f.args->vararg) add(f.args->vararg->name, f.args->vararg->annotation);
  for (const ast::Arg& a : f.args->kwonlyargs) add(a.name, a.annotation);
  if (f.args->kwarg) add(f.args->kwarg->name, f.args->kwarg->annotation);
  add("return", f.returns);
  if (!items) return 0;
  emit(Op::BUILD_TUPLE, items, f.span);
  return has_annotations;
}

void Compiler::function_def(const ast::FunctionDef& f) {
  decorators(f.decorator_list);
  uint32_t first_line = first_line_of(f, f.decorator_list);
  uint32_t flags = default_arguments(*f.args, f.span);
  f.type_params.empty() ? function(f, flags, first_line) : generic_function(f, flags, first_line);
  apply_decorators(f.decorator_list);
  name_op(f.name, ast::Context::Store, f.span);
}

// Defaults lie on the stack already.
void Compiler::function(const ast::FunctionDef& f, uint32_t flags, uint32_t first_line) {
  flags |= annotations(f);
  Unit unit;
  unit.outer = unit_;
  unit_ = &unit;
  enter(tree_.at(&f), f.name, first_line, f.args);
  body_with_docstring(f.body, false);
  load_none(kNoPlace);
  emit(Op::RETURN_VALUE, 0, kNoPlace);
  make_function(leave(), flags, f.span);
}

void Compiler::lambda(const ast::Lambda& l) {
  uint32_t flags = default_arguments(*l.args, l.span);
  Unit unit;
  unit.outer = unit_;
  unit_ = &unit;
  enter(tree_.at(&l), "<lambda>", l.span.line, l.args);
  expression(l.body);
  emit(Op::RETURN_VALUE, 0, l.body->span);
  make_function(leave(), flags, l.span);
}

// ---- classes

void Compiler::class_def(const ast::ClassDef& c) {
  decorators(c.decorator_list);
  uint32_t first_line = first_line_of(c, c.decorator_list);
  if (c.type_params.empty()) {
    class_itself(c, first_line);
  } else {
    Unit unit;
    enter_generic(&c, c.name, first_line, &unit);
    type_params(c.type_params);
    name_op(".type_params", ast::Context::Store, c.span);
    class_itself(c, first_line);
    leave_generic(c.span, 0);
  }
  apply_decorators(c.decorator_list);
  name_op(c.name, ast::Context::Store, c.span);
}

void Compiler::class_itself(const ast::ClassDef& c, uint32_t first_line) {
  Ref<Code> code = class_body(c, first_line);
  std::vector<ExprPtr> bases(c.bases.begin(), c.bases.end());
  ast::Name generic_base{};
  if (!c.type_params.empty()) {
    load_const(Value::integer(0), c.span);
    load_none(c.span);
    emit(Op::IMPORT_NAME, name_index("typing"), c.span);
    emit(Op::LOAD_ATTR, name_index("Generic"), c.span);
    name_op(".type_params", ast::Context::Load, c.span);
    emit(Op::BINARY_SUBSCR, 0, c.span);
    name_op(".generic_base", ast::Context::Store, c.span);
    generic_base.kind = ast::ExprKind::Name, generic_base.span = c.span, generic_base.id = ".generic_base";
    bases.push_back(&generic_base);
  }
  emit(Op::LOAD_BUILD_CLASS, 0, c.span);
  emit(Op::PUSH_NULL, 0, c.span);
  make_function(code, 0, c.span);
  load_const(Value(intern(c.name)), c.span);
  check_keywords(c.keywords);
  call_arguments(2, {bases.data(), static_cast<uint32_t>(bases.size())}, c.keywords, c.span);
}

Ref<Code> Compiler::class_body(const ast::ClassDef& c, uint32_t first_line) {
  Unit unit;
  unit.outer = unit_;
  unit_ = &unit;
  enter(tree_.at(&c), c.name, first_line, nullptr);
  Span head{first_line, 0, first_line, 0};
  auto store = [&](std::string_view name, const Span& span) { emit(Op::STORE_NAME, name_index(name), span); };
  emit(Op::LOAD_NAME, name_index("__name__"), head);
  store("__module__", head);
  load_const(Value(unit.code->qualname), head);
  store("__qualname__", head);
  load_const(Value::integer(first_line), head);
  store("__firstlineno__", head);
  if (!c.type_params.empty()) {
    name_op(".type_params", ast::Context::Load, head);
    store("__type_params__", head);
  }
  body_with_docstring(c.body, true);
  std::vector<Value> attributes;
  for (std::string_view name : unit.static_attributes) attributes.push_back(Value(intern(name)));
  load_const(Value(Tuple::make(attributes.data(), attributes.size())), kNoPlace);
  store("__static_attributes__", kNoPlace);
  if (unit.scope->uses_class_cell) {
    emit(Op::LOAD_CLOSURE, kCellPart, kNoPlace);
    emit(Op::COPY, 1, kNoPlace);
    store("__classcell__", kNoPlace);
  } else {
    load_none(kNoPlace);
  }
  emit(Op::RETURN_VALUE, 0, kNoPlace);
  return leave();
}

// self.name = ... in a method: the class's __static_attributes__ lists the name.
void Compiler::note_static_attribute(const ast::Attribute& a) {
  if (a.value->kind != ast::ExprKind::Name || ast::as<ast::Name>(*a.value).id != "self") return;
  Unit* u = unit_->outer;
  while (u && u->scope->owner->kind != ScopeKind::class_) u = u->outer;
  if (u) u->static_attributes.insert(a.attr);
}

// ---- generics: [T] is a function around the def, called at once, whose locals are the parameters

void Compiler::enter_generic(const void* node, std::string_view name, uint32_t first_line, Unit* unit) {
  unit->outer = unit_;
  unit_ = unit;
  enter(tree_.type_params_at(node), intern(cat("<generic parameters of ", name, ">"))->view(), first_line, nullptr);
}

// Ends that function with what lies on its stack, makes it and calls it with the `arguments` that lie on the outer stack.
void Compiler::leave_generic(const Span& span, uint32_t arguments) {
  emit(Op::RETURN_VALUE, 0, span);
  unit_->code->argcount = arguments;
  make_function(leave(), 0, span);
  if (arguments == 0) {
    emit(Op::PUSH_NULL, 0, span);
    return emit(Op::CALL, 0, span);
  }
  emit(Op::SWAP, arguments + 1, span);   // the first argument lies where self would
  if (arguments == 2) emit(Op::SWAP, 2, span);
  emit(Op::CALL, arguments - 1, span);
}

// [] -> [tuple of the parameters], each bound to its name.
void Compiler::type_params(const Seq<ast::TypeParam>& params) {
  bool has_default = false;
  for (const ast::TypeParam& p : params) {
    has_default = has_default || p.default_value;
    if (has_default && !p.default_value) fail(p.span, cat("non-default type parameter '", p.name, "' follows default type parameter"));
    uint32_t kind = p.kind == ast::TypeParam::Kind::TypeVar ? 0 : p.kind == ast::TypeParam::Kind::ParamSpec ? 1 : 2;
    load_const(Value(intern(p.name)), p.span);
    later(p.bound, p.name);
    later(p.default_value, p.name);
    bool constraints = p.bound && p.bound->kind == ast::ExprKind::Tuple;
    emit(Op::MAKE_TYPE_PARAM, kind | (constraints ? 4 : 0), p.span);
    emit(Op::COPY, 1, p.span);
    name_op(p.name, ast::Context::Store, p.span);
  }
  emit(Op::BUILD_TUPLE, static_cast<uint32_t>(params.size()), params[0].span);
}

// [] -> [function of no arguments that gives the value of `e`, or None]
void Compiler::later(ExprPtr e, std::string_view name) {
  if (!e) return load_none(kNoPlace);
  Unit unit;
  unit.outer = unit_;
  unit_ = &unit;
  enter(tree_.at(e), name, e->span.line, nullptr);
  value_or_one_item(e);
  emit(Op::RETURN_VALUE, 0, e->span);
  make_function(leave(), 0, e->span);
}

void Compiler::generic_function(const ast::FunctionDef& f, uint32_t flags, uint32_t first_line) {
  Unit unit;
  enter_generic(&f, f.name, first_line, &unit);
  uint32_t arguments = 0;
  if (flags & has_defaults) new_local(".defaults"), ++arguments;
  if (flags & has_kwdefaults) new_local(".kwdefaults"), ++arguments;
  type_params(f.type_params);
  for (uint32_t i = 0; i < arguments; ++i) emit(Op::LOAD_FAST, i, f.span);
  function(f, flags, first_line);
  emit(Op::SWAP, 2, f.span);
  emit(Op::COPY, 2, f.span);
  emit(Op::STORE_ATTR, name_index("__type_params__"), f.span);
  leave_generic(f.span, arguments);
}

void Compiler::type_alias(const ast::TypeAlias& t) {
  auto& name = ast::as<ast::Name>(*t.name);
  if (t.type_params.empty()) {
    type_alias_value(t, false);
  } else {
    Unit unit;
    enter_generic(&t, name.id, t.span.line, &unit);
    type_alias_value(t, true);
    leave_generic(t.span, 0);
  }
  name_op(name.id, ast::Context::Store, t.name->span);
}

void Compiler::type_alias_value(const ast::TypeAlias& t, bool generic) {
  std::string_view name = ast::as<ast::Name>(*t.name).id;
  load_const(Value(intern(name)), t.span);
  generic ? type_params(t.type_params) : load_const(Value(Tuple::make({})), t.span);
  later(t.value, name);
  emit(Op::MAKE_TYPE_ALIAS, 0, t.span);
}

}  // namespace sim::py
