#include "sim/python/modules/asyncio_host.h"

#include "sim/asyncio/executor.h"
#include "sim/base/check.h"
#include "sim/base/references.h"
#include "sim/python/interpret.h"
#include "sim/python/modules/asyncio_runner.h"
#include "sim/python/objects/async_generator.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/exception.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/suggestions.h"
#include "sim/python/traceback.h"

#include <algorithm>

namespace sim::py {

namespace {

Exc exc_of(Error e) {
  switch (e) {
    case Error::cancelled: return Exc::CancelledError;
    case Error::timeout: return Exc::TimeoutError;
    case Error::invalid_state: return Exc::InvalidStateError;
    case Error::runtime: return Exc::RuntimeError;
    case Error::type: return Exc::TypeError;
    case Error::value: return Exc::ValueError;
    case Error::assertion: return Exc::AssertionError;
    case Error::queue_empty: return Exc::QueueEmpty;
    case Error::queue_full: return Exc::QueueFull;
    case Error::queue_shut_down: return Exc::QueueShutDown;
    case Error::broken_barrier: return Exc::BrokenBarrierError;
    case Error::stop_iteration: return Exc::StopIteration;
    case Error::stop_async_iteration: return Exc::StopAsyncIteration;
    case Error::generator_exit: return Exc::GeneratorExit;
    case Error::exit: return Exc::SystemExit;
    case Error::exception: return Exc::Exception;
    case Error::recursion: return Exc::RecursionError;
  }
  return Exc::Exception;
}

Exception* as_exception(const Object* o) { return const_cast<Exception*>(static_cast<const Exception*>(o)); }

// An awaitable that is no coroutine of ours: an iterator that some __await__ gave, or an object with send() and throw().
class IteratorCoroutine final : public Coroutine {
 public:
  IteratorCoroutine(Value iterator, std::string name) : Coroutine(Kind::other, vm().types.object), iterator_(std::move(iterator)), name_(std::move(name)) {}
  Step resume(Outcome in) override {
    started_ = true;
    Step step = go_on(std::move(in));
    if (step.kind != Step::Kind::yielded) finished_ = true;
    return step;
  }
  std::string_view qualname() const override { return name_; }
  Value awaiting() const override { return iterator_; }
  bool started() const override { return started_; }
  bool finished() const override { return finished_; }
  void references(References& each) override { each(iterator_); }

 private:
  Step go_on(Outcome in) {
    try {
      if (!in.is_error()) return send_to(iterator_, in.value.is_null() ? Value::none() : in.value);
      Value thrower = get_attr_or_null(iterator_, intern("throw").get());
      if (thrower.is_null()) return Step::raises(in.error);
      return Step::yields(call(thrower, {Value(in.error)}));
    } catch (Raised& raised) {
      Exception* e = exception_of(raised);
      if (matches(e, Exc::StopIteration)) return Step::returns(stop_iteration_value(*e));
      return Step::raises(std::move(raised.exception));
    }
  }
  Value iterator_;
  std::string name_;
  bool started_ = false, finished_ = false;
};

// Stands as the finalizer of an async generator that a loop has seen begin. It dies with the generator, and takes it off the list.
struct AsyncGenerators {
  struct Entry {
    Generator* generator;              // borrowed
    Loop* loop;                        // whose it is; borrowed, compared only
  };
  std::vector<Entry> live;
  void remove(const Generator* g) {
    live.erase(std::remove_if(live.begin(), live.end(), [g](const Entry& e) { return e.generator == g; }), live.end());
  }
};

class Watch final : public Object {
 public:
  Watch(Generator* g, std::shared_ptr<AsyncGenerators> list) : Object(Kind::other, vm().types.object), generator_(g), list_(std::move(list)) {}
  ~Watch() override { list_->remove(generator_); }

 private:
  Generator* generator_;
  std::shared_ptr<AsyncGenerators> list_;
};

// The method that a subclass of the program's has in place of the loop's own; null: none.
Value overriding(Loop& loop, const char* method) {
  if (!(loop.flags & Object::is_subclass)) return Value();
  Str* name = intern(method).get();
  const Value *found = loop.type->lookup(name), *base = asyncio_types().event_loop->lookup(name);
  return found && !found->identical(*base) ? get_attr(Value(static_cast<Object*>(&loop)), name) : Value();
}

class PythonHost final : public Host {
 public:
  PythonHost() {
    depth = &vm().depth;
    depth_limit = vm().limits.recursion;
    suspended_line = &vm().suspended_line;
    asyncio_code_ = Ref<Code>(new Code);
    asyncio_code_->name = asyncio_code_->qualname = intern("asyncio");
    asyncio_code_->localsplus.push_back(intern(".0"));
  }

