// loopscope open [FILE.py]: the desktop app, with --script performing named actions.
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/session.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace app {

namespace {

int fail(const std::string& sentence) {
  std::fprintf(stderr, "loopscope: %s\n", sentence.c_str());
  return 2;
}

sim::Result<std::vector<ScriptLine>> read_script(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return sim::Problem{"can't open the script '" + path + "'."};
  std::ostringstream text;
  text << file.rdbuf();
  auto lines = parse_script(text.str());
  if (!lines) return sim::Problem{path + ", " + lines.problem()};
  return lines;
}

}  // namespace

int open_command(int argc, char** argv) {
  CLI::App command("The desktop app: a program's run on screen, stepped forward and back.", "loopscope open");
  std::string file, script_path, theme;
  CommonOptions common;
  command.add_option("FILE", file, "the program (may be left out)")->type_name("");
  command
      .add_option("--script", script_path,
                  "perform the actions in FILE, one a line, e.g.: play, pause, step, seek 0.25, select Task-3, shot X.png, quit")
      ->type_name("FILE");
  command.add_option("--theme", theme, std::string("one of ") + theme_names())->type_name("NAME");
  add_common_options(command, common);
  try {
    command.parse(argc, argv);
  } catch (const CLI::ParseError& error) { return command.exit(error) == 0 ? 0 : 2; }
  auto options = to_run_options(common);
  if (!options) return fail(options.problem());
  std::vector<ScriptLine> script;
  if (!script_path.empty()) {
    auto lines = read_script(script_path);
    if (!lines) return fail(lines.problem());
    script = std::move(*lines);
  }
  auto app = std::make_unique<App>();
  app->model.options = *options;
  if (!theme.empty()) {
    apply(app->model, {ActionId::theme, theme});
    if (app->model.notice_is_error) return fail(app->model.notice);
  }
  auto window = Window::open(1280, 800, true);
  if (!window) return fail(window.problem());
  if (!file.empty()) {
    apply(app->model, {ActionId::open, file});
    if (app->model.notice_is_error) return fail(app->model.notice);
  }
  return run_session(**window, *app, script);
}

}  // namespace app
