#include "sim/python/objects/generator.h"

#include "sim/base/references.h"
#include "sim/python/init.h"
#include "sim/python/interpret.h"
#include "sim/python/objects/async_generator.h"

namespace sim::py {

namespace {

const char* word(const Generator& g) {
  return g.kind == Kind::coroutine ? "coroutine" : g.kind == Kind::async_generator ? "async generator" : "generator";
}

Generator* self_of(const Value* args) { return args[0].as<Generator>(); }

}  // namespace

Generator::Generator(Kind kind, Frame* frame) : Coroutine(kind), born_(Heap::current().births++), frame(frame), code(frame->code) {
  name = frame->function ? frame->function->name : frame->code->name;
  qualified_name = frame->function ? frame->function->qualname : frame->code->qualname;
  flags |= has_finalizer;
}

Generator::~Generator() {
  if (!frame || Heap::current().tearing_down()) return;
  frame->generator = nullptr;
  Frame::release(frame);
}

void Generator::references(References& each) {
  each.held(finalizer_or_origin);
  each.inlined_held(frame);
  each(handled);
  each(outer_handled);
}

Value Generator::receiver() const {
  if (state != State::suspended || !frame || frame->ip->op != Op::YIELD_FROM) return Value();
  return frame->sp[-1];
}

Value Generator::awaiting() const { return receiver(); }

// The frame; then what it awaits, which lies on top of its stack.
void Generator::prefetch(bool far) const {
  if (state != State::suspended) return;
  auto fetch = [](const void* from, size_t bytes) {
    for (size_t i = 0; i < bytes; i += 64) __builtin_prefetch(static_cast<const std::byte*>(from) + i);
  };
  if (!far) fetch(frame, 256);
  else if (frame->sp > frame->stack() && frame->sp[-1].is_object()) fetch(frame->sp[-1].as_object(), 256);
}

Step Generator::resume(Outcome in) {
  if (state == State::running) return Step::raises(raised_here(Exc::ValueError, cat(word(*this), " already executing")));
  if (state == State::finished) {
    if (kind == Kind::coroutine) return Step::raises(raised_here(Exc::RuntimeError, "cannot reuse already awaited coroutine"));
    if (in.is_error()) return Step::raises(std::move(in.error));
    return Step::returns(Value::none());
  }
  if (in.is_error()) return throw_in(as_exception(std::move(in.error)));
  if (state == State::suspended) return vm().resume_frame(this, in.value.is_null() ? Value::none() : std::move(in.value), nullptr);
  if (!in.value.is_null() && !in.value.is_none())
    return Step::raises(raised_here(Exc::TypeError, cat("can't send non-None value to a just-started ", word(*this))));
  return vm().resume_frame(this, Value(), nullptr);
}

// CPython: _gen_throw. What this one awaits gets the exception first.
Step Generator::throw_in(Ref<Exception> e) {
  Vm& m = vm();
  if (m.stack_is_deep()) return Step::raises(make_exception(Exc::RecursionError, "maximum recursion depth exceeded"));
  Value on = receiver();
  if (on.is_null()) return m.resume_frame(this, Value(), std::move(e));
  Ref<Generator> held(this);
  Step step = Step::raises(e);
  state = State::running;
  // While a coroutine or generator that is awaited runs, this frame is its caller (whom it keeps if a traceback keeps it), though not
  // resumed. Below any other awaitable, an async generator's athrow() say, CPython leaves it out.
  struct Linked {
    Vm& m;
    Frame* f;
    Linked(Vm& m, Frame* f) : m(m), f(f) {
      if (f) f->back = std::exchange(m.frame, f);
    }
    ~Linked() {
      if (f) m.frame = std::exchange(f->back, nullptr);
    }
  };
  try {
    bool plain = on.is(Kind::coroutine) || on.is(Kind::generator) || on.is(Kind::native_coroutine);
    bool closing = kind != Kind::async_generator && matches(e.get(), Exc::GeneratorExit);
    Linked linked(m, plain && !closing ? frame : nullptr);
    if (closing) {
      close_awaited(on);
    } else if (is_resumable(on)) {
      step = static_cast<Coroutine*>(on.as_object())->resume(Outcome::raised(e));
    } else if (Value f = get_attr_or_null(on, intern("throw").get()); !f.is_null()) {
      step = Step::yields(call(f, {Value(e)}));
    }
  } catch (Raised& r) {
    step = Step::raises(std::move(r.exception));
    if (!is_resumable(on) && matches(step.error.get(), Exc::StopIteration))
      step = Step::returns(stop_iteration_value(*static_cast<Exception*>(step.error.get())));
  }
  state = State::suspended;
  if (step.kind == Step::Kind::yielded) {
    if (m.suspended_line == 0 && frame->code->is_program)
      m.suspended_line = frame->code->line_at(static_cast<uint32_t>(frame->ip - frame->code->instrs.data()));
    yielded_item = false;
    return step;
  }
  ++frame->ip;
  drop(--frame->sp);
  if (step.kind == Step::Kind::returned) return m.resume_frame(this, std::move(step.value), nullptr);
  // The receiver keeps its place on the stack, as the exception table counts it.
  new (frame->sp++) Value(Value::none());
  return m.resume_frame(this, Value(), as_exception(std::move(step.error)));
}

Value Generator::close() {
  if (state == State::finished) return Value::none();
  if (state == State::created) {
    state = State::finished;
    flags &= static_cast<uint8_t>(~has_finalizer);
    Frame* f = std::exchange(frame, nullptr);
    f->generator = nullptr;
    Frame::release(f);
    return Value::none();
  }
  Step step = resume(Outcome::raised(raised_here(Exc::GeneratorExit, {})));
  switch (step.kind) {
    case Step::Kind::yielded: raise(Exc::RuntimeError, cat(word(*this), " ignored GeneratorExit"));
    case Step::Kind::returned: return std::move(step.value);
    default: break;
  }
  if (matches(step.error.get(), Exc::GeneratorExit)) return Value::none();
  throw Raised{std::move(step.error)};
}

// CPython: _PyGen_Finalize.
void Generator::finalize() {
  if (state == State::finished) return;
  Value self(this);
  try {
    if (kind == Kind::async_generator && finalizer_or_origin && !ag_closed) {
      call(Value(finalizer_or_origin), {self});
      return;
    }
    if (kind == Kind::coroutine && state == State::created) warn_never_awaited(qualified_name->view(), finalizer_or_origin.get());
    close();
  } catch (Raised& r) {
    report_ignored(Ref<Exception>(exception_of(r)), self);
  }
}

// ---- shared with async_generator.cpp and the interpreter
Value shown_awaiting(const Value& awaited) {
  if (awaited.is_null()) return Value::none();
  return awaited.is(Kind::future) || awaited.is(Kind::task) ? get_iter(awaited) : awaited;
}

void close_awaited(const Value& receiver) {
  if (receiver.is(Kind::generator) || receiver.is(Kind::coroutine)) {
    receiver.as<Generator>()->close();
    return;
  }
  if (receiver.is(Kind::future) || receiver.is(Kind::task)) return;      // the wait is given up; the future goes on
  if (receiver.is(Kind::native_coroutine)) {
    auto* c = receiver.as<Coroutine>();
    if (c->finished()) return;
    Step step = c->resume(Outcome::raised(raised_here(Exc::GeneratorExit, {})));
    if (step.kind == Step::Kind::yielded) raise(Exc::RuntimeError, "coroutine ignored GeneratorExit");
    if (step.kind == Step::Kind::raised && !matches(step.error.get(), Exc::GeneratorExit) && !matches(step.error.get(), Exc::StopIteration))
      throw Raised{std::move(step.error)};
    return;
  }
  Value close = get_attr_or_null(receiver, vm().names.close);
  if (!close.is_null()) call(close);
}

Ref<Exception> exception_to_throw(const Args& args, const char* method) {
  if (args.npos > 1)
    vm().warn(exception_type(Exc::DeprecationWarning),
              cat("the (type, exc, tb) signature of ", method, "() is deprecated, use the single-arg signature instead."));
  if (args.npos > 2 && !args[2].is_none() && !args[2].is(Kind::traceback)) raise_type_error("throw() third argument must be a traceback object");
  const Value& first = args[0];
  if (first.is(Kind::type) && (first.as<Type>()->type_flags & Type::exception_)) {
    if (args.npos > 1 && is_instance(args[1], first.as<Type>())) return Ref<Exception>(args[1].as<Exception>());
    Value made = args.npos > 1 && !args[1].is_none()
                     ? (args[1].is(Kind::tuple) ? call(first, Args{args[1].as<Tuple>()->data(), args[1].as<Tuple>()->size(), nullptr})
                                                : call(first, {args[1]}))
                     : call(first);
    if (!made.is(Kind::exception))
      raise_type_error("calling ", repr(first)->view(), " should have returned an instance of BaseException, not ", type_name(made));
    return Ref<Exception>(made.as<Exception>());
  }
  if (first.is(Kind::exception)) {
    if (args.npos > 1 && !args[1].is_none()) raise_type_error("instance exception may not have a separate value");
    return Ref<Exception>(first.as<Exception>());
  }
  raise_type_error("exceptions must be classes or instances deriving from BaseException, not ", type_name(first));
}

Value step_value(Step step) {
  switch (step.kind) {
    case Step::Kind::yielded: return std::move(step.value);
    case Step::Kind::raised: throw Raised{std::move(step.error)};
    default: raise_stop_iteration(step.value.is_none() ? Value() : step.value);
  }
}

// ---- Python's view
namespace {

bool generator_next(const Value& self, Value* out) {
  Step step = self.as<Generator>()->resume(Outcome::of(Value::none()));
  vm().suspended_line = 0;         // an item, not a suspension of the task
  if (step.kind == Step::Kind::raised) throw Raised{std::move(step.error)};
  if (step.kind == Step::Kind::returned) return false;
  *out = std::move(step.value);
  return true;
}

Value gen_next(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(Value::none()))); }
Value gen_send(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(args[1]))); }
Value gen_throw(const Args& args) {
  if (args.npos < 2) raise_type_error("throw expected at least 1 argument, got 0");
  if (args.npos > 4) raise_type_error("throw expected at most 3 arguments, got ", args.npos - 1);
  Value self(args[0]);
  Ref<Exception> e = exception_to_throw(Args{args.items + 1, args.npos - 1, nullptr});
  return step_value(self.as<Coroutine>()->resume(Outcome::raised(std::move(e))));
}
Value gen_close(const Value* args) { return self_of(args)->close(); }

