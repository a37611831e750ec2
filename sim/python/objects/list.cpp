#include "sim/python/objects/list.h"

#include "sim/base/references.h"

namespace sim::py {

Ref<List> List::make(const Value* items, size_t n) {
  Ref<List> list = make();
  list->items.assign(items, items + n);
  return list;
}

List::~List() { drop_from_end(items); }

// From the end, as list_traverse goes.
void List::references(References& each) {
  for (size_t i = items.size(); i-- > 0;) each(items[i]);
}

}  // namespace sim::py
