// What the files that play a lesson share: play.cpp (its steps, and the walk through them), answers.cpp (questions and exercises),
// keeping.cpp (progress, and the lesson as a file).
#pragma once
#include "app/model_parts.h"

namespace app::playing {

void open_lesson(Model& model, std::shared_ptr<const sim::lesson::Lesson> lesson);
// Puts what the present step shows into the model.
void show_step(Model& model);

std::string start_text(const sim::lesson::Lesson& lesson, size_t exercise);
// What the step's exercise shows when its learner has written nothing: a solution on request, or where it begins.
std::string given_text(const LessonPlay& play);
void grade_exercise(Model& model, const sim::lesson::Facts& facts);
void answer(Model& model, std::string_view text);
// Every question from here on: what was covered is shown.
void reveal(Model& model);
void show_solution(Model& model);
void jump_to_check(Model& model, size_t number);

// The play's answers and versions into the progress, and that to disk.
void keep(Model& model);
// And back.
void restore(LessonPlay& play, const LessonProgress& progress);
void reset_lesson(Model& model);
void reset_progress(Model& model);
void export_progress(Model& model, const std::string& path);
void import_progress(Model& model, const std::string& path);
void export_lesson(Model& model, const std::string& path);

}  // namespace app::playing
