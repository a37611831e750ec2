// The value of an expression in a run, and what follows from values: whether a rule holds, which answer is right.
// Before: facts.h, moments.h. After: inspect.h, the app.
#pragma once
#include "sim/lesson/facts.h"
#include "sim/lesson/lesson.h"

#include <functional>

namespace sim::lesson {

struct Context {
  const Facts& run;
  std::optional<Point> at;                                 // none: no word of a moment has a value
  std::function<const Facts*(std::string_view)> of_variant;  // "main" too; null when it cannot be had
};

// The problem says what the run does not have: "nothing printed contains 'served'".
Result<Value> evaluate(const Expr& e, const Context& context);

struct Verdict {
  bool holds = false;
  std::string found;         // "3 <= 2 is not so: peak("call") is 3"; for a rule without a value, why
  size_t where = kNowhere;   // the record that shows it best
};
Verdict judge(const Rule& rule, const Context& context);

// ---- questions
// What a learner picks from or sorts: in the order in which it is offered.
struct Offer {
  std::vector<Value> values;
  std::vector<size_t> choice;  // of each value: its index in Question::choices, or kNowhere
  std::vector<size_t> right;   // choice: the one right index; order: the right sequence of indices
  Value answer;                // what the run says
};
// The problem says why the run does not answer it.
Result<Offer> offer(const Question& question, const Context& context);

// Markdown with {{...}} replaced by values ("?" where there is none), [[...]] left alone.
std::string fill(std::string_view markdown, const Context& context);

// A question's own sentence when its author wrote none.
std::string text_of(const Question& question);
// What a learner reads for the offer's `i`th value: its label, or the value.
std::string label_of(const Question& question, const Offer& offer, size_t i);

}  // namespace sim::lesson
