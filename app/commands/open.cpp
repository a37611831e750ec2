// loopscope open [FILE]: the desktop app, with --script performing named actions.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/folders.h"
#include "app/session.h"
#include "app/settings.h"

#include <cstdio>
#include <fstream>
#include <sstream>

namespace app {

namespace {

sim::Result<std::vector<ScriptLine>> read_script(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return sim::Problem{"can't open the script '" + path + "'."};
  std::ostringstream text;
  text << file.rdbuf();
  auto lines = parse_script(text.str());
  if (!lines) return sim::Problem{path + ", " + lines.problem()};
  return lines;
}

// Settings and themes of the person's own; what is wrong with them stands in the terminal, too.
struct Remembered {
  Settings settings;
  std::string problem;
};
Remembered remember(Model& model) {
  Remembered out;
  out.settings = read_settings(settings_path(), out.problem);
  auto problems = load_themes(settings_folder() + "/themes"), of_texts = load_texts(settings_folder() + "/texts");
  problems.insert(problems.end(), of_texts.begin(), of_texts.end());
  for (const std::string& problem : problems) {
    std::fprintf(stderr, "loopscope: %s\n", problem.c_str());
    if (out.problem.empty()) out.problem = problem;
  }
  if (!out.problem.empty()) std::fprintf(stderr, "loopscope: %s\n", out.problem.c_str());
  apply_settings(model, out.settings);
  return out;
}

// Without a file: where one was the last time, else a first program to look at.
void open_something(Model& model, const Settings& settings) {
  if (!settings.last_file.empty()) {
    apply(model, {ActionId::open, settings.last_file});
    if (!model.notice_is_error) {
      model.start_at = settings.last_seconds;
      return;
    }
    model.notice.clear();
    model.notice_is_error = false;
    model.problem.clear();
  }
  open_welcome(model);
}

// What was learnt is kept where the desktop keeps such things. Damaged progress is left alone, and nothing is kept over it.
void keep_progress(Model& model) {
  std::string path = progress_file();
  auto progress = load_progress(path);
  if (!progress) {
    std::fprintf(stderr, "loopscope: %s\n", progress.problem().c_str());
    return;
  }
  model.lessons.progress = std::move(*progress);
  model.lessons.progress_path = std::move(path);
}

}  // namespace

int open_command(int argc, char** argv) {
  CommandLine command("The desktop app: a program's run on screen, stepped forward and back.", "loopscope open");
  std::string file, script_path, theme;
  CommonOptions common;
  command.option("FILE", &file, "a program; a lesson, by its id or its file; a folder or zip file of lessons (without it: the last program)").shown_as("");
  command.option("--script", &script_path,
                  "perform the actions in FILE, one a line, e.g.: play, pause, step, seek 0.25, select Task-3, shot X.png, quit")
      .shown_as("FILE");
  command.option("--theme", &theme, std::string("one of ") + theme_names()).shown_as("NAME");
  add_common_options(command, common);
  if (auto status = command.read(argc, argv)) return *status;
  auto options = to_run_options(common);
  if (!options) return fail(options.problem());
  SessionOptions session;
  if (!script_path.empty()) {
    auto lines = read_script(script_path);
    if (!lines) return fail(lines.problem());
    session.script = std::move(*lines);
    session.remembers = false;  // what a script does is nobody's taste
  }
  auto app = std::make_unique<App>();
  Model& model = app->model;
  model.options = *options;
  model.background = true;  // the session's threads run what is opened
  Remembered remembered = remember(model);
  if (session.remembers) keep_progress(model);
  if (!theme.empty()) {
    apply(model, {ActionId::theme, theme});
    if (model.notice_is_error) return fail(model.notice);
  }
  auto window = session.remembers ? Window::open(remembered.settings.width, remembered.settings.height, true) : Window::open(1280, 800, true);
  if (!window) return fail(window.problem());
  if (!file.empty()) {
    apply(model, {ActionId::open, file});
    if (model.notice_is_error) return fail(model.notice);
  } else if (session.script.empty()) {
    open_something(model, remembered.settings);
  }
  if (session.remembers && !remembered.settings.tour_seen) model.tour = 0;
  if (!remembered.problem.empty()) model.notice = remembered.problem, model.notice_is_error = true;
  return run_session(**window, *app, session);
}

}  // namespace app
