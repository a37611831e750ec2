// What CPython's compiler finds odd and prints on stderr before the program starts: "is" with a literal, a missing comma, an assertion
// that is always true. CPython: compile.c, check_caller, check_compare, check_index, check_subscripter.
// Before: the parts of the compiler ask as they reach a node. After: the run's stderr, or the module warnings.
#include "sim/base/text.h"
#include "sim/python/compile_state.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

using K = ast::ExprKind;

void print_warning(const Source& source, const SyntaxWarning& warning) {
  vm().write(2, Vm::format_warning({exception_type(Exc::SyntaxWarning), warning.message, source.filename, warning.line,
                                    std::string(source.shown_line(warning.line)), false, Value()}));
}

bool is_display(K kind) {
  return kind == K::Tuple || kind == K::List || kind == K::ListComp || kind == K::Dict || kind == K::DictComp || kind == K::Set ||
         kind == K::SetComp || kind == K::GeneratorExp || kind == K::JoinedStr || kind == K::FormattedValue;
}

}  // namespace

void print_warnings(const Source& source, const std::vector<SyntaxWarning>& warnings) {
  for (const SyntaxWarning& w : warnings) print_warning(source, w);
}

void Compiler::warn(const Span& span, std::string message) const { print_warning(*source_, {std::move(message), span.line}); }

// infer_type: the name of the type that an expression surely gives; empty when that is not known.
std::string_view Compiler::sure_type(ExprPtr e) {
  switch (e->kind) {
    case K::Tuple: return "tuple";
    case K::List:
    case K::ListComp: return "list";
    case K::Dict:
    case K::DictComp: return "dict";
    case K::Set:
    case K::SetComp: return "set";
    case K::GeneratorExp: return "generator";
    case K::Lambda: return "function";
    case K::JoinedStr:
    case K::FormattedValue: return "str";
    default: break;
  }
  Value v = constant_of(e);
  return v.is_null() ? std::string_view() : type_name(v);
}

void Compiler::check_compare(const ast::Compare& e) {
  auto literal = [&](ExprPtr x) {
    Value v = constant_of(x);
    return !v.is_null() && !v.is_none() && !v.is_bool() && !v.identical(vm().ellipsis);
  };
  ExprPtr left = e.left;
  for (size_t i = 0; i < e.ops.size(); left = e.comparators[i++]) {
    if (e.ops[i] != ast::CmpOp::Is && e.ops[i] != ast::CmpOp::IsNot) continue;
    ExprPtr odd = literal(left) ? left : literal(e.comparators[i]) ? e.comparators[i] : nullptr;
    if (!odd) continue;
    bool is = e.ops[i] == ast::CmpOp::Is;
    return warn(e.span, cat(is ? "\"is\"" : "\"is not\"", " with '", sure_type(odd), "' literal. Did you mean \"", is ? "==" : "!=", "\"?"));
  }
}

void Compiler::check_caller(const ast::Call& e) {
  if (!is_display(e.func->kind) && e.func->kind != K::Constant) return;
  warn(e.span, cat("'", sure_type(e.func), "' object is not callable; perhaps you missed a comma?"));
}

void Compiler::check_subscript(const ast::Subscript& e) {
  K kind = e.value->kind;
  Value v = constant_of(e.value);
  bool number = !v.is_null() && (v.is_none() || v.is_int() || v.is_bool() || v.is_float() || v.identical(vm().ellipsis));
  if (number || kind == K::Set || kind == K::SetComp || kind == K::GeneratorExp || kind == K::Lambda)
    return warn(e.span, cat("'", sure_type(e.value), "' object is not subscriptable; perhaps you missed a comma?"));
  bool sequence = kind == K::Tuple || kind == K::List || kind == K::ListComp || kind == K::JoinedStr ||
                  (!v.is_null() && (v.is(Kind::str) || v.is(Kind::bytes) || v.is(Kind::tuple)));
  std::string_view index = sure_type(e.slice);
  if (!sequence || index.empty() || index == "int" || index == "bool") return;
  warn(e.span, cat(sure_type(e.value), " indices must be integers or slices, not ", index, "; perhaps you missed a comma?"));
}

void Compiler::check_assertion(const ast::Assert& s) {
  if (s.test->kind == K::Tuple && !ast::as<ast::Tuple>(*s.test).elts.empty())
    warn(s.span, "assertion is always true, perhaps remove parentheses?");
}

}  // namespace sim::py
