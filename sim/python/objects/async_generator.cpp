// CPython: the second half of Objects/genobject.c.
#include "sim/python/objects/async_generator.h"

#include "sim/base/references.h"
#include "sim/python/interpret.h"
#include "sim/python/modules/asyncio_host.h"

namespace sim::py {

namespace {

// CPython: async_gen_init_hooks. The event loop hears of each async generator when it is first used.
void init_hooks(Generator* g) {
  if (g->ag_hooks_inited) return;
  g->ag_hooks_inited = true;
  Vm& m = vm();
  g->finalizer_or_origin = m.asyncgen_finalizer.is_object() ? Ref<Object>(m.asyncgen_finalizer.as_object()) : nullptr;
  if (!m.asyncgen_firstiter.is_null()) call(Value(m.asyncgen_firstiter), {Value(g)});
}

Step runtime_error(std::string_view message) { return Step::raises(raised_here(Exc::RuntimeError, message)); }

bool ends_iteration(const Step& step) {
  return step.kind == Step::Kind::raised && (matches(step.error.get(), Exc::StopAsyncIteration) || matches(step.error.get(), Exc::GeneratorExit));
}

class AsyncGenAwaitable : public Coroutine {
 public:
  AsyncGenAwaitable(Type* type, Generator* g) : Coroutine(Kind::awaitable, type), generator(g) { flags |= has_finalizer; }

  std::string_view qualname() const override { return type->name_view(); }
  Value awaiting() const override { return generator->receiver(); }
  bool started() const override { return state != State::init; }
  bool finished() const override { return state == State::closed; }
  virtual const char* method() const = 0;

  enum class State : uint8_t { init, iter, closed } state = State::init;
  Ref<Generator> generator;
  void references(References& each) override { each.held(generator); }

 protected:
  // Drives the generator: one that ends is StopAsyncIteration.
  Step drive(Outcome in) {
    Step step = generator->resume(std::move(in));
    if (step.kind == Step::Kind::returned) step = Step::raises(raised_here(Exc::StopAsyncIteration, {}));
    return step;
  }
  bool is_item(const Step& step) const { return step.kind == Step::Kind::yielded && generator->yielded_item; }
  // CPython: async_gen_unwrap_value. An item is this awaitable's result; an await passes through.
  Step unwrap(Step step) {
    if (step.kind == Step::Kind::raised) {
      if (ends_iteration(step)) generator->ag_closed = true;
      generator->ag_running = false;
      // Thrown into a generator that has not begun it comes out as it is, and ends what awaits this as a result would.
      if (matches(step.error.get(), Exc::StopIteration)) step = Step::returns(stop_iteration_value(static_cast<Exception&>(*step.error)));
    } else if (is_item(step)) {
      generator->ag_running = false;
      step.kind = Step::Kind::returned;
    }
    if (step.kind != Step::Kind::yielded) close();
    return step;
  }
  void close() {
    state = State::closed;
    flags &= static_cast<uint8_t>(~has_finalizer);
  }
};

class ASend final : public AsyncGenAwaitable {
 public:
  ASend(Generator* g, Value v) : AsyncGenAwaitable(vm().async_generator_asend, g), sent(std::move(v)) {}
  const char* method() const override { return "asend"; }

  Step resume(Outcome in) override {
    if (state == State::closed) return runtime_error("cannot reuse already awaited __anext__()/asend()");
    Ref<ASend> held(this);
    if (state == State::init) {
      if (generator->ag_running) {
        close();
        return runtime_error("anext(): asynchronous generator is already running");
      }
      if (!in.is_error() && (in.value.is_null() || in.value.is_none())) in.value = sent;
      state = State::iter;
    }
    generator->ag_running = true;
    return unwrap(drive(std::move(in)));
  }
  void references(References& each) override {
    AsyncGenAwaitable::references(each);
    each(sent);
  }
  Value sent;
};

class AThrow final : public AsyncGenAwaitable {
 public:
  // Without an exception: aclose().
  AThrow(Generator* g, Ref<Exception> e) : AsyncGenAwaitable(vm().async_generator_athrow, g), thrown(std::move(e)) {}
  const char* method() const override { return thrown ? "athrow" : "aclose"; }