Value gen_repr(const Value& self) {
  auto* g = self.as<Generator>();
  const char* what = g->kind == Kind::generator ? "generator" : g->kind == Kind::coroutine ? "coroutine" : "async_generator";
  return Str::make(cat("<", what, " object ", g->qualified_name->view(), " at ", address_text(g), ">"));
}

Value get_name(const Value& self) { return self.as<Generator>()->name; }
Value get_qualname(const Value& self) { return self.as<Generator>()->qualified_name; }
void set_name(const Value& self, const Value& v) {
  if (!v.is(Kind::str)) raise_type_error("__name__ must be set to a string object");
  self.as<Generator>()->name = Ref<Str>(v.as<Str>());
}
void set_qualname(const Value& self, const Value& v) {
  if (!v.is(Kind::str)) raise_type_error("__qualname__ must be set to a string object");
  self.as<Generator>()->qualified_name = Ref<Str>(v.as<Str>());
}
Value get_frame(const Value& self) {
  Frame* f = self.as<Generator>()->frame;
  return f ? Value(f) : Value::none();
}
Value get_running(const Value& self) {
  auto* g = self.as<Generator>();
  return Value::boolean(g->kind == Kind::async_generator ? g->ag_running : g->state == Generator::State::running);
}
Value get_suspended(const Value& self) { return Value::boolean(self.as<Generator>()->state == Generator::State::suspended); }
Value get_code(const Value& self) {
  auto* g = self.as<Generator>();
  return g->code ? Value(g->code) : Value::none();
}
Value get_receiver(const Value& self) { return shown_awaiting(self.as<Generator>()->receiver()); }
Value get_origin(const Value& self) { return shown_origin(self.as<Generator>()->finalizer_or_origin.get()); }
Value self_value(const Value& self) { return self; }

