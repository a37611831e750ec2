#include "app/compare.h"

#include "app/panels/panel.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cstdio>

namespace app {

namespace {

constexpr float kTitle = 26;

void follow(const Model& m, CompareUi& ui) {
  if (!ui.other || ui.other->document != m.compared) {
    ui.other = std::make_unique<Model>();
    show_document(*ui.other, m.compared);
  }
  Model& other = *ui.other;
  bool moved = other.clock != m.clock || other.order_clock != m.order_clock || other.view.axis != m.view.axis;
  other.compared = m.document;  // so that both have the longer one's axis
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
  std::string text = sim::cat("Compared with ", other.name, ": ", time_text(other.end_time()), " there, ", time_text(now.end_time()), " above");
  if (now.end_time() <= 0 || other.end_time() <= 0 || now.end_time() == other.end_time()) return text;
  double factor = static_cast<double>(std::max(now.end_time(), other.end_time())) / static_cast<double>(std::min(now.end_time(), other.end_time()));
  char times[48];
  std::snprintf(times, sizeof times, " \u2014 %.3g times as long", factor);
  return text + times + (now.end_time() < other.end_time() ? " below" : " above");
}

}  // namespace

void draw_compared(const Model& m, const Look& look, Rect area, TimelineUi& timeline, CompareUi& ui, Actions& actions) {
  follow(m, ui);
  float title = look.px(kTitle), half = (area.height() - title) / 2;
  if (half < look.px(90)) return draw_timeline(m, look, area, timeline, actions);
  draw_timeline(m, look, {area.min, {area.max.x, area.min.y + half}}, timeline, actions);
  Rect strip{{area.min.x, area.min.y + half}, {area.max.x, area.min.y + half + title}};
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.fit_middle(look.fonts.bold, strip.min.x + look.px(kPad), strip.min.y, strip.max.y, look.theme->text, sentence(*m.document, *m.compared),
                   strip.width() - look.px(60));
  Rect close{{strip.max.x - look.px(28), strip.min.y + look.px(2)}, {strip.max.x - look.px(6), strip.max.y - look.px(2)}};
  if (icon_button("stop comparing", look, close, Paint::Icon::close, "One run again|C", false)) actions.push_back({ActionId::compare, "off"});
  Actions made;
  Look alone = look;
  alone.tabs = nullptr;
  ImGui::PushID("compared");
  draw_timeline(*ui.other, alone, {{area.min.x, strip.max.y}, area.max}, ui.timeline, made);
  ImGui::PopID();
  share(made, *ui.other, actions);
}

}  // namespace app
