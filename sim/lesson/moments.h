// Where in a run a lesson's moment lies. Before: facts.h. After: evaluate.h, the app's playhead.
#pragma once
#include "sim/lesson/facts.h"
#include "sim/lesson/lesson.h"

namespace sim::lesson {

// The point, or a sentence that says what the run does not do.
Result<Point> find_moment(const Moment& moment, const Facts& facts);

// Lines of the program that contain `text`, from 1.
std::vector<uint32_t> lines_with(std::string_view program, std::string_view text);

// A moment in words: "when Task-2 waits", "at 0.3 s", "at the end".
std::string in_words(const Moment& moment);

}  // namespace sim::lesson
