// eval, exec, compile and the namespaces of the running code.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/code.h"
#include "sim/python/compiler.h"
#include "sim/python/frame.h"
#include "sim/python/lexer.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/function.h"
#include "sim/python/parser.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

Value globals_of(const Value*) {
  if (!vm().frame) return Dict::make();
  return Value(vm().frame->globals);
}

Value locals_here(const Value*) {
  Frame* f = vm().frame;
  return f ? locals_of(f) : Value(Dict::make());
}

enum class Mode { exec, eval, single };
enum class Stage { decoding, reading, compiling };

size_t lines_ended(const Source& source) { return static_cast<size_t>(std::count(source.text.begin(), source.text.end(), '\n')); }
int64_t length_of(std::string_view line) { return static_cast<int64_t>(count_code_points(line)); }

bool told_by_lexer(const SyntaxProblem& p, const Source& source) {
  const LexFailure failure = tokenize(source).failure;
  return failure.kind == LexFailure::Kind::raised && failure.problem.line == p.line && failure.problem.message == p.message;
}

// What SyntaxError tells of a place in a string. Only exec's text is given a line end where it has none: of the others' end, no column is known.
struct Place {
  int64_t col, end_col;
  bool with_line_end;
};
Place place_in(const SyntaxProblem& p, const Source& source, Mode mode) {
  const bool last = p.line > lines_ended(source), indentation = p.type == SyntaxProblem::Type::IndentationError;
  const int64_t length = length_of(source.line(p.line));
  Place place{p.col, p.end_col, mode == Mode::exec || (!last && p.line != 0)};
  if (mode == Mode::exec && p.col == 0) place.col = length + 1, place.end_col = -1;      // the end of the text
  if (indentation && p.end_col == 0) place.end_col = -1;
  if (mode != Mode::exec && last && p.end_col > length + 1 && p.message == "invalid syntax") place.col = place.end_col = 0;
  const bool unclosed = !indentation && p.col != 0 && p.end_col == 0;
  if (p.end_line > p.line || (unclosed && p.line < lines_ended(source) + !source.text.ends_with('\n')) || told_by_lexer(p, source))
    place.with_line_end = false;
  return place;
}

Ref<Tuple> details_of(const SyntaxProblem& p, const Source& source, Mode mode, Stage stage) {
  auto details = [&](int64_t col, const Value& text, int64_t end_col) {
    return Tuple::make({Value(Str::make(source.filename)), Value::integer(p.line), Value::integer(col), text, Value::integer(p.end_line),
                        Value::integer(end_col)});
  };
  std::string line(source.line(p.line));
  if (stage == Stage::compiling) return details(p.col, source.in_file ? Value(Str::make(line + "\n")) : Value::none(), p.end_col);
  Place place = place_in(p, source, mode);
  return details(place.col, Value(Str::make(place.with_line_end ? line + "\n" : line)), place.end_col);
}

[[noreturn]] void raise_syntax(const SyntaxProblem& p, const Source& source, Mode mode, Stage stage) {
  Exc type = p.type == SyntaxProblem::Type::IndentationError ? Exc::IndentationError
             : p.type == SyntaxProblem::Type::TabError       ? Exc::TabError
             : p.type == SyntaxProblem::Type::MemoryError    ? Exc::MemoryError
             : p.type == SyntaxProblem::Type::RecursionError ? Exc::RecursionError
                                                             : Exc::SyntaxError;
  if (type == Exc::MemoryError || type == Exc::RecursionError || stage == Stage::decoding) raise(type, p.message);
  Value args[2] = {Value(Str::make(p.message)), Value(details_of(p, source, mode, stage))};
  raise(make_exception(exception_type(type), Args{args, 2, nullptr}));
}

std::string source_text(const Value& v, std::string_view function) {
  std::string text;
  if (v.is(Kind::str)) text = v.as<Str>()->string();
  else if (v.is(Kind::bytes) || v.is(Kind::bytearray)) text = v.as<Bytes>()->view();
  else raise_type_error(function, "() arg 1 must be a string, bytes or code object");
  if (text.find('\0') != std::string::npos) raise(Exc::SyntaxError, "source code string cannot contain null bytes");
  return text;
}

