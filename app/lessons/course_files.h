// Courses from disk: a folder of lessons, a zip file of them, a single lesson; and where the built-in course is.
// A course from elsewhere is data: nothing is written, and nothing outside of it is read.
// Before: sim/lesson/parse.h. After: the lessons command and the course browser.
#pragma once
#include "sim/base/result.h"
#include "sim/lesson/course.h"

#include <map>
#include <string>
#include <string_view>

namespace app {

struct CourseFiles {
  std::string path;                               // what was asked for
  sim::lesson::Course course;
  std::map<std::string, std::string> scenarios;   // other files of a zip, by their name in it
  std::vector<sim::lesson::Mistake> mistakes;     // all that shows without a run, by file and line
  bool zipped = false;
};

// The problem is a sentence: no such path, no zip file, a zip that is not safe to open.
// Of a single file the folder around it is read, too: `only` names it then.
sim::Result<CourseFiles> load_course(const std::string& path);

// The lessons that came with the program: beside the executable (../share/loopscope/lessons), or in the source tree around it.
// Empty when they are not there.
std::string built_in_lessons();

// Is it a lesson file, by its head? False for what cannot be read.
bool is_lesson_file(const std::string& path);

// From bytes of a zip file; `name` stands in the messages. Apart, for the tests and the fuzzer.
sim::Result<CourseFiles> read_zip(std::string_view bytes, const std::string& name);

}  // namespace app
