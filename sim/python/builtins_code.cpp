// eval, exec, compile and the namespaces of the running code.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/code.h"
#include "sim/python/compiler.h"
#include "sim/python/frame.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/function.h"
#include "sim/python/parser.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

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

[[noreturn]] void raise_syntax(const SyntaxProblem& p, const Source& source) {
  Exc type = p.type == SyntaxProblem::Type::IndentationError ? Exc::IndentationError
             : p.type == SyntaxProblem::Type::TabError       ? Exc::TabError
             : p.type == SyntaxProblem::Type::MemoryError    ? Exc::MemoryError
             : p.type == SyntaxProblem::Type::RecursionError ? Exc::RecursionError
                                                             : Exc::SyntaxError;
  if (type == Exc::MemoryError || type == Exc::RecursionError) raise(type, p.message);
  auto number = [](uint32_t n) { return n ? Value::integer(n) : Value::none(); };
  std::string line = cat(source.line(p.line), "\n");
  Ref<Tuple> details = Tuple::make({Value(Str::make(source.filename)), number(p.line), number(p.col), Value(Str::make(line)),
                                    number(p.end_line), number(p.end_col)});
  Value args[2] = {Value(Str::make(p.message)), Value(details)};
  raise(make_exception(exception_type(type), Args{args, 2, nullptr}));
}

std::string source_text(const Value& v, std::string_view function) {
  if (v.is(Kind::str)) return v.as<Str>()->string();
  if (v.is(Kind::bytes) || v.is(Kind::bytearray)) return std::string(v.as<Bytes>()->view());
  raise_type_error(function, "() arg 1 must be a string, bytes or code object");
}

template <class T>
T checked(std::variant<T, SyntaxProblem> result, const Source& source) {
  if (auto* problem = std::get_if<SyntaxProblem>(&result)) raise_syntax(*problem, source);
  return std::move(std::get<T>(result));
}

Ref<Code> compiled(std::string text, std::string filename, bool expression) {
  charge_steps(1500 + text.size() * 32);   // to read and translate takes far longer than most code then runs
  auto source = std::make_shared<Source>();
  source->filename = std::move(filename);
  source->in_file = source->filename == vm().program_path;
  source->text = checked(normalise(std::move(text)), *source);
  if (expression) {
    ast::Expression tree = checked(parse_expression(*source), *source);
    return checked(compile_expression(tree, source, false), *source);
  }
  ast::Module tree = checked(parse_module(*source), *source);
  return checked(compile_module(tree, source, false), *source);
}

// Runs `code` with the given namespaces, or those of the caller.
Value run(const Ref<Code>& code, const Value& globals, const Value& locals, std::string_view function) {
  if (code->nfree && function == "exec") raise_type_error("code object requires a closure of exactly length ", code->nfree);
  if (code->nfree) raise_type_error("code object passed to ", function, "() may not contain free variables");
  bool given = !globals.is_null() && !globals.is_none();
  if (given && !globals.is(Kind::dict)) raise_type_error(function, "() globals must be a dict, not ", type_name(globals));
  Ref<Dict> names = given ? Ref<Dict>(globals.as<Dict>()) : Ref<Dict>(globals_of(nullptr).as<Dict>());
  if (!names->find(vm().names.__builtins__)) names->set(vm().names.__builtins__, Value(vm().builtins));
  Value own = locals;
  if (own.is_null() || own.is_none()) own = given ? Value(names) : locals_here(nullptr);
  return vm().run_code(code, names, own);
}

Value eval_of(const Value* a) {
  if (a[0].is(Kind::code)) return run(Ref<Code>(a[0].as<Code>()), a[1], a[2], "eval");
  return run(compiled(source_text(a[0], "eval"), "<string>", true), a[1], a[2], "eval");
}

Value exec_of(const Value* a) {
  Ref<Code> code = a[0].is(Kind::code) ? Ref<Code>(a[0].as<Code>()) : compiled(source_text(a[0], "exec"), "<string>", false);
  run(code, a[1], a[2], "exec");
  return Value::none();
}

Value compile_of(const Value* a) {
  if (!a[2].is(Kind::str)) raise_type_error("compile() argument 'mode' must be str, not ", type_name(a[2]));
  std::string_view mode = a[2].as<Str>()->view();
  if (mode != "exec" && mode != "eval" && mode != "single")
    raise_value_error("compile() mode must be 'exec', 'eval' or 'single'");
  return Value(compiled(source_text(a[0], "compile"), str(a[1])->string(), mode == "eval"));
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
