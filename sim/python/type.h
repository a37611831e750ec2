// Classes. A built-in type fills the slots with C++ functions; a class of the program has slots that call its dunder methods.
// The rules are CPython's (Objects/typeobject.c): C3 order, slots inherited along it, descriptors.
#pragma once
#include "sim/python/objects/dict.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/tuple.h"

#include <array>
#include <string_view>
#include <vector>

namespace sim::py {

enum class CompareOp : uint8_t { eq, ne, lt, le, gt, ge };         // same numbers as ast::CmpOp's first six
inline constexpr size_t kBinaryOps = 13;                           // indexed by ast::Operator

// Every slot may be null: the type cannot do that. A binary slot answers NotImplemented (vm().not_implemented) for operands it does not know.
struct Slots {
  using Unary = Value (*)(const Value& self);
  using Binary = Value (*)(const Value& a, const Value& b);

  Unary repr = nullptr, str = nullptr;
  int64_t (*hash)(const Value&) = nullptr;                         // null: unhashable
  Value (*call)(const Value& self, const Args& args) = nullptr;
  Value (*getattr)(const Value& self, Str* name) = nullptr;        // null Value: no such attribute (the caller raises); may also raise
  void (*setattr)(const Value& self, Str* name, const Value& v) = nullptr;   // a null v deletes
  Value (*compare)(const Value& a, const Value& b, CompareOp op) = nullptr;  // may answer NotImplemented
  Unary iter = nullptr;
  bool (*next)(const Value& self, Value* out) = nullptr;           // false: exhausted (StopIteration without a value)
  // The iterator's StopIteration may carry a value (generators): then use resume() of sim/loop/coroutine.h instead.
  Unary await = nullptr, aiter = nullptr, anext = nullptr;
  Value (*descr_get)(const Value& self, const Value& object, Type* owner) = nullptr;   // object null: got through the class
  void (*descr_set)(const Value& self, const Value& object, const Value& v) = nullptr; // a null v deletes
  Value (*create)(Type* type, const Args& args) = nullptr;         // __new__; args without the class
  void (*init)(const Value& self, const Args& args) = nullptr;     // __init__; args without self

  std::array<Binary, kBinaryOps> binary{};                         // __add__ and __radd__ in one, as nb_add: either operand may be of this type
  std::array<Binary, kBinaryOps> inplace{};                        // __iadd__
  Binary divmod = nullptr;
  Value (*power)(const Value& a, const Value& b, const Value& mod) = nullptr;          // pow() with three arguments
  Unary negative = nullptr, positive = nullptr, invert = nullptr, absolute = nullptr;
  bool (*truth)(const Value&) = nullptr;
  Unary to_int = nullptr, to_float = nullptr, index = nullptr;
  Binary concat = nullptr;                                         // sequences: tried after binary[Add]
  Value (*repeat)(const Value& a, int64_t n) = nullptr;            // sequences: after binary[Mult]
  Binary inplace_concat = nullptr;
  int64_t (*len)(const Value&) = nullptr;
  Binary getitem = nullptr;
  void (*setitem)(const Value& self, const Value& key, const Value& v) = nullptr;      // a null v deletes
  bool (*contains)(const Value& self, const Value& item) = nullptr;
};

class Type : public Object {
 public:
  explicit Type(Type* metatype);
  enum TypeFlag : uint16_t {
    heap_type = 1,            // made by a class statement: its attributes may be set
    final_ = 2,               // cannot be a base (bool, NoneType, function)
    has_dict = 4,             // instances have a __dict__
    match_sequence = 8, match_mapping = 16,            // for match statements
    has_del = 32,             // defines __del__
    match_self = 64,          // int, str, list...: one positional sub-pattern matches the object itself
    abstract_ = 128,          // has abstract methods left: cannot be instantiated
    exception_ = 256,         // derives from BaseException
    uses_getattr_hook = 512,  // defines __getattr__ or __getattribute__
    plain_setattr = 1024,     // __setattr__ is object's and no data descriptor hides below (the compiler's caches may look)
  };
  // Any of TypeFlag.
  uint16_t type_flags = 0;
  Kind instance_kind = Kind::instance;                 // the C++ layout of instances, inherited along `base`
  Ref<Str> name, qualname;
  Ref<Str> full_name;                                  // as error messages name it: with its module for built-in types that have one
  Ref<Tuple> bases;
  Type* base = nullptr;                                // the one that gives the layout; kept by `bases`
  std::vector<Type*> mro;                              // itself first, object last; kept by `bases`
  Ref<Dict> dict;                                      // its own attributes
  Slots slots;
  uint32_t version = 0;                                // unique to this state of the type and its bases: see lookup(); 0: not cached
  std::vector<Type*> subclasses;                       // direct ones, borrowed, for telling them of a change
  std::vector<Ref<Str>> slot_names;                    // __slots__, those of the bases first: Instance::slot_values in order

