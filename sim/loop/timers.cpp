#include "sim/loop/timers.h"

#include <algorithm>

namespace sim {

void Timers::rise(size_t i, Entry entry) {
  while (i > 0) {
    size_t parent = (i - 1) / 4;
    if (!entry.before(heap_[parent])) break;
    heap_[i] = std::move(heap_[parent]);
    i = parent;
  }
  heap_[i] = std::move(entry);
}

void Timers::sink(size_t i, Entry entry) {
  size_t n = heap_.size();
  for (;;) {
    size_t child = i * 4 + 1;
    if (child >= n) break;
    size_t least = child;
    for (size_t c = child + 1; c < std::min(child + 4, n); ++c)
      if (heap_[c].before(heap_[least])) least = c;
    if (!heap_[least].before(entry)) break;
    heap_[i] = std::move(heap_[least]);
    i = least;
  }
  heap_[i] = std::move(entry);
}

Ref<Object> Timers::pop() {
  Ref<Object> first = std::move(heap_.front().target);
  Entry last = std::move(heap_.back());
  heap_.pop_back();
  if (!heap_.empty()) sink(0, std::move(last));
  return first;
}

void Timers::drop_cancelled() {
  auto cancelled = [](const Entry& e) { return is_cancelled(*e.target); };
  heap_.erase(std::remove_if(heap_.begin(), heap_.end(), cancelled), heap_.end());
  for (size_t i = heap_.size(); i-- > 0;) sink(i, std::move(heap_[i]));
}

void Timers::clear() {
  Vec<Entry> dropped;
  dropped.swap(heap_);
}

}  // namespace sim
