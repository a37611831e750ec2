#include "app/lessons/world.h"

#include "sim/base/text.h"
#include "sim/world/scenario.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace app {

namespace fs = std::filesystem;
using sim::cat;
using sim::Problem;
using sim::lesson::Lesson;

namespace {

constexpr uint64_t kMostSteps = 20'000'000;  // a lesson is a small program, and opening one should take no time

using Made = sim::Result<std::shared_ptr<const sim::Scenario>>;

Made read(std::string_view toml, uint32_t line_offset, std::string_view table, const std::string& file) {
  sim::ReadScenario read = sim::read_scenario(toml, line_offset, table);
  if (!read.problems.empty()) {
    const sim::ScenarioProblem& first = read.problems.front();
    return Problem{cat("the scenario has a mistake: ", file, first.line ? cat(":", first.line) : "", ": ", first.message)};
  }
  return std::make_shared<const sim::Scenario>(std::move(read.scenario));
}

Made scenario_of(const Lesson& lesson, const CourseFiles& files) {
  const auto& s = lesson.scenario;
  if (!s.file.empty()) {
    auto text = scenario_file(lesson, files);
    return text ? read(*text, 0, {}, s.file) : Made(Problem{text.problem()});
  }
  return read(s.toml, s.toml_line - 1, "scenario", lesson.file);
}

}  // namespace

// Beside the lesson, and nowhere else.
sim::Result<std::string> scenario_file(const Lesson& lesson, const CourseFiles& files) {
  const std::string& name = lesson.scenario.file;
  fs::path beside(name);
  bool safe = beside.is_relative() && std::none_of(beside.begin(), beside.end(), [](const fs::path& part) { return part == ".."; });
  if (!safe) return Problem{cat("the scenario '", name, "' lies outside of the lesson's folder")};
  if (files.zipped) {
    std::string folder = fs::path(lesson.file.substr(std::min(files.path.size() + 1, lesson.file.size()))).parent_path().string();
    auto found = files.scenarios.find((fs::path(folder) / name).lexically_normal().string());
    if (found == files.scenarios.end()) return Problem{cat("there is no scenario '", name, "' in the zip file")};
    return found->second;
  }
  std::ifstream file(fs::path(lesson.file).parent_path() / beside, std::ios::binary);
  if (!file) return Problem{cat("there is no scenario '", name, "' beside the lesson")};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

sim::Result<sim::RunOptions> lesson_options(const Lesson& lesson, const CourseFiles& files) {
  sim::RunOptions options;
  options.limits.steps = kMostSteps;
  if (lesson.scenario.empty()) return options;
  auto scenario = scenario_of(lesson, files);
  if (!scenario) return Problem{scenario.problem()};
  options.scenario = *scenario;
  return options;
}

}  // namespace app