  [[noreturn]] void refuse_to_wait() override {
    raise_unsupported("an event loop in a thread that waits for an answer while another loop runs", "Await it in the loop that runs.");
  }

  // ---- exceptions
  Ref<Object> make_error(Error kind, std::string_view message) override { return make_exception(exc_of(kind), message); }
  Ref<Object> make_error_with(Error kind, const Value& argument) override { return make_exception(exc_of(kind), argument); }
  void raise(Error kind, std::string_view message) override { py::raise(exc_of(kind), message); }
  bool is_error(const Object* e, Error kind) override {
    if (!e || e->kind != Kind::exception) return false;
    return matches(e, exc_of(kind)) || (kind == Error::exit && matches(e, Exc::KeyboardInterrupt));
  }
  std::string_view error_name(const Object* e) override { return e->type->name_view(); }
  std::string error_message(const Object* e) override {
    try {
      return str(Value(const_cast<Object*>(e)))->string();
    } catch (Raised&) {
      return "";
    }
  }
  void set_cause(Object* e, Object* cause) override {
    as_exception(e)->cause = Ref<Exception>(as_exception(cause));
    as_exception(e)->suppress_context = true;
  }
  void raised_here(Object* e) override { py::set_context(Ref<Exception>(as_exception(e)), vm().handled); }
  Ref<Object> context_of(const Object* e) override { return as_exception(e)->context; }
  void set_context(Object* e, Object* context) override { as_exception(e)->context = Ref<Exception>(as_exception(context)); }
  Ref<Object> traceback_of(const Object* e) override { return as_exception(e)->traceback; }
  void passed_by(Object* exception, Object* holder) override {
    Frame* f = own_frame(Value(holder));
    if (!f) return;
    f->back = vm().frame;
    incref(f->back);
    f->keeps_back = f->left = true;
    Exception* e = as_exception(exception);
    e->traceback = Ref<Traceback>(new Traceback(e->traceback, asyncio_code_, 0, Ref<Object>::adopt(f)));
  }
  void enter_function(const Value& variable) override {
    Frame* f = own_frame(variable);
    if (!f) return;
    f->back = std::exchange(vm().frame, f);
  }
  void leave_function() override {
    Frame* f = vm().frame;
    if (!f || f->code != asyncio_code_.get()) return;
    vm().frame = f->back;
    Frame::release(f);
  }
  void set_traceback(Object* e, Object* traceback) override { as_exception(e)->traceback = Ref<Traceback>(static_cast<Traceback*>(traceback)); }
  Ref<Object> make_group(std::string_view message, const std::vector<Ref<Object>>& errors) override {
    Ref<List> list = List::make();
    for (const Ref<Object>& e : errors) list->items.push_back(Value(e));
    Value args[] = {Value(Str::make(message)), Value(list)};
    return make_exception(exception_type(Exc::BaseExceptionGroup), Args{args, 2, nullptr});
  }
  std::vector<Ref<Object>> group_members(const Object* e) override {
    std::vector<Ref<Object>> all;
    if (matches(e, Exc::ExceptionGroup) && as_exception(e)->value.is(Kind::tuple))
      for (const Value& v : *as_exception(e)->value.as<Tuple>()) all.push_back(Ref<Object>(v.as_object()));
    return all;
  }

  // ---- what may stand still
  std::unique_ptr<Activity> begin_activity(const Value& f, const Value& args, const Value& kwargs) override;
  bool can_park() override { return (alone_ && alone_frame_ == vm().frame) || vm().can_park(); }
  void park() override {
    if (alone_ && alone_frame_ == vm().frame) alone_ = false;
    else vm().park();
  }
  // A builtin that is a job by itself: it stands still when it has returned.
  bool call_alone(const Value& f, const Value& args, const Value& kwargs, Value* result) {
    alone_ = true;
    alone_frame_ = vm().frame;
    *result = call_with(f, args, kwargs);
    return std::exchange(alone_, false);             // false: it was parked
  }

