#include "sim/run/finalize.h"

#include "sim/base/rings.h"
#include "sim/loop/environment.h"
#include "sim/python/code.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/protocol.h"

#include <cstdio>
#include <optional>

namespace sim {

namespace {

constexpr size_t kLargestFile = 64u << 20;

// A file in the program's own folder or below it; nothing else of the machine is reachable.
std::optional<std::string> read_beside(const std::string& dir, const std::string& path) {
  std::string_view rest = path;
  if (rest.starts_with(dir) && !dir.empty()) rest.remove_prefix(dir.size());
  else if (rest.starts_with("/")) return std::nullopt;
  for (size_t at = 0; (at = rest.find("..", at)) != std::string_view::npos; at += 2)
    if ((at == 0 || rest[at - 1] == '/') && (at + 2 == rest.size() || rest[at + 2] == '/')) return std::nullopt;
  std::string full = path.starts_with("/") ? path : dir + path;
  std::FILE* file = std::fopen(full.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[65536];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0 && text.size() <= kLargestFile) text.append(buffer, n);
  bool bad = std::ferror(file) || text.size() > kLargestFile;
  std::fclose(file);
  if (bad) return std::nullopt;
  return text;
}

}  // namespace

void configure(py::Vm& vm, const Program& program, const RunOptions& options) {
  size_t slash = program.path.rfind('/');
  vm.program_path = program.path;
  vm.program_dir = slash == std::string::npos ? "" : program.path.substr(0, slash + 1);
  if (!program.folder.empty()) vm.program_dir = cat(program.folder, "/");
  vm.read_file = [dir = vm.program_dir](const std::string& path) { return read_beside(dir, path); };
  vm.argv.assign(1, program.path);
  vm.argv.insert(vm.argv.end(), program.argv.begin(), program.argv.end());
  vm.seed = options.seed;
  vm.step_cost = options.step_cost;
  vm.on_output = options.on_output;
  vm.read_line = options.read_line;
  vm.interrupted_from_outside = options.interrupted;
  vm.record_lines = options.detail >= Trace::Detail::lines;
}

Ref<py::Dict> main_module(py::Vm& vm) {
  Ref<py::ModuleObject> module = py::make_module("__main__");
  vm.modules->set(vm.names.__main__, module);
  Ref<py::Dict> globals = module->dict;
  globals->set(vm.names.__builtins__, *vm.modules->find(py::intern("builtins").get()));
  globals->set(vm.names.__file__, py::Str::make(vm.program_path));
  return globals;
}

namespace {
constexpr const char* kLast[] = {"last_exc", "last_value", "last_type", "last_traceback"};

void set_last(py::Vm& vm, std::initializer_list<Value> values) {
  const Value* sys = vm.modules->find(py::intern("sys").get());
  if (!sys || !sys->is(Kind::module)) return;
  const char* const* name = kLast;
  for (const Value& v : values) sys->as<py::ModuleObject>()->dict->set(py::intern(*name++).get(), v);
}
}  // namespace

void set_last_exception(py::Vm& vm, const Ref<py::Exception>& e) {
  // Also where the program does not know sys. Should the run end before finalize() lets it go, its frames end with the heap.
  incref(e.get());
  vm.module_state[kLast[0]] = std::make_shared<py::Exception*>(e.get());
  set_last(vm, {Value(e), Value(e), Value(e->type), e->traceback ? Value(e->traceback) : Value::none()});
}

// CPython: Py_FinalizeEx. Its collector runs before the modules go and again when nothing but themselves holds them any more.
void finalize(py::Vm& vm, const Ref<py::Dict>& globals) {
  while (!vm.at_exit.empty()) {
    auto f = std::move(vm.at_exit.back());
    vm.at_exit.pop_back();
    f();
  }
  Heap& heap = Heap::current();
  bool some_say_so = heap.has_finalizers();
  if (!some_say_so) return;
  Rings(heap).collect();
  auto last = vm.module_state.extract(kLast[0]);
  py::Exception* error = last ? *static_cast<py::Exception**>(last.mapped().get()) : nullptr;
  Value set_loop = vm.loops ? vm.loops->thread.event_loop : Value::none();
  bool names_end = Rings(heap).finalize_all({.names = globals.get(),
                                             .names_are_old = vm.modules->find(py::intern("asyncio").get()) != nullptr,
                                             .error = error,
                                             .let_error_go = [&] {
                                               set_last(vm, {Value::none(), Value::none(), Value::none(), Value::none()});
                                               if (error) decref(error);
                                             },
                                             .stays = set_loop.is_object() ? set_loop.as_object() : nullptr});
  Rings(heap).collect();
  if (!names_end) return;
  for (size_t i = 0; (i = globals->next(i)) != py::Dict::npos; ++i) {
    py::Dict::Entry& entry = globals->entry(i);
    if (entry.value.is_none() || (entry.key.is(Kind::str) && entry.key.as<py::Str>()->view() == "__builtins__")) continue;
    Value dropped = std::exchange(entry.value, Value::none());
  }
  Rings(heap).collect();
}

int system_exit_status(py::Vm& vm, const Ref<py::Exception>& e) {
  const Value& code = e->value;
  if (code.is_null() || code.is_none()) return 0;
  if (code.is_int() || code.is_bool()) return static_cast<int>(code.as_int() & 0xff);
  try {
    vm.write(2, py::str(code)->string() + "\n");
  } catch (const Raised&) {
  }
  return 1;
}

uint32_t line_of(const Ref<py::Exception>& e) {
  uint32_t line = 0;
  for (py::Traceback* t = e->traceback.get(); t; t = t->next.get())
    if (t->code->is_program) line = t->code->line_at(t->instr);
  return line;
}

}  // namespace sim
