// A Python value in sixteen bytes: None, bool, int (64 bit) and float inline, everything else a counted Object.
#pragma once
#include <cstdint>
#include <cstring>
#include <utility>

namespace sim {

class Object;
class References;
void destroy(Object*);  // heap.cpp: the count fell to zero

namespace py {
class Type;
class Dict;
}
template <class T>
class Ref;

// What C++ class an Object is, so that code can switch instead of dynamic_cast. Each kind has one default Python type (Heap::type_of_kind).
enum class Kind : uint8_t {
  other,  // C++ classes private to one file; ask the type
  str, bytes, bytearray, big_int, int_object, float_object,  // the last two: instances of subclasses of int and float (IntEnum ...)
  list, tuple, dict, set, frozenset, range, slice,
  function, builtin, method, cell, code, module, type, instance, exception, traceback,
  generator, coroutine, async_generator, native_coroutine,
  awaitable,  // a sim::Coroutine that is none to Python: what asend() or a coroutine's __await__() gives
  property, classmethod, staticmethod, super,
  ellipsis, not_implemented,
  future, task, handle, timer_handle, event_loop, runner,
  lock, event, condition, semaphore, bounded_semaphore, barrier, queue, lifo_queue, priority_queue, task_group, timeout,
  context, context_var, token, done_callback,
  str_iterator, bytes_iterator,
  list_iterator, tuple_iterator, range_iterator, dict_iterator,  // sim/python/objects/iterators.h: `for` walks these inline
  dict_view, frame,
  list_reverse_iterator, long_range_iterator, set_iterator, sequence_iterator, deque,
  count_
};

// Intrusively counted. A derived class has Object (or a class derived from it) as its FIRST base, so that the addresses are the same.
class Object {
 public:
  enum Flag : uint8_t {
    has_finalizer = 1,   // destroy() first calls Heap::finalizer (generators, __del__)
    has_weakrefs = 2,    // destroy() first calls Heap::weakrefs_cleared
    finalized = 4,       // the finalizer has run: at most once, as PEP 442 says
    is_subclass = 8,     // type is a class of the program, derived from the kind's own type
    has_number = 16,     // destroy() gives back the number that Heap::id_of told
  };

  explicit Object(Kind kind);  // type = the kind's default
  Object(Kind kind, py::Type* type) : kind(kind), type(type) {}
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  virtual ~Object() = default;
  // Where the object keeps attributes of its own: null when its C++ layout has no room for them. What it points at is null until
  // the first attribute. Whether the program may use it says the type (Type::has_dict).
  virtual Ref<py::Dict>* dict_place() { return nullptr; }
  // Tells the counted references to others that may be part of a ring: see sim/base/references.h. An object that tells none keeps what
  // it holds for good, if it is itself part of a ring.
  virtual void references(References& each) { (void)each; }
  // Its place among the objects with finalizers, in the order they were made, as far as it is kept; those without come last.
  virtual uint32_t born() const { return UINT32_MAX; }

  // All objects live in the current Heap; `extra` bytes are had behind the object (text, items).
  static void* operator new(size_t size);
  static void* operator new(size_t size, size_t extra);
  static void operator delete(void*) noexcept;
  static void operator delete(void*, size_t) noexcept;

  uint32_t refs = 0;
  Kind kind;
  uint8_t flags = 0;
  uint16_t small = 0;     // for the derived class to use
  py::Type* type;         // borrowed: the run's Types outlive its objects; a class of the program is kept by its instances (see type.h)
};

inline void incref(Object* o) { ++o->refs; }
inline void decref(Object* o) {
  if (--o->refs == 0) destroy(o);
}

// A counted pointer; may be null.
template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  Ref(T* p) : p_(p) { if (p_) incref(p_); }                       // NOLINT: a borrowed pointer becomes a counted one
  Ref(const Ref& o) : Ref(o.p_) {}
  Ref(Ref&& o) noexcept : p_(std::exchange(o.p_, nullptr)) {}
  template <class U> Ref(const Ref<U>& o) : Ref(static_cast<T*>(o.get())) {}
  template <class U> Ref(Ref<U>&& o) noexcept : p_(o.detach()) {}
  ~Ref() { if (p_) decref(p_); }
  Ref& operator=(Ref o) noexcept { std::swap(p_, o.p_); return *this; }

