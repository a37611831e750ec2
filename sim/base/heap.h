// Where a run's objects live: counts bytes against the limit, knows every live object, and frees all of them at the run's end.
// One Heap is current on a thread at a time; nothing of one run is ever touched by another.
#pragma once
#include "sim/base/value.h"

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <unordered_set>
#include <vector>

namespace sim {

// A limit of the run was reached. Not a Python exception: no program can catch it. Caught by sim/run.
struct LimitReached {
  enum class Which : uint8_t { steps, virtual_time, memory, output, turns, callbacks } which;
  uint32_t line = 0;                         // of the program, where the loop found it; 0: where the code that runs stands
};
// The person pressed Ctrl-C or Stop.
struct Interrupted {};

class Heap {
 public:
  explicit Heap(size_t byte_limit = std::numeric_limits<size_t>::max());
  ~Heap();                                   // runs no Python code: destroys what is left, cycles included
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  static Heap& current() { return *current_; }
  static Heap* current_or_null() { return current_; }
  // Makes `heap` current on this thread while the scope lives.
  class Scope {
   public:
    explicit Scope(Heap* heap) : before_(current_) { current_ = heap; }
    ~Scope() { current_ = before_; }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
   private:
    Heap* before_;
  };

  void* allocate(size_t size);               // throws LimitReached{memory}
  void release(void* memory) noexcept;

  // Memory held outside the slabs (vectors' items). Throws LimitReached{memory} when it grows past the limit.
  void charge(size_t bytes) {
    used_ += bytes;
    if (used_ > watermark_) over_watermark(bytes);
  }
  void discharge(size_t bytes) noexcept { used_ -= bytes; }
  // Would `bytes` more fit? To be asked before a request whose size the program chose.
  void require(size_t bytes) const;
  size_t used() const { return used_; }
  size_t limit() const { return limit_; }
  size_t peak() const { return watermark_; }   // to the nearest 64 KiB
  uint64_t allocations() const { return allocations_; }

  // A number for id() and repr(): given in the order of asking, and so the same in every run and every build, unlike an address. The
  // number of an object that is gone is given to the next one, as CPython's addresses are.
  uint64_t id_of(Object* o);

  std::array<py::Type*, static_cast<size_t>(Kind::count_)> type_of_kind{};
  void (*finalizer)(Object*) = nullptr;
  void (*weakrefs_cleared)(Object*) = nullptr;

  // ---- for who looks at all objects: sim/base/rings.h
  std::vector<Object*> live_objects();
  bool has_finalizers();                     // or weak references: somebody might learn that an object ended
  // A number for each object, 0 at first, until drop_marks().
  uint32_t& mark_of(const Object* o);
  void drop_marks();
  std::unordered_set<const Object*>* watched = nullptr;   // an object that ends is taken out
  uint32_t births = 0;                       // see Object::born()
  uint16_t birth() const { return static_cast<uint16_t>(births); }   // what a container keeps of it, in Object::small

  bool tearing_down() const { return tearing_down_; }
  void destroy(Object* o);

 private:
  struct Chunk;
  static constexpr size_t kClasses = 80;
  void over_watermark(size_t bytes);
  Chunk* new_chunk(size_t size_class, size_t cell_size);
  void* slab_memory();
  static Chunk& chunk_of(const Object* o);
  static uint32_t& place_in(const Object* o, uint32_t* Chunk::*table);
  uint32_t& number_of(const Object* o);
  void destroy_now(Object* o);
  template <class F> void for_each_live(F f);

  static constinit thread_local Heap* current_;   // constinit: reading it needs no call
  size_t used_ = 0, limit_;
  size_t watermark_ = 0;                     // the most that was ever used, rounded up; never above limit_
  uint64_t allocations_ = 0;
  struct FreeCell { FreeCell* next; };
  struct Class { FreeCell* free = nullptr; std::byte* bump = nullptr; std::byte* bump_end = nullptr; };
  std::array<Class, kClasses> classes_{};
  std::vector<Chunk*> chunks_;               // slabs and single large cells alike, in order of creation
  std::vector<std::byte*> blocks_;           // what slab chunks are cut from
  std::byte *block_next_ = nullptr, *block_end_ = nullptr;
  std::vector<uint32_t> free_numbers_;       // for id_of
  uint32_t numbers_ = 0;
  std::vector<Object*> pending_;             // waiting to be destroyed: keeps long chains off the C++ stack
  int depth_ = 0;
  bool tearing_down_ = false;
};

// For containers inside objects: a std::vector whose memory counts towards the run's limit.
template <class T>
struct HeapAllocator {
  using value_type = T;
  HeapAllocator() = default;
  template <class U> HeapAllocator(const HeapAllocator<U>&) {}   // NOLINT
  T* allocate(size_t n) {
    Heap& heap = Heap::current();
    if (n > (std::numeric_limits<size_t>::max)() / sizeof(T) / 2) heap.require((std::numeric_limits<size_t>::max)() / 2);
    heap.charge(n * sizeof(T));
    return static_cast<T*>(::operator new(n * sizeof(T)));
  }
  void deallocate(T* p, size_t n) noexcept {
    Heap::current().discharge(n * sizeof(T));
    ::operator delete(p);
  }
  bool operator==(const HeapAllocator&) const { return true; }
};
template <class T>
using Vec = std::vector<T, HeapAllocator<T>>;

}  // namespace sim
