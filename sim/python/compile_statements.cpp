// Statements, except try and with (compile_try.cpp), def and class (compile_functions.cpp) and match (compile_match.cpp).
// Each instruction's place in the source is CPython's: tracebacks and the lines where tasks wait come from it.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {
namespace {

const ast::Constant* string_statement(const ast::Body& body) {
  if (body.empty() || body[0]->kind != ast::StmtKind::Expr) return nullptr;
  const ast::Expr& e = *ast::as<ast::ExprStmt>(*body[0]).value;
  if (e.kind != ast::ExprKind::Constant || ast::as<ast::Constant>(e).type != ast::Constant::Type::Str) return nullptr;
  return &ast::as<ast::Constant>(e);
}

size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// A docstring loses the margin that all its lines but the first share (_PyCompile_CleanDoc).
std::string clean_doc(std::string_view doc) {
  std::string text;
  size_t column = 0;
  for (char c : doc) {
    if (c == '\t') {
      size_t spaces = 8 - column % 8;
      text.append(spaces, ' ');
      column += spaces;
      continue;
    }
    text += c;
    column = c == '\n' || c == '\r' ? 0 : column + ((c & 0xC0) != 0x80);
  }
  std::vector<std::string_view> lines;
  std::string_view rest = text;
  for (size_t at; (at = rest.find('\n')) != rest.npos; rest.remove_prefix(at + 1)) lines.push_back(rest.substr(0, at));
  lines.push_back(rest);
  size_t margin = rest.npos;
  for (size_t i = 1; i < lines.size(); ++i)
    if (size_t indent = indent_of(lines[i]); indent < lines[i].size()) margin = std::min(margin, indent);
  std::string out(lines[0].substr(indent_of(lines[0])));
  for (size_t i = 1; i < lines.size(); ++i) {
    out += '\n';
    out += lines[i].substr(std::min({margin, indent_of(lines[i]), lines[i].size()}));
  }
  return out;
}

// Is a name annotated anywhere in the body, functions and classes inside apart?
bool has_annotation(const ast::Body& body) {
  using K = ast::StmtKind;
  return std::any_of(body.begin(), body.end(), [](ast::StmtPtr s) {
    switch (s->kind) {
      case K::AnnAssign: return true;
      case K::For:
      case K::AsyncFor: return has_annotation(ast::as<ast::For>(*s).body) || has_annotation(ast::as<ast::For>(*s).orelse);
      case K::While: return has_annotation(ast::as<ast::While>(*s).body) || has_annotation(ast::as<ast::While>(*s).orelse);
      case K::If: return has_annotation(ast::as<ast::If>(*s).body) || has_annotation(ast::as<ast::If>(*s).orelse);
      case K::With:
      case K::AsyncWith: return has_annotation(ast::as<ast::With>(*s).body);
      case K::Match: {
        auto& cases = ast::as<ast::Match>(*s).cases;
        return std::any_of(cases.begin(), cases.end(), [](const ast::MatchCase& c) { return has_annotation(c.body); });
      }
      case K::Try:
      case K::TryStar: {
        auto& t = ast::as<ast::Try>(*s);
        return has_annotation(t.body) || has_annotation(t.orelse) || has_annotation(t.finalbody) ||
               std::any_of(t.handlers.begin(), t.handlers.end(), [](const ast::ExceptHandler& h) { return has_annotation(h.body); });
      }
      default: return false;
    }
  });
}

}  // namespace

void Compiler::body(const ast::Body& statements) {
  for (ast::StmtPtr s : statements) statement(s);
}

// `store`: a module or class body, which keeps the docstring under the name __doc__; a function's is its first constant.
void Compiler::body_with_docstring(const ast::Body& statements, bool store) {
  if (store && has_annotation(statements)) emit(Op::SETUP_ANNOTATIONS, 0, kNoPlace);
  const ast::Constant* doc = string_statement(statements);
  if (doc) {
    Value text(intern(clean_doc(doc->text)));
    if (store) {
      load_const(text, doc->span);
      emit(Op::STORE_NAME, name_index("__doc__"), kNoPlace);
    } else {
      const_index(text);
      unit_->code->co_flags |= Code::has_docstring;
    }
  }
  for (size_t i = doc ? 1 : 0; i < statements.size(); ++i) statement(statements[i]);
}

