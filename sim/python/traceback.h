// An exception as text: the report that ends a program, and its parts for the module traceback.
// Before: sim/run prints it; modules/traceback. Inside: traceback_frames.cpp (source lines and carets), suggestions.cpp ("Did you
// mean").
#pragma once
#include "sim/python/ast.h"
#include "sim/python/objects/exception.h"
#include "sim/python/source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

// How many frames are shown: the first ones, of a negative number the last ones; none: all of them. CPython: traceback's `limit`.
using FrameLimit = std::optional<int64_t>;

// One frame of the program, as traceback.FrameSummary has it.
struct FrameLine {
  const Source* source;  // lives as long as the code the Traceback holds
  std::string_view name;
  ast::Span span;
};
// The frames a reader sees: those of library code are left out.
std::vector<FrameLine> visible_frames(const Traceback* tb);
// '  File "x", line 1, in f' with the source and its carets; ends with a newline.
std::string format_frame(const FrameLine& frame);
// The report of an exception that nobody can catch, under that heading: one line of source for each frame, without carets.
void write_ignored(const Ref<Exception>& e, std::string_view heading);
// To sys.stderr, which the program may have replaced.
void write_to_stderr(std::string_view text);
// All of them, long repetitions cut short.
std::string format_frames(const Traceback* tb, FrameLimit limit = {});

// A listing of frames shows the first three of equal ones, and then says how many more there were.
class RepeatedFrames {
 public:
  explicit RepeatedFrames(std::string& out) : out_(out) {}
  bool shows(std::string_view file, uint32_t line, std::string_view name);   // asked for each frame in turn
  void end();                                                                // behind the last
 private:
  static constexpr size_t kShown = 3;
  std::string& out_;
  std::string file_, name_;
  uint32_t line_ = 0;
  size_t count_ = 0;
};

// "Type: message" and the notes, or a SyntaxError's own lines: what traceback.format_exception_only gives, joined.
std::string format_exception_only(const Ref<Exception>& e);
// Without causes and contexts when `chain` is false.
std::string format_exception(const Ref<Exception>& e, bool chain, FrameLimit limit = {});
// "module.Type", or "Type" for built-in and __main__'s own.
std::string exception_type_text(const Exception& e);
// ". Did you mean: 'x'?" for a name that nearly exists, or nothing.
std::string suggestion_for(const Ref<Exception>& e);

}  // namespace sim::py