// What a coroutine's __await__() gives: the same coroutine, of the program or of asyncio, as an iterator.
class CoroutineWrapper final : public Coroutine {
 public:
  explicit CoroutineWrapper(Ref<Coroutine> c) : Coroutine(Kind::awaitable, vm().coroutine_wrapper), coroutine(std::move(c)) {}
  Step resume(Outcome in) override { return coroutine->resume(std::move(in)); }
  std::string_view qualname() const override { return coroutine->qualname(); }
  Value awaiting() const override { return coroutine->awaiting(); }
  bool started() const override { return coroutine->started(); }
  bool finished() const override { return coroutine->finished(); }
  void references(References& each) override { each.held(coroutine); }
  Ref<Coroutine> coroutine;
};

Value coroutine_await(const Value& self) { return Ref<CoroutineWrapper>(new CoroutineWrapper(Ref<Coroutine>(self.as<Coroutine>()))); }
Value wrapper_close(const Value* args) {
  Value coroutine(args[0].as<CoroutineWrapper>()->coroutine);
  close_awaited(coroutine);
  return Value::none();
}
bool resumable_next(const Value& self, Value* out) {
  Step step = self.as<Coroutine>()->resume(Outcome::of(Value::none()));
  if (step.kind == Step::Kind::raised) throw Raised{std::move(step.error)};
  if (step.kind == Step::Kind::returned) return false;
  *out = std::move(step.value);
  return true;
}

}  // namespace