Ref<Code> compiled(std::string text, std::string filename, Mode mode) {
  charge_steps(1500 + text.size() * 32);   // to read and translate takes far longer than most code then runs
  auto source = std::make_shared<Source>();
  auto checked = [&](auto result, Stage stage) {
    if (auto* problem = std::get_if<SyntaxProblem>(&result)) raise_syntax(*problem, *source, mode, stage);
    return std::move(std::get<0>(result));
  };
  source->filename = std::move(filename);
  source->in_file = source->filename == vm().program_path;
  source->text = checked(normalise(std::move(text)), Stage::decoding);
  if (mode == Mode::eval) {
    ast::Expression tree = checked(parse_expression(*source), Stage::reading);
    return checked(compile_expression(tree, source, false), Stage::compiling);
  }
  ast::Module tree = checked(parse_module(*source), Stage::reading);
  return checked(compile_module(tree, source, false), Stage::compiling);
}

bool is_given(const Value& v) { return !v.is_null() && !v.is_none(); }

// Before the text is read. eval has sentences of its own.
void check_namespaces(const Value& globals, const Value& locals, bool is_eval) {
  if (is_given(locals) && !type_of(locals)->slots.getitem) {
    if (is_eval) raise_type_error("locals must be a mapping");
    raise_type_error("locals must be a mapping or None, not ", type_name(locals));
  }
  if (!is_given(globals) || globals.is(Kind::dict)) return;
  if (is_eval) raise_type_error(type_of(globals)->slots.getitem ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict");
  raise_type_error("exec() globals must be a dict, not ", type_name(globals));
}

// Runs `code` with the given namespaces, or those of the caller.
Value run(const Ref<Code>& code, const Value& globals, const Value& locals, std::string_view function) {
  if (code->nfree && function == "exec") raise_type_error("code object requires a closure of exactly length ", code->nfree);
  if (code->nfree) raise_type_error("code object passed to ", function, "() may not contain free variables");
  bool given = is_given(globals);
  Ref<Dict> names = given ? Ref<Dict>(globals.as<Dict>()) : Ref<Dict>(globals_of(nullptr).as<Dict>());
  if (!names->find(vm().names.__builtins__)) names->set(vm().names.__builtins__, Value(vm().builtins));
  Value own = locals;
  if (!is_given(own)) own = given ? Value(names) : locals_here(nullptr);
  return vm().run_code(code, names, own);
}

Value eval_of(const Value* a) {
  check_namespaces(a[1], a[2], true);
  if (a[0].is(Kind::code)) return run(Ref<Code>(a[0].as<Code>()), a[1], a[2], "eval");
  std::string text = source_text(a[0], "eval");
  text.erase(0, text.find_first_not_of(" \t"));
  return run(compiled(std::move(text), "<string>", Mode::eval), a[1], a[2], "eval");
}

Value exec_of(const Value* a) {
  check_namespaces(a[1], a[2], false);
  Ref<Code> code = a[0].is(Kind::code) ? Ref<Code>(a[0].as<Code>()) : compiled(source_text(a[0], "exec"), "<string>", Mode::exec);
  run(code, a[1], a[2], "exec");
  return Value::none();
}

Value compile_of(const Value* a) {
  if (!a[2].is(Kind::str)) raise_type_error("compile() argument 'mode' must be str, not ", type_name(a[2]));
  std::string_view mode = a[2].as<Str>()->view();
  if (mode != "exec" && mode != "eval" && mode != "single")
    raise_value_error("compile() mode must be 'exec', 'eval' or 'single'");
  return Value(compiled(source_text(a[0], "compile"), str(a[1])->string(),
                        mode == "exec" ? Mode::exec : mode == "eval" ? Mode::eval : Mode::single));
}

}  // namespace

Value Vm::run_code(const Ref<Code>& code, const Ref<Dict>& globals, const Value& locals) {
  return nested(Frame::make(code, nullptr, globals, locals));
}

void add_code_builtins(BuiltinsDict& b) {
  b.function("globals", "", globals_of)
      .function("locals", "", locals_here)
      .function("eval", "source, /, globals=None, locals=None", eval_of)
      .function("exec", "source, /, globals=None, locals=None", exec_of)
      .function("compile", "source, filename, mode, flags=0, dont_inherit=False, optimize=-1", compile_of);
}

}  // namespace sim::py
