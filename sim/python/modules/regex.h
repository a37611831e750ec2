// Regular expressions: Python's syntax, parsed to a tree, compiled to a small program, and matched by backtracking.
// Before: re.cpp. Parts: regex_parse.cpp, regex_compile.cpp, regex_match.cpp. CPython: Lib/re, Modules/_sre.
#pragma once
#include "sim/base/heap.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim::py::regex {

enum Flag : uint32_t { ignorecase = 2, locale = 4, multiline = 8, dotall = 16, unicode = 32, verbose = 64, debug = 128, ascii = 256 };

struct PatternProblem {            // thrown by parse
  std::string message;
  size_t position;
  bool positioned = true;          // else the message stands alone
};

enum class Category : uint8_t { digit, not_digit, space, not_space, word, not_word };
bool in_category(uint32_t c, Category category, bool ascii_only);

struct CharSet {
  bool negated = false;
  uint32_t flags = 0;                                  // ignorecase, ascii
  std::vector<std::pair<uint32_t, uint32_t>> ranges;   // inclusive
  std::vector<Category> categories;
  uint64_t low[4] = {};                                // the answer for the first 256 characters, once prepared
  void prepare();
  bool contains(uint32_t c) const { return c < 256 ? low[c >> 6] >> (c & 63) & 1 : look_up(c); }

 private:
  bool look_up(uint32_t c) const;
  bool lists(uint32_t c) const;
};

constexpr uint32_t kEndless = std::numeric_limits<uint32_t>::max();
enum class Repeat : uint8_t { greedy, lazy, possessive };

struct Node {
  enum class Type : uint8_t { sequence, alternate, character, any, set, at, group, repeat, backref, look, atomic, conditional };
  Type type = Type::sequence;
  uint32_t flags = 0;              // in force where it stands
  uint32_t value = 0;              // character, index of set, letter of `at` (^ $ A Z b B), number of group or backref
  uint32_t min = 0, max = 0;       // repeat
  Repeat mode = Repeat::greedy;
  bool behind = false, negative = false;               // look
  std::vector<Node> kids;
};

struct Parsed {
  Node root;
  std::vector<CharSet> sets;
  uint32_t flags = 0, groups = 0;
  std::vector<std::pair<std::string, uint32_t>> names; // in order of the groups
};
// `pattern` as code points (or bytes); `is_text`: a str pattern.
Parsed parse(const Vec<uint32_t>& pattern, uint32_t flags, bool is_text);

enum class Op : uint8_t {
  character, character_ignoring_case, any, any_but_newline, set,     // one character each: see Matcher::one
  text_begin, text_end, line_begin, line_end, end_or_last_newline, word_boundary, not_word_boundary,
  save,              // a: slot
  jump,              // a: target
  fork,              // tries what follows, then a
  repeat_one,        // the next instruction min..max times
  loop_start, loop,  // a: loop; loop: min, max, mode, b: where to go on when it ends; the body follows and jumps back
  backref, look, atomic, sub_end, conditional, match,
};
struct Instr {
  Op op;
  Repeat mode = Repeat::greedy;
  bool negative = false, behind = false, ignore_case = false, ascii_only = false;
  uint32_t a = 0, b = 0, min = 0, max = 0;
};

struct Program {
  std::vector<Instr> code;
  std::vector<CharSet> sets;
  uint32_t flags = 0, groups = 0, loops = 0;
  std::vector<std::pair<std::string, uint32_t>> names;
  bool anchored = false;           // can match at the text's beginning only
  bool has_first = false;          // `first` says which characters below 256 can begin a match; no match is empty then
  uint64_t first[4] = {};
};
Program compile(Parsed parsed);

// Text to match in: characters of one byte (ASCII, bytes) or four.
struct Subject {
  const uint8_t* narrow = nullptr;
  const uint32_t* wide = nullptr;
  int64_t end = 0;                 // as if the text ended here
};
struct Request {
  int64_t start = 0;
  bool search = false, full = false;
  bool must_advance = false;       // an empty match at `start` does not count
};
// slots: begin and end of each group, -1 for none; the last slot is the group that closed last.
bool match(const Program& program, const Subject& subject, const Request& request, Vec<int64_t>* slots);

}  // namespace sim::py::regex
