// loopscope lessons: the course listed, one lesson as text, lessons checked.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/dock.h"
#include "app/lessons/course_files.h"
#include "app/lessons/lesson_text.h"
#include "app/lessons/world.h"
#include "sim/base/text.h"
#include "sim/lesson/inspect.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace app {

namespace {

using sim::lesson::Lesson;
using sim::lesson::Mistake;

sim::Result<CourseFiles> open_course(std::string path) {
  if (path.empty()) path = built_in_lessons();
  if (path.empty()) return sim::Problem{"the lessons that belong to Loopscope are not beside it. Give the path of a lesson, a folder or a zip file."};
  return load_course(path);
}

int list(const std::string& path) {
  auto files = open_course(path);
  if (!files) return fail(files.problem());
  std::string part;
  for (const auto& l : files->course.lessons) {
    if (l->part != part && !l->part.empty()) std::printf("%s%s\n", l == files->course.lessons.front() ? "" : "\n", l->part.c_str());
    part = l->part;
    std::printf("  %4lld  %-28s %s (%lld min)\n", static_cast<long long>(l->order), l->id.c_str(), l->title.c_str(), static_cast<long long>(l->minutes));
  }
  if (!files->mistakes.empty())
    std::fprintf(stderr, "%zu mistakes in these files; `loopscope lessons check %s` lists them.\n", files->mistakes.size(), path.c_str());
  return 0;
}

int show(const std::string& id, const std::string& path) {
  bool a_file = path.empty() && is_lesson_file(id);
  auto files = open_course(a_file ? id : path);
  if (!files) return fail(files.problem());
  auto wanted = [&](auto& l) { return a_file ? l->file == id : l->id == id; };
  auto found = std::find_if(files->course.lessons.begin(), files->course.lessons.end(), wanted);
  if (found == files->course.lessons.end()) return fail(sim::cat("there is no lesson '", id, "'. `loopscope lessons list` names them."));
  auto options = lesson_options(**found, *files);
  if (!options) return fail(sim::cat((*found)->file, ": ", options.problem()));
  std::string text = lesson_as_text(**found, files->course, *options);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

// file:line: message; a mistake of the file as a whole has no line.
void print(const Mistake& m) {
  if (m.line) std::printf("%s:%u: %s\n", m.file.c_str(), m.line, m.message.c_str());
  else std::printf("%s: %s\n", m.file.c_str(), m.message.c_str());
}

int check(const std::string& given) {
  auto files = open_course(given);
  if (!files) return fail(files.problem());
  bool only = files->path.ends_with(".py");
  std::vector<Mistake> mistakes;
  std::set<std::string> unreadable;
  for (const Mistake& m : files->mistakes) {
    unreadable.insert(m.file);
    if (!only || m.file == files->path) mistakes.push_back(m);
  }
  sim::lesson::Inspection with;
  with.options = [&](const Lesson& l) { return lesson_options(l, *files); };
  with.scenario_file = [&](const Lesson& l) {
    auto text = scenario_file(l, *files);
    return text ? *text : std::string();
  };
  for (const PanelInfo& info : all_panels()) with.panels.emplace_back(info.name);
  size_t lessons = 0;
  for (const auto& l : files->course.lessons) {
    if (only && l->file != files->path) continue;
    ++lessons;
    if (unreadable.count(l->file)) continue;  // what is half understood is not run
    auto found = inspect(*l, with);
    mistakes.insert(mistakes.end(), found.begin(), found.end());
  }
  if (lessons == 0 && mistakes.empty()) mistakes.push_back({files->path, 0, "there is no lesson in it: a lesson is a .py file that begins with '# /// lesson'"});
  for (const Mistake& m : mistakes) print(m);
  std::fflush(stdout);
  std::fprintf(stderr, "%zu lesson%s, %zu mistake%s\n", lessons, lessons == 1 ? "" : "s", mistakes.size(), mistakes.size() == 1 ? "" : "s");
  return mistakes.empty() ? 0 : 1;
}

}  // namespace

int lessons_command(int argc, char** argv) {
  CommandLine command("The course: its lessons listed, one of them as text, all of them checked.", "loopscope lessons");
  std::string path, id;
  CommandLine& list_words = command.subcommand("list", "parts, order, id, title and minutes (what `loopscope lessons` does alone)");
  CommandLine& show_words = command.subcommand("show", "a lesson as text: narration, steps, questions, the run in words");
  CommandLine& check_words = command.subcommand("check", "name every mistake with its file and line, and run all that the lessons claim");
  show_words.option("ID", &id, "of the lesson, or its file").required().shown_as("");
  for (CommandLine* words : {&list_words, &show_words, &check_words}) words->option("PATH", &path, "a lesson, a folder of lessons or a zip file (default: those of Loopscope)").shown_as("");
  if (auto status = command.read(argc, argv)) return *status;
  if (show_words.given()) return show(id, path);
  if (check_words.given()) return check(path);
  return list(path);
}

}  // namespace app
