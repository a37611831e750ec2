#include "app/load.h"

#include "app/export/run_file.h"
#include "app/lessons/course_files.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"
#include "sim/python/source.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace app {

namespace {

constexpr size_t kTellEvery = 4096;  // records

// Looks at the growing trace now and then: tells how far it is, and ends the run when there is too much of it.
void watch(sim::Trace& trace, const RunRequest& request, std::atomic<bool>& stop, bool& too_long) {
  trace.watch(kTellEvery, [&trace, &request, &stop, &too_long](size_t at) {
    if (RunProgress* progress = request.progress.get()) {
      progress->records.store(at + 1, std::memory_order_relaxed);
      progress->time.store(trace[at].t, std::memory_order_relaxed);
    }
    if (at + kTellEvery >= request.most_records) too_long = stop = true;
    return at + kTellEvery;
  });
}

// What ended from outside says so in words of its own.
void tell_end(sim::Run& run, bool too_long) {
  if (run.ending != sim::Ending::interrupted) return;
  std::string so_far = sim::cat(" at ", sim::time_text(run.end), " of its time, after ", run.trace.size(),
                                " events. What happened until then is shown.");
  if (too_long) run.ending = sim::Ending::limit;
  run.message = too_long ? sim::cat("The run was ended", so_far, " Is there a loop that never ends? `loopscope run` runs without recording.")
                         : sim::cat("You stopped the run", so_far);
}

}  // namespace

RunAnswer run_program(const RunRequest& request, std::atomic<bool>& stop) {
  sim::RunOptions options = request.options;
  options.detail = sim::Trace::Detail::lines;
  options.interrupted = &stop;
  bool too_long = false;
  options.on_start = [&](sim::Trace& trace) { watch(trace, request, stop, too_long); };
  sim::Program program{request.path, request.text, {}};
  auto run = sim::run(program, options);
  run->trace.watch(SIZE_MAX, {});
  if (request.progress) request.progress->analysing = true;
  tell_end(*run, too_long);
  options.interrupted = nullptr;
  options.on_start = {};
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

ExportAnswer export_document(const ExportRequest& request, std::atomic<bool>& stop) {
  const Document& d = *request.document;
  std::string bytes = exported(format_of(request.path), *d.run, d.name, d.text, stop);
  if (stop) return {sim::cat("Nothing was written to ", request.path, "."), false};
  std::ofstream file(request.path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) return {sim::cat("can't write '", request.path, "': ", std::string_view(std::strerror(errno)), "."), true};
  return {sim::cat("The run is in ", request.path), false};
}

sim::Result<std::string> find_program(const std::string& name) {
  std::error_code error;
  if (std::filesystem::exists(name, error) || name.find('/') != std::string::npos || name.ends_with(".py")) return name;
  auto course = load_course(built_in_lessons());
  if (const sim::lesson::Lesson* lesson = course ? course->course.find(name) : nullptr) return lesson->file;
  return sim::Problem{sim::cat("there is no file and no lesson '", name, "'. `loopscope lessons` lists the lessons.")};
}

}  // namespace app
