// What a learner has done: steps seen, answers given, exercises solved and their own versions of programs. One JSON file in the
// user's data folder, written whole and at once. Before: nothing. After: play.h, the course browser.
#pragma once
#include "sim/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace app {

struct AnswerKept {
  std::string given;  // as it was shown
  bool right = false, revealed = false;
  int tries = 0;
};

struct ExerciseKept {
  bool done = false, solution_seen = false;
  std::string text;  // the learner's own version; "" when untouched
};

struct LessonProgress {
  size_t step = 0, farthest = 0;  // from 0
  bool finished = false;
  std::map<std::string, AnswerKept> answers;      // by question
  std::map<std::string, ExerciseKept> exercises;  // by name
};

struct Progress {
  std::map<std::string, LessonProgress> lessons;  // by course and id

  static sim::Result<Progress> parse(std::string_view json);
  std::string text() const;
};

// The file of the person's progress: $XDG_DATA_HOME/loopscope/progress.json, or below ~/.local/share. "" when there is no home.
std::string progress_file();
// A file that is not there is no progress; one that cannot be read is a problem, and is not overwritten.
sim::Result<Progress> load_progress(const std::string& path);
sim::Result<bool> save_progress(const Progress& progress, const std::string& path);

}  // namespace app
