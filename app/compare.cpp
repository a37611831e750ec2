#include "app/compare.h"

#include "app/panels/panel.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cstdio>

namespace app {

namespace {

constexpr float kLeast = 110;

void follow(const Model& m, const std::shared_ptr<const Document>& document, ComparedRun& ui) {
  if (!ui.model || ui.model->document != document) {
    ui.model = std::make_unique<Model>();
    show_document(*ui.model, document);
  }
  Model& other = *ui.model;
  bool moved = other.clock != m.clock || other.order_clock != m.order_clock || other.view.axis != m.view.axis;
  other.compared = m.compared;  // so that all have the longest one's axis
  other.compared.push_back(m.document);
  other.theme = m.theme;
  if (moved) {
    Action seek{m.view.axis == Axis::time ? ActionId::seek : ActionId::seek_order};
    seek.a = m.view.axis == Axis::time ? m.clock / 1e9 : m.order_clock / sim::kStepWidth;
    double scroll = other.view.scroll;
    other.view = m.view;
    other.view.scroll = scroll;
    apply(other, seek);
    other.clock = m.clock;  // beyond this run's own end, too
    other.order_clock = m.order_clock;
  }
  double scroll = other.view.scroll;
  other.view = m.view;
  other.view.scroll = scroll;
}

// Where the playhead goes and what is seen is shared; what is selected or folded belongs to the other run alone.
void share(const Actions& made, Model& other, Actions& actions) {
  for (Action action : made) switch (action.id) {
      case ActionId::scroll:
      case ActionId::select:
      case ActionId::select_span:
      case ActionId::select_none:
      case ActionId::fold:
      case ActionId::pan_up:
      case ActionId::pan_down: apply(other, action); break;
      case ActionId::seek_record:
        action.a = sim::seconds(other.document->time(static_cast<size_t>(std::max(0.0, action.a))));
        action.id = ActionId::seek;
        actions.push_back(action);
        break;
      default: actions.push_back(action);
    }
}

std::string sentence(const Document& now, const Document& other) {
  std::string text = sim::cat(other.name, ": ", time_text(other.end_time()));
  sim::Time longer = std::max(now.end_time(), other.end_time()), shorter = std::min(now.end_time(), other.end_time());
  if (shorter <= 0 || longer == shorter) return text;
  char times[24];
  std::snprintf(times, sizeof times, "%.3g", static_cast<double>(longer) / static_cast<double>(shorter));
  return text + (other.end_time() > now.end_time() ? tr(", {1} times as long as above", times) : tr("; the run above takes {1} times as long", times));
}

// A window of its own, so that it lies above the timeline's.
bool close_button(const Look& look, Rect r) {
  ImGui::SetCursorScreenPos(r.min);
  ImGui::BeginChild("close", {r.width(), r.height()}, false,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  bool clicked = icon_button("stop comparing", look, r, Paint::Icon::close, tr("One run again|C"), false);
  ImGui::EndChild();
  return clicked;
}

}  // namespace

void draw_compared(const Model& m, const Look& look, Rect area, TimelineUi& timeline, CompareUi& ui, Actions& actions) {
  float gap = look.px(6);
  auto fits = static_cast<size_t>(std::max(1.0f, (area.height() + gap) / (look.px(kLeast) + gap))) - 1;
  size_t count = std::min(m.compared.size(), fits);
  float each = (area.height() - gap * static_cast<float>(count)) / static_cast<float>(count + 1);
  draw_timeline(m, look, {area.min, {area.max.x, area.min.y + each}}, timeline, actions);
  ui.others.resize(count);
  Look alone = look;
  alone.tabs = nullptr;
  for (size_t n = 0; n < count; ++n) {
    follow(m, m.compared[n], ui.others[n]);
    float y = area.min.y + (each + gap) * static_cast<float>(n + 1);
    Rect place{{area.min.x, y}, {area.max.x, y + each}};
    Actions made;
    ImGui::PushID(static_cast<int>(n));
    draw_timeline(*ui.others[n].model, alone, place, ui.others[n].timeline, made, sentence(*m.document, *m.compared[n]));
    if (close_button(look, {{place.max.x - look.px(30), y + look.px(6)}, {place.max.x - look.px(8), y + look.px(28)}})) actions.push_back({ActionId::compare, "off"});
    ImGui::PopID();
    share(made, *ui.others[n].model, actions);
  }
}

}  // namespace app
