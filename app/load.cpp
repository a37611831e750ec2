#include "app/load.h"

#include "app/lessons/course_files.h"
#include "sim/base/text.h"
#include "sim/python/source.h"

#include <filesystem>
#include <utility>

namespace app {

RunAnswer run_program(const RunRequest& request, std::atomic<bool>& stop) {
  sim::RunOptions options = request.options;
  options.detail = sim::Trace::Detail::lines;
  options.interrupted = &stop;
  sim::Program program{request.path, request.text, {}};
  auto run = sim::run(program, options);
  options.interrupted = nullptr;
  auto text = sim::py::normalise(request.text);
  std::string shown = std::holds_alternative<std::string>(text) ? std::move(std::get<std::string>(text)) : request.text;
  return {request.id, request.why, std::make_shared<Document>(request.path, std::move(shown), std::move(run), options)};
}

ValuesAnswer read_values(const ValuesRequest& request, std::atomic<bool>& stop) {
  const Document& d = *request.document;
  sim::RunOptions options = *d.options;
  options.interrupted = &stop;
  return {request.document, request.task, request.records,
          sim::snapshots({d.path, d.text, {}}, options, request.records, request.task)};
}

sim::Result<std::string> find_program(const std::string& name) {
  std::error_code error;
  if (std::filesystem::exists(name, error) || name.find('/') != std::string::npos || name.ends_with(".py")) return name;
  auto course = load_course(built_in_lessons());
  if (const sim::lesson::Lesson* lesson = course ? course->course.find(name) : nullptr) return lesson->file;
  return sim::Problem{sim::cat("there is no file and no lesson '", name, "'. `loopscope lessons` lists the lessons.")};
}

}  // namespace app
