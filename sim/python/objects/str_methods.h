// The methods of str, by topic, and what they share.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/str.h"
#include "sim/python/type.h"

namespace sim::py {

void add_str_methods(TypeBuilder& b);            // str_methods.cpp: find, replace, strip, pad, translate, encode
void add_str_case_methods(TypeBuilder& b);       // str_case.cpp: upper, title, isalpha ...
void add_str_split_methods(TypeBuilder& b);      // str_split.cpp: split, join, partition, splitlines
void add_str_format_methods(TypeBuilder& b);     // format_methods.cpp: format, format_map, __format__

// The receiver of a method of str; TypeError when the method was called through the class with something else.
Str* str_self(const Value* args);
// An argument that must be a str: "find() argument 1 must be str, not int".
Str* str_argument(const Value& v, const char* method, int position);
// Optional start and stop of find, count, startswith: None or an index, clamped to [0, length].
void search_bounds(const Value& start, const Value& stop, size_t length, int64_t* from, int64_t* to);

// Vec of code points, for work by index.
Vec<uint32_t> code_points(const Str& s);

class StrIterator : public Object {
 public:
  explicit StrIterator(Ref<Str> text) : Object(Kind::str_iterator), text(std::move(text)) {}
  Ref<Str> text;                   // null once exhausted
  size_t byte = 0;                 // of the character to give next
};
bool str_iterator_next(StrIterator* it, Value* out);

}  // namespace sim::py
