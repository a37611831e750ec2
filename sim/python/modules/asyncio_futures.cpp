// asyncio.Future and asyncio.Task as programs see them. CPython: Modules/_asynciomodule.c, base_futures.py, base_tasks.py.
#include "sim/asyncio/ensure_future.h"
#include "sim/base/references.h"
#include "sim/loop/native.h"
#include "sim/python/code.h"
#include "sim/python/frame.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/task_stack.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/source.h"

namespace sim::py {

namespace {

Future& future_of(const Value& v) { return *v.as<Future>(); }
Task& task_of(const Value& v) { return *v.as<Task>(); }
Future& self_of(const Value* args) { return *args[0].as<Future>(); }
Value none_if_null(Value v) { return v.is_null() ? Value::none() : v; }

Loop& loop_argument(const Value& v) {
  if (v.is_null() || v.is_none()) return environment().host.get_event_loop();
  if (!v.is(Kind::event_loop)) raise_type_error("loop must be an event loop, not ", type_name(v));
  return *v.as<Loop>();
}

// A context argument: None or a Context.
Ref<Context> context_argument(const Value& v) {
  if (v.is_null() || v.is_none()) return nullptr;
  if (!v.is(Kind::context)) raise_type_error("a contextvars.Context was expected, got ", type_name(v));
  return Ref<Context>(v.as<Context>());
}

// ---- text

// CPython: reprlib.Repr: containers show their first few items, and long text its two ends.
std::string short_repr(const Value& v, int level = 6);

std::string both_ends(const std::string& text) { return text.size() <= 30 ? text : cat(text.substr(0, 13), "...", text.substr(text.size() - 14)); }

template <class Items>
std::string short_items(const Items& items, const char* open, const char* close, int level) {
  constexpr size_t kMost = 6;
  if (level <= 0) return cat(open, items.size() ? "..." : "", close);
  std::string text = open;
  for (size_t i = 0; i < items.size() && i < kMost; ++i) text += (i ? ", " : "") + short_repr(items[i], level - 1);
  if (items.size() > kMost) text += ", ...";
  else if (items.size() == 1 && *open == '(') text += ",";
  return text + close;
}

std::string short_dict(Dict& d, int level) {
  constexpr size_t kMost = 4;
  if (d.size() == 0) return "{}";
  if (level <= 0) return "{...}";
  std::vector<Value> keys;
  for (size_t i = 0; (i = d.next(i)) != Dict::npos; ++i) keys.push_back(d.entry(i).key);
  std::string text = "{";
  for (size_t i = 0; i < keys.size() && i < kMost; ++i) {
    Value* found = d.find(keys[i]);
    if (found) text += cat(i ? ", " : "", short_repr(keys[i], level - 1), ": ", short_repr(Value(*found), level - 1));
  }
  return text + (keys.size() > kMost ? ", ...}" : "}");
}

std::string short_repr(const Value& v, int level) {
  if (v.is_object() && !(v.as_object()->flags & Object::is_subclass)) {
    switch (v.as_object()->kind) {
      case Kind::list: return short_items(v.as<List>()->items, "[", "]", level);
      case Kind::tuple: return v.as_object()->type == vm().types.tuple ? short_items(*v.as<Tuple>(), "(", ")", level) : both_ends(repr(v)->string());
      case Kind::dict: return short_dict(*v.as<Dict>(), level);
      case Kind::big_int: {
        std::string text = repr(v)->string();
        return text.size() <= 40 ? text : cat(text.substr(0, 18), "...", text.substr(text.size() - 19));
      }
      case Kind::str: {
        Ref<Str> s(v.as<Str>());
        size_t n = s->length();
        std::string text = repr(Value(n <= 30 ? s : s->substring(0, 30)))->string();
        if (n <= 30 && Str::make(text)->length() <= 30) return text;
        if (n > 30) text = repr(Value(Str::make(s->substring(0, 13)->string() + s->substring(n - 14, n)->string())))->string();
        Ref<Str> shown = Str::make(text);
        return cat(shown->substring(0, 13)->view(), "...", shown->substring(shown->length() - 14, shown->length())->view());
      }
      default: break;
    }
  }
  return both_ends(repr(v)->string());
}

std::string place_of_code(const Code& code, uint32_t line) { return cat(code.source ? code.source->filename : "<string>", ":", line); }

// CPython: format_helpers._get_function_source.
std::string source_of(const Value& callable) {
  Value f = callable;
  for (int unwrapped = 0; unwrapped < 100; ++unwrapped) {
    if (!f.is_object() || f.is(Kind::done_callback) || f.is(Kind::task)) return "";
    Value inner = get_attr_or_null(f, vm().names.__wrapped__);
    if (inner.is_null() && type_of(f)->name_view() == "partial") inner = get_attr_or_null(f, intern("func").get());
    if (inner.is_null()) break;
    f = inner;
  }
  if (!f.is(Kind::function)) return "";
  const Code& code = *f.as<Function>()->code;
  return cat(" at ", place_of_code(code, code.firstlineno));
}

std::string arguments_text(const Value& args, bool debug) {
  if (!debug || !args.is(Kind::tuple)) return "()";
  std::string text = "(";
  for (const Value& v : *args.as<Tuple>()) text += (text.size() > 1 ? ", " : "") + short_repr(v);
  return text + ")";
}

// CPython: format_helpers._format_callback. A partial shows what it wraps, and its own arguments.
std::string format_callback(const Value& f, const Value& args, bool debug) {
  if (f.is(Kind::done_callback)) return std::string(f.as<DoneCallback>()->name());
  if (f.is(Kind::task)) return "Task.task_wakeup()";
  if (type_of(f)->name_view() == "partial")
    return format_callback(get_attr(f, "func"), get_attr(f, "args"), debug) + arguments_text(args, debug);
  Value name = get_attr_or_null(f, vm().names.__qualname__);
  if (!name.is(Kind::str) || name.as<Str>()->bytes() == 0) name = get_attr_or_null(f, vm().names.__name__);
  return (name.is(Kind::str) ? name.as<Str>()->string() : repr(f)->string()) + arguments_text(args, debug);
}

}  // namespace

std::string callback_text(const Value& callback, const Value& args, bool debug) {
  return format_callback(callback, args, debug) + source_of(callback);
}

// CPython: coroutines._format_coroutine.
std::string coroutine_text(Coroutine& c) {
  if (c.kind == Kind::awaitable) return cat("<", c.qualname(), " without __name__>()");
  std::string text = cat(c.qualname(), "()");
  if (c.kind != Kind::coroutine && c.kind != Kind::generator) return text + (c.finished() ? " done" : "");
  auto& g = static_cast<Generator&>(c);
  const Code& code = static_cast<const Code&>(*g.code);
  if (!g.frame) return cat(text, " done, defined at ", place_of_code(code, code.firstlineno));
  auto at = static_cast<uint32_t>(g.frame->ip - code.instrs.data());
  bool awaits = g.state == Generator::State::suspended;
  uint32_t line = g.state == Generator::State::created ? code.firstlineno : code.line_at(awaits || at == 0 ? at : at - 1);
  return cat(text, " running at ", place_of_code(code, line));
}

namespace {

std::string callbacks_text(Future& f) {
  size_t n = f.callbacks();
  auto one = [&](size_t i) { return callback_text(Value(f.callback(i).target), Value(), false); };
  if (n == 1) return cat("cb=[", one(0), "]");
  if (n == 2) return cat("cb=[", one(0), ", ", one(1), "]");
  return cat("cb=[", one(0), ", <", n - 2, " more>, ", one(n - 1), "]");
}

const char* state_text(const Future& f) {
  return f.state() == Future::State::pending ? "pending" : f.cancelled() ? "cancelled" : "finished";
}

}  // namespace

std::string future_text(Future& f) {
  std::string text = state_text(f);
  if (f.kind == Kind::task) {
    auto& t = static_cast<Task&>(f);
    if (t.cancelling() && !t.done()) text = "cancelling";
    text += cat(" name=", repr(Value(Str::make(t.name())))->view());
    if (t.coroutine()) text += cat(" coro=<", coroutine_text(*t.coroutine()), ">");
    if (t.waits_for()) text += cat(" wait_for=", repr(Value(static_cast<Object*>(t.waits_for())))->view());
  }
  if (f.state() == Future::State::finished)
    text += f.failed() ? cat(" exception=", repr(f.stored())->view()) : cat(" result=", short_repr(f.stored()));
  if (f.callbacks()) text += cat(" ", callbacks_text(f));
  return f.created_by_program() ? text + created_text(f.created()) : text;
}

namespace {

Value future_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("...");
  return Str::make(cat("<", type_of(self)->name_view(), " ", future_text(future_of(self)), ">"));
}

// ---- Future

Ref<Future> made(Ref<Future> f) {
  if (f->loop().debug) f->set_created(frames_in_debug_mode(f->loop()), true);
  return f;
}

Value future_create(Type* type, const Args& args) {
  if (args.npos && type == asyncio_types().future) raise_type_error("Future() takes no positional arguments");
  if (type != asyncio_types().future) return made(Ref<Future>(new WithAttributes<Future>(type, environment().host.get_event_loop())));
  return made(Ref<Future>(new Future(loop_argument(bind("Future", args, {"loop"}, 0)[0]))));
}
void future_init(const Value& self, const Args& args) {
  Value loop = bind("Future", args, {"loop"}, 0)[0];
  if (!loop.is_null() && !loop.is_none()) future_of(self).set_loop(loop_argument(loop));
}

Value future_result(const Value* args) { return self_of(args).result(); }
Value future_exception(const Value* args) {
  Ref<Object> e = self_of(args).exception();
  return e ? Value(e) : Value::none();
}
Value future_set_result(const Value* args) {
  if (args[0].is(Kind::task)) raise(Exc::RuntimeError, "Task does not support set_result operation");
  self_of(args).set_result(args[1]);
  return Value::none();
}
Value future_set_exception(const Value* args) {
  if (args[0].is(Kind::task)) raise(Exc::RuntimeError, "Task does not support set_exception operation");
  if (self_of(args).done()) raise(Exc::InvalidStateError, "invalid state");
  Value e = args[1];
  if (e.is(Kind::type)) e = call(e);
  if (!e.is(Kind::exception)) raise_type_error("invalid exception object");
  self_of(args).set_exception(Ref<Object>(e.as_object()));
  return Value::none();
}
Value future_cancel(const Value* args) {
  Value message = args[1].is_none() ? Value() : args[1];
  return Value::boolean(self_of(args).cancel(std::move(message)));
}
Value future_cancelled(const Value* args) { return Value::boolean(self_of(args).cancelled()); }
Value future_done(const Value* args) { return Value::boolean(self_of(args).done()); }
Value future_get_loop(const Value* args) { return Value(static_cast<Object*>(&self_of(args).loop())); }
// add_done_callback(None): it is called in its turn all the same, which fails.
class Uncallable final : public DoneCallback {
 public:
  explicit Uncallable(Value callback) : callback_(std::move(callback)), name_(format_callback(callback_, Value(), false)) {}
  void done(Future& future) override {
    Host& host = environment().host;
    Ref<Future> argument(&future);
    try {
      host.call(callback_, {Value(argument)});
    } catch (Raised& raised) {
      host.exception_in_callback(future.loop(), callback_, host.tuple({Value(argument)}), nullptr, raised.exception.get());
    }
  }
  std::string_view name() const override { return name_; }

