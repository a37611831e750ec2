// A computation that can stop at an await and go on later.
// Before: sim/python/objects/generator.h and sim/loop/native.h implement it. After: sim/loop/task.h drives it.
#pragma once
#include "sim/base/outcome.h"

#include <cstdint>
#include <string_view>

namespace sim {

// What one resume led to. A yielded value is what CPython's coroutine would hand to `send`'s caller: a Future that is waited
// for (its `blocking` mark set, as _asyncio_future_blocking), None for a bare yield (sleep(0)), anything else by a program's own __await__.
struct Step {
  enum class Kind : uint8_t { yielded, returned, raised } kind;
  Value value;             // yielded, returned
  Ref<Object> error;       // raised

  static Step yields(Value v) { return {Kind::yielded, std::move(v), nullptr}; }
  static Step returns(Value v) { return {Kind::returned, std::move(v), nullptr}; }
  static Step raises(Ref<Object> e) { return {Kind::raised, Value(), std::move(e)}; }
};

class Coroutine : public Object {
 public:
  using Object::Object;
  // Goes on to the next yield: `in` is delivered, or raised, where this coroutine stopped; the first call takes None.
  // Never throws Raised: an exception is Step::raised. LimitReached and Interrupted pass through.
  [[nodiscard]] virtual Step resume(Outcome in) = 0;
  // The qualified name, "main" or "Queue.get".
  virtual std::string_view qualname() const = 0;
  // What it waits for just now (cr_await), or null.
  virtual Value awaiting() const { return Value(); }
  virtual bool started() const = 0;
  virtual bool finished() const = 0;
  // The next resume is near: fetches into the processor's cache what it will read, first (`far`) what this object points at, then what lies
  // behind that. A thousand parked tasks do not fit into the cache, and waiting for each of their objects in turn would take longest.
  virtual void prefetch(bool far) const { (void)far; }
};

}  // namespace sim
