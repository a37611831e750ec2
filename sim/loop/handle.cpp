#include "sim/loop/handle.h"

#include "sim/base/references.h"
#include "sim/loop/loop.h"

namespace sim {

Handle::Handle(Loop& loop, Ref<Context> context, Time when)
    : Object(when == kNever ? Kind::handle : Kind::timer_handle), loop_(&loop), context_(std::move(context)), when_(when) {}

Handle::~Handle() = default;

void Handle::references(References& each) { each(context_); }

void CallHandle::references(References& each) {
  Handle::references(each);
  each(callback);
  each(args);
  each(created);
  each(shown);
}

void Handle::cancel() {
  if (cancelled()) return;
  Ref<Handle> alive(this);
  small |= is_cancelled;
  if (small & is_scheduled) loop_->timer_cancelled();
  Trace& trace = loop_->env().trace;
  if (trace.wants_events() && object_) {
    Record r = loop_->env().record(is_timer() ? Event::timer_cancelled : Event::handle_cancelled);
    r.object = object_;
    trace.append(r);
  }
  dropped();
}

void CallHandle::run() {
  Host& host = loop().env().host;
  Value f = callback, a = args;
  try {
    host.call_with(f, a);
  } catch (Raised& raised) {
    if (host.is_error(raised.exception.get(), Error::exit)) throw;
    host.exception_in_callback(loop(), f, a, this, raised.exception.get());
  }
}

std::string CallHandle::label() const { return callback.is_null() ? "cancelled" : loop().env().host.callable_name(callback); }

void CallHandle::dropped() {
  Value f = std::move(callback), a = std::move(args);
}

}  // namespace sim