 private:
  Value callback_;
  std::string name_;
};

Value future_add_done_callback(const Value* args) {
  Ref<Context> context = context_argument(args[2]);
  if (!args[1].is_object()) {
    self_of(args).add_done_callback(Ref<Uncallable>(new Uncallable(args[1])));
    return Value::none();
  }
  if (!context) context = environment().context()->copy();
  self_of(args).add_done_callback(Ref<Object>(args[1].as_object()), context);
  return Value::none();
}
Value future_remove_done_callback(const Value* args) {
  return Value::integer(static_cast<int64_t>(self_of(args).remove_done_callback(args[1])));
}
Value future_make_cancelled_error(const Value* args) { return Value(self_of(args).make_cancelled_error()); }

// What __await__() and iter() give: a task's `await` needs none, `yield from`, a for and the program's own __await__ go through it.
class FutureIterator final : public Coroutine {
 public:
  explicit FutureIterator(Ref<Future> f);
  Step resume(Outcome in) override {
    if (!future) return in.is_error() ? Step::raises(std::move(in.error)) : Step::returns(Value());
    Ref<Future> held = future;
    Step step = held->resume(std::move(in));
    if (step.kind != Step::Kind::yielded) future = nullptr;
    return step;
  }
  std::string_view qualname() const override { return "FutureIter"; }
  bool started() const override { return !future || future->started(); }
  bool finished() const override { return !future; }
  void references(References& each) override { each(future); }
  Ref<Future> future;                  // null: it is over
};
FutureIterator::FutureIterator(Ref<Future> f) : Coroutine(Kind::awaitable, asyncio_types().future_iterator), future(std::move(f)) {}

Value future_await(const Value& self) { return Ref<FutureIterator>(new FutureIterator(Ref<Future>(self.as<Future>()))); }
Value future_await_method(const Value* args) { return future_await(args[0]); }
Value future_iterator_close(const Value* args) {
  args[0].as<FutureIterator>()->future = nullptr;
  return Value::none();
}
Value class_getitem(const Value* args) { return make_generic_alias(args[0], args[1]); }

Value get_state(const Value& self) {
  Future& f = future_of(self);
  return Str::make(f.state() == Future::State::pending ? "PENDING" : f.cancelled() ? "CANCELLED" : "FINISHED");
}
Value get_result(const Value& self) { return future_of(self).failed() ? Value::none() : none_if_null(future_of(self).stored()); }
Value get_exception(const Value& self) { return future_of(self).failed() ? future_of(self).stored() : Value::none(); }
Value get_loop(const Value& self) { return Value(static_cast<Object*>(&future_of(self).loop())); }
Value get_blocking(const Value& self) { return Value::boolean(future_of(self).blocking()); }
void set_blocking(const Value& self, const Value& v) { future_of(self).set_blocking(truthy(v)); }
Value get_log_traceback(const Value& self) { return Value::boolean(future_of(self).log_traceback()); }
void set_log_traceback(const Value& self, const Value& v) {
  if (truthy(v)) raise(Exc::ValueError, "_log_traceback can only be set to False");
  future_of(self).do_not_log_traceback();
}
Value get_source_traceback(const Value& self) { return none_if_null(future_of(self).created()); }
Value get_cancel_message(const Value& self) { return none_if_null(future_of(self).cancel_message()); }
Value get_callbacks(const Value& self) {
  Future& f = future_of(self);
  if (f.callbacks() == 0) return Value::none();
  Ref<List> list = List::make();
  for (size_t i = 0; i < f.callbacks(); ++i) {
    Value target(f.callback(i).target);
    if (target.is(Kind::done_callback) || target.is(Kind::task)) target = Str::make(format_callback(target, Value(), false));
    Value context = f.callback(i).context ? Value(f.callback(i).context) : Value::none();
    list->items.push_back(Tuple::make({target, context}));
  }
  return list;
}

Value future_del(const Value* args) {
  self_of(args).finalize();
  return Value::none();
}

void add_future_methods(TypeBuilder& b) {
  b.slots().repr = future_repr;
  b.slots().await = b.slots().iter = future_await;
  b.method("result", "self, /", future_result).method("exception", "self, /", future_exception);
  b.method("set_result", "self, result, /", future_set_result).method("set_exception", "self, exception, /", future_set_exception);
  b.method("cancel", "self, msg=None", future_cancel).method("cancelled", "self, /", future_cancelled).method("done", "self, /", future_done);
  b.method("get_loop", "self, /", future_get_loop);
  b.method("add_done_callback", "self, fn, /, *, context=None", future_add_done_callback);
  b.method("remove_done_callback", "self, fn, /", future_remove_done_callback);
  b.method("__del__", "self, /", future_del).method("_make_cancelled_error", "self, /", future_make_cancelled_error).method("__await__", "self, /", future_await_method);
  b.class_method("__class_getitem__", "cls, item, /", class_getitem);
  b.getter("_state", get_state).getter("_result", get_result).getter("_exception", get_exception).getter("_loop", get_loop);
  b.getter("_asyncio_future_blocking", get_blocking, set_blocking).getter("_log_traceback", get_log_traceback, set_log_traceback);
  b.getter("_source_traceback", get_source_traceback).getter("_cancel_message", get_cancel_message).getter("_callbacks", get_callbacks);
}

// ---- Task

Value task_create(Type* type, const Args& args) {
  bool has_coroutine = args.npos > 0;
  for (size_t i = 0; args.names && i < args.names->size(); ++i) has_coroutine = has_coroutine || str((*args.names)[i])->view() == "coro";
  if (!has_coroutine) raise_type_error("Task() missing required argument 'coro' (pos 1)");
  if (args.npos > 1) raise_type_error("Task() takes exactly 1 positional argument (", args.npos, " given)");
  std::vector<Value> a = bind("Task", args, {"coro", "loop", "name", "context", "eager_start"}, 1);
  Ref<Coroutine> coroutine = environment().host.coroutine(a[0]);
  if (!coroutine) raise_type_error("a coroutine was expected, got ", repr(a[0])->view());
  Loop& loop = a[1].is_null() || a[1].is_none() ? environment().host.get_event_loop() : loop_argument(a[1]);
  std::string name = a[2].is_null() || a[2].is_none() ? "" : str(a[2])->string();
  bool eager = !a[4].is_null() && truthy(a[4]);
  if (type == asyncio_types().task) return made(Ref<Future>(new Task(loop, coroutine, std::move(name), context_argument(a[3]), eager)));
  return made(Ref<Future>(new WithAttributes<Task>(type, loop, coroutine, std::move(name), context_argument(a[3]), eager)));
}
void task_init(const Value&, const Args&) {}

Value task_get_name(const Value* args) { return Str::make(task_of(args[0]).name()); }
Value task_set_name(const Value* args) {
  task_of(args[0]).set_name(str(args[1])->string());
  return Value::none();
}
Value coro_of(const Task& t) { return t.coroutine() ? Value(t.coroutine()) : Value::none(); }   // an eager task that is over has none
Value task_get_coro(const Value* args) { return coro_of(task_of(args[0])); }
Value task_get_context(const Value* args) { return Value(task_of(args[0]).context()); }
Value task_cancelling(const Value* args) { return Value::integer(task_of(args[0]).cancelling()); }
Value task_uncancel(const Value* args) { return Value::integer(task_of(args[0]).uncancel()); }

Value get_must_cancel(const Value& self) { return Value::boolean(task_of(self).must_cancel()); }
Value get_waiter(const Value& self) {
  Future* f = task_of(self).waits_for();
  return f ? Value(static_cast<Object*>(f)) : Value::none();
}
Value get_coro(const Value& self) { return coro_of(task_of(self)); }
Value get_log_destroy(const Value& self) { return Value::boolean(task_of(self).logs_destroy()); }
void set_log_destroy(const Value& self, const Value& v) {
  if (!truthy(v)) task_of(self).do_not_log_destroy();
}

// ---- coroutines written in C++

Native& native_of(const Value& v) { return *v.as<Native>(); }
Value native_repr(const Value& self) {
  return Str::make(cat("<coroutine object ", native_of(self).qualname(), " at ", address_text(self), ">"));
}
Value native_send(const Value* args) { return step_value(native_of(args[0]).resume(Outcome::of(args[1]))); }
Value native_throw(const Args& args) {
  if (args.npos < 2) raise_type_error("throw expected at least 1 argument, got 0");
  Ref<Exception> e = exception_to_throw(Args{args.items + 1, args.npos - 1, nullptr});
  return step_value(native_of(args[0]).resume(Outcome::raised(e)));
}
Value native_close(const Value* args) {
  Native& n = native_of(args[0]);
  if (n.finished()) return Value::none();
  Step step = n.resume(Outcome::raised(make_exception(Exc::GeneratorExit, std::string_view())));
  if (step.kind == Step::Kind::yielded) raise(Exc::RuntimeError, "coroutine ignored GeneratorExit");
  if (step.kind == Step::Kind::raised && !matches(step.error.get(), Exc::GeneratorExit) && !matches(step.error.get(), Exc::StopIteration))
    throw Raised{std::move(step.error)};
  return Value::none();
}

// What __await__() of such a coroutine gives: the same coroutine as an iterator, for `yield from` in a plain generator.
class NativeIterator final : public Coroutine {
 public:
  explicit NativeIterator(Ref<Native> c);
  Step resume(Outcome in) override { return coroutine->resume(std::move(in)); }
  std::string_view qualname() const override { return coroutine->qualname(); }
  Value awaiting() const override { return coroutine->awaiting(); }
  bool started() const override { return coroutine->started(); }
  bool finished() const override { return coroutine->finished(); }
  void references(References& each) override { each.held(coroutine); }
  Ref<Native> coroutine;
};
NativeIterator::NativeIterator(Ref<Native> c) : Coroutine(Kind::awaitable, asyncio_types().native_iterator), coroutine(std::move(c)) {}

Value native_await(const Value& self) { return Ref<NativeIterator>(new NativeIterator(Ref<Native>(self.as<Native>()))); }
Value iterator_self(const Value& self) { return self; }
bool iterator_next(const Value& self, Value* out) {
  Step step = self.as<Coroutine>()->resume(Outcome::of(Value::none()));
  if (step.kind == Step::Kind::raised) throw Raised{std::move(step.error)};
  if (step.kind == Step::Kind::returned) return false;
  *out = std::move(step.value);
  return true;
}
Value iterator_next_method(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(Value::none()))); }
Value iterator_send(const Value* args) { return step_value(args[0].as<Coroutine>()->resume(Outcome::of(args[1]))); }
Value iterator_throw(const Args& args) {
  if (args.npos < 2) raise_type_error("throw expected at least 1 argument, got 0");
  Ref<Exception> e = exception_to_throw(Args{args.items + 1, args.npos - 1, nullptr});
  return step_value(args[0].as<Coroutine>()->resume(Outcome::raised(e)));
}
Value iterator_close(const Value* args) {
  Value inner[] = {Value(args[0].as<NativeIterator>()->coroutine)};
  return native_close(inner);
}

