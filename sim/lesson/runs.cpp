#include "sim/lesson/runs.h"

#include "sim/base/text.h"

#include <algorithm>

namespace sim::lesson {

const Facts* Runs::of(std::string_view name) {
  if (name == "main") name = "";
  if (auto found = runs_.find(name); found != runs_.end()) return found->second.get();
  const Version* version = name.empty() ? nullptr : lesson_.variant(name);
  if (!version && !name.empty()) return nullptr;
  return (runs_[std::string(name)] = run(program_text(lesson_, version).text)).get();
}

Program program_of(const Lesson& lesson) {
  size_t slash = lesson.file.rfind('/');
  if (slash == std::string::npos) return {lesson.file, {}, lesson.arguments};
  return {lesson.file.substr(slash + 1), {}, lesson.arguments, lesson.file.substr(0, slash)};
}

RunOptions Runs::options() const {
  RunOptions options = options_;
  options.detail = Trace::Detail::lines;
  options.seed = lesson_.seed;
  return options;
}

std::shared_ptr<const Facts> Runs::run(std::string text) const {
  for (const auto& [name, facts] : runs_)
    if (facts->text() == text) return facts;  // a version that has run already
  Program program = program_of(lesson_);
  program.text = text;
  std::shared_ptr<const Run> run = sim::run(program, options());
  return std::make_shared<const Facts>(std::move(run), std::move(text));
}

Context Runs::context(const Facts& run, std::optional<Point> at) {
  return {run, at, [this](std::string_view name) { return of(name); }};
}

bool Grade::done() const {
  return trouble.empty() && std::all_of(checks.begin(), checks.end(), [](const Verdict& v) { return v.holds; });
}

Grade grade(const Lesson& lesson, const std::vector<Check>& checks, const Context& context) {
  Grade g;
  g.trouble = trouble_of(context.run.run(), lesson.exit_status);
  for (const Check& c : checks) g.checks.push_back(judge(c.rule, context));
  return g;
}

std::string trouble_of(const Run& run, int wanted) {
  switch (run.ending) {
    case Ending::finished:
    case Ending::system_exit:
    case Ending::exception:
      if (run.exit_status == wanted) return {};
      if (run.ending == Ending::exception) return cat("it ends with ", run.message);
      return cat("it ends with status ", run.exit_status, ", and ", wanted, " was expected");
    case Ending::deadlock: return wanted == 3 ? std::string() : run.message;
    default: return run.message;
  }
}

}  // namespace sim::lesson
