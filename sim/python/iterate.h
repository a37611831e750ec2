// The body of iterate() of sim/python/protocol.h.
#pragma once
#include "sim/python/objects/list.h"
#include "sim/python/objects/tuple.h"

namespace sim::py {

template <class F>
void iterate(const Value& iterable, F&& f) {
  if (iterable.is(Kind::list) && !(iterable.as_object()->flags & Object::is_subclass)) {
    auto* list = iterable.as<List>();
    Ref<List> held(list);
    for (size_t i = 0; i < list->items.size(); ++i) f(Value(list->items[i]));
    return;
  }
  if (iterable.is(Kind::tuple) && !(iterable.as_object()->flags & Object::is_subclass)) {
    Ref<Tuple> tuple(iterable.as<Tuple>());
    for (const Value& item : *tuple) f(item);
    return;
  }
  Value it = get_iter(iterable), item;
  while (next(it, &item)) {
    charge_steps(1);
    f(std::move(item));
  }
}

}  // namespace sim::py
