#include "sim/loop/native.h"

#include "sim/loop/loop.h"

namespace sim {

static_assert(sizeof(NativeFrame) % 16 == 0 || NativeFrame::Promise::kBefore % 16 == 0, "frames are aligned to 16 bytes");

// What tracebacks hold of a coroutine: its frame, not the coroutine. Once that has ended, its frame's references are this one's.
class HeldFrame final : public Object {
 public:
  explicit HeldFrame(Native* of) : Object(Kind::other), of_(of) { of->held_frame_ = this; }
  ~HeldFrame() override {
    if (Heap::current().tearing_down() || !is_latest()) return;
    of_->held_frame_ = nullptr;
    if (of_->finished()) of_->drop_frame();
  }
  void references(References& each) override {
    each.held(of_);
    if (of_->finished() && is_latest()) of_->frame_references(each);
  }

 private:
  // While one waits for its destruction at the end of a long chain, another may take its place.
  bool is_latest() const { return of_->held_frame_ == this; }
  Ref<Native> of_;
};

void Native::references(References& each) {
  each.held(origin_);
  if (!finished()) frame_references(each);
}

Ref<Native> NativeFrame::Promise::get_return_object() {
  Handle frame = Handle::from_promise(*this);
  return Ref<Native>(::new (static_cast<std::byte*>(frame.address()) - kBefore) NativeFrame);
}

void NativeFrame::Promise::unhandled_exception() {
  try {
    throw;
  } catch (Raised& raised) {
    arrived = Outcome::raised(std::move(raised.exception));
  }   // a limit or an interruption goes on through resume()
}

NativeFrame::~NativeFrame() { drop_frame(); }

void NativeFrame::drop_frame() {
  if (std::exchange(frame_gone_, true)) return;
  frame().destroy();
}

Value NativeFrame::awaiting() const {
  if (finished() || frame_gone_) return Value();
  return Value(frame().promise().awaiting);
}

Step Native::resume(Outcome in) {
  if (finished())
    return Step::raises(env_->host.make_error(Error::runtime, "cannot reuse already awaited coroutine"));
  if (running()) return Step::raises(env_->host.make_error(Error::value, "coroutine already executing"));
  if (*env_->host.depth >= env_->host.depth_limit)
    return Step::raises(env_->host.make_error(Error::recursion, "maximum recursion depth exceeded"));
  Ref<Native> alive(this);
  if (!started()) {
    if (in.is_error()) {                       // thrown into before it ever ran: it ends there
      set_state(State::finished);
      flags &= static_cast<uint8_t>(~has_finalizer);
      passed_by(in.error.get());
      return Step::raises(std::move(in.error));
    }
    if (!in.value.is_null() && !in.value.is_none())
      return Step::raises(env_->host.make_error(Error::type, "can't send non-None value to a just-started coroutine"));
  }
  set_state(State::running);
  ++*env_->host.depth;
  struct Leave {
    Native& n;
    ~Leave() {
      --*n.env_->host.depth;
      if (n.running()) n.set_state(State::finished);   // left by a limit or an interruption
    }
  } leave{*this};
  Step step = go_on(in);
  if (step.kind == Step::Kind::yielded) {
    set_state(State::suspended);
  } else {
    env_->python_function();
    flags &= static_cast<uint8_t>(~has_finalizer);
    set_state(State::finished);
    if (!held_frame_) drop_frame();
  }
  return step;
}

void Native::passed_by(Object* error) {
  bool lives = held_frame_ && held_frame_->refs > 0;
  Ref<HeldFrame> frame(lives ? held_frame_ : new HeldFrame(this));
  env_->host.passed_by(error, frame.get());
}

void Native::entered(Object* error) {
  if (error) passed_by(error);
  if (env_->thrown_into) coroutine_entered(*env_, this);
  env_->python_function();
}

void NativeFrame::frame_references(References& each) {
  if (!running() && !frame_gone_) frame().promise().references(each);
}

void NativeFrame::Promise::references(References& each) {
  each(awaiting);
  each(arrived.value);
  each(arrived.error);
  tell_(*this, each);
}

Step NativeFrame::go_on(Outcome& in) {
  Promise& promise = frame().promise();
  Ref<Object> arrived;             // the last exception that came from below
  for (;;) {
    if (promise.awaiting) {
      Step step = promise.awaiting->resume(std::move(in));
      if (step.kind == Step::Kind::yielded) return step;
      promise.awaiting = nullptr;
      in = Outcome{std::move(step.value), std::move(step.error)};
    }
    promise.arrived = std::move(in);
    arrived = promise.arrived.error;
    entered(arrived.get());
    frame().resume();
    if (frame().done()) break;
    in = Outcome::of(Value::none());
  }
  Outcome out = std::move(promise.arrived);
  if (out.is_error() && out.error != arrived) passed_by(out.error.get());
  if (out.is_error()) return Step::raises(std::move(out.error));
  return Step::returns(std::move(out.value));
}

void Native::finalize() {
  if (!started()) {
    env_->host.never_awaited(qualname_, origin_.get());
  } else if (state() == State::suspended) {
    Step step = resume(Outcome::raised(env_->host.make_error(Error::generator_exit, {})));
    if (step.kind == Step::Kind::yielded) set_state(State::finished);   // "coroutine ignored GeneratorExit": dropped all the same
  }
}

}  // namespace sim
