// Text that flows down a scrolling panel: sentences wrapped to its width, facts in two columns, sections, lines that lead somewhere.
// Before: panel.h. After: the panels made mostly of words.
#pragma once
#include "app/panels/panel.h"

namespace app {

class Sheet {
 public:
  Sheet(const Look& look, Actions& actions);

  void title(std::string_view name, std::string_view kind, const TaskState* glyph = nullptr);
  void section(std::string_view name);
  void paragraph(std::string_view text, ImU32 ink, const compat::Font& font, float indent = 0);
  void fact(std::string_view what, std::string_view value, ImU32 ink = 0);
  // A sentence that leads to a moment or a task when there is one; `note` stands at its right end.
  void line(std::string_view text, std::string_view note, size_t record, sim::TaskId task, ImU32 ink);
  void gap(float points) { ImGui::Dummy({1, look.px(points)}); }
  float left() const { return ImGui::GetCursorScreenPos().x + look.px(kPad); }
  float width() const { return width_; }  // between the margins, pixels

  const Look& look;
  Paint paint;
  Actions& actions;

 private:
  int next_ = 0;
  float width_;
};

// What a panel says about "why", kept while the question stays the same.
struct WhyUi {
  uint64_t document = 0;
  sim::TaskId task = 0;
  size_t record = 0;
  sim::Time now = 0;
  sim::Why why;
};
// The task or the loop that a question is about: what is selected, else what runs.
struct Asked {
  bool loop = false;
  sim::TaskId task = 0;
  size_t record = 0;  // the moment: the cursor, or within the selected span
  sim::Time now = 0;  // the clock then, which goes on behind the record
};
Asked asked(const Model& model);
const sim::Why& answer(const Model& model, const Asked& asked, WhyUi& ui);
void write_why(Sheet& sheet, const Document& document, const sim::Why& why, bool headline);

}  // namespace app
