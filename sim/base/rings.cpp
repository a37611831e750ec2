#include "sim/base/rings.h"

#include "sim/base/check.h"

#include <algorithm>
#include <unordered_map>

namespace sim {

namespace {
// An object's mark while it is looked at: how many references nobody has told yet, and what is known of it.
constexpr uint32_t kReachable = 1u << 31, kGarbage = 1u << 30, kCount = kGarbage - 1;

// What CPython's collector knows of, and so counts: what can be part of a ring.
bool is_tracked(const Object* o) {
  switch (o->kind) {
    case Kind::str:
    case Kind::bytes:
    case Kind::bytearray:
    case Kind::big_int:
    case Kind::range:
    case Kind::code:
    case Kind::ellipsis:
    case Kind::not_implemented:
    case Kind::frame: return false;          // as long as nobody has asked for it, a frame is no object to CPython
    case Kind::int_object:
    case Kind::float_object: return o->flags & Object::is_subclass;
    default: return true;
  }
}

// A task is made after its coroutine, and says that it was born with it.
bool older(const Object* a, const Object* b) {
  if (a->born() != b->born()) return a->born() < b->born();
  return a->kind != Kind::task && b->kind == Kind::task;
}

// Lengthens the line, from its place `i` on, by all that can be reached from there and is new. `list` writes into `found`.
template <class IsNew>
void follow(std::vector<Object*>& line, size_t i, References& list, std::vector<Object*>& found, IsNew is_new) {
  for (; i < line.size(); ++i) {
    found.clear();
    line[i]->references(list);
    for (Object* next : found)
      if (is_new(next)) line.push_back(next);
  }
}
}  // namespace

void References::subtract(Object* o) {
  uint32_t& mark = heap_->mark_of(o);
  SIM_CHECK(mark & kCount, "a reference was told that is not counted");
  --mark;
}

// All that somebody outside holds, and all that can be reached from there, is no garbage.
std::vector<Object*> Rings::unreachable() {
  std::vector<Object*> all = heap_.live_objects(), held, garbage;
  for (Object* o : all) heap_.mark_of(o) = o->refs;
  References subtract(heap_);
  for (Object* o : all) o->references(subtract);
  for (Object* o : all)
    if (heap_.mark_of(o) != 0) held.push_back(o);
    else heap_.mark_of(o) = kGarbage;
  rescue(held);
  for (Object* o : all)
    if (heap_.mark_of(o) & kGarbage) garbage.push_back(o);
  std::stable_sort(garbage.begin(), garbage.end(), older);
  return garbage;
}

void Rings::rescue(std::vector<Object*>& from) {
  std::vector<Object*> found;
  int64_t more = 0;
  References list(found, more);
  for (Object* o : from) heap_.mark_of(o) = kReachable;
  follow(from, 0, list, found, [this](Object* o) {
    uint32_t& mark = heap_.mark_of(o);
    if (!(mark & kGarbage)) return false;
    mark = kReachable;
    return true;
  });
}

// A finalizer, or a weak reference's callback, may have made garbage reachable again.
void Rings::keep_what_came_back() {
  std::vector<Object*> found, back;
  int64_t more = 0;
  References list(found, more);
  for (Object* o : garbage_) heap_.mark_of(o) = kGarbage | o->refs;
  for (Object* o : garbage_) {
    found.clear();
    o->references(list);
    for (Object* next : found)
      if (uint32_t& mark = heap_.mark_of(next); mark & kGarbage) --mark;
  }
  for (Object* o : garbage_)
    if (heap_.mark_of(o) & kCount) back.push_back(o);
  rescue(back);
  std::erase_if(garbage_, [&](Object* o) { return !(heap_.mark_of(o) & kGarbage); });
}

bool Rings::is_garbage(const Object* o) {
  const auto* watched = Heap::current().watched;
  return watched && watched->count(o);
}

int64_t Rings::count() {
  int64_t n = 0;
  std::vector<Object*> found;
  for (Object* o : garbage_) {
    if (!is_tracked(o)) continue;
    found.clear();
    int64_t more = 0;
    References list(found, more);
    o->references(list);
    // A tuple or dict of numbers and text alone cannot be part of a ring: CPython does not look at it.
    bool leaf = (o->kind == Kind::tuple || o->kind == Kind::dict) && std::none_of(found.begin(), found.end(), is_tracked);
    if (!leaf) n += 1 + more;
  }
  return n;
}

void Rings::call_finalizers() {
  for (Object* o : garbage_)
    if (left_.count(o) && (o->flags & Object::has_weakrefs)) heap_.weakrefs_cleared(o);
  for (Object* o : garbage_)
    if (left_.count(o) && (o->flags & Object::has_finalizer) && !(o->flags & Object::finalized)) {
      o->flags |= Object::finalized;
      incref(o);
      heap_.finalizer(o);
      decref(o);
    }
  // A frame that is over does not end, but waits to be used again: its count is zero then.
  std::erase_if(garbage_, [&](Object* o) { return !left_.count(o) || o->refs == 0; });
}

namespace {
struct Watching {
  Heap& heap;
  Watching(Heap& heap, std::unordered_set<const Object*>& objects) : heap(heap) { heap.watched = &objects; }
  ~Watching() {
    heap.watched = nullptr;
    heap.drop_marks();
  }
};
}  // namespace

int64_t Rings::collect() {
  if (heap_.watched) return 0;
  Watching watching(heap_, left_);
  garbage_ = unreachable();
  left_.insert(garbage_.begin(), garbage_.end());
  call_finalizers();
  keep_what_came_back();
  int64_t n = count();
  for (Object* o : garbage_) incref(o);
  std::vector<Value> taken;
  References take(taken);
  for (Object* o : garbage_) o->references(take);
  taken.clear();
  for (Object* o : garbage_) decref(o);
  return n;
}

std::unordered_set<const Object*> Rings::held_by(Object* from) {
  std::unordered_set<const Object*> held;
  if (!from) return held;
  std::vector<Object*> found, line{from};
  int64_t more = 0;
  References list(found, more);
  held.insert(from);
  follow(line, 0, list, found, [&](Object* o) { return held.insert(o).second; });
  return held;
}

namespace {

// All that the names and the error hold, in the order in which CPython's collector has it after its first visit at the program's end.
class Held {
 public:
  Held(Heap& heap, const Rings::End& end, References& list, std::vector<Object*>& found) : heap_(heap), end_(end), list_(list), found_(found) {
    find_all(end.names);
    auto held_by_names = static_cast<std::ptrdiff_t>(line_.size());
    if (end.error) find_all(end.error);
    by_error_alone.insert(line_.begin() + held_by_names, line_.end());
    know_moments();
  }
  std::vector<Object*> in_order();
  std::unordered_set<const Object*> by_error_alone;