  // ---- values
  Value call(const Value& f, std::initializer_list<Value> args) override { return py::call(f, args); }
  Value call_with(const Value& f, const Value& args, const Value& kwargs) override {
    auto* positional = args.as<Tuple>();
    if (kwargs.is_null() || !kwargs.is(Kind::dict) || kwargs.as<Dict>()->size() == 0)
      return py::call(f, Args{positional->data(), positional->size(), nullptr});
    std::vector<Value> all(positional->begin(), positional->end()), names;
    auto* d = kwargs.as<Dict>();
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) {
      names.push_back(d->entry(i).key);
      all.push_back(d->entry(i).value);
    }
    Ref<Tuple> keywords = Tuple::make(names.data(), names.size());
    return py::call(f, Args{all.data(), positional->size(), keywords.get()});
  }
  Value call_on_thread(const Value& f, const Value& args, const Value& kwargs) override {
    struct OwnStack {
      const Frame* below = std::exchange(vm().below_thread, vm().frame);
      Ref<Exception> handled = std::exchange(vm().handled, nullptr);
      ~OwnStack() {
        vm().below_thread = below;
        vm().handled = std::move(handled);
      }
    } own_stack;
    return call_with(f, args, kwargs);
  }
  Value call_method(const Value& o, const char* name, std::initializer_list<Value> args) override { return py::call_method(o, name, args); }
  bool truthy(const Value& v) override { return py::truthy(v); }
  bool equal(const Value& a, const Value& b) override { return equals(a, b); }
  bool less(const Value& a, const Value& b) override { return compare_bool(a, b, CompareOp::lt); }
  double number(const Value& v) override {
    if (v.is_float()) return v.as_float();
    if (v.is_int() || v.is_bool()) return static_cast<double>(v.as_int());
    compare_bool(v, Value::integer(0), CompareOp::le);
    return to_double(v);
  }
  int64_t length(const Value& v) override { return py::length(v); }
  std::string repr(const Value& v) override { return py::repr(v)->string(); }
  std::string type_name(const Value& v) override { return std::string(type_of(v)->name_view()); }
  std::string callable_name(const Value& v) override {
    if (v.is(Kind::done_callback)) return std::string(v.as<DoneCallback>()->name());
    Value name = get_attr_or_null(v, vm().names.__qualname__);
    return name.is(Kind::str) ? name.as<Str>()->string() : repr(v);
  }
  Value text(std::string_view utf8) override { return Str::make(utf8); }
  Value list(const Value* items, size_t n) override { return List::make(items, n); }
  Value tuple(std::initializer_list<Value> items) override { return Tuple::make(items); }
  Value ordered_set(const std::vector<Value>& items) override {
    Ref<Set> set = Set::make();
    set->keep_insertion_order();
    for (const Value& v : items) set->add(v);
    return set;
  }
  std::vector<Value> items(const Value& list) override {
    std::vector<Value> all;
    iterate(list, [&](const Value& v) { all.push_back(v); });
    return all;
  }

  // ---- awaiting
  Ref<Coroutine> awaitable(const Value& v) override {
    Value on = get_awaitable(v, 0);
    if (is_resumable(on)) return Ref<Coroutine>(on.as<Coroutine>());
    return Ref<Coroutine>(new IteratorCoroutine(on, std::string(type_of(v)->name_view())));
  }
  bool is_awaitable(const Value& v) override {
    if (v.is(Kind::coroutine) || v.is(Kind::native_coroutine) || v.is(Kind::awaitable)) return true;
    if (v.is(Kind::generator)) return is_iterable_coroutine(v);
    return type_of(v)->slots.await || !special_method(v, vm().names.__await__).is_null();
  }
  Ref<Coroutine> coroutine(const Value& v) override {
    if (v.is(Kind::coroutine) || v.is(Kind::native_coroutine) || v.is(Kind::awaitable)) return Ref<Coroutine>(v.as<Coroutine>());
    if (!v.is(Kind::instance)) return nullptr;
    for (const char* method : {"__await__", "send", "throw", "close"})     // collections.abc.Coroutine
      if (!v.as_object()->type->lookup(intern(method).get())) return nullptr;
    return Ref<Coroutine>(new IteratorCoroutine(v, std::string(type_of(v)->name_view())));
  }

  // ---- loops and tasks
  Loop& get_event_loop() override;
  Ref<Future> create_task(Loop& loop, Ref<Coroutine> coroutine, const Value& name, Ref<Context> context) override {
    Value own = overriding(loop, "create_task");
    if (own.is_null()) return create_task_of_base(loop, std::move(coroutine), name, std::move(context));
    std::vector<Value> args{Value(coroutine)}, names;
    if (!name.is_null()) names.push_back(Value(intern("name"))), args.push_back(name);
    if (context) names.push_back(Value(intern("context"))), args.push_back(Value(context));
    Ref<Tuple> keywords = Tuple::make(names.data(), names.size());
    Value task = py::call(own, Args{args.data(), 1, keywords.get()});
    if (!task.is(Kind::task) && !task.is(Kind::future))
      raise_unsupported("a loop's create_task that makes no asyncio.Task", "Return what super().create_task() returns.");
    return Ref<Future>(task.as<Future>());
  }
  std::vector<Value> take_asyncgens(Loop& loop) override;

