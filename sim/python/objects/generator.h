// Generators, coroutines and async generators of the program: each owns a Frame that stands still between resumes.
// Before: RETURN_GENERATOR in vm.cpp makes them. After: sim/loop/task.h drives coroutines; asend and friends drive async generators.
#pragma once
#include "sim/loop/coroutine.h"
#include "sim/python/objects/exception.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/str.h"

namespace sim::py {

class Frame;

class Generator : public Coroutine {
 public:
  Generator(Kind kind, Frame* frame);              // generator, coroutine or async_generator; takes over the frame
  ~Generator() override;

  Step resume(Outcome in) override;                // vm.cpp
  std::string_view qualname() const override { return qualified_name->view(); }
  void references(References& each) override;
  uint32_t born() const override { return born_; }
  Value awaiting() const override;                 // gi_yieldfrom, cr_await, ag_await
  void prefetch(bool far) const override;
  bool started() const override { return state != State::created; }
  bool finished() const override { return state == State::finished; }

  // gen.close(): GeneratorExit is raised where it stands. What it returned meanwhile, or None; throws Raised.
  Value close();
  // What it stands at in an await or yield from, or null.
  Value receiver() const;
  void finalize();                                 // the last reference fell

  enum class State : uint8_t { created, suspended, running, finished } state = State::created;
  bool yielded_item : 1 = false;   // async generator: the last Step::yielded was a YIELD_VALUE of its own, not an await passing through
  bool ag_running : 1 = false;     // async generator: an asend/athrow/aclose is under way
  bool ag_hooks_inited : 1 = false, ag_closed : 1 = false;
 private:
  uint32_t born_;                  // lies where nothing else would

 public:
  Frame* frame;                    // null once finished
  // The exception being handled inside, set aside while it stands still (CPython: gi_exc_state).
  Ref<Exception> handled;
  Ref<Exception> outer_handled;    // while it runs: what whoever resumed it was handling
  // From here on what a resume does not need.
  Ref<Str> name, qualified_name;
  Ref<Object> code;                // a Code; outlives the frame
  // Async generator: what the loop wants called when it is dropped unfinished. Coroutine: where it was made (cr_origin), when that is kept.
  Ref<Object> finalizer_or_origin;

 private:
  Step throw_in(Ref<Exception> e);
};

// The exception of gen.throw(type_or_instance[, value[, traceback]]); TypeError when it is none.
// More than one argument is deprecated, which is said with the method's name.
Ref<Exception> exception_to_throw(const Args& args, const char* method = "throw");
// A Step as Python sees it: what was yielded, or StopIteration with the value, or the exception; throws Raised.
Value step_value(Step step);
// Is it a sim::Coroutine in C++ (a future is one, too)?
inline bool is_resumable(const Value& v) {
  if (!v.is_object()) return false;
  switch (v.as_object()->kind) {
    case Kind::generator:
    case Kind::coroutine:
    case Kind::native_coroutine:
    case Kind::awaitable:
    case Kind::future:
    case Kind::task: return true;
    default: return false;
  }
}
// What a coroutine awaits (null: nothing) as Python sees it: a future is awaited through its iterator, though none is made for that.
Value shown_awaiting(const Value& awaited);
// GeneratorExit for something that is awaited (CPython: gen_close_iter): throws Raised.
void close_awaited(const Value& receiver);
// "RuntimeWarning: coroutine 'x' was never awaited" on stderr; `origin`: its cr_origin, or null.
void warn_never_awaited(std::string_view qualname, const Object* origin);
// Where `caller` makes a coroutine: a tuple of (file, line, function, the line's text), the innermost first. CPython: compute_cr_origin.
Ref<Tuple> coroutine_origin(const Frame* caller);
// The same as cr_origin gives it, without the text; None for null.
Value shown_origin(const Object* origin);

}  // namespace sim::py
