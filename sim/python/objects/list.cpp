#include "sim/python/objects/list.h"

namespace sim::py {

Ref<List> List::make(const Value* items, size_t n) {
  Ref<List> list = make();
  list->items.assign(items, items + n);
  return list;
}

List::~List() { drop_from_end(items); }

}  // namespace sim::py
