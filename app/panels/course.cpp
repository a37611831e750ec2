// The course: its parts and lessons, how far each has come. Up and Down choose, Enter opens.
#include "app/panels/markdown_view.h"
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {

using sim::cat;

constexpr float kRow = 40, kPart = 34, kEdge = 14;

class CoursePainter {
 public:
  CoursePainter(const Model& model, const Look& look, CourseUi& ui, Actions& actions)
      : m(model), look(look), t(*look.theme), ui(ui), actions(actions), lessons(model.lessons.course->course.lessons) {}

  void draw() {
    mistakes();
    std::string part;
    float width = ImGui::GetContentRegionAvail().x;
    for (size_t n = 0; n < lessons.size(); ++n) {
      if (lessons[n]->part != part) {
        part = lessons[n]->part;
        heading(part, width);
      }
      lesson(n);
    }
    if (lessons.empty()) note(tr("There is no lesson here."));
    ImGui::Dummy({1, look.px(10)});
    ui.chosen = m.lessons.chosen;
  }

  std::string summary() const {
    size_t done = 0;
    for (const auto& l : lessons)
      if (const LessonProgress* p = progress(*l)) done += p->finished;
    return tr("{1} of {2} done", done, lessons.size());
  }

 private:
  const LessonProgress* progress(const sim::lesson::Lesson& l) const {
    auto found = m.lessons.progress.lessons.find(progress_key(*m.lessons.course, l));
    return found == m.lessons.progress.lessons.end() ? nullptr : &found->second;
  }

  void note(std::string_view words) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float w = ImGui::GetContentRegionAvail().x - look.px(2 * kEdge);
    ImGui::Dummy({w, flow_text(look, ImGui::GetWindowDrawList(), look.fonts.small, {at.x + look.px(kEdge), at.y}, w, t.dim, words) + look.px(6)});
  }

  void mistakes() {
    const auto& all = m.lessons.course->mistakes;
    if (all.empty()) return;
    note(tr("{1} in these lessons. The first: {2}", plural(all.size(), tr("mistake"), tr("mistakes")), cat(all[0].file, all[0].line ? cat(":", all[0].line) : "", ": ", all[0].message)));
  }

  void heading(std::string_view part, float width) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    Paint paint(ImGui::GetWindowDrawList(), look);
    paint.fit_middle(look.fonts.small_bold, at.x + look.px(kEdge), at.y + look.px(8), at.y + look.px(kPart), t.dim, part, width - look.px(2 * kEdge));
    ImGui::Dummy({width, look.px(kPart)});
  }

  void lesson(size_t n) {
    const auto& l = *lessons[n];
    bool open = m.lessons.play && m.lessons.play->lesson == lessons[n];
    Rect r;
    ImGui::PushID(static_cast<int>(n));
    if (row("lesson", look, kRow, m.lessons.chosen == n, r)) {
      actions.push_back({ActionId::choose_lesson, "", static_cast<double>(n)});
      actions.push_back({ActionId::open_chosen});
    }
    if (ui.chosen != m.lessons.chosen && m.lessons.chosen == n && !ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
    ImGui::PopID();
    Paint paint(ImGui::GetWindowDrawList(), look);
    const LessonProgress* p = progress(l);
    ImVec2 mark{r.min.x + look.px(kEdge + 6), r.min.y + look.px(14)};
    if (p && p->finished) paint.state_glyph(mark, look.px(11), TaskState::done);
    else if (p && p->farthest > 0) begun(paint, mark, static_cast<float>(p->farthest + 1) / static_cast<float>(std::max<size_t>(l.steps.size(), 1)));
    else paint.list->AddCircle(mark, look.px(6), t.border, 20, look.px(1.5f));
    float x = r.min.x + look.px(kEdge + 22), room = r.max.x - x - look.px(kEdge);
    paint.fit(open ? look.fonts.bold : look.fonts.text, {x, r.min.y + look.px(4)}, t.text, l.title, room);
    std::string below = p && p->finished ? std::string(tr("done")) : p && p->farthest > 0 ? tr("step {1} of {2}", p->step + 1, l.steps.size()) : tr("{1} min", l.minutes);
    if (!l.exercises.empty()) below += solved(l, p);
    paint.fit(look.fonts.small, {x, r.min.y + look.px(22)}, t.dim, below, room);
  }

  std::string solved(const sim::lesson::Lesson& l, const LessonProgress* p) const {
    size_t done = 0;
    for (const auto& e : l.exercises)
      if (p)
        if (auto found = p->exercises.find(e.name); found != p->exercises.end()) done += found->second.done;
    if (l.exercises.size() == 1) return done ? tr(", exercise done") : tr(", an exercise");
    return tr(", {1} of {2} exercises", done, l.exercises.size());
  }

  // A ring that fills.
  void begun(Paint& paint, ImVec2 c, float share) {
    paint.list->AddCircle(c, look.px(6), t.border, 20, look.px(1.5f));
    paint.list->PathArcTo(c, look.px(6), -1.57f, -1.57f + 6.283f * std::min(share, 1.0f), 24);
    compat::stroke_path(paint.list, t.accent, look.px(2.5f));
  }

  const Model& m;
  const Look& look;
  const Theme& t;
  CourseUi& ui;
  Actions& actions;
  const std::vector<std::shared_ptr<const sim::lesson::Lesson>>& lessons;
};

}  // namespace

void draw_course(const Model& m, const Look& look, Rect area, CourseUi& ui, Actions& actions) {
  PanelFrame panel("course", look, area, tr("Course"), true);
  if (!m.lessons.course) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    Rect r{at, {at.x + panel.body.width(), at.y + look.px(60)}};
    if (pressed("load", r)) actions.push_back({ActionId::course});
    flow_text(look, ImGui::GetWindowDrawList(), look.fonts.text, {at.x + look.px(kEdge), at.y}, panel.body.width() - look.px(2 * kEdge), look.theme->dim, tr("Press G for the lessons."));
    return;
  }
  CoursePainter painter(m, look, ui, actions);
  header_note(panel, look, painter.summary());
  painter.draw();
}

}  // namespace app
