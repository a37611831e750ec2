// A lesson's versions run, each once and when it is asked for. Before: sim/run. After: inspect.h and the app evaluate against them.
#pragma once
#include "sim/lesson/evaluate.h"

#include <functional>
#include <map>
#include <memory>

namespace sim::lesson {

// Everything of a run but its program: limits, and the scenario made into a world. Or why it cannot be had.
using OptionsOf = std::function<Result<RunOptions>(const Lesson&)>;

// Its program without a text: the name its messages show, its arguments, and where it reads files.
Program program_of(const Lesson& lesson);

class Runs {
 public:
  // `lesson` outlives this.
  Runs(const Lesson& lesson, RunOptions options) : lesson_(lesson), options_(std::move(options)) {}

  // The program itself ("" or "main") or a variant; null when there is none of that name.
  const Facts* of(std::string_view name);
  // Any text in the lesson's world, as a learner's own.
  std::shared_ptr<const Facts> run(std::string text) const;
  RunOptions options() const;  // with which they all run
  Context context(const Facts& run, std::optional<Point> at = {});

 private:
  const Lesson& lesson_;
  RunOptions options_;
  std::map<std::string, std::shared_ptr<const Facts>, std::less<>> runs_;
};

// How a version did: the trouble it ended in, and each check's verdict.
struct Grade {
  std::string trouble;  // "" when it ended as the lesson says
  std::vector<Verdict> checks;
  bool done() const;
};
Grade grade(const Lesson& lesson, const std::vector<Check>& checks, const Context& context);
// "" when a run ended as it should: by itself, with status `wanted`.
std::string trouble_of(const Run& run, int wanted);

}  // namespace sim::lesson
