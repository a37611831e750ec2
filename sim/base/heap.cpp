#include "sim/base/heap.h"

#include "sim/base/check.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace sim {

constinit thread_local Heap* Heap::current_ = nullptr;

// A chunk is aligned to its own size, so that any object's chunk is found by masking its address. Under AddressSanitizer
// every object has a chunk of its own from malloc, so that the sanitizer sees each one's end.
#if defined(__SANITIZE_ADDRESS__)
#define SIM_HEAP_PLAIN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIM_HEAP_PLAIN 1
#endif
#endif

namespace {
#ifdef SIM_HEAP_PLAIN
constexpr bool kPlain = true;
#else
constexpr bool kPlain = false;
#endif
constexpr size_t kChunkSize = 256 * 1024;
constexpr size_t kSmallBlock = 4 * kChunkSize, kSmallBlocks = 4;   // what a small program needs, page by page
constexpr size_t kHugePage = 2 << 20, kHugeBlock = 4 * kHugePage;  // behind those
[[maybe_unused]] constexpr size_t kLargestCell = 32 * 1024;
constexpr size_t kHeader = 64;
constexpr int kMaxDepth = 64;            // destructors nested on the C++ stack; deeper ones wait in a list
constexpr uint32_t kHeld = 1u << 30;     // added to every count at tear-down, so that none falls to zero

[[maybe_unused]] size_t class_of(size_t size) {           // 16-byte steps to 1 KiB, then eighths of a power of two
  if (size <= 1024) return (size + 15) / 16 - 1;
  size_t c = 64, cell = 1280;
  while (cell < size) { ++c; cell += cell < 2048 ? 256 : cell < 4096 ? 1024 : cell < 8192 ? 2048 : cell < 16384 ? 4096 : 8192; }
  return c;
}
[[maybe_unused]] size_t cell_of(size_t c) {
  if (c < 64) return (c + 1) * 16;
  size_t cell = 1280;
  for (size_t i = 64; i < c; ++i) cell += cell < 2048 ? 256 : cell < 4096 ? 1024 : cell < 8192 ? 2048 : cell < 16384 ? 4096 : 8192;
  return cell;
}
}  // namespace

struct Heap::Chunk {
  uint32_t number;        // position in chunks_
  uint32_t size_class;    // kClasses: one single large cell
  size_t cell;            // bytes of each cell
  std::byte* first;       // the first cell
  std::byte* end;         // behind the last cell; which were handed out: see Class::bump
  uint32_t* numbers;      // of the cells' objects for id_of, 0: not asked for; null while nobody asked for any
  uint32_t* marks;        // of the cells' objects for mark_of; null while nobody asked for any
};

Heap::Heap(size_t byte_limit) : limit_(byte_limit) {}

Heap::~Heap() {
  Scope scope(this);
  tearing_down_ = true;
  for_each_live([](Object* o) { o->refs += kHeld; });
  for_each_live([](Object* o) { o->~Object(); });
  for (Chunk* c : chunks_) {
    if (!c) continue;
    std::free(c->numbers);
    std::free(c->marks);
    if (kPlain || c->size_class == kClasses) std::free(c);
  }
  for (std::byte* block : blocks_) std::free(block);
}

template <class F>
void Heap::for_each_live(F f) {
  for (size_t i = 0; i < chunks_.size(); ++i) {
    Chunk* c = chunks_[i];
    if (!c) continue;
    std::byte* end = c->end;
    if (c->size_class < kClasses && classes_[c->size_class].bump_end == end) end = classes_[c->size_class].bump;
    for (std::byte* p = c->first; p < end; p += c->cell) {
      Object* o = reinterpret_cast<Object*>(p);
      if (o->refs != 0) f(o);
    }
  }
}

void Heap::require(size_t bytes) const {
  if (bytes > limit_ || used_ > limit_ - bytes) throw LimitReached{LimitReached::Which::memory};
}

void Heap::over_watermark(size_t bytes) {
  constexpr size_t kStep = 64 * 1024;
  if (used_ > limit_) {
    used_ -= bytes;
    throw LimitReached{LimitReached::Which::memory};
  }
  watermark_ = std::min(limit_, (used_ + kStep - 1) / kStep * kStep);
}

// Memory for one slab chunk. A large heap asks for huge pages: thousands of parked tasks lie on many pages, and finding where each page
// is would else cost as much as reading it.
void* Heap::slab_memory() {
  if (block_next_ == block_end_) {
    bool huge = blocks_.size() >= kSmallBlocks;
    size_t bytes = huge ? kHugeBlock : kSmallBlock;
    auto* block = static_cast<std::byte*>(std::aligned_alloc(huge ? kHugePage : kChunkSize, bytes));
    if (!block) return nullptr;
#if defined(__linux__)
    if (huge) madvise(block, bytes, MADV_HUGEPAGE);   // a wish: without it all is well, only slower
#endif
    blocks_.push_back(block);
    block_next_ = block;
    block_end_ = block + bytes;
  }
  return std::exchange(block_next_, block_next_ + kChunkSize);
}

Heap::Chunk* Heap::new_chunk(size_t size_class, size_t cell_size) {
  void* memory;
  if (kPlain) memory = std::malloc(kHeader + cell_size);
  else if (size_class < kClasses) memory = slab_memory();
  else memory = std::aligned_alloc(kChunkSize, (kHeader + cell_size + kChunkSize - 1) / kChunkSize * kChunkSize);
  if (!memory) throw LimitReached{LimitReached::Which::memory};
  auto number = static_cast<uint32_t>(chunks_.size());
  auto* c = new (memory) Chunk{number, static_cast<uint32_t>(size_class), cell_size, nullptr, nullptr, nullptr, nullptr};
  c->first = static_cast<std::byte*>(memory) + kHeader;
  c->end = c->first + (size_class < kClasses ? (kChunkSize - kHeader) / cell_size * cell_size : cell_size);
  chunks_.push_back(c);
  return c;
}

