// The modules written in C++: each function fills its module's dict. The list with their names is in modules.cpp.
#pragma once
#include "sim/python/objects/dict.h"
#include "sim/python/vm.h"

namespace sim::py {

void fill_binascii(const Ref<Dict>& module_dict);
void fill_asyncio(const Ref<Dict>& module_dict);
void fill_contextvars(const Ref<Dict>& module_dict);
void fill_weakref(const Ref<Dict>& module_dict);
void fill_time(const Ref<Dict>& module_dict);
void fill_workers(const Ref<Dict>& module_dict);
void fill_bisect(const Ref<Dict>& module_dict);
void fill_ast(const Ref<Dict>& module_dict);
void fill_collections(const Ref<Dict>& module_dict);
void fill_functools(const Ref<Dict>& module_dict);
void fill_gc(const Ref<Dict>& module_dict);
void fill_hashlib(const Ref<Dict>& module_dict);
void fill_heapq(const Ref<Dict>& module_dict);
void fill_itertools(const Ref<Dict>& module_dict);
void fill_json(const Ref<Dict>& module_dict);
void fill_math(const Ref<Dict>& module_dict);
void fill_naming(const Ref<Dict>& module_dict);
void fill_network(const Ref<Dict>& module_dict);
void fill_process(const Ref<Dict>& module_dict);
void fill_operator(const Ref<Dict>& module_dict);
void fill_random(const Ref<Dict>& module_dict);
void fill_re(const Ref<Dict>& module_dict);
void fill_sys(const Ref<Dict>& module_dict);

}  // namespace sim::py
