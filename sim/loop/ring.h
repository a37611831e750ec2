// A queue of T: a ring buffer that grows, its memory counted in the run's Heap. Ready handles, waiting futures, items of a Queue.
#pragma once
#include "sim/base/heap.h"

#include <cstddef>
#include <memory>
#include <utility>

namespace sim {

template <class T>
class Ring {
 public:
  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring() {
    clear();
    if (items_) HeapAllocator<T>().deallocate(items_, capacity_);
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return items_[(head_ + i) & (capacity_ - 1)]; }
  const T& operator[](size_t i) const { return items_[(head_ + i) & (capacity_ - 1)]; }
  T& front() { return (*this)[0]; }

  void push_back(T item) {
    if (size_ == capacity_) grow();
    new (&items_[(head_ + size_) & (capacity_ - 1)]) T(std::move(item));
    ++size_;
  }
  T pop_front() {
    T* place = &items_[head_];
    T item = std::move(*place);
    place->~T();
    head_ = --size_ == 0 ? 0 : (head_ + 1) & (capacity_ - 1);   // an empty ring begins anew: the same few places stay in the cache
    return item;
  }
  T pop_back() {
    T* place = &(*this)[size_ - 1];
    T item = std::move(*place);
    place->~T();
    --size_;
    return item;
  }
  // Removes the first item for which `is` holds; looks from the front, where it nearly always is.
  template <class F>
  bool remove_first(F is) {
    for (size_t i = 0; i < size_; ++i)
      if (is((*this)[i])) {
        for (; i > 0; --i) std::swap((*this)[i], (*this)[i - 1]);
        pop_front();
        return true;
      }
    return false;
  }
  void clear() {
    while (size_ > 0) pop_front();
  }

 private:
  void grow() {
    size_t bigger = capacity_ ? capacity_ * 2 : 8;
    T* to = HeapAllocator<T>().allocate(bigger);
    for (size_t i = 0; i < size_; ++i) {
      T* from = &(*this)[i];
      new (&to[i]) T(std::move(*from));
      from->~T();
    }
    if (items_) HeapAllocator<T>().deallocate(items_, capacity_);
    items_ = to;
    capacity_ = bigger;
    head_ = 0;
  }

  T* items_ = nullptr;
  size_t capacity_ = 0, head_ = 0, size_ = 0;
};

}  // namespace sim
