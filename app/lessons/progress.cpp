#include "app/lessons/progress.h"

#include "app/folders.h"
#include "app/write_file.h"
#include "sim/base/text.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace app {

namespace fs = std::filesystem;
using nlohmann::json;
using sim::cat;
using sim::Problem;

namespace {

AnswerKept read_answer(const json& j) {
  AnswerKept a;
  a.given = j.value("given", "");
  a.right = j.value("right", false);
  a.revealed = j.value("revealed", false);
  a.tries = j.value("tries", 0);
  return a;
}

ExerciseKept read_exercise(const json& j) {
  ExerciseKept e;
  e.done = j.value("done", false);
  e.solution_seen = j.value("solution_seen", false);
  e.text = j.value("text", "");
  return e;
}

LessonProgress read_lesson_progress(const json& j) {
  LessonProgress p;
  p.step = j.value("step", size_t{0});
  p.farthest = j.value("farthest", size_t{0});
  p.finished = j.value("finished", false);
  const json answers = j.value("answers", json::object()), exercises = j.value("exercises", json::object());   // items() only refers
  for (auto& [name, answer] : answers.items()) p.answers[name] = read_answer(answer);
  for (auto& [name, exercise] : exercises.items()) p.exercises[name] = read_exercise(exercise);
  return p;
}

json written(const LessonProgress& p) {
  json j = {{"step", p.step}, {"farthest", p.farthest}, {"finished", p.finished}};
  for (const auto& [name, a] : p.answers) j["answers"][name] = {{"given", a.given}, {"right", a.right}, {"revealed", a.revealed}, {"tries", a.tries}};
  for (const auto& [name, e] : p.exercises) j["exercises"][name] = {{"done", e.done}, {"solution_seen", e.solution_seen}, {"text", e.text}};
  return j;
}

}  // namespace

sim::Result<Progress> Progress::parse(std::string_view text) {
  try {
    nlohmann::json all = nlohmann::json::parse(text);
    Progress progress;
    for (auto& [id, lesson] : all.at("lessons").items()) progress.lessons[id] = read_lesson_progress(lesson);
    return progress;
  } catch (const json::exception& error) { return Problem{error.what()}; }
}

std::string Progress::text() const {
  nlohmann::json all = {{"version", 1}, {"lessons", nlohmann::json::object()}};
  for (const auto& [id, lesson] : lessons) all["lessons"][id] = written(lesson);
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string progress_file() {
  return data_folder() + "/progress.json";
}

sim::Result<Progress> load_progress(const std::string& path) {
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return Progress();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return Problem{cat("the progress in '", path, "' cannot be read")};
  auto progress = Progress::parse(text.str());
  if (!progress) return Problem{cat("the progress in '", path, "' is damaged and is left as it is (", progress.problem(), ")")};
  return progress;
}

sim::Result<bool> save_progress(const Progress& progress, const std::string& path) {
  if (path.empty()) return false;
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (auto written = write_whole(path, progress.text()); !written) return Problem{cat("the progress can't be kept: ", written.problem())};
  return true;
}

}  // namespace app
