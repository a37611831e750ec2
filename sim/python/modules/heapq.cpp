// Heaps in lists, moved about step by step as CPython's Modules/_heapqmodule.c does, so that a printed heap looks the same.
#include "sim/python/modules/modules.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

List* heap_of(const Value& v, const char* function) {
  if (!v.is(Kind::list)) raise_type_error(function, "() argument 1 must be list, not ", type_name(v));
  return v.as<List>();
}

// a < b; of a heap with the largest first, b < a. The list must not change meanwhile.
template <bool max>
bool comes_first(List* heap, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) return max ? b.as_int() < a.as_int() : a.as_int() < b.as_int();
  Value x = a, y = b;
  size_t size = heap->items.size();
  bool r = max ? compare_bool(y, x, CompareOp::lt) : compare_bool(x, y, CompareOp::lt);
  if (heap->items.size() != size) raise(Exc::RuntimeError, "list changed size during iteration");
  return r;
}

// The item at `at` moves towards `top` while it comes before its parent.
template <bool max>
void towards_top(List* heap, size_t top, size_t at) {
  while (at > top) {
    size_t parent = (at - 1) >> 1;
    if (!comes_first<max>(heap, heap->items[at], heap->items[parent])) return;
    heap->items[at].swap(heap->items[parent]);
    at = parent;
  }
}

// The item at `top` goes down to a leaf along the children that come first, and from there up to its place.
template <bool max>
void down_and_back(List* heap, size_t top) {
  size_t end = heap->items.size(), at = top;
  while (at < end / 2) {
    size_t child = 2 * at + 1;
    if (child + 1 < end && !comes_first<max>(heap, heap->items[child], heap->items[child + 1])) ++child;
    heap->items[at].swap(heap->items[child]);
    at = child;
  }
  towards_top<max>(heap, top, at);
}

Value heappush(const Value* a) {
  List* heap = heap_of(a[0], "heappush");
  heap->items.push_back(a[1]);
  towards_top<false>(heap, 0, heap->items.size() - 1);
  return Value::none();
}

template <bool max>
Value pop(List* heap) {
  if (heap->items.empty()) raise(Exc::IndexError, "index out of range");
  Value last = std::move(heap->items.back());
  heap->items.pop_back();
  if (heap->items.empty()) return last;
  last.swap(heap->items[0]);
  down_and_back<max>(heap, 0);
  return last;
}
Value heappop(const Value* a) { return pop<false>(heap_of(a[0], "heappop")); }
Value heappop_max(const Value* a) { return pop<true>(heap_of(a[0], "_heappop_max")); }

template <bool max>
Value replace(List* heap, Value item) {
  if (heap->items.empty()) raise(Exc::IndexError, "index out of range");
  item.swap(heap->items[0]);
  down_and_back<max>(heap, 0);
  return item;
}
Value heapreplace(const Value* a) { return replace<false>(heap_of(a[0], "heapreplace"), a[1]); }
Value heapreplace_max(const Value* a) { return replace<true>(heap_of(a[0], "_heapreplace_max"), a[1]); }

Value heappushpop(const Value* a) {
  List* heap = heap_of(a[0], "heappushpop");
  if (heap->items.empty() || !comes_first<false>(heap, heap->items[0], a[1])) return a[1];
  return replace<false>(heap, a[1]);
}

template <bool max>
Value heapify(List* heap) {
  charge_steps(heap->items.size() / 4);
  for (size_t i = heap->items.size() / 2; i-- > 0;) down_and_back<max>(heap, i);
  return Value::none();
}
Value heapify_min(const Value* a) { return heapify<false>(heap_of(a[0], "heapify")); }
Value heapify_max(const Value* a) { return heapify<true>(heap_of(a[0], "_heapify_max")); }

}  // namespace

void fill_heapq(const Ref<Dict>& dict) {
  auto add = [&dict](const char* name, const char* signature, NativeFn fn) {
    dict->set(intern(name).get(), Value(make_builtin(name, signature, fn)));
  };
  add("heappush", "heap, item, /", heappush);
  add("heappop", "heap, /", heappop);
  add("heapreplace", "heap, item, /", heapreplace);
  add("heappushpop", "heap, item, /", heappushpop);
  add("heapify", "heap, /", heapify_min);
  add("_heappop_max", "heap, /", heappop_max);
  add("_heapreplace_max", "heap, item, /", heapreplace_max);
  add("_heapify_max", "heap, /", heapify_max);
}

}  // namespace sim::py