  // ---- telling the person
  void call_exception_handler(Loop& loop, std::string_view message, std::initializer_list<Detail> details) override {
    Ref<Dict> context = Dict::make();
    context->set(intern("message").get(), Str::make(message));
    for (const Detail& d : details)
      if (!d.value.is_null()) context->set(intern(d.key).get(), d.value);
    Value own = overriding(loop, "call_exception_handler");
    if (own.is_null()) return py::call_exception_handler(loop, context);
    try {
      py::call(own, {Value(context)});
    } catch (Raised& raised) { write_unraisable(Ref<Exception>(exception_of(raised)), own); }
  }
  void exception_in_callback(Loop& loop, const Value& callback, const Value& args, Object* handle, Object* exception) override {
    Exception* e = as_exception(exception);      // what called it is in the traceback, too, though nobody sees it
    if (!e->traceback) e->traceback = Ref<Traceback>(new Traceback(nullptr, asyncio_code_, 0, nullptr));
    Handling scope(e);
    Value shown(handle);
    if (!handle) shown = Value(Ref<Object>(new CallHandle(loop, environment().context(), kNever, callback, args)));
    call_exception_handler(loop, cat("Exception in callback ", callback_text(callback, args, loop.debug)),
                           {{"exception", Value(exception)}, {"handle", shown}, {"source_traceback", shown.as<CallHandle>()->created}});
  }
  void log_warning(std::string_view message) override;
  void log_closing(Loop& loop) noexcept override;
  void never_awaited(std::string_view qualname, const Object* origin) override { warn_never_awaited(qualname, origin); }
  Ref<Object> coroutine_origin() override { return Ref<Object>(py::coroutine_origin(vm().frame)); }
  uint32_t current_line() override { return vm().current_line(); }
  uint32_t line_of(const Coroutine& coroutine) override { return place_of(coroutine).line; }
  std::string source_of(const Coroutine& coroutine) override {
    Place place = place_of(coroutine);
    if (!place.source) return {};
    std::string_view text = place.source->line(place.line);
    size_t from = std::min(text.find_first_not_of(" \t\f"), text.size());
    return std::string(text.substr(from, text.find_last_not_of(" \t\f\r\n") + 1 - from));
  }
  struct Place {
    uint32_t line = 0;
    const Source* source = nullptr;
  };
  static Place place_of(const Coroutine& coroutine) {
    Place place;
    const Coroutine* c = &coroutine;
    Value held;
    for (int depth = 0; depth < 1000; ++depth) {
      if (c->kind == Kind::coroutine || c->kind == Kind::generator || c->kind == Kind::async_generator) {
        auto* g = static_cast<const Generator*>(c);
        if (!g->frame) break;
        if (g->frame->code->is_program)
          place = {g->frame->code->line_at(static_cast<uint32_t>(g->frame->ip - g->frame->code->instrs.data())), g->frame->code->source.get()};
      }
      held = c->awaiting();
      if (!is_resumable(held) || held.is(Kind::future) || held.is(Kind::task)) break;
      c = held.as<Coroutine>();
    }
    return place;
  }
  void running_loop_changed(Loop* loop) override;
  void keep_origins(bool keep);

 private:
  // A frame for a function of asyncio's own, not yet linked with its caller; null where nothing runs that could be the caller.
  Frame* own_frame(const Value& variable) const {
    if (!vm().frame) return nullptr;
    Frame* f = Frame::make(asyncio_code_, nullptr, Ref<Dict>(vm().frame->globals), Value());
    f->variables()[0] = variable;
    return f;
  }

  Ref<Code> asyncio_code_;                         // of all frames that are asyncio's own
  bool keeps_origins_ = false;                     // because a loop in debug mode runs
  uint32_t origin_depth_before_ = 0;
  bool alone_ = false;
  Frame* alone_frame_ = nullptr;
};

class FunctionActivity final : public Activity {
 public:
  explicit FunctionActivity(Vm::Standing standing) : standing_(std::move(standing)) {}
  bool go_on(Outcome& result) override { return vm().run_standing(standing_, result); }

 private:
  Vm::Standing standing_;
};

class BuiltinActivity final : public Activity {
 public:
  BuiltinActivity(PythonHost& host, Value f, Value args, Value kwargs) : host_(host), f_(std::move(f)), args_(std::move(args)), kwargs_(std::move(kwargs)) {}
  bool go_on(Outcome& result) override {
    bool over = called_ || host_.call_alone(f_, args_, kwargs_, &result_);
    called_ = true;
    if (over) result = Outcome::of(std::move(result_));
    return over;
  }

