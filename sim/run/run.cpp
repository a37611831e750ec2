// The whole pipeline, top to bottom: text -> tree -> code -> virtual machine -> trace.
#include "sim/run/run.h"

#include "sim/base/rings.h"
#include "sim/base/text.h"
#include "sim/loop/deadlock.h"
#include "sim/python/compiler.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/parser.h"
#include "sim/python/process.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"
#include "sim/python/traceback.h"
#include "sim/run/finalize.h"
#include "sim/world/sim_world.h"

namespace sim {

namespace {

void end(Run& run, Ending ending, int status, std::string message = {}, uint32_t line = 0) {
  run.ending = ending;
  run.exit_status = status;
  run.message = std::move(message);
  run.line = line;
}

void report(py::Vm& vm, std::string_view text) {
  try {
    vm.write(2, text);
  } catch (const LimitReached&) {   // nothing more fits; the run's message says what it was
  } catch (const Interrupted&) {    // somebody who watches the trace has seen enough
  }
}

std::string limit_sentence(LimitReached::Which which, py::Vm& vm) {
  const py::Limits& limits = vm.limits;
  switch (which) {
    case LimitReached::Which::steps:
      return cat("LIMIT: stopped after ", limits.steps, " instructions. Is there a loop that never ends or never awaits? --max-steps N allows more.");
    case LimitReached::Which::virtual_time:
      return cat("LIMIT: stopped at ", limits.virtual_time / kSecond, " s of virtual time. --max-time SECONDS allows more.");
    case LimitReached::Which::memory:
      return cat("LIMIT: the program needs more than ", limits.memory >> 20, " MB of memory. --max-memory MB allows more.");
    case LimitReached::Which::output:
      return cat("LIMIT: the program printed more than ", limits.output >> 20, " MiB. Is there a print in a loop that never ends?");
    case LimitReached::Which::turns:
      return cat("LIMIT: the loop turned ", limits.turns_without_time,
                 " times while no time passed: something polls and never waits. Await asyncio.sleep with a delay, or give each turn a cost with "
                 "--step-cost SECONDS.");
    case LimitReached::Which::callbacks:
      return cat("LIMIT: the loop ran ", limits.callbacks, " callbacks. Does something repeat for ever? Give it an end, or let it wait longer each time.");
  }
  return "LIMIT";
}

// CPython: PyErr_PrintEx. Nothing is left to say when the program's own sys.excepthook has done it.
std::string reported_by_hook(py::Vm& vm, const Ref<py::Exception>& e) {
  Value* sys = vm.modules->find(py::intern("sys").get());
  Value hook = sys ? py::get_attr_or_null(*sys, py::intern("excepthook").get()) : Value();
  if (hook.is_null() || hook.identical(py::get_attr_or_null(*sys, py::intern("__excepthook__").get()))) return py::format_traceback(e);
  try {
    py::call(hook, {Value(e->type), Value(e), e->traceback ? Value(e->traceback) : Value::none()});
    return "";
  } catch (const Raised& raised) {
    return cat("Error in sys.excepthook:\n", py::format_traceback(Ref<py::Exception>(py::exception_of(raised))), "\nOriginal exception was:\n",
               py::format_traceback(e));
  }
}

void end_by_exception(Run& run, py::Vm& vm, const Ref<py::Exception>& e) {
  if (py::matches(e.get(), py::Exc::SystemExit)) return end(run, Ending::system_exit, system_exit_status(vm, e));
  run.line = line_of(e);
  try {
    py::write_to_stderr(reported_by_hook(vm, e));
  } catch (const Raised&) {         // the program's own stderr fails, and there is no other
  } catch (const LimitReached&) {
  } catch (const Interrupted&) {
  }
  end(run, Ending::exception, py::matches(e.get(), py::Exc::KeyboardInterrupt) ? 130 : 1, py::exception_line(e), run.line);
  set_last_exception(vm, e);
  Rings(Heap::current()).collect();   // CPython's comes by while the traceback is printed
}

bool finalizes(Ending e) { return e == Ending::finished || e == Ending::exception || e == Ending::system_exit; }

// Everything of the learner's that may end a run early, told in one place. `body` is Python code being run. False: nothing of the program
// may run any more.
template <class Body>
bool guarded(Run& run, py::Vm& vm, Body body) {
  try {
    try {
      body();
    } catch (const Raised& raised) {   // to tell it runs the learner's code again (__str__, __repr__), which may end the run, too
      end_by_exception(run, vm, Ref<py::Exception>(py::exception_of(raised)));
    }
  } catch (const py::Unsupported& u) {
    end(run, Ending::unsupported, 5, cat("UNSUPPORTED: line ", u.line, ": ", u.construct, " is not simulated. ", u.advice), u.line);
  } catch (const LimitReached& limit) {
    end(run, Ending::limit, 4, limit_sentence(limit.which, vm), limit.line ? limit.line : vm.current_line());
    if (run.line) run.message += cat(" (line ", run.line, ")");
  } catch (const Deadlock& deadlock) {
    end(run, Ending::deadlock, 3, deadlock.report, deadlock.line);
  } catch (const Interrupted&) {
    end(run, Ending::interrupted, 130, "Interrupted.", vm.current_line());
  } catch (const py::ProcessEnded& ended) {
    end(run, Ending::system_exit, ended.status, ended.message, vm.current_line());
    return false;
  }
  return finalizes(run.ending);
}

void execute(Run& run, py::Vm& vm, const Ref<py::Code>& code) {
  Ref<py::Dict> globals = main_module(vm);
  bool well = guarded(run, vm, [&] { vm.run_module(code, globals); }) && guarded(run, vm, [&] { finalize(vm, globals); });
  if (!well) report(vm, run.message + "\n");
}

void end_by_syntax(Run& run, const py::SyntaxProblem& problem, const py::Source& source, const RunOptions& options) {
  std::string text = py::describe(problem, source);
  end(run, Ending::syntax_error, 1, cat("SyntaxError: ", problem.message), problem.line);
  run.col = problem.col;
  run.end_line = problem.end_line;
  run.end_col = problem.end_col;
  Record r;
  r.event = Event::output;
  r.a = 2;
  r.count = static_cast<uint32_t>(text.size());
  run.trace.append(r);
  run.trace.append_output(text);
  if (options.on_output) options.on_output(2, text);
}

}  // namespace

std::unique_ptr<Run> run(const Program& program, const RunOptions& options) {
  auto run = std::make_unique<Run>();
  run->trace.detail = options.detail;
  if (options.on_records) run->trace.hand_on([&trace = run->trace, &options] { options.on_records(trace); });
  auto source = std::make_shared<py::Source>();
  source->filename = program.path;
  auto own_heap = std::make_unique<Heap>(options.limits.memory);
  Heap& heap = *own_heap;
  Heap::Scope scope(&heap);
  std::shared_ptr<World> world = options.world ? options.world() : std::make_shared<SimWorld>(options.scenario, options.seed);
  auto own_vm = std::make_unique<py::Vm>(options.limits, *world, run->trace);
  py::Vm& vm = *own_vm;
  configure(vm, program, options);
  if (options.on_start) options.on_start(run->trace);

  auto text = py::normalise(program.text);
  if (auto* problem = std::get_if<py::SyntaxProblem>(&text)) {
    end_by_syntax(*run, *problem, *source, options);
    return run;
  }
  source->text = std::move(std::get<std::string>(text));
  auto tree = py::parse_module(*source);
  auto* problem = std::get_if<py::SyntaxProblem>(&tree);
  std::variant<Ref<py::Code>, py::SyntaxProblem> code;
  if (!problem) {
    guarded(*run, vm, [&] { code = py::compile_module(std::get<py::ast::Module>(tree), source, true); });
    problem = std::get_if<py::SyntaxProblem>(&code);
  }
  if (problem) end_by_syntax(*run, *problem, *source, options);
  else if (run->ending != Ending::finished) report(vm, run->message + "\n");   // 3j: known while compiling, and not simulated
  else execute(*run, vm, std::get<Ref<py::Code>>(code));

  run->end = world->now();
  run->steps = vm.steps();
  run->peak_memory = heap.peak();
  run->unlisted_hosts = world->unlisted_hosts();
  Record last;
  last.t = run->end;
  last.event = Event::ended;
  last.a = static_cast<uint8_t>(run->ending);
  last.line = run->line;
  last.text = run->trace.intern(run->message);
  run->trace.append(last);
  if (options.leave_memory) {
    own_vm.release();
    own_heap.release();
  }
  return run;
}

}  // namespace sim
