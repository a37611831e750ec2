// Nothing typed is ever lost: text that is not saved is written aside within two seconds, and found again after a crash, a kill or a plain
// close. One file for each program and process in the person's state folder.
// A lesson's texts are not its business: the lesson keeps them with the progress.
// Before: session.cpp calls it. After: source.h gets the text back.
#pragma once
#include "app/source.h"

#include <optional>
#include <string>

namespace app {

class Keep {
 public:
  // "" means the person's own: $XDG_STATE_HOME/loopscope/unsaved.
  explicit Keep(std::string folder = {});

  // To be called now and then with the time in seconds; writes at most once a second, and only what is not on disk.
  void watch(const Source& source, double now);
  void flush(const Source& source);  // at once
  // What another process that is gone kept for this path ("": a program without a file). It is this process's from now on.
  std::optional<std::string> take(const std::string& path);
  // "" or why nothing can be kept.
  const std::string& problem() const { return problem_; }

 private:
  std::string file_for(const std::string& path, long process) const;
  void write(const Source& source);

  std::string folder_, problem_;
  uint64_t kept_revision_ = UINT64_MAX;
  std::string kept_path_;
  double last_ = -1e9;
};

}  // namespace app