  static Ref adopt(T* p) { Ref r; r.p_ = p; return r; }           // takes over one count
  T* detach() { return std::exchange(p_, nullptr); }              // gives up one count
  T* get() const { return p_; }
  T* operator->() const { return p_; }
  T& operator*() const { return *p_; }
  explicit operator bool() const { return p_ != nullptr; }
  bool operator==(const Ref& o) const { return p_ == o.p_; }
  bool operator==(const T* o) const { return p_ == o; }

 private:
  T* p_ = nullptr;
};

enum class Tag : uint8_t { null, none, boolean, integer, real, object };

class Value {
 public:
  Value() noexcept : tag_(Tag::null), i_(0) {}                    // null: no value at all (an unbound local, an absent argument)
  Value(const Value& o) noexcept : tag_(o.tag_), i_(o.i_) { if (tag_ == Tag::object) incref(o_); }
  Value(Value&& o) noexcept : tag_(o.tag_), i_(o.i_) { o.tag_ = Tag::null; }
  ~Value() { if (tag_ == Tag::object) decref(o_); }
  Value& operator=(const Value& o) noexcept { Value copy(o); swap(copy); return *this; }
  Value& operator=(Value&& o) noexcept { Value moved(std::move(o)); swap(moved); return *this; }
  void swap(Value& o) noexcept { std::swap(tag_, o.tag_); std::swap(i_, o.i_); }

  Value(Object* o) noexcept : tag_(o ? Tag::object : Tag::null) { o_ = o; if (o) incref(o); }      // NOLINT: borrowed becomes counted
  template <class T> Value(const Ref<T>& r) noexcept : Value(static_cast<Object*>(r.get())) {}      // NOLINT
  template <class T> Value(Ref<T>&& r) noexcept : tag_(r ? Tag::object : Tag::null) { o_ = r.detach(); }  // NOLINT

  static Value none() { return Value(Tag::none, 0); }
  static Value boolean(bool b) { return Value(Tag::boolean, b); }
  static Value integer(int64_t i) { return Value(Tag::integer, i); }
  static Value real(double d) { Value v(Tag::real, 0); v.f_ = d; return v; }
  static Value adopt(Object* o) { Value v; v.tag_ = Tag::object; v.o_ = o; return v; }  // takes over one count

  Tag tag() const { return tag_; }
  bool is_null() const { return tag_ == Tag::null; }
  bool is_none() const { return tag_ == Tag::none; }
  bool is_bool() const { return tag_ == Tag::boolean; }
  bool is_true() const { return tag_ == Tag::boolean && i_ != 0; }       // the object True
  bool is_int() const { return tag_ == Tag::integer; }                   // a plain int of 64 bits: not bool, not big, no subclass
  bool is_float() const { return tag_ == Tag::real; }
  bool is_object() const { return tag_ == Tag::object; }
  bool is(Kind k) const;                                                  // an object of this kind
  explicit operator bool() const = delete;                                // say is_null() or py::truthy()

  int64_t as_int() const { return i_; }          // also of a bool: 0 or 1
  bool as_bool() const { return i_ != 0; }
  double as_float() const { return f_; }
  Object* as_object() const { return o_; }
  template <class T> T* as() const { return static_cast<T*>(o_); }        // unchecked: know the kind first
  Object* detach() { tag_ = Tag::null; return o_; }                       // gives up one count

  // For the interpreter's stack: moves the sixteen bytes. `to` was memory without a value, `from` is afterwards.
  static void relocate(Value* to, const Value* from) noexcept {
    to->tag_ = from->tag_;
    to->i_ = from->i_;
  }
  void set_null() noexcept { tag_ = Tag::null; }                          // forgets, without giving up a count
  void set_int(int64_t i) noexcept { i_ = i; }                            // of a Value that is_int() already

  // Python's `is`.
  bool identical(const Value& o) const {
    if (tag_ != o.tag_) return false;
    return tag_ <= Tag::none || i_ == o.i_;
  }

 private:
  Value(Tag tag, int64_t i) noexcept : tag_(tag), i_(i) {}
  Tag tag_;
  union {
    int64_t i_;
    double f_;
    Object* o_;
  };
};
static_assert(sizeof(Value) == 16);

inline bool Value::is(Kind k) const { return tag_ == Tag::object && o_->kind == k; }

}  // namespace sim