void Compiler::statement(ast::StmtPtr s) {
  DepthGuard guard(depth_);
  using K = ast::StmtKind;
  switch (s->kind) {
    case K::FunctionDef:
    case K::AsyncFunctionDef: return function_def(ast::as<ast::FunctionDef>(*s));
    case K::ClassDef: return class_def(ast::as<ast::ClassDef>(*s));
    case K::TypeAlias: return type_alias(ast::as<ast::TypeAlias>(*s));
    case K::Return: return return_statement(ast::as<ast::Return>(*s));
    case K::Delete:
      for (ExprPtr e : ast::as<ast::Delete>(*s).targets) expression(e);
      return;
    case K::Assign: return assign(ast::as<ast::Assign>(*s));
    case K::AugAssign: return aug_assign(ast::as<ast::AugAssign>(*s));
    case K::AnnAssign: return ann_assign(ast::as<ast::AnnAssign>(*s));
    case K::For: return for_statement(ast::as<ast::For>(*s));
    case K::AsyncFor: return async_for_statement(ast::as<ast::For>(*s));
    case K::While: return while_statement(ast::as<ast::While>(*s));
    case K::If: return if_statement(ast::as<ast::If>(*s));
    case K::With:
    case K::AsyncWith: return with_statement(ast::as<ast::With>(*s), 0);
    case K::Match: return match(ast::as<ast::Match>(*s));
    case K::Raise: return raise_statement(ast::as<ast::Raise>(*s));
    case K::Try:
    case K::TryStar: return try_statement(ast::as<ast::Try>(*s));
    case K::Assert: return assert_statement(ast::as<ast::Assert>(*s));
    case K::Import: return import_statement(ast::as<ast::Import>(*s));
    case K::ImportFrom: return import_from(ast::as<ast::ImportFrom>(*s));
    case K::Global:
    case K::Nonlocal: return;
    case K::Expr: return expression_statement(ast::as<ast::ExprStmt>(*s));
    case K::Pass: return emit(Op::NOP, 0, s->span);
    case K::Break: return break_statement(*s);
    case K::Continue: return continue_statement(*s);
  }
}

void Compiler::expression_statement(const ast::ExprStmt& s) {
  if (s.value->kind == ast::ExprKind::Constant) return emit(Op::NOP, 0, s.span);
  expression(s.value);
  emit(Op::POP_TOP, 0, kNoPlace);
}

// ---- assignment

void Compiler::assign(const ast::Assign& s) {
  expression(s.value);
  for (size_t i = 0; i < s.targets.size(); ++i) {
    if (i + 1 < s.targets.size()) emit(Op::COPY, 1, s.span);
    expression(s.targets[i]);
  }
}

void Compiler::aug_assign(const ast::AugAssign& s) {
  Span at = s.target->span;
  auto operate = [&] {
    expression(s.value);
    emit(Op::BINARY_OP, static_cast<uint32_t>(s.op), s.span, 1);
  };
  if (s.target->kind == ast::ExprKind::Attribute) {
    auto& target = ast::as<ast::Attribute>(*s.target);
    expression(target.value);
    emit(Op::COPY, 1, at);
    at = attribute_place(at, target);
    emit(Op::LOAD_ATTR, attr_index(target.attr), at);
    operate();
    emit(Op::SWAP, 2, at);
    emit(Op::STORE_ATTR, attr_index(target.attr), at);
  } else if (s.target->kind == ast::ExprKind::Subscript) {
    auto& target = ast::as<ast::Subscript>(*s.target);
    expression(target.value);
    expression(target.slice);
    emit(Op::COPY, 2, at);
    emit(Op::COPY, 2, at);
    emit(Op::BINARY_SUBSCR, 0, at);
    operate();
    emit(Op::SWAP, 3, at);
    emit(Op::SWAP, 2, at);
    emit(Op::STORE_SUBSCR, 0, at);
  } else {
    std::string_view name = ast::as<ast::Name>(*s.target).id;
    name_op(name, ast::Context::Load, at);
    operate();
    name_op(name, ast::Context::Store, at);
  }
}

