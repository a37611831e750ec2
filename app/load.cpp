#include "app/load.h"

#include "app/export/run_file.h"
#include "app/lessons/course_files.h"
#include "app/texts.h"
#include "app/write_file.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"
#include "sim/python/source.h"

#include <filesystem>
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
  std::string so_far = tr("at {1} of its time, after {2} events. What happened until then is shown.", sim::time_text(run.end), run.trace.size());
  if (too_long) run.ending = sim::Ending::limit;
  run.message = too_long ? tr("The run was ended {1} Is there a loop that never ends? `loopscope run` runs without recording.", so_far)
                         : tr("You stopped the run {1}", so_far);
}

}  // namespace

RunAnswer run_program(const RunRequest& request, std::atomic<bool>& stop) {
  sim::RunOptions options = request.options;
  options.detail = sim::Trace::Detail::lines;
  options.interrupted = &stop;
  bool too_long = false;
  options.on_start = [&](sim::Trace& trace) { watch(trace, request, stop, too_long); };
  sim::Program program{request.path, request.text, request.arguments, request.folder};
  auto run = sim::run(program, options);
  run->trace.watch(SIZE_MAX, {});
  if (request.progress) request.progress->analysing = true;
  tell_end(*run, too_long);
  options.interrupted = nullptr;
  options.on_start = {};
  auto text = sim::py::normalise(request.text);
  std::string shown = std::holds_alternative<std::string>(text) ? std::move(std::get<std::string>(text)) : request.text;
  auto document = std::make_shared<Document>(request.path, std::move(shown), std::move(run), options);
  document->arguments = request.arguments;
  document->folder = request.folder;
  return {request.id, request.why, std::move(document)};
}

ValuesAnswer read_values(const ValuesRequest& request, std::atomic<bool>& stop) {
  const Document& d = *request.document;
  sim::RunOptions options = *d.options;
  options.interrupted = &stop;
  return {request.document, request.task, request.records,
          sim::snapshots({d.path, d.text, d.arguments, d.folder}, options, request.records, request.task)};
}

ExportAnswer export_document(const ExportRequest& request, std::atomic<bool>& stop) {
  const Document& d = *request.document;
  std::string bytes = exported(format_of(request.path), *d.run, d.spans, d.name, d.text, stop);
  if (stop) return {tr("Nothing was written to {1}.", request.path), false};
  if (auto written = write_whole(request.path, bytes); !written) return {written.problem(), true};
  return {tr("The run is in {1}", request.path), false};
}

sim::Result<std::string> find_program(const std::string& name) {
  std::error_code error;
  if (std::filesystem::exists(name, error) || name.find('/') != std::string::npos || name.ends_with(".py")) return name;
  auto course = load_course(built_in_lessons());
  if (const sim::lesson::Lesson* lesson = course ? course->course.find(name) : nullptr) return lesson->file;
  return sim::Problem{tr("there is no file and no lesson '{1}'. `loopscope lessons` lists the lessons.", name)};
}

}  // namespace app
