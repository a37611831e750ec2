// loopscope export FILE.py: the run for other tools; a lesson as a hand-out.
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/export/html.h"
#include "app/export/run_file.h"
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "app/write_file.h"
#include "sim/base/text.h"
#include "sim/python/source.h"

#include <CLI/CLI.hpp>

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

// A lesson, by its file: the hand-out, in the lesson's own world.
int export_lesson(const std::string& file, const std::string& out) {
  auto files = load_course(file);
  if (!files) return fail(files.problem());
  for (const auto& lesson : files->course.lessons) {
    if (lesson->file != file) continue;
    auto options = lesson_options(*lesson, *files);
    if (!options) return fail(options.problem());
    auto written = write_whole_or_out(out, lesson_as_html(*lesson, files->course, *options));
    return written ? 0 : fail(written.problem());
  }
  return fail("'" + file + "' has mistakes; `loopscope lessons check " + file + "` names them.");
}

}  // namespace

int export_command(int argc, char** argv) {
  CLI::App command("The run of FILE.py for other tools. A lesson becomes a hand-out that steps when the format is html.", "loopscope export");
  std::string file, out;
  std::vector<std::string> formats;
  CommonOptions common;
  command.add_option("FILE", file, "the program or lesson")->required()->type_name("");
  command.add_option("--format", formats, "perfetto, html, svg, csv; several with commas between")->required()->delimiter(',')->type_name("NAMES")->check(CLI::IsMember(std::vector<std::string>(std::begin(kExportFormats), std::end(kExportFormats))));
  command.add_option("--out", out, "the file to write (- for stdout); with several formats each adds its ending")->required()->type_name("PATH");
  add_common_options(command, common);
  try {
    command.parse(argc, argv);
  } catch (const CLI::ParseError& error) { return command.exit(error) == 0 ? 0 : 2; }
  if (out == "-" && formats.size() > 1) return fail("one format at a time goes to stdout.");
  bool lesson = is_lesson_file(file);
  auto program = read_program(file);
  if (!program) return fail(program.problem());
  auto options = to_run_options(common);
  if (!options) return fail(options.problem());
  options->detail = sim::Trace::Detail::lines;
  auto run = sim::run(*program, *options);
  sim::Spans spans(run->trace, sim::Order(run->trace));
  for (const std::string& format : formats) {
    std::string path = path_for(out, format, formats.size() > 1);
    if (lesson && format == "html") {
      if (int status = export_lesson(file, path)) return status;
      continue;
    }
    if (auto written = write_whole_or_out(path, exported_program(format, *run, spans, *program)); !written) return fail(written.problem());
  }
  if (!run->message.empty()) std::fprintf(stderr, "%s\n", run->message.c_str());
  return run->exit_status;
}

}  // namespace app
