// A lesson that is open: at which step, what was answered, how the exercise stands; and the course around it.
// What a step shows is put into the Model by its own actions, so that free exploration needs nothing special.
// Before: sim/lesson/runs.h, progress.h. After: model.h holds it; the lesson and course panels draw it.
#pragma once
#include "app/actions.h"
#include "app/dock.h"
#include "app/document.h"
#include "app/lessons/course_files.h"
#include "app/lessons/markdown.h"
#include "app/lessons/progress.h"
#include "app/source.h"
#include "sim/lesson/plot.h"
#include "sim/lesson/runs.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct Model;

struct QuestionPlay {
  sim::lesson::Offer offer;
  std::string problem;           // why it cannot be asked; "" when it can
  std::vector<size_t> picked;    // order: what stands in line so far
  std::vector<size_t> refused;   // choices that were wrong
  std::string given;             // the last answer in words
  std::vector<MarkdownBlock> text, after, remark;  // remark: what a wrong answer misunderstood
  int tries = 0;
  bool right = false, revealed = false;
  bool settled() const { return right || revealed || !problem.empty(); }
};

struct ExercisePlay {
  std::string text;  // the learner's own version; "" when untouched
  std::optional<sim::lesson::Grade> grade;
  std::string remark;              // what the wrong answer stands for that this is
  std::optional<size_t> solution;  // which one is shown instead of the learner's version
  bool done = false, solution_seen = false;
};

// A version of the program, as the panel offers it for comparison.
struct VersionShown {
  std::string name, title;
  sim::Time end = 0;
};

struct LessonPlay {
  std::shared_ptr<const sim::lesson::Lesson> lesson;
  std::shared_ptr<sim::lesson::Runs> runs;
  sim::RunOptions options;
  std::map<std::string, std::shared_ptr<const Document>> documents;  // of variants
  std::map<std::string, Source> sources;  // texts that were left, each with its undo history, by Source::lesson
  std::optional<size_t> own;              // the exercise of which the source is the learner's own version
  size_t step = 0, farthest = 0;
  bool finished = false;
  std::vector<QuestionPlay> questions;
  std::vector<ExercisePlay> exercises;
  std::optional<sim::lesson::Grade> grade;  // of the lesson's own checks, in the run that is shown
  // ---- of the step
  std::vector<MarkdownBlock> text;
  sim::lesson::Plot plot;
  std::vector<VersionShown> versions;    // to compare; empty: not in this step
  std::vector<const sim::lesson::Term*> terms;  // that its text names; the course's
  std::vector<uint32_t> lines;           // to point at
  std::vector<sim::TaskId> tasks;
  std::string problem;                   // why the step cannot be shown as it was meant
  std::shared_ptr<const Document> document;
  size_t cursor = 0;
  double clock = 0;
  std::vector<std::string> panels;       // as the step named them
  int64_t changed = 0;                   // when the file was written, for reloading

  const sim::lesson::Step& at() const { return lesson->steps[step]; }
  QuestionPlay* question() { return at().question ? &questions[*at().question] : nullptr; }
  const QuestionPlay* question() const { return at().question ? &questions[*at().question] : nullptr; }
  ExercisePlay* exercise() { return at().exercise ? &exercises[*at().exercise] : nullptr; }
  const ExercisePlay* exercise() const { return at().exercise ? &exercises[*at().exercise] : nullptr; }
  bool covered() const;  // what comes after the step is hidden: a question here or further on is open
};

struct Lessons {
  std::shared_ptr<const CourseFiles> course;  // null: none was looked at yet
  Progress progress;
  std::string progress_path;                  // "": progress is not kept
  std::unique_ptr<LessonPlay> play;
  size_t chosen = 0;                          // in the course browser
  OpenPanels before;                          // the person's own layout, while a step shows another one
  float split_before = 0;                     // and the code's width, which the lesson's column takes from
  std::chrono::steady_clock::time_point looked;  // at the lesson's file
};

inline constexpr float kLessonSplit = 0.44f;  // the least width of the code, while a lesson is open

// The progress kept for a lesson of a course.
std::string progress_key(const CourseFiles& course, const sim::lesson::Lesson& lesson);

// ---- called by model.cpp
// Opens it when `name` is a lesson's id, a lesson's file, or a folder or zip file of lessons. False: it is none of these.
bool open_as_lesson(Model& model, const std::string& name);
// True: the action was one of these.
bool apply_lesson(Model& model, const Action& action);
// The source's text is the lesson's to keep: an exercise's as the learner's own version, and with `leave` any text with its history.
void lesson_takes_text(Model& model, bool leave = true);
// The world that the source's text runs in, and it as a program: a lesson's, or the person's own.
const sim::RunOptions& options_of_source(const Model& model);
sim::Program program_of_source(const Model& model);
// The layout to remember: not what a step of a lesson shows.
OpenPanels own_panels(const Model& model);
// A document was shown: in an exercise it may be the learner's own version.
void lesson_sees_document(Model& model);
// A lesson's file that was written again is read again.
void lesson_tick(Model& model);
// Keys that mean something to what the lesson or the course shows: digits answer, Up, Down and Enter choose a lesson.
std::optional<Action> lesson_key(const Model& model, const KeyPress& key);
// The lesson's step points at this line of the program that it shows.
bool points_at(const Model& model, size_t line);
// The playhead or the program is not where the step has put it.
bool is_away(const Model& model);
// The run that is shown ends where the step stands: what follows is covered until a question is answered.
bool is_covered(const Model& model);
// Its program and its variants, as the learner may compare them, each by the name that actions know.
std::vector<std::pair<std::string, std::string>> versions_of(const LessonPlay& play);
bool shows_version(const Model& model, const std::string& version);
bool compares(const Model& model, const std::string& version);

}  // namespace app