 private:
  PythonHost& host_;
  Value f_, args_, kwargs_, result_;
  bool called_ = false;
};

// What functools.partial(function, ...) calls in the end.
struct Unwrapped {
  Value function, args, kwargs;
};
std::optional<Unwrapped> unwrapped_partial(const Value& f, const Value& args, const Value& kwargs) {
  if (!f.is_object() || type_of(f)->name_view() != "partial") return std::nullopt;
  Value function = get_attr_or_null(f, intern("func").get()), first = get_attr_or_null(f, intern("args").get()),
        keywords = get_attr_or_null(f, intern("keywords").get());
  if (function.is_null() || !first.is(Kind::tuple) || !keywords.is(Kind::dict)) return std::nullopt;
  std::vector<Value> all(first.as<Tuple>()->begin(), first.as<Tuple>()->end());
  all.insert(all.end(), args.as<Tuple>()->begin(), args.as<Tuple>()->end());
  Ref<Dict> names = keywords.as<Dict>()->copy();
  if (auto* d = kwargs.is(Kind::dict) ? kwargs.as<Dict>() : nullptr)
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) names->set(d->entry(i).key, d->entry(i).value);
  return Unwrapped{function, Value(Tuple::make(all.data(), all.size())), Value(names)};
}

std::unique_ptr<Activity> PythonHost::begin_activity(const Value& f, const Value& args, const Value& kwargs) {
  if (auto inner = unwrapped_partial(f, args, kwargs)) return begin_activity(inner->function, inner->args, inner->kwargs);
  if (f.is(Kind::builtin) || (f.is(Kind::method) && f.as<Method>()->function.is(Kind::builtin)))
    return std::make_unique<BuiltinActivity>(*this, f, args, kwargs);
  Value function = f, self;
  if (f.is(Kind::method)) {
    function = f.as<Method>()->function;
    self = f.as<Method>()->self;
  } else if (!f.is(Kind::function) && f.is_object()) {                // an object of a class with __call__
    const Value* own = type_of(f)->lookup(intern("__call__").get());
    function = own ? *own : Value();
    self = f;
  }
  if (!function.is(Kind::function) || function.as<Function>()->code->is_generator_like()) return nullptr;
  std::vector<Value> all, names;
  if (!self.is_null()) all.push_back(self);
  all.insert(all.end(), args.as<Tuple>()->begin(), args.as<Tuple>()->end());
  const size_t positional = all.size();
  if (kwargs.is(Kind::dict)) {
    auto* d = kwargs.as<Dict>();
    for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) {
      names.push_back(d->entry(i).key);
      all.push_back(d->entry(i).value);
    }
  }
  Ref<Tuple> keywords = Tuple::make(names.data(), names.size());
  return std::make_unique<FunctionActivity>(vm().begin_standing(function.as<Function>(), Args{all.data(), positional, names.empty() ? nullptr : keywords.get()}));
}

}  // namespace

// What of asyncio belongs to the run. Owned by vm().module_state.
struct Asyncio {
  Asyncio() : environment(host, vm().world, vm().trace) {
    environment.virtual_time_limit = vm().limits.virtual_time;
    environment.turns_limit = vm().limits.turns_without_time;
    environment.callbacks_limit = vm().limits.callbacks;
    environment.step_cost = vm().step_cost;
  }
  // The Heap frees what is left of a run; nothing may run the program's code any more.
  ~Asyncio() {
    for (Value* v : {&policy, &running_runner.runner, &running_runner.main_task})
      if (v->is_object()) v->detach();
  }
  PythonHost host;
  Environment environment;
  AsyncioTypes types;
  Value policy = Value::none();
  RunningRunner running_runner;
  std::shared_ptr<AsyncGenerators> generators = std::make_shared<AsyncGenerators>();
  Value first_iteration, dropped;            // sys.set_asyncgen_hooks of a running loop
};

AsyncioTypes& asyncio_types() { return asyncio().types; }
RunningRunner& running_runner() { return asyncio().running_runner; }

namespace {

// CPython: BaseEventLoop._asyncgen_firstiter_hook.
Value generator_begins(const Value* args) {
  Asyncio& a = asyncio();
  auto* g = args[0].as<Generator>();
  if (!a.environment.thread.running || !args[0].is(Kind::async_generator)) return Value::none();
  if (a.environment.thread.running->asyncgens_shut_down)
    vm().warn(exception_type(Exc::ResourceWarning),
              cat("asynchronous generator ", repr(args[0])->view(), " was scheduled after loop.shutdown_asyncgens() call"));
  a.generators->live.push_back({g, a.environment.thread.running});
  Ref<Builtin> finalizer(new Builtin(a.dropped.as<Builtin>()->parts()));
  finalizer->data = Value(new Watch(g, a.generators));
  g->finalizer_or_origin = Ref<Object>(finalizer);
  return Value::none();
}

// CPython: BaseEventLoop._asyncgen_finalizer_hook: a new task closes what nobody iterates any more.
class CloseGenerator final : public sim::Handle {
 public:
  CloseGenerator(Loop& loop, Ref<Coroutine> closing) : Handle(loop, environment().context()->copy()), closing_(std::move(closing)) {}
  void run() override { loop().env().host.create_task(loop(), std::move(closing_)); }
  std::string label() const override { return "close an async generator"; }

 protected:
  void dropped() override { closing_ = nullptr; }

