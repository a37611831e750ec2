// What a lesson says about a run: `peak("call") <= 3`. Read, and its words and types checked, before anything runs.
// Before: parse.cpp takes expressions out of directives. After: evaluate.h finds their values.
#pragma once
#include "sim/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim::lesson {

enum class Type : uint8_t { number, text, truth, list };

inline constexpr size_t kNowhere = SIZE_MAX;

struct Value {
  Type type = Type::number;
  double number = 0;
  std::string text;
  bool truth = false;
  std::vector<Value> list;
  size_t where = kNowhere;  // the record that shows it best

  static Value of(double n, size_t where = kNowhere);
  static Value of_text(std::string_view t, size_t where = kNowhere);
  static Value of_truth(bool b);
  static Value of_texts(const std::vector<std::string>& texts);
};

// Numbers are equal when they are so to the nanosecond.
bool operator==(const Value& a, const Value& b);
// As an author would write it: 0.3, "done", yes, ["a", "b"]. Text on its own stands without quotes when `plain`.
std::string show(const Value& value, bool plain = false);
std::string show_number(double n);

enum class Op : uint8_t { add, subtract, multiply, divide, equal, unequal, less, at_most, more, at_least, in, not_in, both, either, no, minus, index };

struct Expr {
  enum class Kind : uint8_t { literal, list, fact, op } kind = Kind::literal;
  Type type = Type::number;
  Value value;              // literal
  std::string name;         // fact
  std::string run;          // fact: of which variant; "" of the one at hand
  Op op = Op::add;
  std::vector<Expr> parts;  // operands, entries, arguments
};

// Takes the longest expression off the front of `text`, which then begins behind it (blanks skipped). The problem says what is wrong and where.
Result<Expr> take_expression(std::string_view& text);
// The whole of `text`.
Result<Expr> parse_expression(std::string_view text);

// Literals alone: 0.3, "text", yes, [..]; for choices.
bool take_literal(std::string_view& text, Value& out);

// A word of the language: `total`, `peak(TEXT)`.
struct FactInfo {
  const char* name;
  const char* arguments;  // one letter each: t text, n number, l list, T one or more texts
  Type type;
  bool momentary;         // of a moment, not of the whole run
  double least;           // numbers: no run has less
  const char* question;   // what a question about it asks when the author wrote none; null: "What is ...?"
};
const std::vector<FactInfo>& all_facts();
const FactInfo* find_fact(std::string_view name);

bool mentions_moment(const Expr& e);                 // next, ready, ...
void collect_runs(const Expr& e, std::vector<std::string>& runs);  // variants that are named
void collect_texts(const Expr& e, std::string_view fact, std::vector<std::string>& texts);  // arguments of one fact
// True whatever the run: `total >= 0`, `1 < 2`, `tasks == tasks`.
bool always_true(const Expr& e);

}  // namespace sim::lesson
