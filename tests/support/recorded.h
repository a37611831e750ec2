// Running a program here and holding it against what CPython was recorded to do.
#pragma once
#include "sim/run/run.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tests {

struct Recording {
  std::string out, err, steps;
  int status = 0;
};

// What the program does here, in the form of a recording. The path is shown as given.
Recording run_here(const std::string& shown_path, const std::string& text, const std::filesystem::path& folder, sim::RunOptions options = {});
// NAME.out, .err, .status and .steps.jsonl beside NAME.py; nothing when there is no .out.
std::optional<Recording> read_recording(const std::filesystem::path& program);
// The first difference in words, or "" when there is none.
std::string difference(const Recording& expected, const Recording& actual);

}  // namespace tests