 private:
  Ref<Coroutine> closing_;
};

Value generator_dropped(const Value* args) {
  Asyncio& a = asyncio();
  auto* g = args[0].as<Generator>();
  Loop* loop = nullptr;
  for (const AsyncGenerators::Entry& e : a.generators->live)
    if (e.generator == g) loop = e.loop;
  a.generators->remove(g);
  if (loop && loop == a.environment.loop_or_jobs_loop() && !loop->is_closed())
    loop->call_soon(Ref<sim::Handle>(new CloseGenerator(*loop, async_generator_aclose(g))));
  return Value::none();
}

std::vector<Value> PythonHost::take_asyncgens(Loop& loop) {
  std::vector<Value> taken;
  auto& live = asyncio().generators->live;
  std::vector<AsyncGenerators::Entry> others;
  for (const AsyncGenerators::Entry& e : live) {
    if (e.loop == &loop) taken.push_back(Value(e.generator));
    else others.push_back(e);
  }
  live.swap(others);
  return taken;
}

// CPython: BaseEventLoop._set_coroutine_origin_tracking.
void PythonHost::keep_origins(bool keep) {
  if (keep == keeps_origins_) return;
  constexpr uint32_t kDepth = 10;                    // DEBUG_STACK_DEPTH
  keeps_origins_ = keep;
  if (keep) origin_depth_before_ = vm().origin_depth;
  set_origin_depth(keep ? kDepth : origin_depth_before_);
}

void PythonHost::running_loop_changed(Loop* loop) {
  vm().running_loop = loop;
  vm().asyncgen_firstiter = loop ? asyncio().first_iteration : Value();
  vm().asyncgen_finalizer = loop ? asyncio().dropped : Value();
  keep_origins(loop && loop->debug);
}

Loop& PythonHost::get_event_loop() {
  Environment::Thread& thread = environment().thread;
  if (thread.running) return *thread.running;
  if (thread.event_loop.is_none() && thread.makes_event_loop) {
    vm().warn(exception_type(Exc::DeprecationWarning), "There is no current event loop");
    set_current_event_loop(Value(new_event_loop()));
  }
  if (thread.event_loop.is_none()) {
    Value name = thread.who.is_none() ? Value(Str::make("MainThread")) : thread.who.is(Kind::str) ? thread.who : get_attr(thread.who, "name");
    py::raise(Exc::RuntimeError, cat("There is no current event loop in thread ", py::repr(name)->view(), "."));
  }
  return *thread.event_loop.as<Loop>();
}

}  // namespace

Asyncio& asyncio() {
  static constexpr const char* kName = "asyncio";
  if (vm().loops) {
    auto found = vm().module_state.find(std::string_view(kName));
    return *static_cast<Asyncio*>(found->second.get());
  }
  auto made = std::make_shared<Asyncio>();
  vm().module_state[kName] = made;
  vm().loops = &made->environment;
  init_context_types(made->types);
  init_future_types(made->types);
  init_loop_types(made->types);
  init_lock_types(made->types);
  init_queue_types(made->types);
  init_structure_types(made->types);
  // Classes written in Python are named without their module in messages.
  AsyncioTypes& t = made->types;
  for (Type* type : {t.gathering_future, t.handle, t.timer_handle, t.event_loop, t.abstract_loop, t.lock, t.event, t.condition, t.semaphore,
                     t.bounded_semaphore, t.barrier, t.queue, t.lifo_queue, t.priority_queue, t.task_group, t.timeout, t.as_completed, t.runner})
    type->full_name = type->name;
  made->host.gathering_future_type = made->types.gathering_future;
  made->environment.keeps_origins = vm().origin_depth > 0;
  made->first_iteration = Value(make_builtin("_asyncgen_firstiter_hook", "agen, /", generator_begins));
  made->dropped = Value(make_builtin("_asyncgen_finalizer_hook", "agen, /", generator_dropped));
  return *made;
}

void set_origin_depth(uint32_t depth) {
  vm().origin_depth = depth;
  if (vm().loops) vm().loops->keeps_origins = depth > 0;
}
void debug_changed(Loop& loop) { asyncio().host.keep_origins(loop.debug); }

Value current_event_loop() { return environment().thread.event_loop; }
void set_current_event_loop(Value loop) {
  environment().thread.event_loop = std::move(loop);
  environment().thread.makes_event_loop = false;
}
Value event_loop_policy() { return asyncio().policy; }
void set_event_loop_policy(Value policy) { asyncio().policy = std::move(policy); }

// CPython's loop tells the logger which selector it found; a program that logs everything shows it.
Ref<Loop> make_event_loop(Type* type) {
  log_by_asyncio({kDebug, "asyncio/selector_events.py", 64, "__init__"}, "Using selector: %s", Str::make("EpollSelector"));
  const bool own = type && type != asyncio_types().event_loop;
  Ref<Loop> loop(new WithAttributes<Loop>(own ? type : asyncio_types().event_loop, environment()));
  if (!own) loop->flags &= static_cast<uint8_t>(~Object::is_subclass);
  return loop;
}

