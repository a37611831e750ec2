#include "app/source.h"

#include <algorithm>
#include <numeric>

namespace app {

Source::Source(std::string p, std::string_view bytes)
    : path(std::move(p)), buffer(bytes), on_disk_(bytes), clean_(buffer.revision()) {
  in_run_.assign(buffer.lines(), 0);
}

void Source::written(std::string bytes) {
  on_disk_ = std::move(bytes);
  clean_ = buffer.revision();
}

void Source::ran() {
  ran_ = buffer.revision();
  in_run_.resize(buffer.lines());
  std::iota(in_run_.begin(), in_run_.end(), 1u);
}

size_t Source::line_of_run(uint32_t line) const {
  if (line == 0) return 0;
  if (line - 1 < in_run_.size() && in_run_[line - 1] == line) return line;
  auto found = std::find(in_run_.begin(), in_run_.end(), line);
  return found == in_run_.end() ? 0 : static_cast<size_t>(found - in_run_.begin()) + 1;
}

void Source::follow() {
  for (const LineChange& change : buffer.take_line_changes()) {
    auto first = in_run_.begin() + static_cast<ptrdiff_t>(std::min(change.first, in_run_.size()));
    auto last = in_run_.begin() + static_cast<ptrdiff_t>(std::min(change.first + change.removed, in_run_.size()));
    // Of as many lines as before, each is still the same line with other words in it.
    if (change.removed != change.added) {
      uint32_t kept = change.removed > 0 && change.added > 0 && first != last ? *first : 0;
      first = in_run_.erase(first, last);
      first = in_run_.insert(first, change.added, 0);
      if (kept) *first = kept;
    }
    std::set<size_t> moved;
    for (size_t line : breakpoints) {
      size_t at = line - 1;
      if (at < change.first || (at == change.first && change.removed > 0))
        moved.insert(line);
      else if (at >= change.first + change.removed)
        moved.insert(line - change.removed + change.added);
    }
    breakpoints = std::move(moved);
  }
  if (in_run_.size() != buffer.lines()) in_run_.resize(buffer.lines(), 0);
}

}  // namespace app
