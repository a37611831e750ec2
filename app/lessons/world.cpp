#include "app/lessons/world.h"

#include "sim/base/text.h"
#include "sim/world/scenario.h"

namespace app {

sim::Result<sim::RunOptions> lesson_options(const sim::lesson::Lesson& lesson, const CourseFiles&) {
  const auto& scenario = lesson.scenario;
  sim::RunOptions options;
  options.limits.steps = 20'000'000;  // a lesson is a small program, and opening one should take no time
  if (scenario.empty()) return options;
  if (!scenario.toml.empty()) {
    auto read = sim::read_scenario(scenario.toml);
    if (!read.problems.empty()) return sim::Problem{sim::describe(read.problems, lesson.file)};
    options.scenario = std::make_shared<const sim::Scenario>(std::move(read.scenario));
    return options;
  }
  const sim::Scenario* preset = sim::preset(scenario.preset);
  if (!preset) return sim::Problem{sim::cat("there is no scenario '", scenario.preset, "'")};
  options.scenario = std::make_shared<const sim::Scenario>(*preset);
  return options;
}

}  // namespace app
