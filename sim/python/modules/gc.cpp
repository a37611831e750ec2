// The C++ part of gc; library/gc.py has what programs see. Inside: sim/base/rings.h.
#include "sim/base/rings.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {
Value collect(const Value*) {
  constexpr uint64_t kStepsEach = 4;       // to look at an object takes as long as about so many instructions
  Heap& heap = Heap::current();
  charge_steps(heap.live_objects().size() * kStepsEach);
  return Value::integer(Rings(heap).collect());
}
}  // namespace

void fill_gc(const Ref<Dict>& d) { d->set(intern("collect").get(), Value(make_builtin("collect", "", collect))); }

}  // namespace sim::py