Ref<Loop> new_event_loop() {
  Asyncio& a = asyncio();
  if (a.policy.is_none()) return make_event_loop();
  Value made = call_method(a.policy, "new_event_loop", {});
  if (!made.is(Kind::event_loop)) raise_type_error("the event loop policy made a ", type_name(made), ", which is no event loop");
  return Ref<Loop>(made.as<Loop>());
}

std::vector<Value> bind(std::string_view function, const Args& args, std::initializer_list<const char*> names, size_t positional) {
  std::vector<Value> bound(names.size());
  if (args.npos > positional) {
    size_t self = function.ends_with(".__init__") ? 1 : 0, most = positional + self;
    std::string takes = positional == 0 || self == 0 ? cat(most) : cat("from 1 to ", most);
    raise_type_error(function, "() takes ", takes, " positional argument", most == 1 ? "" : "s", " but ", args.npos + self, " were given");
  }
  for (size_t i = 0; i < args.npos; ++i) bound[i] = args[i];
  for (size_t k = 0; args.names && k < args.names->size(); ++k) {
    std::string_view name = (*args.names)[k].as<Str>()->view();
    size_t at = 0;
    for (const char* n : names) {
      if (name == n) break;
      ++at;
    }
    if (at == names.size()) raise_no_such_keyword(function, name, {names.begin(), names.end()});
    if (!bound[at].is_null()) raise_type_error(function, "() got multiple values for argument '", name, "'");
    bound[at] = args[args.npos + k];
  }
  return bound;
}

// ---- telling the person

void refuse_loop_in_thread() {
  if (environment().jobs_loop && environment().world.real_time())
    raise_unsupported("an event loop in a thread while another one runs",
                      "Await the coroutine in the loop that runs, or start the threads from plain code, outside any loop.");
}

void record_exception(std::string_view type, std::string_view message, TaskId task) {
  Trace& trace = vm().trace;
  if (!trace.wants_events()) return;
  Record r;
  r.t = vm().now();
  r.event = Event::exception;
  r.task = task || !vm().loops ? task : vm().loops->current_task_id();
  r.line = vm().current_line();
  r.text = trace.intern(type);
  r.text2_or_cause = trace.intern(message);
  trace.append(r);
}

Value logging_module() {
  Value* module = vm().modules->find(intern("logging").get());
  return module ? *module : Value();
}

bool log_by_asyncio(const SaidBy& place, const char* format, const Value& argument, const Ref<Exception>& exception) {
  Value logging = logging_module();
  if (logging.is_null()) return false;
  Value logger = call_method(logging, "getLogger", {Value(Str::make("asyncio"))});
  Value where = Tuple::make({Value(Str::make(place.file)), Value::integer(place.line), Value(Str::make(place.function))});
  call_method(logger, "_log_of_asyncio", {where, Value::integer(place.level), Value(Str::make(format)), Value(Tuple::make({argument})),
                                          exception ? Value(exception) : Value::boolean(false)});
  return true;
}

Ref<Future> create_task_of_base(Loop& loop, Ref<Coroutine> coroutine, const Value& name, Ref<Context> context) {
  std::string text = name.is_null() || name.is_none() ? "" : str(name)->string();
  loop.check_closed();
  if (loop.task_factory.is_none()) {
    Ref<Future> task = loop.create_task(std::move(coroutine), std::move(text), std::move(context));
    if (loop.debug) task->set_created(frames_in_debug_mode(loop), false);
    return task;
  }
  Value body(coroutine), task;
  if (context) {
    Value args[] = {Value(static_cast<Object*>(&loop)), body, Value(context)};
    Ref<Tuple> names = Tuple::make({Value(intern("context"))});
    task = py::call(loop.task_factory, Args{args, 2, names.get()});
  } else {
    task = py::call(loop.task_factory, {Value(static_cast<Object*>(&loop)), body});
  }
  if (!task.is(Kind::task) && !task.is(Kind::future)) raise_type_error("the task factory must return a Future, not ", repr(task)->view());
  // CPython sets the name even when none was given: such a task is called "None".
  if (task.is(Kind::task)) task.as<Task>()->set_name(text.empty() ? "None" : std::move(text));
  return Ref<Future>(task.as<Future>());
}

static void log_error(int line, const char* function, std::string_view message, const Ref<Exception>& exception) {
  if (log_by_asyncio({kError, "asyncio/base_events.py", line, function}, "%s", Str::make(message), exception)) return;
  std::string text = cat(message, "\n");
  if (exception) text += format_traceback(exception);
  write_to_stderr(text);
}

