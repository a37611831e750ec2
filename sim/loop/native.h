// asyncio's own coroutines, written as C++20 coroutines: a function that returns Ref<Native> may say `co_await x`, where x is a future or
// any other Coroutine, and gets an Outcome (never a C++ exception, so that cleaning up is plain code behind the co_await).
// Before: sim/asyncio writes them. After: a Task or the interpreter drives them through sim/loop/coroutine.h.
//
// g++ 12 mis-frees what is built inside a co_await expression: give it a name first, and take parameters by value.
// Resuming goes through resume() alone, never by symmetric transfer, which overflows the C++ stack without optimisation.
#pragma once
#include "sim/base/references.h"
#include "sim/loop/environment.h"

#include <array>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <vector>

namespace sim {

class HeldFrame;

// What all of asyncio's own coroutines are to the loop and to Python.
class Native : public Coroutine {
 public:
  Step resume(Outcome in) final;
  std::string_view qualname() const final { return qualname_; }
  bool started() const final { return state() != State::created; }
  bool finished() const final { return state() == State::finished; }
  const Ref<Object>& origin() const { return origin_; }
  void references(References& each) final;
  bool running() const { return state() == State::running; }
  // The last reference fell (Heap::finalizer): says "was never awaited", or raises GeneratorExit where it stands.
  void finalize();

 protected:
  Native(Environment* env, const char* qualname) : Coroutine(Kind::native_coroutine), qualname_(qualname), env_(env) {
    flags |= has_finalizer;
    if (env) keep_origin();
  }
  void keep_origin() {
    if (env_->keeps_origins) origin_ = env_->host.coroutine_origin();
  }
  // As far as the next yield, its own or one of what it awaits; takes what `in` holds. Its state and its end are resume's affair.
  virtual Step go_on(Outcome& in) = 0;
  // To be said when its own code goes on, with the exception that has arrived there, or null.
  void entered(Object* error);
  // An exception is on its way out, or has arrived: its traceback holds the frame of this one, even beyond the coroutine's end.
  void passed_by(Object* error);
  // What stands for the variables of a function's frame in CPython. They end with the body, or with the last traceback that holds them.
  virtual void drop_frame() = 0;
  virtual void frame_references(References& each) = 0;

  const char* qualname_;
  Environment* env_;
  Ref<Object> origin_;                  // where it was made, while the loop keeps that

 private:
  enum class State : uint16_t { created, suspended, running, finished };   // in Object::small
  friend class HeldFrame;
  State state() const { return static_cast<State>(small); }
  void set_state(State s) { small = static_cast<uint16_t>(s); }
  HeldFrame* held_frame_ = nullptr;     // while tracebacks hold the frame
};

// One whose body is a C++20 coroutine. Its parameters are what the variables of a function's frame are in CPython.
class NativeFrame final : public Native {
 public:
  struct Promise;
  using Handle = std::coroutine_handle<Promise>;

  ~NativeFrame() override;
  Value awaiting() const override;

 private:
  friend Ref<Native> native(Environment& env, const char* qualname, Ref<Native> made);
  NativeFrame() : Native(nullptr, "") {}
  Step go_on(Outcome& in) override;
  Handle frame() const;
  void drop_frame() override;
  void frame_references(References& each) override;
  bool frame_gone_ = false;
};

// What a coroutine function is given when both end visibly, each with a program's objects. Compilers end the parameters of a coroutine in either
// order; members end from the last to the first, so these go in the order in which they are given, as CPython clears the variables of a frame.
template <class First, class Second>
struct Variables {
  Variables(First a, Second b) : second(std::move(b)), first(std::move(a)) {}
  Second second;
  First first;
};

// Names what a coroutine function made: return native(env, "Lock.acquire", acquire_lock(self)).
inline Ref<Native> native(Environment& env, const char* qualname, Ref<Native> made) {
  auto& body = static_cast<NativeFrame&>(*made);
  body.env_ = &env;
  body.qualname_ = qualname;
  body.keep_origin();
  return made;
}

struct NativeFrame::Promise {
  // The parameters are the frame's copies. What a coroutine keeps while it waits is among them, or moved into the co_await: its other
  // variables cannot tell their references.
  template <class... A>
  explicit Promise(A&... parameters) : tell_(&tell<A...>) {
    static_assert(sizeof...(A) <= kParameters);
    size_t i = 0;
    ((offsets_[i++] = reinterpret_cast<const std::byte*>(&parameters) - reinterpret_cast<const std::byte*>(this)), ...);
  }

  // The frame lies behind the NativeFrame in one cell of the Heap, and ends with it.
  static constexpr size_t kBefore = (sizeof(NativeFrame) + 15) / 16 * 16;
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
  Awaiter await_transform(Ref<T>&& on) {
    awaiting = std::move(on);
    return {*this};
  }
  template <class T>
  Awaiter await_transform(const Ref<T>& on) {
    awaiting = on;
    return {*this};
  }
  void references(References& each);

  Ref<Coroutine> awaiting;
  Outcome arrived;             // what the co_await gives; at the end, the result

 private:
  static constexpr size_t kParameters = 5;
  template <class... A>
  static void tell(Promise& promise, References& each) {
    size_t i = 0;
    (tell_one(*reinterpret_cast<std::remove_reference_t<A>*>(reinterpret_cast<std::byte*>(&promise) + promise.offsets_[i++]), each), ...);
  }
  template <class T> static void tell_one(T&, References&) {}
  template <class T> static void tell_one(Ref<T>& r, References& each) { each(r); }
  static void tell_one(Value& v, References& each) { each(v); }
  static void tell_one(std::vector<Value>& all, References& each) { each.all(all); }
  template <class First, class Second>
  static void tell_one(Variables<First, Second>& both, References& each) {
    tell_one(both.first, each);
    tell_one(both.second, each);
  }
  void (*tell_)(Promise&, References&);
  std::array<ptrdiff_t, kParameters> offsets_{};
};

inline NativeFrame::Handle NativeFrame::frame() const {
  return Handle::from_address(const_cast<std::byte*>(reinterpret_cast<const std::byte*>(this)) + Promise::kBefore);
}

}  // namespace sim

template <class... A>
struct std::coroutine_traits<sim::Ref<sim::Native>, A...> {
  using promise_type = sim::NativeFrame::Promise;
};
