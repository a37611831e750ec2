// A Host without Python: errors are plain objects with a kind and a message. For tests and benchmarks of sim/loop and sim/asyncio.
#pragma once
#include "sim/asyncio/runner.h"
#include "sim/asyncio/sleep.h"
#include "sim/loop/loop.h"
#include "sim/world/sim_world.h"

#include <functional>
#include <string>
#include <vector>

namespace sim::test {

class SmallError final : public Object {
 public:
  SmallError(Error kind, std::string message, Value argument = Value())
      : Object(Kind::exception, nullptr), kind_of(kind), message(std::move(message)), argument(std::move(argument)) {}
  Error kind_of;
  std::string message;
  Value argument;
  Ref<Object> cause, context;
  std::vector<Ref<Object>> members;      // of a group
};

class SmallList final : public Object {
 public:
  explicit SmallList(std::vector<Value> items) : Object(Kind::list, nullptr), items(std::move(items)) {}
  std::vector<Value> items;
};

// A callable written in C++.
class SmallFunction final : public Object {
 public:
  explicit SmallFunction(std::function<Value()> f) : Object(Kind::function, nullptr), f(std::move(f)) {}
  std::function<Value()> f;
};

class SmallHost final : public Host {
 public:
  [[noreturn]] void refuse_to_wait() override { std::abort(); }
  SmallHost() {
    depth = &depth_;
    suspended_line = &line_;
  }
  Ref<Object> make_error(Error kind, std::string_view message) override { return Ref<Object>(new SmallError(kind, std::string(message))); }
  Ref<Object> make_error_with(Error kind, const Value& argument) override { return Ref<Object>(new SmallError(kind, "", argument)); }
  void raise(Error kind, std::string_view message) override { throw Raised{make_error(kind, message)}; }
  bool is_error(const Object* e, Error kind) override {
    Error own = static_cast<const SmallError*>(e)->kind_of;
    if (kind == Error::exception) return own != Error::cancelled && own != Error::exit && own != Error::generator_exit;
    return own == kind;
  }
  std::string_view error_name(const Object*) override { return "Error"; }
  std::string error_message(const Object* e) override { return static_cast<const SmallError*>(e)->message; }
  void set_cause(Object* e, Object* cause) override { static_cast<SmallError*>(e)->cause = Ref<Object>(cause); }
  void raised_here(Object*) override {}
  Ref<Object> context_of(const Object* e) override { return static_cast<const SmallError*>(e)->context; }
  void set_context(Object* e, Object* context) override { static_cast<SmallError*>(e)->context = Ref<Object>(context); }
  Ref<Object> traceback_of(const Object*) override { return nullptr; }
  void set_traceback(Object*, Object*) override {}
  void passed_by(Object*, Object*) override {}
  void enter_function(const Value&) override {}
  void leave_function() override {}
  Ref<Object> make_group(std::string_view message, const std::vector<Ref<Object>>& errors) override {
    Ref<SmallError> group(new SmallError(Error::exception, std::string(message)));
    group->members = errors;
    return group;
  }
  std::vector<Ref<Object>> group_members(const Object* e) override { return static_cast<const SmallError*>(e)->members; }

  Value call(const Value& f, std::initializer_list<Value>) override { return f.as<SmallFunction>()->f(); }
  Value call_with(const Value& f, const Value&, const Value&) override { return f.as<SmallFunction>()->f(); }
  Value call_method(const Value&, const char*, std::initializer_list<Value>) override { return Value::none(); }
  bool truthy(const Value& v) override { return v.is_true(); }
  bool equal(const Value& a, const Value& b) override { return a.identical(b); }
  bool less(const Value& a, const Value& b) override { return a.as_int() < b.as_int(); }
  double number(const Value& v) override { return v.is_float() ? v.as_float() : static_cast<double>(v.as_int()); }
  int64_t length(const Value& v) override { return static_cast<int64_t>(v.as<SmallList>()->items.size()); }
  std::string repr(const Value&) override { return "?"; }
  std::string type_name(const Value&) override { return "thing"; }
  std::string callable_name(const Value&) override { return "f"; }
  Value text(std::string_view) override { return Value::none(); }
  Value list(const Value* items, size_t n) override { return Value(new SmallList({items, items + n})); }
  Value tuple(std::initializer_list<Value> items) override { return Value(new SmallList(items)); }
  Value ordered_set(const std::vector<Value>& items) override { return Value(new SmallList(items)); }
  std::vector<Value> items(const Value& list) override { return list.as<SmallList>()->items; }
  Ref<Coroutine> awaitable(const Value& v) override { return Ref<Coroutine>(v.as<Coroutine>()); }
  bool is_awaitable(const Value&) override { return false; }
  Ref<Coroutine> coroutine(const Value& v) override { return v.is(Kind::native_coroutine) ? Ref<Coroutine>(v.as<Coroutine>()) : nullptr; }
  Loop& get_event_loop() override { return *running; }
  Ref<Future> create_task(Loop& loop, Ref<Coroutine> c, const Value&, Ref<Context> context) override {
    return loop.create_task(std::move(c), {}, std::move(context));
  }
  std::vector<Value> take_asyncgens(Loop&) override { return {}; }
  void call_exception_handler(Loop&, std::string_view message, std::initializer_list<Detail>) override { said.emplace_back(message); }
  void exception_in_callback(Loop&, const Value&, const Value&, Object*, Object*) override { said.emplace_back("exception in callback"); }
  void log_warning(std::string_view message) override { said.emplace_back(message); }
  void log_closing(Loop&) noexcept override { said.emplace_back("close"); }
  void never_awaited(std::string_view name, const Object*) override { said.push_back("never awaited " + std::string(name)); }
  uint32_t current_line() override { return 0; }
  uint32_t line_of(const Coroutine&) override { return 0; }
  std::string source_of(const Coroutine&) override { return {}; }
  void running_loop_changed(Loop* loop) override {
    if (loop) running = loop;
  }

  std::vector<std::string> said;
  Loop* running = nullptr;

 private:
  uint32_t depth_ = 0, line_ = 0;
};

// One run: a heap, a world and a loop. The loop is current from the start.
struct SmallRun {
  explicit SmallRun(Trace::Detail detail = Trace::Detail::lean) : scope(&heap), env(host, world, trace), loop(new Loop(env)) {
    trace.detail = detail;
    host.running = loop.get();
    heap.finalizer = [](Object* o) { finalize_loop_object(o); };
  }
  ~SmallRun() { heap.finalizer = nullptr; }

  Ref<Task> task(Ref<Native> made, const char* name = "work") { return loop->create_task(native(env, name, made)); }
  Outcome run(Ref<Native> main) {
    try {
      return Outcome::of(loop->run_until_complete(task(std::move(main), "main"), false));
    } catch (Raised& raised) {
      return Outcome::raised(raised.exception);
    }
  }
  void note(std::string what) { log.push_back(std::to_string(world.now() / 1'000'000) + " " + what); }
  bool failed_with(const Outcome& out, Error kind) { return out.is_error() && host.is_error(out.error.get(), kind); }

  Heap heap;
  Heap::Scope scope;
  SimWorld world;
  Trace trace;
  SmallHost host;
  Environment env;
  Ref<Loop> loop;
  std::vector<std::string> log;      // "milliseconds what"
};

}  // namespace sim::test
