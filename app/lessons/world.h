// The world a lesson runs in: limits, and the scenario of its network.
// Before: course_files.h. After: sim/lesson/runs.h.
#pragma once
#include "app/lessons/course_files.h"
#include "sim/run/run.h"

namespace app {

// The problem: the scenario does not exist or cannot be read.
sim::Result<sim::RunOptions> lesson_options(const sim::lesson::Lesson& lesson, const CourseFiles& files);

// The text of the file that lesson.scenario names.
sim::Result<std::string> scenario_file(const sim::lesson::Lesson& lesson, const CourseFiles& files);

}  // namespace app
