// The module _process: the end of the process itself. Before: library/signal.py. After: sim/python/process.h.
#include "sim/python/process.h"

#include "sim/python/modules/modules.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {
[[noreturn]] Value end(const Value* args) { throw ProcessEnded{static_cast<int>(index_of(args[0])), str(args[1])->string()}; }
}  // namespace

void fill_process(const Ref<Dict>& d) { d->set(intern("end").get(), Value(make_builtin("end", "status, message", end))); }

}  // namespace sim::py
