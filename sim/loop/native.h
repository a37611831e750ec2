// asyncio's own coroutines, written as C++20 coroutines: a function that returns Ref<Native> may say `co_await x`, where x is a future or
// any other Coroutine, and gets an Outcome (never a C++ exception, so that cleaning up is plain code behind the co_await).
// Before: sim/asyncio writes them. After: a Task or the interpreter drives them through sim/loop/coroutine.h.
//
// g++ 12 mis-frees what is built inside a co_await expression: give it a name first, and take parameters by value.
// Resuming goes through resume() alone, never by symmetric transfer, which overflows the C++ stack without optimisation.
#pragma once
#include "sim/base/heap.h"
#include "sim/loop/environment.h"

#include <coroutine>
#include <exception>

namespace sim {

class Native final : public Coroutine {
 public:
  struct Promise;
  using Handle = std::coroutine_handle<Promise>;

  ~Native() override;
  Step resume(Outcome in) override;
  std::string_view qualname() const override { return qualname_; }
  Value awaiting() const override;
  bool started() const override { return state() != State::created; }
  bool finished() const override { return state() == State::finished; }
  bool running() const { return state() == State::running; }
  // The last reference fell (Heap::finalizer): says "was never awaited", or raises GeneratorExit where it stands.
  void finalize();

 private:
  friend Ref<Native> native(Environment& env, const char* qualname, Ref<Native> made);
  Native() : Coroutine(Kind::native_coroutine) { flags |= has_finalizer; }
  Step go_on(Outcome in);
  Handle frame() const;

  enum class State : uint16_t { created, suspended, running, finished };   // in Object::small
  State state() const { return static_cast<State>(small); }
  void set_state(State s) { small = static_cast<uint16_t>(s); }
  const char* qualname_ = "";
  Environment* env_ = nullptr;
};

// Names what a coroutine function made: return native(env, "Lock.acquire", acquire_lock(self)).
inline Ref<Native> native(Environment& env, const char* qualname, Ref<Native> made) {
  made->env_ = &env;
  made->qualname_ = qualname;
  return made;
}

// co_await BareYield() lets the loop turn once (sleep(0)).
struct BareYield {};

struct Native::Promise {
  Promise() {}                 // no aggregate: else the coroutine's parameters would initialise its fields

  // The frame lies behind the Native in one cell of the Heap, and ends with it.
  static constexpr size_t kBefore = (sizeof(Native) + 15) / 16 * 16;
  static void* operator new(size_t size) { return static_cast<std::byte*>(Heap::current().allocate(kBefore + size)) + kBefore; }
  static void operator delete(void*) noexcept {}
  static void operator delete(void*, size_t) noexcept {}

  Ref<Native> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_value(Value v) { arrived = Outcome::of(std::move(v)); }
  void return_value(Outcome o) { arrived = std::move(o); }
  void unhandled_exception();

  struct Awaiter {
    Promise& promise;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    Outcome await_resume() const { return std::move(promise.arrived); }
  };
  template <class T>
  Awaiter await_transform(const Ref<T>& on) {
    awaiting = on;
    return {*this};
  }
  Awaiter await_transform(BareYield) { return {*this}; }

  Ref<Coroutine> awaiting;     // null while it yields bare
  Outcome arrived;             // what the co_await gives; at the end, the result
};

inline Native::Handle Native::frame() const {
  return Handle::from_address(const_cast<std::byte*>(reinterpret_cast<const std::byte*>(this)) + Promise::kBefore);
}

}  // namespace sim

template <class... A>
struct std::coroutine_traits<sim::Ref<sim::Native>, A...> {
  using promise_type = sim::Native::Promise;
};
