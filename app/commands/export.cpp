// loopscope export FILE.py: the run for other tools; a lesson as a hand-out.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/export/html.h"
#include "app/export/run_file.h"
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "app/write_file.h"
#include "sim/base/text.h"
#include "sim/lesson/runs.h"
#include "sim/python/source.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace app {

namespace {

std::string exported_program(const std::string& format, const sim::Run& run, const sim::Spans& spans, const sim::Program& program) {
  auto text = sim::py::normalise(program.text);
  std::atomic<bool> never = false;
  return exported(format, run, spans, std::filesystem::path(program.path).filename().string(),
                  std::holds_alternative<std::string>(text) ? std::get<std::string>(text) : std::string(), never);
}

// "out" and two formats: out.html and out.svg. One format: the path as it was given.
std::string path_for(const std::string& out, const std::string& format, bool several) {
  if (!several) return out;
  std::string stem = out;
  for (const char* one : kExportFormats)
    if (std::string e = extension_of(one); stem.ends_with(e)) stem.resize(stem.size() - e.size());
  return stem + extension_of(format);
}

// What is exported: a program in the world of the command line, or a lesson's in the lesson's own.
struct Subject {
  sim::Program program;
  sim::RunOptions options;
  std::shared_ptr<const CourseFiles> course;  // that a lesson belongs to
  std::shared_ptr<const sim::lesson::Lesson> lesson;
};

sim::Result<Subject> lesson_subject(const std::string& file) {
  auto files = load_course(file);
  if (!files) return sim::Problem{files.problem()};
  auto course = std::make_shared<const CourseFiles>(std::move(*files));
  for (const auto& lesson : course->course.lessons) {
    if (lesson->file != file) continue;
    auto options = lesson_options(*lesson, *course);
    if (!options) return sim::Problem{options.problem()};
    options->seed = lesson->seed;
    sim::Program program = sim::lesson::program_of(*lesson);
    program.text = sim::lesson::program_text(*lesson).text;
    return Subject{std::move(program), std::move(*options), course, lesson};
  }
  return sim::Problem{"'" + file + "' has mistakes; `loopscope lessons check " + file + "` names them."};
}

sim::Result<Subject> subject_of(const std::string& file, const CommonOptions& common) {
  if (is_lesson_file(file)) {
    if (!common.scenario.empty() || common.seed != 0) return sim::Problem{"'" + file + "' is a lesson and brings its own scenario and seed: leave out --scenario and --seed."};
    return lesson_subject(file);
  }
  auto program = read_program(file);
  if (!program) return sim::Problem{program.problem()};
  auto options = to_run_options(common);
  if (!options) return sim::Problem{options.problem()};
  return Subject{std::move(*program), std::move(*options), nullptr, nullptr};
}

}  // namespace

int export_command(int argc, char** argv) {
  CommandLine command("The run of FILE.py for other tools. A lesson becomes a hand-out that steps when the format is html.", "loopscope export");
  std::string file, out;
  std::vector<std::string> formats;
  CommonOptions common;
  command.option("FILE", &file, "the program or lesson").required().shown_as("");
  command.option("--format", &formats, "perfetto, html, svg, csv; several with commas between").required().separated_by(',').shown_as("NAMES").one_of(std::vector<std::string>(std::begin(kExportFormats), std::end(kExportFormats)));
  command.option("--out", &out, "the file to write (- for stdout); with several formats each adds its ending").required().shown_as("PATH");
  add_common_options(command, common);
  if (auto status = command.read(argc, argv)) return *status;
  if (out == "-" && formats.size() > 1) return fail("one format at a time goes to stdout.");
  auto subject = subject_of(file, common);
  if (!subject) return fail(subject.problem());
  subject->options.detail = sim::Trace::Detail::lines;
  auto run = sim::run(subject->program, subject->options);
  sim::Spans spans(run->trace, sim::Order(run->trace));
  for (const std::string& format : formats) {
    std::string path = path_for(out, format, formats.size() > 1);
    bool hand_out = subject->lesson && format == "html";
    std::string text = hand_out ? lesson_as_html(*subject->lesson, subject->course->course, subject->options) : exported_program(format, *run, spans, subject->program);
    if (auto written = write_whole_or_out(path, text); !written) return fail(written.problem());
  }
  if (!run->message.empty()) std::fprintf(stderr, "%s\n", run->message.c_str());
  return run->exit_status;
}

}  // namespace app