Type* make_iterator_type(const char* name, NativeFn close) {
  TypeBuilder b(name, Kind::awaitable, vm().types.object, Type::final_);
  b.slots().iter = b.slots().await = iterator_self;
  b.slots().next = iterator_next;
  b.method("__next__", "self, /", iterator_next_method).method("send", "self, value, /", iterator_send);
  b.raw_method("throw", iterator_throw).method("close", "self, /", close);
  return b.finish();
}

Value native_name(const Value& self) {
  std::string_view name = native_of(self).qualname();
  size_t dot = name.rfind('.');
  return Str::make(dot == std::string_view::npos ? name : name.substr(dot + 1));
}
Value native_qualname(const Value& self) { return Str::make(native_of(self).qualname()); }
Value native_origin(const Value& self) { return shown_origin(native_of(self).origin().get()); }
Value native_running(const Value& self) { return Value::boolean(native_of(self).running()); }
Value native_awaiting(const Value& self) { return shown_awaiting(native_of(self).awaiting()); }
Value always_none(const Value&) { return Value::none(); }

}  // namespace

void init_future_types(AsyncioTypes& types) {
  Type* object = vm().types.object;
  {
    TypeBuilder b("_asyncio.Future", Kind::future, object, Type::has_dict);
    add_future_methods(b);
    b.slots().create = future_create;
    b.slots().init = future_init;
    types.future = b.finish();
  }
  {
    TypeBuilder b("asyncio.tasks._GatheringFuture", Kind::future, types.future, Type::has_dict);
    types.gathering_future = b.finish();
  }
  {
    TypeBuilder b("_asyncio.Task", Kind::task, types.future, Type::has_dict);
    add_future_methods(b);                             // Task.cancel is another method than Future.cancel
    b.slots().create = task_create;
    b.slots().init = task_init;
    b.method("get_name", "self, /", task_get_name).method("set_name", "self, value, /", task_set_name);
    b.method("get_coro", "self, /", task_get_coro).method("get_context", "self, /", task_get_context);
    b.method("cancelling", "self, /", task_cancelling).method("uncancel", "self, /", task_uncancel);
    b.method("get_stack", "self, /, *, limit=None", task_get_stack);
    b.method("print_stack", "self, /, *, limit=None, file=None", task_print_stack);
    b.getter("_must_cancel", get_must_cancel).getter("_fut_waiter", get_waiter).getter("_coro", get_coro);
    b.getter("_log_destroy_pending", get_log_destroy, set_log_destroy);
    types.task = b.finish();
  }
  TypeBuilder b("coroutine", Kind::native_coroutine, vm().types.coroutine);
  b.slots().repr = native_repr;
  b.slots().await = native_await;
  b.method("send", "self, value, /", native_send).raw_method("throw", native_throw).method("close", "self, /", native_close);
  b.getter("__name__", native_name).getter("__qualname__", native_qualname).getter("cr_running", native_running);
  b.getter("cr_await", native_awaiting).getter("cr_frame", always_none).getter("cr_code", always_none).getter("cr_origin", native_origin);
  types.native_coroutine = b.finish();
  types.native_iterator = make_iterator_type("coroutine_wrapper", iterator_close);
  types.future_iterator = make_iterator_type("_asyncio.FutureIter", future_iterator_close);
}

}  // namespace sim::py