namespace {

void PythonHost::log_warning(std::string_view message) {
  if (!log_by_asyncio({kWarning, "asyncio/base_events.py", 2022, "_run_once"}, "%s", Str::make(message))) write_to_stderr(cat(message, "\n"));
}

void PythonHost::log_closing(Loop& loop) noexcept {
  try {
    log_by_asyncio({kDebug, "asyncio/base_events.py", 744, "close"}, "Close %r", Value(static_cast<Object*>(&loop)));
  } catch (Raised& raised) { write_ignored(Ref<Exception>(exception_of(raised)), "Exception ignored in: BaseEventLoop.close"); }
}

Value at(const Ref<Dict>& d, const char* key) { return d->get(intern(key).get()); }

std::string frames_text(const Value& frames) {
  std::string text;
  iterate(call(get_attr(vm().import("traceback"), "format_list"), {frames}), [&](const Value& line) { text += str(line)->view(); });
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

Value frames_in_debug_mode(const Loop& loop) {
  return loop.debug ? call(get_attr(vm().import("traceback"), "extract_stack"), {}) : Value();
}

std::string created_text(const Value& frames) {
  if (frames.is_null() || length(frames) == 0) return "";
  Value last = get_item(frames, Value::integer(-1));
  return cat(" created at ", str(get_attr(last, "filename"))->view(), ":", str(get_attr(last, "lineno"))->view());
}

// CPython: BaseEventLoop.default_exception_handler.
void default_exception_handler(const Value& context) {
  Ref<Dict> d(context.as<Dict>());
  Value message = at(d, "message"), exception = at(d, "exception");
  std::string text = message.is_null() || !truthy(message) ? "Unhandled exception in event loop" : str(message)->string();
  std::vector<std::pair<std::string, Value>> rest;
  for (size_t i = 0; (i = d->next(i)) != Dict::npos; ++i) {
    std::string key = str(d->entry(i).key)->string();
    if (key != "message" && key != "exception") rest.emplace_back(std::move(key), d->entry(i).value);
  }
  std::stable_sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [key, v] : rest) {
    if (key == "source_traceback") text += cat("\n", key, ": Object created at (most recent call last):\n", frames_text(v));
    else text += cat("\n", key, ": ", repr(v)->view());
  }
  log_error(1858, "default_exception_handler", text, exception.is(Kind::exception) ? Ref<Exception>(exception.as<Exception>()) : nullptr);
}

// What the loop's handler is told, for the trace.
static void record_handled(const Value& context) {
  if (!vm().trace.wants_events() || !context.is(Kind::dict)) return;
  Ref<Dict> d(context.as<Dict>());
  Value message = at(d, "message"), exception = at(d, "exception");
  TaskId task = 0;
  for (const char* key : {"task", "future"})
    if (Value v = at(d, key); v.is(Kind::task)) task = v.as<Task>()->id();
  record_exception(exception.is(Kind::exception) ? type_of(exception)->name_view() : std::string_view(),
                   message.is(Kind::str) ? message.as<Str>()->view() : std::string_view(), task);
}

// CPython: BaseEventLoop.call_exception_handler. Only SystemExit and KeyboardInterrupt get out.
void call_exception_handler(Loop& loop, const Value& context) {
  auto passes = [](const Raised& r) { return matches(r.exception.get(), Exc::SystemExit) || matches(r.exception.get(), Exc::KeyboardInterrupt); };
  record_handled(context);
  if (loop.exception_handler.is_none()) {
    try {
      default_exception_handler(context);
    } catch (Raised& raised) {
      if (passes(raised)) throw;
      log_error(1891, "call_exception_handler", "Exception in default exception handler", Ref<Exception>(exception_of(raised)));
    }
    return;
  }
  Ref<Dict> d(context.as<Dict>());
  Ref<Context> own;
  for (const char* key : {"task", "future", "handle"}) {
    Value thing = at(d, key);
    if (thing.is_null() || thing.is_none()) continue;
    if (thing.is(Kind::task)) own = thing.as<Task>()->context();
    if (thing.is(Kind::handle) || thing.is(Kind::timer_handle)) own = Ref<Context>(thing.as<sim::Handle>()->context());
    break;
  }
  if (!own) own = loop.env().context();
  Value handler = loop.exception_handler;
  try {
    ContextScope scope(loop.env(), own);
    call(handler, {Value(static_cast<Object*>(&loop)), context});
  } catch (Raised& raised) {
    if (passes(raised)) throw;
    Ref<Dict> second = Dict::make();
    second->set(intern("message").get(), Str::make("Unhandled error in exception handler"));
    second->set(intern("exception").get(), Value(raised.exception));
    second->set(intern("context").get(), context);
    default_exception_handler(second);
  }
}

}  // namespace sim::py