 private:
  static constexpr uint32_t kReached = 1, kPassed = 2, kFound = 4;
  const std::vector<Object*>& children(Object* of) {
    found_.clear();
    of->references(list_);
    return found_;
  }
  bool is_root(const Object* o) const { return o == end_.names || o == end_.error; }
  void find_all(Object* root) {
    size_t i = line_.size();
    if (!heap_.mark_of(root)) line_.push_back(root);
    heap_.mark_of(root) = kFound | kReached;
    follow(line_, i, list_, found_, [this](Object* o) {
      uint32_t& mark = heap_.mark_of(o);
      if (mark) return false;
      mark = kFound;
      return true;
    });
  }
  // Where the moment is not known: what a name holds was made after what the names before it hold; a tuple or a cell, say, before what it
  // lies in.
  void know_moments() {
    uint32_t latest = 0;
    for (Object* o : children(end_.names)) {
      if (made_at(o) != UINT32_MAX) latest = std::max(latest, made_at(o) + (o->born() != UINT32_MAX));
      else named_.emplace(o, latest);
    }
    std::erase_if(line_, [&](Object* o) {
      bool aside = made_at(o) == UINT32_MAX && !is_root(o) && !named_.count(o);
      if (aside) heap_.mark_of(o) |= kPassed;
      return aside;
    });
  }
  // By the clock of Heap::births. Containers keep its last bits: they are of the last so many births.
  uint32_t made_at(const Object* o) const {
    bool keeps = o->kind == Kind::list || o->kind == Kind::dict || o->kind == Kind::set || o->kind == Kind::frozenset ||
                 o->kind == Kind::deque || o->kind == Kind::instance;
    if (!keeps || o->born() != UINT32_MAX) return o->born();
    return heap_.births - static_cast<uint16_t>(heap_.birth() - o->small);
  }
  uint32_t moment(const Object* o) const {
    auto found = named_.find(o);
    return found != named_.end() ? found->second : made_at(o);
  }
  bool sooner(const Object* a, const Object* b) const {
    if (moment(a) != moment(b)) return moment(a) < moment(b);
    bool counted = b->born() != UINT32_MAX;          // the clock went on with it: what was made at the same time came before
    return a->born() == UINT32_MAX ? counted : counted && older(a, b);
  }

  Heap& heap_;
  const Rings::End& end_;
  References& list_;
  std::vector<Object*>& found_;
  std::vector<Object*> line_;
  std::unordered_map<const Object*, uint32_t> named_;
};

// CPython: move_unreachable. It looks at all objects in the order they were made. One that nothing has led to so far is put aside, and comes
// to the end of the line when something does.
std::vector<Object*> Held::in_order() {
  auto place = [this](const Object* o) {
    if (o == end_.names) return end_.names_are_old ? 0 : 3;
    return o == end_.error ? 1 : 2;
  };
  std::stable_sort(line_.begin(), line_.end(), [&](const Object* a, const Object* b) {
    return place(a) != place(b) ? place(a) < place(b) : place(a) == 2 && sooner(a, b);
  });
  std::vector<Object*> order;
  for (size_t i = 0; i < line_.size(); ++i) {
    Object* from = line_[i];
    if (uint32_t& mark = heap_.mark_of(from); !(mark & kReached)) {
      mark |= kPassed;
      continue;
    }
    order.push_back(from);
    for (Object* next : children(from)) {
      uint32_t& mark = heap_.mark_of(next);
      if ((mark & (kReached | kPassed)) == kPassed) line_.push_back(next);
      mark |= kReached;
    }
  }
  return order;
}

}  // namespace

bool Rings::finalize_all(const End& end) {
  Watching watching(heap_, left_);
  std::vector<Object*> found;
  int64_t more = 0;
  References list(found, more);
  list.walks_ = true;
  Held held(heap_, end, list, found);
  garbage_ = held.in_order();
  left_.insert(garbage_.begin(), garbage_.end());
  end.let_error_go();
  const std::unordered_set<const Object*> stay = held_by(end.stays);
  const bool names_stay = stay.count(end.names);
  std::unordered_set<const Object*> in_rings;
  if (end.error) {
    std::vector<Object*> rings = unreachable();
    in_rings.insert(rings.begin(), rings.end());
  }
  std::erase_if(garbage_, [&](const Object* o) {
    if (!left_.count(o)) return true;
    return names_stay || held.by_error_alone.count(o) ? !in_rings.count(o) : stay.count(o) != 0;
  });
  call_finalizers();
  return !names_stay;
}

}  // namespace sim
