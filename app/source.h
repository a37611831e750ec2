// The open file: its text under the caret, which of its lines the run knows, breakpoints, and what is wrong with it.
// Before: editor/buffer.h. After: model.h holds one; panels/code.cpp shows it.
#pragma once
#include "app/editor/buffer.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app {

// A syntax error's place, in lines and characters from 1; end_col 0: to the end of the line.
struct SyntaxMark {
  uint32_t line = 0, col = 0, end_line = 0, end_col = 0;
  std::string message;
};

class Source {
 public:
  Source() = default;
  Source(std::string path, std::string_view bytes);

  std::string path;    // empty: it has no file: a new program, or what a lesson shows
  std::string lesson;  // what a lesson shows: which of its texts; empty: a program of the person's own
  std::string title;   // of a lesson's text: what the code panel calls it
  std::string called;  // of a lesson's text: the program's name in its own messages
  TextBuffer buffer;
  std::set<size_t> breakpoints;     // lines from 1; they move with their lines
  std::optional<SyntaxMark> error;  // of the text as it was when it was last compiled
  int64_t disk_time = 0;            // of the file's last change, as it was when read or written; 0: unknown
  std::string warning;              // what is wrong with the file on disk, for as long as it is so

  // The program's name in its own messages.
  std::string name() const { return !path.empty() ? path : !called.empty() ? called : "untitled.py"; }

  // The text differs from the file's.
  bool dirty() const { return buffer.revision() != clean_ && buffer.bytes() != on_disk_; }
  const std::string& on_disk() const { return on_disk_; }
  void written(std::string bytes);

  // The finished run is one of this very text.
  void ran();
  bool ran_as_it_is() const { return buffer.revision() == ran_; }
  // A line's number in the program that ran; 0: it is new or was changed since. Both from 1.
  uint32_t line_in_run(size_t line) const { return line - 1 < in_run_.size() ? in_run_[line - 1] : 0; }
  // And back; 0: it is gone.
  size_t line_of_run(uint32_t line) const;
  // To be called after the buffer changed: breakpoints and lines move along.
  void follow();

 private:
  std::vector<uint32_t> in_run_;
  std::string on_disk_;
  mutable uint64_t clean_ = 0;
  uint64_t ran_ = UINT64_MAX;
};

}  // namespace app