// The annotation comes last, and only in a class body or module.
void Compiler::ann_assign(const ast::AnnAssign& s) {
  if (s.value) {
    expression(s.value);
    expression(s.target);
  } else if (s.target->kind == ast::ExprKind::Attribute) {
    expression(ast::as<ast::Attribute>(*s.target).value);
    emit(Op::POP_TOP, 0, s.span);
  } else if (s.target->kind == ast::ExprKind::Subscript) {
    expression(ast::as<ast::Subscript>(*s.target).value);
    emit(Op::POP_TOP, 0, s.span);
    expression(ast::as<ast::Subscript>(*s.target).slice);
    emit(Op::POP_TOP, 0, s.span);
  }
  std::string_view name = s.target->kind == ast::ExprKind::Name ? ast::as<ast::Name>(*s.target).id : std::string_view();
  if (!name.empty()) check_forbidden(name, ast::Context::Store, s.target->span);
  if (unit_->scope->function_like() || (!s.simple && tree_.future_annotations)) return;
  annotation(s.annotation);
  s.simple ? emit(Op::ANNOTATE, const_index(Value(intern(mangle(name)))), s.span) : emit(Op::POP_TOP, 0, s.span);
}

// What stands in the source from the span's start to its end.
std::string_view Compiler::text_of(const Span& span) {
  std::string_view text = source_->text;
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (size_t at = 0; (at = text.find('\n', at)) != text.npos;) line_starts_.push_back(++at);
  }
  auto offset = [&](uint32_t line, uint32_t col) { return line_starts_[std::min<size_t>(line, line_starts_.size()) - 1] + col; };
  if (!span.line) return {};
  size_t start = std::min(offset(span.line, span.col), text.size()), end = offset(span.end_line, span.end_col);
  return text.substr(start, end - std::min(start, end));
}

// ---- branches and loops

void Compiler::if_statement(const ast::If& first) {
  Label end = new_label();
  const ast::If* s = &first;
  for (;;) {
    Label next = s->orelse.empty() ? end : new_label();
    jump_if(s->test, next, false);
    body(s->body);
    if (s->orelse.empty()) break;
    jump(Op::JUMP, end, kNoPlace);
    place(next);
    if (s->orelse.size() != 1 || s->orelse[0]->kind != ast::StmtKind::If) {
      body(s->orelse);
      break;
    }
    s = &ast::as<ast::If>(*s->orelse[0]);   // elif: no deeper
  }
  place(end);
}

void Compiler::while_statement(const ast::While& s) {
  Label test = new_label(), top = new_label(), otherwise = new_label(), end = new_label();
  push_block({.kind = OpenBlock::Kind::while_loop, .start = test, .exit = end, .span = s.span});
  place(test);
  jump_if(s.test, otherwise, false);
  place(top);
  body(s.body);
  jump(Op::JUMP, test, kNoPlace);
  pop_block();
  place(otherwise);
  body(s.orelse);
  place(end);
}

void Compiler::for_statement(const ast::For& s) {
  Label start = new_label(), otherwise = new_label(), end = new_label();
  push_block({.kind = OpenBlock::Kind::for_loop, .start = start, .exit = end, .span = s.span});
  iterable(s.iter);
  emit(Op::GET_ITER, 0, s.iter->span);
  place(start);
  jump(Op::FOR_ITER, otherwise, s.iter->span);
  expression(s.target);
  body(s.body);
  jump(Op::JUMP, start, kNoPlace);
  place(otherwise);
  pop_block();
  body(s.orelse);
  place(end);
}

void Compiler::async_for_statement(const ast::For& s) {
  if (!in_async_function()) fail(s.span, "'async for' outside async function");
  Label start = new_label(), except = new_label(), end = new_label();
  expression(s.iter);
  emit(Op::GET_AITER, 0, s.iter->span);
  place(start);
  push_block({.kind = OpenBlock::Kind::for_loop, .start = start, .exit = end, .span = s.span});
  setup(except);
  emit(Op::GET_ANEXT, 0, s.span);
  yield_from(s.span);
  pop_setup();
  expression(s.target);
  body(s.body);
  jump(Op::JUMP, start, kNoPlace);
  pop_block();
  place(except);
  emit(Op::END_ASYNC_FOR, 0, s.iter->span);
  body(s.orelse);
  place(end);
}

