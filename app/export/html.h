// One page that needs nothing else: a lesson as a hand-out that steps, a program's run as a page.
// Before: svg.h, sim/lesson/runs.h. After: the lesson's export, the export command.
#pragma once
#include "sim/lesson/course.h"
#include "sim/run/run.h"

#include <string>

namespace app {

std::string lesson_as_html(const sim::lesson::Lesson& lesson, const sim::lesson::Course& course, const sim::RunOptions& options);
std::string run_as_html(const sim::Run& run, const std::string& title, const std::string& text);

}  // namespace app
