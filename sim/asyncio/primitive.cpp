#include "sim/asyncio/primitive.h"

#include "sim/base/text.h"

namespace sim {

Primitive::Primitive(Environment& env, Kind kind, Resource resource) : Object(kind), env_(env), resource_(resource) {
  if (shown()) object_ = env.trace.next_object();
}

Loop& Primitive::get_loop() {
  Loop* running = env_.thread.running;
  if (!loop_) loop_ = Ref<Loop>(running);
  if (running != loop_.get() || !running)
    env_.raise(Error::runtime, cat(env_.host.repr(Value(static_cast<Object*>(this))), " is bound to a different event loop"));
  return *running;
}

Ref<Future> Primitive::make_waiter(std::string_view label) {
  Ref<Future> waiter = get_loop().create_future();
  if (shown()) {
    waiter->set_label(label);
    record(Event::resource_waited);
  }
  return waiter;
}

void Primitive::record(Event event, int64_t number_or_free, uint8_t b) {
  if (object_ == 0) return;
  Record r = env_.record(event);
  r.task = r.by;
  r.by = 0;
  r.object = object_;
  r.a = static_cast<uint8_t>(resource_);
  r.count16 = b;
  if (event == Event::resource_created) r.number = number_or_free;
  else r.count = static_cast<uint32_t>(number_or_free);
  env_.trace.append(r);
}

}  // namespace sim
