#include "app/lessons/world.h"

#include "sim/base/text.h"

namespace app {

sim::Result<sim::RunOptions> lesson_options(const sim::lesson::Lesson& lesson, const CourseFiles&) {
  const auto& scenario = lesson.scenario;
  if (!scenario.preset.empty()) return sim::Problem{sim::cat("there is no scenario '", scenario.preset, "'")};
  if (!scenario.empty()) return sim::Problem{"scenarios of a lesson's own are not simulated"};
  sim::RunOptions options;
  options.limits.steps = 20'000'000;  // a lesson is a small program, and opening one should take no time
  return options;
}

}  // namespace app