  // Classes live until the run ends, whoever holds them.
  void references(References& each) override;

  // Along the mro, without descriptors; null Value when there is none. Cached. The place holds until any class changes.
  const Value* lookup(const Str* attribute);
  bool is_subtype_of(const Type* other) const;
  // What the type's mro holds behind `after`, for super(); null Value when there is none.
  const Value* lookup_after(const Type* after, const Str* attribute) const;
  // Sets or (null) deletes an attribute of the class and brings slots and versions of it and its subclasses up to date.
  void set_attribute(Str* attribute, const Value& v);
  std::string_view name_view() const { return name->view(); }
};

// ---- of values
Type* type_of_inline(const Value& v);                  // of None, bool, int, float
inline Type* type_of(const Value& v) { return v.is_object() ? v.as_object()->type : type_of_inline(v); }
inline bool is_instance(const Value& v, const Type* t) { Type* own = type_of(v); return own == t || own->is_subtype_of(t); }
// The dict of v's attributes or null when its type gives it none; `make`: creates it when it is not there yet.
Dict* instance_dict(const Value& v, bool make);

// An instance of a class of the program that has no built-in base but object.
class Instance : public Object {
 public:
  explicit Instance(Type* type);
  ~Instance() override;
  void references(References& each) override;
  uint32_t born() const override { return born_; }
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Dict> dict;                                      // null until the first attribute
  Vec<Value> slot_values;                              // of __slots__, null when unset

 private:
  uint32_t born_ = UINT32_MAX;
};

// The most derived metaclass of `metatype` and those of the bases; TypeError when they conflict.
Type* calculate_metaclass(Type* metatype, const Tuple& bases);
// type(name, bases, dict) and the class statement: metaclass already chosen, `namespace_` already filled.
Ref<Type> make_class(Type* metatype, const Ref<Str>& name, const Ref<Tuple>& bases, const Ref<Dict>& namespace_, const Args& keywords);

// The type's lookup() results, for all types of the run: a direct-mapped table as CPython's type attribute cache.
struct LookupCache {
  struct Entry {
    const Str* name = nullptr;
    uint32_t version = 0;
    const Value* place = nullptr;
  };
  static constexpr size_t kSize = 4096;
  std::array<Entry, kSize> entries{};
};

// ---- making built-in types, at the start of a run
class TypeBuilder {
 public:
  // Makes the type, or goes on with the one already made (vm().types has the early ones).
  // "deque" or "collections.deque": the part before the last dot becomes __module__.
  TypeBuilder(std::string_view name, Kind kind, Type* base, uint16_t flags = 0);
  explicit TypeBuilder(Type* type) : type_(type) {}
  Slots& slots() { return type_->slots; }
  TypeBuilder& method(const char* name, const char* signature, NativeFn fn);           // signature begins with "self"
  TypeBuilder& raw_method(const char* name, RawFn fn);                                 // args[0] is self
  TypeBuilder& class_method(const char* name, const char* signature, NativeFn fn);     // begins with "cls"
  TypeBuilder& static_method(const char* name, const char* signature, NativeFn fn);
  TypeBuilder& getter(const char* name, Slots::Unary get, void (*set)(const Value& self, const Value& v) = nullptr);
  TypeBuilder& attribute(const char* name, Value v);
  TypeBuilder& doc(const char* text);
  // Inherits slots, and makes the dunder methods (__len__, __add__ ...) of those it has, as CPython's slot wrappers.
  Type* finish();

 private:
  Type* type_;
};

// A function for a module's dict.
Ref<Builtin> make_builtin(const char* name, const char* signature, NativeFn fn);
Ref<Builtin> make_raw_builtin(const char* name, RawFn fn);

}  // namespace sim::py
