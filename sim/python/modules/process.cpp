// The module _process: the number and the end of the process itself. Before: library/{os,logging,signal}.py. After: sim/python/process.h.
#include "sim/python/process.h"

#include "sim/python/modules/modules.h"
#include "sim/python/objects/function.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {
[[noreturn]] Value end(const Value* args) { throw ProcessEnded{static_cast<int>(index_of(args[0])), str(args[1])->string()}; }
}  // namespace

void fill_process(const Ref<Dict>& d) {
  d->set(intern("end").get(), Value(make_builtin("end", "status, message", end)));
  d->set(intern("number").get(), Value::integer(4242));
}

}  // namespace sim::py
