#include "sim/python/vm.h"

#include "sim/base/check.h"
#include "sim/loop/task.h"
#include "sim/python/import.h"
#include "sim/python/init.h"
#include "sim/python/interpret.h"
#include "sim/python/learners.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/objects/async_generator.h"
#include "sim/python/source.h"
#include "sim/python/traceback.h"
#include "sim/python/types_slots.h"

#include <algorithm>

namespace sim::py {

constinit thread_local Vm* current_vm = nullptr;

namespace {
// The C++ stack that nested runs may use; the system gives 8 MiB.
constexpr size_t kStackBudget = 6u << 20;

// Who handles what is raised at the instruction `at`, or null. The table is in order, and no instruction is in two entries.
const ExceptionEntry* handler_of(const Code& code, uint32_t at) {
  const auto& table = code.exceptions;
  auto behind = std::upper_bound(table.begin(), table.end(), at, [](uint32_t i, const ExceptionEntry& e) { return i < e.start; });
  if (behind == table.begin()) return nullptr;
  const ExceptionEntry& e = behind[-1];
  return at < e.end ? &e : nullptr;
}
}  // namespace

Vm::Vm(const Limits& l, World& w, Trace& t) : limits(l), world(w), trace(t), steps_left(static_cast<int64_t>(l.steps)) {
  SIM_CHECK(!current_vm, "one interpreter at a time on a thread");
  current_vm = this;
  stack_base = static_cast<const std::byte*>(__builtin_frame_address(0));
  init_types(*this);
  Heap::current().finalizer = [](Object* o) { vm().finalize(o); };
  builtins = Dict::make();
  modules = Dict::make();
  add_async_builtins(builtins.get());
  init_builtins(*this);
  init_imports(*this);
}

Vm::~Vm() {
  Heap::current().finalizer = nullptr;
  current_vm = nullptr;
}

void Vm::stop_now() {
  interrupted = false;
  stopping = true;
  if (stopped_in_finalizer) std::rethrow_exception(std::exchange(stopped_in_finalizer, nullptr));
  throw Interrupted{};
}

void Vm::write(int fd, std::string_view text) {
  if (trace.output().size() + text.size() > limits.output) throw LimitReached{LimitReached::Which::output};
  if (trace.detail != Trace::Detail::off) {
    Record r;
    r.t = now();
    r.event = Event::output;
    r.a = static_cast<uint8_t>(fd);
    r.number = static_cast<int64_t>(trace.output().size());
    r.count = static_cast<uint32_t>(text.size());
    r.line = current_line();
    trace.append(r);
  }
  trace.append_output(text);
  if (on_output) on_output(fd, text);
}

uint32_t Vm::current_line() const {
  for (Frame* f = frame; f; f = f->back)
    if (f->code->is_program) return f->line();
  return 0;
}

// A record for each line of the program as it begins: another line than before, or the same one reached by a jump back to its start.
void Vm::record_line() {
  Frame* f = frame;
  if (!f->code->is_program) return;
  auto at = static_cast<uint32_t>(f->ip - f->code->instrs.data());
  uint32_t line = f->code->line_at(at);
  uint32_t before = std::exchange(f->traced_instr, at);
  if (line == 0) return;
  bool again = line == f->traced_line && at < before && (at == 0 || f->code->line_at(at - 1) != line);
  if (line == f->traced_line && !again) return;
  f->traced_line = line;
  Record r;
  r.t = now();
  r.event = Event::line;
  r.line = line;
  r.count = depth;
  trace.append(r);
}

// ---- running
Vm::Exit Vm::run() {
  for (;;) {
    try {
      return record_lines ? interpret<true>() : interpret<false>();
    } catch (Raised& r) {
      raised_ = as_exception(std::move(r.exception));
    }
    raised_->traceback = Ref<Traceback>(new Traceback(raised_->traceback, Ref<Code>(frame->code), frame->instr(), Ref<Object>(frame)));
    if (!unwind()) return Exit::raised;
  }
}

bool Vm::unwind() {
  for (;;) {
    Frame* f = frame;
    uint32_t at = f->instr();
    if (const ExceptionEntry* e = handler_of(*f->code, at)) {
      drop_down_to(f->sp, f->stack() + e->depth);
      f->sp = f->stack() + e->depth;
      put(f->sp++, Value(std::move(raised_)));
      f->ip = f->code->instrs.data() + e->target;
      return true;
    }
    Ref<Exception> leaving = std::move(raised_);   // what the frame still holds may run code as it ends
    drop_down_to(f->sp, f->stack());               // while this frame is still the running one, as CPython
    f->sp = f->stack();
    bool entry = f->entry;
    if (Generator* g = f->generator) {
      // What is thrown in before the first step has met nothing of the body, which would turn a StopIteration into a RuntimeError.
      if (f->code->instrs[at].op != Op::RETURN_GENERATOR) leaving = leaving_generator(*g, std::move(leaving));
      leave_generator(g, Generator::State::finished);
    } else {
      frame = f->back;
      --depth;
      Frame::release(f);
    }
    raised_ = std::move(leaving);
    suspended_line = 0;
    if (entry) return false;
    raised_->traceback = Ref<Traceback>(new Traceback(raised_->traceback, Ref<Code>(frame->code), frame->instr(), Ref<Object>(frame)));
  }
}

void Vm::enter_frame(Frame* f) {
  if (depth >= limits.recursion) {
    Frame::release(f);
    raise(Exc::RecursionError, "maximum recursion depth exceeded");
  }
  f->back = frame;
  ++depth;
  frame = f;
  suspended_line = 0;
}

bool Vm::stack_is_deep() const {
  auto here = static_cast<const std::byte*>(__builtin_frame_address(0));
  return static_cast<size_t>(stack_base > here ? stack_base - here : here - stack_base) > kStackBudget;
}

Value Vm::nested(Frame* f) {
  if (stack_is_deep()) {
    Frame::release(f);
    raise(Exc::RecursionError, "maximum recursion depth exceeded");
  }
  f->entry = true;
  enter_frame(f);
  if (run() == Exit::raised) throw Raised{std::move(raised_)};
  return std::move(result_);
}

// ---- calls that stand still in the middle
Vm::Standing Vm::begin_standing(Function* f, const Args& args) {
  Frame* entry = make_call_frame(f, args);
  entry->entry = true;
  return {entry, entry, 1, nullptr};
}

bool Vm::run_standing(Standing& s, Outcome& result) {
  Frame* before = frame;
  const Frame* below_before = std::exchange(below_thread, frame);
  uint32_t depth_before = depth;
  const Frame* standing_before = std::exchange(standing_, s.entry);
  Ref<Exception> handled_before = std::exchange(handled, std::move(s.handled));
  s.entry->back = frame;
  frame = s.innermost;
  depth += s.depth;
  suspended_line = 0;
  Exit how = run();
  standing_ = standing_before;
  below_thread = below_before;
  if (how == Exit::parked) {
    s.innermost = std::exchange(frame, before);
    s.depth = std::exchange(depth, depth_before) - depth_before;
    s.handled = std::move(handled);
  }
  handled = std::move(handled_before);
  if (how == Exit::returned) result = Outcome::of(std::move(result_));
  if (how == Exit::raised) result = Outcome::raised(std::move(raised_));
  return how != Exit::parked;
}

bool Vm::can_park() const {
  if (!standing_ || parking_) return false;
  const Frame* f = frame;
  while (f && !f->entry) f = f->back;
  return f == standing_;
}

void Vm::park() {
  parking_ = true;
  steps_before_parking_ = std::exchange(steps_left, 0);
}

Value Vm::run_module(const Ref<Code>& code, const Ref<Dict>& globals) {
  return nested(Frame::make(code, nullptr, globals, Value(globals)));
}

Value Vm::call_function(Function* f, const Args& args) { return nested(make_call_frame(f, args)); }

Value Vm::run_class_body(Function* f, const Value& body_names) { return nested(Frame::make(f->code, f, f->globals, body_names)); }

Outcome Vm::try_call_function(Function* f, const Args& args) {
  try {
    return Outcome::of(call_function(f, args));
  } catch (Raised& r) {
    return Outcome::raised(std::move(r.exception));
  }
}

// ---- generators
Value Vm::make_generator(Frame* f) {
  uint32_t flags = f->code->co_flags;
  Kind kind = flags & Code::coroutine ? Kind::coroutine : flags & Code::async_generator ? Kind::async_generator : Kind::generator;
  Ref<Generator> g(new Generator(kind, f));
  f->generator = g.get();
  if (origin_depth && kind == Kind::coroutine) g->finalizer_or_origin = coroutine_origin(f->back);
  return g;
}

void Vm::enter_generator(Generator* g, bool entry) {
  Frame* f = g->frame;
  g->state = Generator::State::running;
  g->outer_handled = handled;
  if (g->handled) handled = g->handled;
  f->entry = entry;
  f->back = frame;
  ++depth;
  frame = f;
  suspended_line = 0;
}

void Vm::leave_generator(Generator* g, Generator::State state) {
  Frame* f = g->frame;
  g->state = state;
  frame = f->back;
  --depth;
  handled = std::move(g->outer_handled);
  if (state != Generator::State::finished) {
    f->back = nullptr;
    return;
  }
  g->flags &= static_cast<uint8_t>(~Object::has_finalizer);
  suspended_line = 0;
  Ref<Exception> gone = std::move(g->handled);
  // What the frame still holds may run code as it ends: what it gave must not be touched by that.
  Value result = std::move(result_);
  Ref<Exception> raised = std::move(raised_);
  g->frame = nullptr;
  f->generator = nullptr;
  Frame::release(f);
  result_ = std::move(result);
  raised_ = std::move(raised);
}

Step Vm::resume_frame(Generator* g, Value sent, Ref<Exception> thrown) {
  if (stack_is_deep() || (!thrown && depth >= limits.recursion))
    return Step::raises(make_exception(Exc::RecursionError, "maximum recursion depth exceeded"));
  if (loops && loops->thrown_into) coroutine_entered(*loops, g);
  Ref<Generator> held(g);
  Frame* f = g->frame;
  if (!sent.is_null()) put(f->sp++, std::move(sent));
  enter_generator(g, true);
  Exit exit;
  if (thrown) {
    if (g->handled) set_context(thrown, g->handled);
    raised_ = std::move(thrown);
    raised_->traceback = Ref<Traceback>(new Traceback(raised_->traceback, Ref<Code>(f->code), f->instr(), Ref<Object>(f)));
    exit = unwind() ? run() : Exit::raised;
  } else {
    exit = run();
  }
  if (exit == Exit::raised) return Step::raises(std::move(raised_));
  return exit == Exit::yielded ? Step::yields(std::move(result_)) : Step::returns(std::move(result_));
}

// ---- ends and warnings
void Vm::finalize(Object* o) noexcept {
  if (stopping) return;
  // It may come in the middle of anything: what is under way must find its things again.
  Value result = std::move(result_);
  Ref<Exception> raised = std::move(raised_);
  Frame* f = frame;
  uint32_t d = depth, n = native_depth, line = suspended_line;
  const Builtin* builtin = calling_builtin_;
  try {
    if (o->kind == Kind::generator || o->kind == Kind::coroutine || o->kind == Kind::async_generator) {
      static_cast<Generator*>(o)->finalize();
    } else if (o->kind == Kind::awaitable) {
      finalize_awaitable(o);
    } else if ((o->flags & Object::is_subclass) || !finalize_loop_object(o)) {
      if (const Value* found = o->type->lookup(names.__del__)) {
        Value del(*found), self(o);
        try {
          call_found(del, Args{&self, 1, nullptr});
        } catch (Raised& r) {
          report_ignored(Ref<Exception>(exception_of(r)), del);
        }
      }
    }
  } catch (Raised& r) {
    // A message that could not be made; nothing is left to be told.
  } catch (...) {
    stopped_in_finalizer = std::current_exception();
    interrupted = true;
  }
  frame = f;
  depth = d;
  native_depth = n;
  suspended_line = line;
  calling_builtin_ = builtin;
  result_ = std::move(result);
  raised_ = std::move(raised);
}

void report_ignored(const Ref<Exception>& e, const Value& object) {
  Frame* f = vm().frame;
  if (!e->traceback && f) e->traceback = Ref<Traceback>(new Traceback(nullptr, Ref<Code>(f->code), f->instr(), Ref<Object>(f)));
  write_unraisable(e, object);
}

void Vm::warn(Type* category, std::string message, bool has_source) {
  // Without a frame the program is over: CPython then knows neither a place nor the module that would speak of tracemalloc.
  Warning w{category, std::move(message), "<sys>", 0, {}, has_source && frame, Value()};
  for (Frame* f = frame; f; f = f->back)
    if (is_learners(*f->code)) {
      w.line = f->line();
      w.file = f->code->source->filename;
      w.source_line = std::string(f->code->source->shown_line(w.line));
      w.module = f->globals->get(names.__name__);
      break;
    }
  if (w.module.is_null()) w.module = Value(names.__main__);
  if (const Value* filters = modules->find(intern("warnings").get())) {
    call_method(*filters, "_of_the_interpreter", {Value(Str::make(w.message)), Value(w.category), Value(Str::make(w.file)),
                                                  Value::integer(w.line), w.module, Value::boolean(w.has_source)});
    return;
  }
  bool main = w.module.is(Kind::str) && w.module.as<Str>()->view() == "__main__";
  if (category == exception_type(Exc::ResourceWarning) || (category == exception_type(Exc::DeprecationWarning) && !main)) return;   // ignored
  if (warnings_shown.insert(cat(category->name->view(), ":", w.file, ":", w.line, ":", w.message)).second) write_to_stderr(format_warning(w));
}

// CPython: warnings._formatwarnmsg_impl.
std::string Vm::format_warning(const Warning& w) {
  std::string_view category = w.category->name->view();
  std::string text = cat(w.file, ":", w.line, ": ", category, ": ", w.message, "\n");
  if (!w.source_line.empty()) text += cat("  ", w.source_line, "\n");
  if (w.has_source) text += cat(category, ": Enable tracemalloc to get the object allocation traceback\n");
  return text;
}

// CPython: warnings._warn_unawaited_coroutine.
void warn_never_awaited(std::string_view qualname, const Object* origin) {
  std::string message = cat("coroutine '", qualname, "' was never awaited");
  record_exception("RuntimeWarning", message);
  if (origin) message += "\nCoroutine created at (most recent call last)\n";
  RepeatedFrames repeats(message);
  for (size_t i = origin ? static_cast<const Tuple*>(origin)->size() : 0; i > 0; --i) {
    const Tuple& place = *(*static_cast<const Tuple*>(origin))[i - 1].as<Tuple>();
    std::string_view file = place[0].as<Str>()->view(), name = place[2].as<Str>()->view(), line = place[3].as<Str>()->view();
    if (!repeats.shows(file, static_cast<uint32_t>(place[1].as_int()), name)) continue;
    message += cat("  File \"", file, "\", line ", place[1].as_int(), ", in ", name, "\n");
    if (!line.empty()) message += cat("    ", line, "\n");
  }
  repeats.end();
  if (message.ends_with('\n')) message.pop_back();
  vm().warn(exception_type(Exc::RuntimeWarning), std::move(message), true);
}

Value shown_origin(const Object* origin) {
  if (!origin) return Value::none();
  std::vector<Value> places;
  for (const Value& place : *static_cast<const Tuple*>(origin)) places.push_back(Tuple::make(place.as<Tuple>()->data(), 3));
  return Tuple::make(places.data(), places.size());
}

Ref<Tuple> coroutine_origin(const Frame* caller) {
  constexpr uint32_t kLoopsFrames = 6;               // CPython's own, from a task's step out to asyncio.run()
  std::vector<Value> places;
  uint32_t depth = 0;
  for (const Frame* f = caller; f && depth < vm().origin_depth; f = f->back) {
    ++depth;
    if (is_learners(*f->code))
      places.push_back(Tuple::make({Value(Str::make(f->code->source->filename)), Value::integer(f->line()), Value(f->code->name),
                                    Value(Str::make(f->code->source->shown_line(f->line())))}));
    if (f->entry && f->generator && f->generator->kind == Kind::coroutine) depth += kLoopsFrames;
  }
  return Tuple::make(places.data(), places.size());
}

}  // namespace sim::py
