// The objects behind re: Pattern, Match, and a scan of one text. re.cpp has the methods of Pattern, re_match.cpp those of Match,
// re_template.cpp the replacement texts.
#pragma once
#include "sim/python/modules/regex.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/str.h"
#include "sim/python/vm.h"

#include <string>
#include <vector>

namespace sim::py {

struct ReTypes {
  Type *pattern = nullptr, *match = nullptr, *scan = nullptr;
};
ReTypes& re_types();               // of this run; made when first asked for
void make_match_type(ReTypes& types);

class Pattern : public Object {
 public:
  Pattern(Type* type, Value source, Value error) : Object(Kind::other, type), source(std::move(source)), error(std::move(error)) {}
  Value source;                    // str or bytes
  Value error;                     // the class re.PatternError
  regex::Program program;
  bool is_text = true;
};
Value compile_pattern(const Value& source, uint32_t flags, const Value& error);
[[noreturn]] void raise_pattern_error(const Value& error, const regex::PatternProblem& problem, const Value& pattern);
int64_t group_number(const Pattern& pattern, const Value& key);   // -1: no such group

class Match : public Object {
 public:
  explicit Match(Type* type) : Object(Kind::other, type) {}
  Ref<Pattern> pattern;
  Value string;
  int64_t pos = 0, endpos = 0;
  Vec<int64_t> slots;              // begin and end of each group; the last one: lastindex
};

// Matches of one pattern in one text, one after the other. Itself the iterator of finditer.
class Scan : public Object {
 public:
  Scan(Ref<Pattern> pattern, const Value& string, const Value& pos, const Value& endpos);
  bool next(Vec<int64_t>* slots);
  Value find(const regex::Request& request);       // a Match or None
  Value make_match(Vec<int64_t> slots) const;
  Value slice(int64_t from, int64_t to) const;     // of the text, by characters

  Ref<Pattern> pattern;
  Value string;
  bool is_text = true;
  regex::Subject subject;
  int64_t pos = 0;                 // where it began

 private:
  Vec<uint32_t> wide_;
  int64_t at_ = 0;
  bool must_advance_ = false, done_ = false;
};
Value text_slice(const Value& string, int64_t from, int64_t to);

// "\1-\g<name>" as literal pieces with group numbers between them.
struct Template {
  struct Part {
    Value literal;                 // null: the group
    int64_t group = -1;
  };
  std::vector<Part> parts;
};
Template parse_template(const Pattern& pattern, const Value& text);
Value expand(const Scan& scan, const Vec<int64_t>& slots, const Template& parts);
Value expand_match(const Match& match, const Template& parts);
Value join_parts(bool is_text, const List& parts);

}  // namespace sim::py