void Compiler::return_statement(const ast::Return& s) {
  if (!unit_->scope->owner->function_like()) fail(s.span, "'return' outside function");
  if (s.value && unit_->code->co_flags & Code::async_generator) fail(s.span, "'return' with value in async generator");
  Value known = s.value ? constant_of(s.value) : Value::none();
  bool keep = known.is_null();
  Span span = s.span;
  if (keep) {
    expression(s.value);
  } else if (s.value) {
    span = s.value->span;
    emit(Op::NOP, 0, span);
  }
  if (!s.value || s.value->span.line != s.span.line) {
    span = s.span;
    emit(Op::NOP, 0, span);
  }
  HandlerId handler = unit_->draft.handler;
  unwind_all(&span, keep, false);
  if (!keep) load_const(known, span);
  emit(Op::RETURN_VALUE, 0, span);
  unit_->draft.handler = handler;
}

void Compiler::break_statement(const ast::Stmt& s) {
  Span span = s.span;
  emit(Op::NOP, 0, span);
  HandlerId handler = unit_->draft.handler;
  std::optional<OpenBlock> loop = unwind_all(&span, false, true);
  if (!loop) fail(s.span, "'break' outside loop");
  unwind(*loop, &span, false);
  jump(Op::JUMP, loop->exit, span);
  unit_->draft.handler = handler;
}

void Compiler::continue_statement(const ast::Stmt& s) {
  Span span = s.span;
  emit(Op::NOP, 0, span);
  HandlerId handler = unit_->draft.handler;
  std::optional<OpenBlock> loop = unwind_all(&span, false, true);
  if (!loop) fail(s.span, "'continue' not properly in loop");
  jump(Op::JUMP, loop->start, span);
  unit_->draft.handler = handler;
}

// ---- raise, assert, import

void Compiler::raise_statement(const ast::Raise& s) {
  uint32_t count = 0;
  if (s.exc) {
    expression(s.exc), ++count;
    if (s.cause) expression(s.cause), ++count;
  }
  emit(Op::RAISE_VARARGS, count, s.span);
}

void Compiler::assert_statement(const ast::Assert& s) {
  check_assertion(s);
  Label end = new_label();
  jump_if(s.test, end, true);
  emit(Op::LOAD_ASSERTION_ERROR, 0, s.span);
  if (s.msg) {
    expression(s.msg);
    emit(Op::CALL, 0, s.span);   // the message lies where self would
  }
  emit(Op::RAISE_VARARGS, 1, s.test->span);
  place(end);
}

void Compiler::import_statement(const ast::Import& s) {
  for (const ast::Alias& a : s.names) {
    load_const(Value::integer(0), s.span);
    load_none(s.span);
    emit(Op::IMPORT_NAME, name_index(a.name), s.span);
    if (a.asname.empty()) {
      name_op(a.name.substr(0, a.name.find('.')), ast::Context::Store, s.span);
    } else {
      import_as(a.name, a.asname, s.span);
    }
  }
}

// `import a.b.c as x`: IMPORT_NAME gives a; the rest is walked.
void Compiler::import_as(std::string_view name, std::string_view asname, const Span& span) {
  size_t dot = name.find('.');
  if (dot == name.npos) return name_op(asname, ast::Context::Store, span);
  while (dot != name.npos) {
    size_t next = name.find('.', dot + 1);
    emit(Op::IMPORT_FROM, name_index(name.substr(dot + 1, next == name.npos ? next : next - dot - 1)), span);
    emit(Op::SWAP, 2, span);
    emit(Op::POP_TOP, 0, span);
    dot = next;
  }
  name_op(asname, ast::Context::Store, span);
}

void Compiler::import_from(const ast::ImportFrom& s) {
  if (s.module == "__future__" && s.level == 0 && s.span.line > tree_.last_future_line)
    fail(s.span, "from __future__ imports must occur at the beginning of the file");
  std::vector<Value> names;
  for (const ast::Alias& a : s.names) names.push_back(Value(intern(a.name)));
  load_const(Value::integer(s.level), s.span);
  load_const(Value(Tuple::make(names.data(), names.size())), s.span);
  emit(Op::IMPORT_NAME, name_index(s.module), s.span);
  if (s.names[0].name == "*") return emit(Op::IMPORT_STAR, 0, s.span);
  for (const ast::Alias& a : s.names) {
    emit(Op::IMPORT_FROM, name_index(a.name), s.span);
    name_op(a.asname.empty() ? a.name : a.asname, ast::Context::Store, s.span);
  }
  emit(Op::POP_TOP, 0, s.span);
}

}  // namespace sim::py
