#include "app/export/html.h"
#include "app/lessons/play_parts.h"
#include "app/lessons/world.h"
#include "app/texts.h"
#include "app/write_file.h"
#include "sim/base/text.h"

#include <filesystem>

namespace app::playing {

namespace fs = std::filesystem;
using namespace sim::lesson;
using sim::cat;

namespace {

std::string answer_key(const Lesson& lesson, size_t question) { return cat(question + 1, ": ", lesson.questions[question].what.text); }

LessonProgress& kept(Model& m) { return m.lessons.progress.lessons[progress_key(*m.lessons.course, *m.lessons.play->lesson)]; }

}  // namespace

void keep(Model& m) {
  LessonPlay& play = *m.lessons.play;
  LessonProgress& p = kept(m);
  p.step = play.step;
  p.farthest = play.farthest;
  p.finished = play.finished;
  for (size_t i = 0; i < play.questions.size(); ++i)
    if (const QuestionPlay& q = play.questions[i]; q.tries || q.revealed) p.answers[answer_key(*play.lesson, i)] = {q.given, q.right, q.revealed, q.tries};
  for (size_t i = 0; i < play.exercises.size(); ++i) {
    const ExercisePlay& e = play.exercises[i];
    const std::string& name = play.lesson->exercises[i].name;
    if (e.text.empty() && !e.done && !e.solution_seen) p.exercises.erase(name);
    else p.exercises[name] = {e.done, e.solution_seen, e.text};
  }
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) say(m, saved.problem(), true);
}

void restore(LessonPlay& play, const LessonProgress& p) {
  play.step = std::min(p.step, play.lesson->steps.size() - 1);
  play.farthest = std::min(p.farthest, play.lesson->steps.size() - 1);
  play.finished = p.finished;
  for (size_t i = 0; i < play.questions.size(); ++i)
    if (auto found = p.answers.find(answer_key(*play.lesson, i)); found != p.answers.end()) {
      QuestionPlay& q = play.questions[i];
      q.given = found->second.given;
      q.right = found->second.right;
      q.revealed = found->second.revealed;
      q.tries = found->second.tries;
    }
  for (size_t i = 0; i < play.exercises.size(); ++i)
    if (auto found = p.exercises.find(play.lesson->exercises[i].name); found != p.exercises.end()) {
      play.exercises[i].text = found->second.text;
      play.exercises[i].done = found->second.done;
      play.exercises[i].solution_seen = found->second.solution_seen;
    }
}

void reset_lesson(Model& m) {
  auto lesson = m.lessons.play->lesson;
  m.lessons.progress.lessons.erase(progress_key(*m.lessons.course, *lesson));
  open_lesson(m, lesson);
  say(m, tr("The lesson begins anew."));
}

void reset_progress(Model& m) {
  std::error_code error;
  if (!m.lessons.progress_path.empty()) fs::copy_file(m.lessons.progress_path, m.lessons.progress_path + ".old", fs::copy_options::overwrite_existing, error);
  m.lessons.progress = {};
  if (m.lessons.play) reset_lesson(m);
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, m.lessons.progress_path.empty() ? std::string(tr("All progress is forgotten.")) : tr("All progress is forgotten; what there was is kept in {1}", m.lessons.progress_path + ".old"));
}

void export_progress(Model& m, const std::string& path) {
  auto saved = save_progress(m.lessons.progress, path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, tr("The progress is in {1}", path));
}

void import_progress(Model& m, const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return say(m, tr("there is no file '{1}'", path), true);
  auto progress = load_progress(path);
  if (!progress) return say(m, progress.problem(), true);
  m.lessons.progress = std::move(*progress);
  if (m.lessons.play) open_lesson(m, m.lessons.play->lesson);
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, tr("The progress of {1} is yours now.", path));
}

void export_lesson(Model& m, const std::string& path) {
  LessonPlay& play = *m.lessons.play;
  auto options = lesson_options(*play.lesson, *m.lessons.course);
  if (!options) return say(m, options.problem(), true);
  auto written = write_whole(path, lesson_as_html(*play.lesson, m.lessons.course->course, *options));
  if (!written) return say(m, written.problem(), true);
  say(m, tr("The lesson is in {1}", path));
}

}  // namespace app::playing
