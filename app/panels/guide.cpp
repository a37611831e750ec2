// The tour of the first start, and the spotlight for an audience: drawn above everything else.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

struct Stop {
  Dock about;
  const char *title, *text;
};
constexpr Stop kStops[] = {
    {Dock::code, tr_noop("The program"),
     tr_noop("Real Python. A click in the text edits it, and the run follows as you type. The marks at its left show which task waits on which line.")},
    {Dock::timeline, tr_noop("The run"),
     tr_noop("Every task is a lane: solid while it runs, hatched while it waits. The top lane is the event loop itself, which runs one thing at a time.")},
    {Dock::first, tr_noop("The event loop"), tr_noop("Its queue of what is ready and its timers, as they stand at this very moment.")},
    {Dock::output, tr_noop("Output and variables"), tr_noop("What was printed up to here, and what the names of the running task stand for. A click on a printed line goes to its moment.")},
    {Dock::third, tr_noop("Why?"), tr_noop("Select anything on the timeline: here it says what it waits for, and what woke it.")},
};
constexpr int kCount = static_cast<int>(std::size(kStops));

void card(const Model& m, const Look& look, Rect r, Actions& actions) {
  const Theme& t = *look.theme;
  const Stop& stop = kStops[m.tour];
  ImGui::SetNextWindowPos(r.min);
  ImGui::SetNextWindowSize({r.width(), r.height()});
  ImGui::SetNextWindowFocus();
  ImGui::Begin("tour card", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.list->PushClipRectFullScreen();  // a window of its own keeps what is drawn off its edges
  paint.box(r, t.raised, look.px(10));
  paint.frame(r, t.accent, look.px(10), look.px(1.5f));
  paint.list->PopClipRect();
  float x = r.min.x + look.px(18), y = r.min.y + look.px(14), width = r.width() - look.px(36);
  paint.fit(look.fonts.title, {x, y}, t.text, tr(stop.title), width);
  y += look.px(30);
  paint.wrapped(look.fonts.text, {x, y}, t.dim, tr(stop.text), width);
  float bottom = r.max.y - look.px(44);
  bool last = m.tour + 1 == kCount;
  const char* word = last ? tr("Space plays") : tr("Next");
  float w = Paint::width(look.fonts.bold, word) + look.px(28);
  Rect next{{r.max.x - look.px(16) - w, bottom}, {r.max.x - look.px(16), bottom + look.px(30)}};
  std::string place = last ? tr("{1} of {2}", m.tour + 1, kCount) : tr("{1} of {2}    Enter goes on, Escape ends the tour", m.tour + 1, kCount);
  paint.fit_middle(look.fonts.small, x, bottom, bottom + look.px(30), t.faint, place, next.min.x - x - look.px(10));
  if (pressed("next stop", next)) actions.push_back({last ? ActionId::close : ActionId::tour});
  paint.box(next, ImGui::IsItemHovered() ? mix(t.accent, t.text, 0.15f) : t.accent, look.px(8));
  paint.fit_middle(look.fonts.bold, next.min.x + look.px(14), next.min.y, next.max.y, t.on_accent, word, w);
  ImGui::End();
}

}  // namespace

void draw_tour(const Model& m, const Look& look, ImVec2 screen, const Rect* places, Actions& actions) {
  if (m.tour < 0 || m.palette || m.help) return;
  if (m.tour >= kCount) {
    actions.push_back({ActionId::close});
    return;
  }
  Rect about = places[static_cast<int>(kStops[m.tour].about)];
  bool seen = about.width() > 8 && about.height() > 8;
  if (!seen) about = {{screen.x / 3, screen.y / 3}, {screen.x * 2 / 3, screen.y / 3 + 1}};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  float thick = look.px(2.5f);
  if (seen) compat::outline(list, {about.min.x + 1, about.min.y + 1}, {about.max.x - 1, about.max.y - 1}, look.theme->accent, look.px(8), thick);
  float width = std::min(look.px(380), screen.x - look.px(20)), height = std::min(look.px(176), screen.y - look.px(20));
  // Beside what it is about, where there is room; else in its middle.
  float x = about.max.x + width + look.px(16) < screen.x ? about.max.x + look.px(12)
            : about.min.x - width - look.px(16) > 0      ? about.min.x - width - look.px(12)
                                                         : about.centre().x - width / 2;
  float y = std::clamp(about.min.y + look.px(20), look.px(10), std::max(look.px(10), screen.y - height - look.px(10)));
  x = std::clamp(x, look.px(10), std::max(look.px(10), screen.x - width - look.px(10)));
  card(m, look, {{x, y}, {x + width, y + height}}, actions);
}

void draw_spotlight(const Look& look, ImVec2 screen) {
  ImVec2 c = ImGui::GetIO().MousePos;
  float radius = look.px(150), far = screen.x + screen.y;
  ImDrawList* list = ImGui::GetForegroundDrawList();
  // A ring so wide that it covers the window around the hole. It closes itself: its last point twice would tear it.
  constexpr int kParts = 160;
  list->PathArcTo(c, radius + far / 2, 0, 6.2831853f * (kParts - 1) / kParts, kParts - 1);
  compat::stroke_path(list, with_alpha(look.theme->light ? IM_COL32(20, 24, 32, 255) : IM_COL32_BLACK, 0.55f), far, ImDrawFlags_Closed);
  list->AddCircle(c, radius, with_alpha(look.theme->ready, 0.8f), 96, look.px(2));
}

}  // namespace app