  Step resume(Outcome in) override {
    if (state == State::closed) return runtime_error("cannot reuse already awaited aclose()/athrow()");
    Ref<AThrow> held(this);
    if (!in.is_error() && generator->finished()) {
      close();
      return Step::returns(Value::none());
    }
    if (state == State::init) {
      if (generator->ag_running) {
        close();
        return runtime_error(thrown ? "athrow(): asynchronous generator is already running"
                                    : "aclose(): asynchronous generator is already running");
      }
      if (!in.is_error()) {
        if (generator->ag_closed) {
          close();
          return Step::raises(raised_here(Exc::StopAsyncIteration, {}));
        }
        if (!in.value.is_null() && !in.value.is_none()) return runtime_error("can't send non-None value to a just-started coroutine");
        if (!thrown) generator->ag_closed = true;
        in = Outcome::raised(thrown ? thrown : raised_here(Exc::GeneratorExit, {}));
      }
      state = State::iter;
      generator->ag_running = true;
    }
    Step step = drive(std::move(in));
    return thrown ? unwrap(std::move(step)) : closing(std::move(step));
  }
  void references(References& each) override {
    AsyncGenAwaitable::references(each);
    each(thrown);
  }
  Ref<Exception> thrown;

 private:
  Step closing(Step step) {
    if (is_item(step)) {
      generator->ag_running = false;
      close();
      return runtime_error("async generator ignored GeneratorExit");
    }
    if (step.kind != Step::Kind::raised) return step;
    generator->ag_running = false;
    close();
    return ends_iteration(step) ? Step::returns(Value::none()) : step;
  }
};

// anext(ait, default).
class AnextDefault final : public Coroutine {
 public:
  AnextDefault(Value awaitable, Value otherwise)
      : Coroutine(Kind::awaitable, vm().anext_awaitable), awaitable(std::move(awaitable)), otherwise(std::move(otherwise)) {}

  Step resume(Outcome in) override {
    if (done) return Step::returns(Value::none());
    try {
      if (iterator.is_null()) iterator = get_awaitable(awaitable, 0);
      Step step = Step::returns(Value::none());
      if (!in.is_error()) {
        step = send_to(iterator, in.value.is_null() ? Value::none() : in.value);
      } else if (is_resumable(iterator)) {
        step = iterator.as<Coroutine>()->resume(std::move(in));
      } else {
        step = Step::yields(call_method(iterator, "throw", {Value(in.error)}));
      }
      if (step.kind == Step::Kind::raised) throw Raised{std::move(step.error)};
      done = step.kind == Step::Kind::returned;
      return step;
    } catch (Raised& r) {
      done = true;
      if (matches(r.exception.get(), Exc::StopAsyncIteration)) return Step::returns(otherwise);
      return Step::raises(std::move(r.exception));
    }
  }
  std::string_view qualname() const override { return "anext"; }
  Value awaiting() const override { return iterator; }
  bool started() const override { return !iterator.is_null(); }
  bool finished() const override { return done; }
  void references(References& each) override {
    each(awaitable);
    each(otherwise);
    each(iterator);
  }

 private:
  Value awaitable, otherwise, iterator;
  bool done = false;
};

// ---- Python's view
Generator* self_of(const Value* args) { return args[0].as<Generator>(); }

Value agen_anext(const Value& self) { return async_generator_anext(self.as<Generator>()); }
Value agen_asend(const Value* args) {
  init_hooks(self_of(args));
  return Ref<ASend>(new ASend(self_of(args), args[1]));
}
Value agen_athrow(const Args& args) {
  if (args.npos < 2) raise_type_error("athrow expected at least 1 argument, got 0");
  if (args.npos > 4) raise_type_error("athrow expected at most 3 arguments, got ", args.npos - 1);
  Ref<Generator> g(args[0].as<Generator>());
  init_hooks(g.get());
  return Ref<AThrow>(new AThrow(g.get(), exception_to_throw(Args{args.items + 1, args.npos - 1, nullptr}, "athrow")));
}
Value agen_aclose(const Value* args) {
  init_hooks(self_of(args));
  return async_generator_aclose(self_of(args));
}

Value awaitable_send(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(args[1]))); }
Value awaitable_next(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(Value::none()))); }
Value awaitable_throw(const Args& args) {
  if (args.npos < 2) raise_type_error("throw expected at least 1 argument, got 0");
  Value self(args[0]);
  Ref<Exception> e = exception_to_throw(Args{args.items + 1, args.npos - 1, nullptr});
  return step_value(self.as<Coroutine>()->resume(Outcome::raised(std::move(e))));
}
Value awaitable_close(const Value* args) {
  auto* c = args[0].as<Coroutine>();
  if (c->finished()) return Value::none();
  Step step = c->resume(Outcome::raised(raised_here(Exc::GeneratorExit, {})));
  if (step.kind == Step::Kind::yielded) raise(Exc::RuntimeError, "coroutine ignored GeneratorExit");
  if (step.kind == Step::Kind::raised && !ends_iteration(step)) throw Raised{std::move(step.error)};
  return Value::none();
}
bool awaitable_iterate(const Value& self, Value* out) {
  Step step = self.as<Coroutine>()->resume(Outcome::of(Value::none()));
  if (step.kind == Step::Kind::raised) throw Raised{std::move(step.error)};
  if (step.kind == Step::Kind::returned) return false;
  *out = std::move(step.value);
  return true;
}
Value self_value(const Value& self) { return self; }

