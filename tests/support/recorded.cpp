#include "tests/support/recorded.h"

#include "sim/base/text.h"
#include "sim/trace/formats.h"
#include "tests/support/files.h"

#include <cstdlib>

namespace tests {

namespace fs = std::filesystem;

Recording run_here(const std::string& shown_path, const std::string& text, const fs::path& folder, sim::RunOptions options) {
  fs::path before = fs::current_path();
  fs::current_path(folder);
  Recording got;
  options.detail = sim::Trace::Detail::lean;
  options.on_output = [&got](int fd, std::string_view piece) { (fd == 2 ? got.err : got.out) += piece; };
  auto run = sim::run({shown_path, text, {}}, options);
  fs::current_path(before);
  got.status = run->exit_status;
  sim::TraceWriter writer(run->trace, sim::TraceFormat::steps);
  while (writer.more(got.steps)) {
  }
  return got;
}

std::optional<Recording> read_recording(const fs::path& program) {
  auto beside = [&program](const char* extension) { return fs::path(program).replace_extension(extension); };
  if (!fs::exists(beside(".out"))) return std::nullopt;
  Recording r{read_file(beside(".out")), read_file(beside(".err")), read_file(beside(".steps.jsonl")), 0};
  if (fs::exists(beside(".status"))) r.status = std::atoi(read_file(beside(".status")).c_str());
  return r;
}

namespace {

std::string first_different_line(std::string_view what, std::string_view expected, std::string_view actual) {
  size_t line = 1;
  while (!expected.empty() || !actual.empty()) {
    auto cut = [](std::string_view& text) {
      size_t end = text.find('\n');
      std::string_view first = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      return first;
    };
    bool expected_ended = expected.empty(), actual_ended = actual.empty();
    std::string_view e = cut(expected), a = cut(actual);
    if (e != a || expected_ended != actual_ended)
      return sim::cat(what, " differs in line ", line, "\n  CPython: ", expected_ended ? "(no more)" : e, "\n  here:    ", actual_ended ? "(no more)" : a);
    ++line;
  }
  return "";
}

}  // namespace

std::string difference(const Recording& expected, const Recording& actual) {
  if (expected.out != actual.out) return first_different_line("stdout", expected.out, actual.out) + "\n  stderr here: " + actual.err.substr(0, 600);
  // A deadlock is told in more words here than the recorder's one.
  bool deadlock = expected.status == 3 && expected.err.ends_with("DEADLOCK\n");
  if (!deadlock && expected.err != actual.err) return first_different_line("stderr", expected.err, actual.err);
  if (expected.status != actual.status) return sim::cat("exit status: CPython ", expected.status, ", here ", actual.status);
  return first_different_line("steps", expected.steps, actual.steps);
}

}  // namespace tests
