// Rings of objects that only keep each other: found and freed as CPython's collector does it (Python/gc.c): when the program asks for it,
// after an uncaught error and at the program's end. Before: gc.collect() of sim/python/library/gc.py; sim/run. Inside: each object tells its
// references (references.h).
#pragma once
#include "sim/base/references.h"

#include <functional>

namespace sim {

class Rings {
 public:
  explicit Rings(Heap& heap) : heap_(heap) {}
  // Frees what cannot be reached any more: weak references to it die first, then its finalizers run (the oldest object's first), and what
  // those bring back to life stays. Gives how many objects CPython would count: those that were left to free. 0 from within a finalizer.
  int64_t collect();
  // How the program's objects end with it.
  struct End {
    Object* names;                                     // of __main__, a dict: all they hold ends
    bool names_are_old;                                // there at a full collection before, as after the import of asyncio: looked at first, not last
    Object* error;                                     // the exception that ended the program, or null
    std::function<void()> let_error_go;                // gives up the last reference to it from outside; always called
    Object* stays;                                     // the event loop that is set, or null: what it holds does not end
  };
  // Weak references to what ends die and finalizers run in the order in which CPython's collector, which comes twice at this point, has come
  // to know the objects: from the names and the error inwards, step by step. False: `stays` holds the names, and nothing of them is told.
  bool finalize_all(const End& end);
  // While the current heap's rings are freed: is `o` part of one?
  static bool is_garbage(const Object* o);

 private:
  std::vector<Object*> unreachable();                  // by age
  std::unordered_set<const Object*> held_by(Object* from);
  void rescue(std::vector<Object*>& from);               // takes them and what they lead to, by which `from` grows, out of the garbage
  void keep_what_came_back();
  void call_finalizers();
  int64_t count();
  Heap& heap_;
  std::vector<Object*> garbage_;                       // in the order of its finalizers
  std::unordered_set<const Object*> left_;             // of it, what has not ended meanwhile
};

}  // namespace sim
