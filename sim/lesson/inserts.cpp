#include "sim/lesson/inserts.h"

#include "sim/base/text.h"

namespace sim::lesson {

namespace {

// Behind a run of backquotes at `at`: the end of the code they begin, or of the run itself when nothing closes it.
size_t behind_code(std::string_view text, size_t at) {
  size_t run = at;
  while (run < text.size() && text[run] == '`') ++run;
  std::string_view fence = text.substr(at, run - at);
  for (size_t i = run; (i = text.find(fence, i)) != std::string_view::npos;) {
    size_t end = i + fence.size();
    if (end == text.size() || text[end] != '`') return end;
    while (end < text.size() && text[end] == '`') ++end;
    i = end;
  }
  return run;
}

}  // namespace

std::vector<Insert> find_inserts(std::string_view text, std::string* problem) {
  std::vector<Insert> found;
  for (size_t i = 0; i + 1 < text.size();) {
    if (text[i] == '`') {
      i = behind_code(text, i);
      continue;
    }
    bool term = text[i] == '[' && text[i + 1] == '[', value = text[i] == '{' && text[i + 1] == '{';
    if (!term && !value) {
      ++i;
      continue;
    }
    size_t end = text.find(term ? "]]" : "}}", i + 2);
    if (end == std::string_view::npos || text.substr(i, end - i).find('\n') != std::string_view::npos) {
      if (problem && problem->empty()) *problem = cat(text.substr(i, 24), " has no ", term ? "]]" : "}}", " on its line");
      i += 2;
      continue;
    }
    Insert insert{i, end + 2, term, std::string(text.substr(i + 2, end - i - 2)), {}};
    if (size_t bar = insert.inner.find('|'); term && bar != std::string::npos) {
      insert.shown = insert.inner.substr(bar + 1);
      insert.inner.resize(bar);
    }
    if (insert.shown.empty()) insert.shown = insert.inner;
    i = insert.end;
    found.push_back(std::move(insert));
  }
  return found;
}

}  // namespace sim::lesson