void add_generator_names(TypeBuilder& b, const char* prefix) {
  auto named = [&](const char* rest) { return cat(prefix, "_", rest); };
  b.getter("__name__", get_name, set_name).getter("__qualname__", get_qualname, set_qualname);
  b.getter(named("frame").c_str(), get_frame).getter(named("running").c_str(), get_running);
  b.getter(named("code").c_str(), get_code).getter(named("suspended").c_str(), get_suspended);
}

void init_generator_types(Vm& vm) {
  {
    TypeBuilder b("generator", Kind::generator, vm.types.object, Type::final_);
    b.slots().repr = gen_repr;
    b.slots().iter = self_value;
    b.slots().next = generator_next;
    add_generator_names(b, "gi");
    b.getter("gi_yieldfrom", get_receiver);
    b.method("__next__", "self, /", gen_next).method("send", "self, value, /", gen_send).raw_method("throw", gen_throw);
    b.method("close", "self, /", gen_close).finish();
  }
  {
    TypeBuilder b("coroutine", Kind::coroutine, vm.types.object, Type::final_);
    b.slots().repr = gen_repr;
    b.slots().await = coroutine_await;
    add_generator_names(b, "cr");
    b.getter("cr_await", get_receiver).getter("cr_origin", get_origin);
    b.method("send", "self, value, /", gen_send).raw_method("throw", gen_throw).method("close", "self, /", gen_close).finish();
  }
  {
    TypeBuilder b("coroutine_wrapper", Kind::awaitable, vm.types.object, Type::final_);
    b.slots().iter = self_value;
    b.slots().next = resumable_next;
    b.method("__next__", "self, /", gen_next).method("send", "self, value, /", gen_send).raw_method("throw", gen_throw);
    vm.coroutine_wrapper = b.method("close", "self, /", wrapper_close).finish();
  }
  init_async_generator_types(vm);
}

}  // namespace sim::py
