// What names stand for at the cursor: the frames of the task that runs (or is selected), innermost first, then the module's own names.
// Values come from a replay of the run; until it is there, the last ones stay, faint.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {

constexpr float kRow = 22, kTitle = 26;

class VariablesPainter {
 public:
  VariablesPainter(const Model& model, const Look& l, VariablesUi& u, bool fresh)
      : m(model), look(l), ui(u), paint(ImGui::GetWindowDrawList(), l), theme(*l.theme), stale(!fresh) {}

  void draw(Actions& actions) {
    float names = name_width();
    for (size_t n = 0; n < ui.shown.frames.size(); ++n) {
      const sim::FrameNow& f = ui.shown.frames[n];
      title(f.function == "<module>" ? std::string(tr("module")) : f.function, f.line, n, actions);
      const sim::FrameNow* before = same_frame(f);
      for (const sim::Variable& v : f.variables) variable(v, before ? &before->variables : nullptr, names);
      if (f.variables.empty()) empty(tr("no names yet"));
    }
    if (ui.shown.frames.empty() && ui.shown.globals.empty()) empty(nothing());
    bool module_shown = std::any_of(ui.shown.frames.begin(), ui.shown.frames.end(), [](const auto& f) { return f.function == "<module>"; });
    if (module_shown || ui.shown.globals.empty()) return;
    title(tr("module"), 0, 1000, actions);
    for (const sim::Variable& v : ui.shown.globals) variable(v, ui.before.record != ui.shown.record ? &ui.before.globals : nullptr, names);
  }

 private:
  // The frame of the same call one moment before.
  const sim::FrameNow* same_frame(const sim::FrameNow& f) const {
    if (ui.before.task != ui.shown.task || ui.before.record == ui.shown.record) return nullptr;
    for (const sim::FrameNow& b : ui.before.frames)
      if (b.function == f.function) return &b;
    return nullptr;
  }

  float name_width() const {
    float w = 0;
    auto widen = [&](const std::vector<sim::Variable>& variables) {
      for (const sim::Variable& v : variables) w = std::max(w, Paint::width(look.fonts.code_small, v.name));
    };
    for (const sim::FrameNow& f : ui.shown.frames) widen(f.variables);
    widen(ui.shown.globals);
    return std::min(w, ImGui::GetContentRegionAvail().x * 0.4f);
  }

  void title(const std::string& text, uint32_t line, size_t id, Actions& actions) {
    Rect r;
    ImGui::PushID(static_cast<int>(id));
    bool clicked = row("frame", look, kTitle, false, r);
    ImGui::PopID();
    if (clicked && line) {
      Action go{ActionId::caret_to};
      go.a = static_cast<double>(std::max<size_t>(m.source.line_of_run(line), 1));
      go.b = 1;
      actions.push_back(go);
    }
    float x = r.min.x + look.px(kPad);
    x += paint.fit_middle(look.fonts.bold, x, r.min.y, r.max.y, stale ? theme.dim : theme.text, text, r.width() - look.px(100));
    if (line) paint.fit_middle(look.fonts.small, x + look.px(8), r.min.y + look.px(1), r.max.y + look.px(1), theme.dim, tr("line {1}", line), look.px(90));
  }

  void variable(const sim::Variable& v, const std::vector<sim::Variable>* before, float names) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = std::max(ImGui::GetContentRegionAvail().x, 1.0f), x = at.x + look.px(kPad + 6);
    Rect r{at, {at.x + width, at.y + look.px(kRow)}};
    ImGui::Dummy({width, look.px(kRow)});
    bool changed = before && std::none_of(before->begin(), before->end(), [&](const sim::Variable& b) { return b.name == v.name && b.value == v.value; });
    if (changed) {
      paint.box({{r.min.x + look.px(6), r.min.y + look.px(1)}, {r.max.x - look.px(6), r.max.y - look.px(1)}}, with_alpha(theme.ready, 0.16f), look.px(4));
      paint.list->AddCircleFilled({r.min.x + look.px(12), r.centre().y}, look.px(2.5f), theme.ready, 10);
    }
    paint.fit_middle(look.fonts.code_small, x, r.min.y, r.max.y, stale ? theme.dim : theme.keyword, v.name, names + 1);
    float left = x + names + look.px(14);
    paint.fit_middle(look.fonts.code_small, left, r.min.y, r.max.y, stale ? theme.dim : theme.text, v.value, r.max.x - left - look.px(8));
    if (ImGui::IsItemHovered()) hint(look, sim::cat(v.name, ": ", v.type), v.value.substr(0, 120));
  }

  std::string nothing() const {
    if (stale) return tr("The run is being repeated up to here ...");
    if (!m.selection.task) return tr("Nothing has a name yet.");
    TaskState state = task_now(*m.document, m.selection.task, m.cursor).state;
    std::string_view name = m.document->task_name(m.selection.task);
    if (state == TaskState::not_yet) return tr("{1} is not made yet.", name);
    return state >= TaskState::done ? tr("{1} is over: its frames are gone.", name) : tr("{1} has no frames here.", name);
  }

  void empty(std::string_view text) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.small, {at.x + look.px(kPad + 6), at.y + look.px(2)}, theme.faint, text, ImGui::GetContentRegionAvail().x - look.px(2 * kPad));
    ImGui::Dummy({1, look.px(kRow)});
  }

  const Model& m;
  const Look& look;
  VariablesUi& ui;
  Paint paint;
  const Theme& theme;
  bool stale;
};

}  // namespace

void draw_variables(const Model& m, const Look& look, Rect area, VariablesUi& ui, Actions& actions) {
  PanelFrame panel("variables", look, area, tr("Variables"), true);
  if (!m.document) return;
  if (!m.document->options) {
    Paint paint(ImGui::GetWindowDrawList(), look);
    ImVec2 at = ImGui::GetCursorScreenPos();
    const char* why = is_covered(m) ? tr("Covered.") : tr("A live run cannot be run again, so its values are not known.");
    paint.fit(look.fonts.text, {at.x + look.px(kPad), at.y + look.px(6)}, look.theme->dim, why,
              area.width() - look.px(2 * kPad));
    return;
  }
  if (ui.document != m.document_id()) ui = {m.document_id(), 0, {}, {}};
  const sim::Snapshot* now = values_now(m);
  if (now && (ui.record != m.cursor || ui.shown.task != now->task || ui.shown.frames.size() != now->frames.size())) {
    ui.before = std::move(ui.shown);
    ui.shown = *now;
    ui.record = m.cursor;
  }
  if (ui.shown.task) header_note(panel, look, m.document->task_name(ui.shown.task));
  VariablesPainter(m, look, ui, now != nullptr).draw(actions);
}

}  // namespace app
