// loopscope shot FILE.py --out X.png: the app's window drawn into a picture.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/session.h"

#include <cstdio>

namespace app {

namespace {

// "1280x800" into numbers; an empty string when it is one, else what is wrong.
std::string check_size(const std::string& text) {
  auto action = parse_action("resize " + text);
  if (!action || action->a < 320 || action->b < 200 || action->a > 8192 || action->b > 8192)
    return "'" + text + "' is no size between 320x200 and 8192x8192, such as 1280x800";
  return {};
}

}  // namespace

int shot_command(int argc, char** argv) {
  CommandLine command("Draws the app's window into a PNG. Needs a display, or Xvfb (xvfb-run loopscope shot ...).",
                   "loopscope shot");
  std::string file, out, size = "1280x800", theme, axis;
  double at = -1, scale = 1;
  CommonOptions common;
  command.option("FILE", &file, "a program, or a lesson by its id or its file").required().shown_as("");
  command.option("--out", &out, "the picture").required().shown_as("X.png");
  command.option("--at", &at, "the moment to show, in seconds of virtual time (default: the middle of the run)")
      .shown_as("SECONDS").not_negative();
  command.option("--size", &size, "of the window (default 1280x800)").shown_as("WxH").check(check_size);
  command.option("--theme", &theme, std::string("one of ") + theme_names()).shown_as("NAME");
  command.option("--axis", &axis, "time or order").shown_as("NAME").one_of({"time", "order"});
  command.option("--scale", &scale, "of text, 0.75 to 2.5 (default 1)").shown_as("N").between(0.75, 2.5);
  add_common_options(command, common);
  if (auto status = command.read(argc, argv)) return *status;
  auto options = to_run_options(common);
  if (!options) return fail(options.problem());
  auto app = std::make_unique<App>();
  Model& model = app->model;
  model.options = *options;
  Actions actions;
  if (!theme.empty()) actions.push_back({ActionId::theme, theme});
  actions.push_back({ActionId::open, file});
  if (!axis.empty()) actions.push_back({ActionId::axis, axis});
  for (const Action& action : actions) {
    apply(model, action);
    if (model.notice_is_error) return fail(model.notice);
  }
  if (!model.document) return fail("'" + file + "' is a course: name one of its lessons.");
  Action seek{ActionId::seek};
  seek.a = at >= 0 ? at : sim::seconds(model.document->end_time()) / 2;
  apply(model, seek);
  model.scale = static_cast<float>(scale);
  auto wanted = *parse_action("resize " + size);
  auto window = Window::open(static_cast<int>(wanted.a), static_cast<int>(wanted.b), false);
  if (!window) return fail(window.problem());
  if (!take_shot(**window, *app, out)) return fail("can't write the picture '" + out + "'.");
  return 0;
}

}  // namespace app