void* Heap::allocate(size_t size) {
  ++allocations_;
#ifdef SIM_HEAP_PLAIN
  charge(size);
  return new_chunk(kClasses, size)->first;
#else
  if (size > kLargestCell) {
    charge(size);
    return new_chunk(kClasses, size)->first;
  }
  size_t c = class_of(size);
  Class& k = classes_[c];
  size_t cell = c < 64 ? (c + 1) * 16 : cell_of(c);
  charge(cell);
  if (FreeCell* f = k.free) {
    k.free = f->next;
    return f;
  }
  if (k.bump == k.bump_end) {
    Chunk* chunk = new_chunk(c, cell);
    k.bump = chunk->first;
    k.bump_end = chunk->end;
  }
  void* p = k.bump;
  k.bump += cell;
  return p;
#endif
}

void Heap::release(void* memory) noexcept {
  Chunk* c = &chunk_of(static_cast<Object*>(memory));
  used_ -= c->cell;
  if (c->size_class == kClasses) {
    chunks_[c->number] = nullptr;
    if (c->number + 1 == chunks_.size()) chunks_.pop_back();
    std::free(c->numbers);
    std::free(c->marks);
    std::free(c);
    return;
  }
  // A free cell's count reads zero (Object::refs), which is how for_each_live tells it from a live one; its link lies in
  // the first word, where a live object has its vtable.
  static_cast<Object*>(memory)->refs = 0;
  auto* f = static_cast<FreeCell*>(memory);
  Class& k = classes_[c->size_class];
  f->next = k.free;
  k.free = f;
}

Heap::Chunk& Heap::chunk_of(const Object* o) {
  auto at = reinterpret_cast<uintptr_t>(o);
  return *reinterpret_cast<Chunk*>(kPlain ? at - kHeader : at & ~(kChunkSize - 1));
}

// The object's place in one of its chunk's tables, which is made when it is first asked for.
uint32_t& Heap::place_in(const Object* o, uint32_t* Chunk::*table) {
  Chunk& c = chunk_of(o);
  size_t cells = static_cast<size_t>(c.end - c.first) / c.cell;
  uint32_t*& of = c.*table;
  if (!of) of = static_cast<uint32_t*>(std::calloc(cells, sizeof(uint32_t)));
  if (!of) throw LimitReached{LimitReached::Which::memory};
  return of[static_cast<size_t>(reinterpret_cast<const std::byte*>(o) - c.first) / c.cell];
}

uint32_t& Heap::number_of(const Object* o) { return place_in(o, &Chunk::numbers); }
uint32_t& Heap::mark_of(const Object* o) { return place_in(o, &Chunk::marks); }

void Heap::drop_marks() {
  for (Chunk* c : chunks_)
    if (c) std::free(std::exchange(c->marks, nullptr));
}

bool Heap::has_finalizers() {
  bool any = false;
  for_each_live([&](Object* o) {
    bool says_so = (o->flags & Object::has_weakrefs) || ((o->flags & Object::has_finalizer) && !(o->flags & Object::finalized));
    any |= says_so;
  });
  return any;
}

std::vector<Object*> Heap::live_objects() {
  std::vector<Object*> all;
  for_each_live([&](Object* o) { all.push_back(o); });
  return all;
}

uint64_t Heap::id_of(Object* o) {
  constexpr uint64_t kFirst = 0x7f3a00000000, kStep = 16;
  uint32_t& number = number_of(o);
  if (number == 0) {
    if (free_numbers_.empty()) {
      number = ++numbers_;
    } else {
      number = free_numbers_.back();
      free_numbers_.pop_back();
    }
    o->flags |= Object::has_number;
  }
  return kFirst + number * kStep;
}

void Heap::destroy(Object* o) {
  if (tearing_down_) return;
  if (depth_ >= kMaxDepth) {
    pending_.push_back(o);
    return;
  }
  ++depth_;
  destroy_now(o);
  if (depth_ == 1)
    while (!pending_.empty()) {
      Object* next = pending_.back();
      pending_.pop_back();
      destroy_now(next);
    }
  --depth_;
}

void Heap::destroy_now(Object* o) {
  if (o->flags & (Object::has_finalizer | Object::has_weakrefs | Object::has_number)) {
    if (finalizer && (o->flags & Object::has_finalizer) && !(o->flags & Object::finalized)) {
      o->flags |= Object::finalized;
      o->refs = 1;                       // alive while its finalizer runs, which may keep it
      finalizer(o);
      if (--o->refs != 0) return;
    }
    if (o->flags & Object::has_weakrefs) weakrefs_cleared(o);
    if (o->flags & Object::has_number) free_numbers_.push_back(std::exchange(number_of(o), 0));
  }
  if (watched) watched->erase(o);
  o->~Object();
  release(o);
}

void destroy(Object* o) { Heap::current().destroy(o); }

Object::Object(Kind k) : kind(k), type(Heap::current().type_of_kind[static_cast<size_t>(k)]) {}
void* Object::operator new(size_t size) { return Heap::current().allocate(size); }
void* Object::operator new(size_t size, size_t extra) { return Heap::current().allocate(size + extra); }
void Object::operator delete(void* p) noexcept { Heap::current().release(p); }
void Object::operator delete(void* p, size_t) noexcept { Heap::current().release(p); }

}  // namespace sim