Type* awaitable_type(Vm& vm, const char* name) {
  TypeBuilder b(name, Kind::awaitable, vm.types.object, Type::final_);
  b.slots().iter = b.slots().await = self_value;
  b.slots().next = awaitable_iterate;
  b.method("__next__", "self, /", awaitable_next).method("send", "self, value, /", awaitable_send);
  return b.raw_method("throw", awaitable_throw).method("close", "self, /", awaitable_close).finish();
}

}  // namespace

Value async_generator_anext(Generator* g) {
  init_hooks(g);
  return Ref<ASend>(new ASend(g, Value::none()));
}

Value anext_with_default(const Value& awaitable, const Value& otherwise) {
  return Ref<AnextDefault>(new AnextDefault(awaitable, otherwise));
}

Ref<Coroutine> async_generator_aclose(Generator* g) { return Ref<Coroutine>(new AThrow(g, nullptr)); }

void finalize_awaitable(Object* o) {
  auto* a = static_cast<AsyncGenAwaitable*>(o);
  if (a->state == AsyncGenAwaitable::State::iter) a->generator->ag_running = false;
  if (a->state != AsyncGenAwaitable::State::init) return;
  record_exception("RuntimeWarning", cat("coroutine method '", a->method(), "' of '", a->generator->qualified_name->view(), "' was never awaited"));
  vm().warn(exception_type(Exc::RuntimeWarning),
            cat("coroutine method '", a->method(), "' of '", a->generator->qualified_name->view(), "' was never awaited"), true);
}

namespace {
// anext(async_iterator[, default]).
Value builtin_anext(const Value* args) {
  auto slot = type_of(args[0])->slots.anext;
  if (!slot) raise_type_error("'", type_name(args[0]), "' object is not an async iterator");
  Value awaitable = slot(args[0]);
  return args[1].is_null() ? awaitable : anext_with_default(awaitable, args[1]);
}
}  // namespace

void add_async_builtins(Dict* builtins) {
  builtins->set(intern("anext").get(), make_builtin("anext", "async_iterator, default=None, /", builtin_anext));
}

void init_async_generator_types(Vm& vm) {
  TypeBuilder b("async_generator", Kind::async_generator, vm.types.object, Type::final_);
  b.slots().repr = [](const Value& self) -> Value {
    auto* g = self.as<Generator>();
    return Str::make(cat("<async_generator object ", g->qualified_name->view(), " at ", address_text(self), ">"));
  };
  b.slots().aiter = self_value;
  b.slots().anext = agen_anext;
  b.getter("ag_await", [](const Value& self) { return shown_awaiting(self.as<Generator>()->receiver()); });
  add_generator_names(b, "ag");
  b.method("asend", "self, value, /", agen_asend).raw_method("athrow", agen_athrow).method("aclose", "self, /", agen_aclose).finish();
  vm.async_generator_asend = awaitable_type(vm, "async_generator_asend");
  vm.async_generator_athrow = awaitable_type(vm, "async_generator_athrow");
  vm.anext_awaitable = awaitable_type(vm, "anext_awaitable");
}

}  // namespace sim::py
