#include "sim/lesson/lesson.h"

#include <algorithm>

namespace sim::lesson {

const Version* Lesson::variant(std::string_view name) const {
  auto found = std::find_if(variants.begin(), variants.end(), [&](const Version& v) { return v.name == name; });
  return found == variants.end() ? nullptr : &*found;
}

namespace {

class Writer {
 public:
  void line(std::string_view indent, const CodeLine& code) {
    if (!code.text.empty()) (out_.text += indent) += code.text;
    out_.text += '\n';
    out_.file_lines.push_back(code.file_line);
  }
  ProgramText take() { return std::move(out_); }

 private:
  ProgramText out_;
};

const Patch* patch_of(const Version& version, const Place& place, size_t places) {
  for (const Patch& p : version.patches)
    if (p.place == place.name || (p.place.empty() && places == 1)) return &p;
  return nullptr;
}

}  // namespace

ProgramText program_text(const Lesson& lesson, const Version* version) {
  Writer writer;
  if (version && lesson.places.empty()) {
    for (const Patch& p : version->patches)
      for (const CodeLine& code : p.code) writer.line("", code);
    return writer.take();
  }
  size_t next = 0;
  auto plain = [&](size_t until) {
    for (; next < until; ++next) writer.line("", lesson.code[next]);
  };
  if (version)
    for (const Place& place : lesson.places)
      if (const Patch* p = patch_of(*version, place, lesson.places.size())) {
        plain(place.first);
        for (const CodeLine& code : p->code) writer.line(place.indent, code);
        next = place.last;
      }
  plain(lesson.code.size());
  return writer.take();
}

}  // namespace sim::lesson
