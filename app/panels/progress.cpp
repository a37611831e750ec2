// A run or an export that takes long, told while it lasts: how far it is, and the way to end it. A card above everything, so that nothing
// moves for it.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float kWidth = 420, kHeight = 92;

// What the card says of whatever is under way.
struct Work {
  std::string title, how_far;
  double seconds = 0;
  float share = -1;  // done; below 0: nobody knows
  bool can_stop = true;
};

Work of_run(const Running& running) {
  Work work;
  work.seconds = running.seconds;
  const RunProgress* progress = running.progress.get();
  bool analysing = progress && progress->analysing;
  work.can_stop = !running.stopping && !analysing;
  work.title = analysing ? tr("Reading the trace of {1}", running.name) : running.stopping ? tr("Ending {1}", running.name) : tr("Running {1}", running.name);
  if (!progress) return work;
  size_t records = progress->records.load(std::memory_order_relaxed);
  work.how_far = tr("{1} events, {2} of its time", count_text(records), time_text(progress->time.load(std::memory_order_relaxed)));
  if (running.expected == 0 || records > running.expected) return work;
  work.share = static_cast<float>(records) / static_cast<float>(running.expected);
  work.how_far = sim::cat(records * 100 / running.expected, " %: ", work.how_far);  // of what the same program's run before had
  return work;
}

Work of_export(const Exporting& exporting) {
  Work work;
  work.title = tr("Writing {1}", exporting.path);
  work.how_far = plural(exporting.records, tr("event"), tr("events"));
  work.seconds = exporting.seconds;
  return work;
}

// Full from the left as far as is known; else something that moves.
void bar(Paint& paint, const Look& look, Rect r, const Work& work) {
  paint.box(r, look.theme->border, r.height() / 2);
  float from = 0, to = work.share;
  if (work.share < 0) {
    from = static_cast<float>(std::fmod(work.seconds * 0.4, 1.0)) * 1.25f - 0.25f;
    to = from + 0.25f;
  }
  from = std::max(from, 0.0f), to = std::min(to, 1.0f);
  if (to > from) paint.box({{r.min.x + from * r.width(), r.min.y}, {r.min.x + to * r.width(), r.max.y}}, look.theme->accent, r.height() / 2);
}

}  // namespace

void draw_progress(const Model& m, const Look& look, ImVec2 screen, Actions& actions) {
  if (m.running.id == 0 && !m.exporting.under_way()) return;
  Work work = m.running.id ? of_run(m.running) : of_export(m.exporting);
  if (work.seconds < kPatience) return;
  const Theme& t = *look.theme;
  float width = std::min(look.px(kWidth), screen.x - look.px(20)), height = look.px(kHeight);
  float y = std::max(0.0f, screen.y - look.px(kStatusHeight + kPlaybackHeight + 16) - height);
  Rect r{{(screen.x - width) / 2, y}, {(screen.x + width) / 2, y + height}};
  ImGui::SetNextWindowPos(r.min);
  ImGui::SetNextWindowSize({r.width(), r.height()});
  ImGui::Begin("progress", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.list->PushClipRectFullScreen();  // a window of its own keeps what is drawn off its edges
  paint.box(r, t.raised, look.px(10));
  paint.frame(r, t.accent, look.px(10));
  paint.list->PopClipRect();
  float left = r.min.x + look.px(18), right = r.max.x - look.px(16), top = r.min.y + look.px(12);
  Rect stop{{right - button_width(look, look.px(26), tr("Stop")), top - look.px(2)}, {right, top + look.px(24)}};
  if (work.can_stop) {
    if (button("stop", look, stop, tr("Stop"))) actions.push_back({ActionId::cancel});
    if (ImGui::IsItemHovered()) hint(look, m.running.id ? tr("Ends the run and shows what happened until then") : tr("Writes nothing"), "Escape");
  }
  paint.fit_middle(look.fonts.bold, left, top, top + look.px(22), t.text, work.title,
                   stop.min.x - left - look.px(10));
  bar(paint, look, {{left, top + look.px(32)}, {right, top + look.px(38)}}, work);
  paint.fit_middle(look.fonts.small, left, top + look.px(46), top + look.px(66), t.dim, work.how_far, right - left);
  ImGui::End();
}

}  // namespace app
