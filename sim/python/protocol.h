// What any value can be asked: Python's operators and built-in protocols for C++ (CPython's "abstract objects layer").
// Each throws Raised with CPython's message when the value cannot do it. Results are never null unless said.
#pragma once
#include "sim/python/ast.h"
#include "sim/python/errors.h"
#include "sim/python/type.h"

#include <initializer_list>
#include <string>

namespace sim::py {

// ---- truth, identity, comparison
bool truthy(const Value& v);
Value compare(const Value& a, const Value& b, CompareOp op);
bool compare_bool(const Value& a, const Value& b, CompareOp op);
bool equals(const Value& a, const Value& b);                       // identical or ==
int64_t hash_of(const Value& v);                                   // "unhashable type: 'list'"

// ---- operators
Value binary_op(ast::Operator op, const Value& a, const Value& b);
Value inplace_op(ast::Operator op, const Value& a, const Value& b);
Value negative(const Value& v);
Value positive(const Value& v);
Value invert(const Value& v);
Value absolute(const Value& v);

// ---- attributes
Value get_attr(const Value& o, Str* name);
Value get_attr(const Value& o, const char* name);
Value get_attr_or_null(const Value& o, Str* name);                 // null instead of AttributeError (only that one is swallowed)
void set_attr(const Value& o, Str* name, const Value& v);
void del_attr(const Value& o, Str* name);
// A special method found on the type, bound; null when there is none (implicit lookup passes __getattribute__ by).
Value special_method(const Value& o, Str* name);
// object.__getattribute__ and __setattr__ themselves, for slots; generic_getattr gives null when there is no such attribute.
Value generic_getattr(const Value& o, Str* name);
void generic_setattr(const Value& o, Str* name, const Value& v);

// ---- items
Value get_item(const Value& o, const Value& key);
void set_item(const Value& o, const Value& key, const Value& v);
void del_item(const Value& o, const Value& key);
bool contains(const Value& container, const Value& item);
int64_t length(const Value& o);
int64_t length_hint(const Value& o, int64_t otherwise);
int64_t index_of(const Value& v);                                  // __index__ as int64; "cannot fit 'int' into an index-sized integer"
int64_t ssize_of(const Value& v);                                  // the same of an argument; "Python int too large to convert to C ssize_t"
int64_t subscript_of(const Value& v);                              // the same of what stands in brackets: an IndexError
int64_t clamp_index(const Value& v);                               // the same for slices: saturates
// start, stop, step of a slice over `length` items, as slice.indices(); returns the number of items.
int64_t slice_indices(const Value& slice, int64_t length, int64_t* start, int64_t* stop, int64_t* step);

// ---- iteration
Value get_iter(const Value& o);
bool next(const Value& iterator, Value* out);                      // false at the end (swallows StopIteration)
// Each item of an iterable; fast for lists and tuples. The list may change while it is walked, as in Python.
template <class F> void iterate(const Value& iterable, F&& f);
Ref<class List> to_list(const Value& iterable);
Ref<Tuple> to_tuple(const Value& iterable);

// ---- text
Ref<Str> repr(const Value& v);
Ref<Str> str(const Value& v);
Ref<Str> ascii(const Value& v);
Ref<Str> format(const Value& v, const Ref<Str>& spec);             // format(v, spec)
std::string address_text(const Value& v);                         // "0x7f3a00001230", for reprs
// For reprs of containers that hold themselves: false when `o` is already being shown.
class ReprScope {
 public:
  explicit ReprScope(const Object* o);
  ~ReprScope();
  bool entered() const { return entered_; }
 private:
  bool entered_;
};

// ---- calls
Value call(const Value& f, const Args& args);
Value call(const Value& f, std::initializer_list<Value> args = {});
Value call_method(const Value& o, const char* name, std::initializer_list<Value> args = {});
bool is_callable(const Value& v);
// isinstance and issubclass with classes, tuples, unions and __instancecheck__.
bool is_instance_of(const Value& v, const Value& class_or_tuple);
bool is_subclass_of(const Value& cls, const Value& class_or_tuple);

// ---- numbers
Value to_int(const Value& v);                                      // int(v) of a number or __int__/__index__/__trunc__
double to_double(const Value& v);                                  // float(v) of a number; "must be real number, not str"

// ---- names
Ref<Str> intern(std::string_view text);                            // one Str for each text in this run
std::string_view type_name(const Value& v);                        // tp_name for error messages: "int", "NoneType", "MyClass"

// Counts native work towards the step limit, so that no built-in runs for hours: one unit is about one instruction's time.
void charge_steps(uint64_t n);

}  // namespace sim::py

#include "sim/python/iterate.h"
