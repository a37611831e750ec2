// The loop itself: its turn and phase, who is next in line, and which timers run. The names are asyncio's.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float kRow = 24, kStages = 30;

// The three things a turn does, in order, the present one lit.
void stages(const Model& m, const Look& look) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - look.px(2 * kPad), gap = look.px(6), each = (width - 2 * gap) / 3,
        x = at.x + look.px(kPad);
  sim::Phase phases[] = {sim::Phase::waits_for_world, sim::Phase::fires_timers, sim::Phase::runs_ready};
  const char* names[] = {tr("wait"), tr("timers"), tr("run")};
  for (int n = 0; n < 3; ++n) {
    Rect r{{x, at.y}, {x + each, at.y + look.px(24)}};
    bool now = m.moment.loop.phase == phases[n];
    paint.box(r, now ? with_alpha(t.accent, 0.22f) : t.raised, look.px(6));
    if (now) paint.frame(r, t.accent, look.px(6));
    float w = Paint::width(look.fonts.small, names[n]);
    paint.fit_middle(look.fonts.small, r.centre().x - w / 2, r.min.y, r.max.y, now ? t.text : t.faint, names[n], each);
    x += each + gap;
  }
  ImGui::Dummy({width, look.px(kStages)});
}

std::string phase_sentence(const Model& m) {
  const Document& d = *m.document;
  const sim::LoopState& loop = m.moment.loop;
  const sim::Record& r = d.trace[loop.phase_record];
  switch (loop.phase) {
    case sim::Phase::not_started: return tr("The loop has not started.");
    case sim::Phase::turn_begins: return tr("A turn begins: what is due?");
    case sim::Phase::waits_for_world: return tr("Nothing is ready: waits until {1}", time_text(r.number));
    case sim::Phase::fires_timers: return tr("Due timers join the ready queue.");
    case sim::Phase::runs_ready:
      if (m.moment.counts[static_cast<int>(TaskState::blocked)])
        return tr("{1} holds the loop: no other task can run.", d.task_name(m.moment.running));
      return m.moment.running ? tr("Runs {1} until it awaits.", d.task_name(m.moment.running))
                              : tr("Runs what is ready, one by one.");
    case sim::Phase::closed: return tr("The loop is closed.");
  }
  return {};
}

class Rows {
 public:
  Rows(const Model& model, const Look& look, Actions& actions)
      : m(model), d(*model.document), look(look), actions(actions), paint(ImGui::GetWindowDrawList(), look), t(*look.theme) {}

  void section(const char* title, size_t count, const char* note) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float w = ImGui::GetContentRegionAvail().x, top = at.y, bottom = at.y + look.px(kRow);
    float x = at.x + look.px(kPad);
    x += paint.fit_middle(look.fonts.small_bold, x, top, bottom, t.dim, title, w) + look.px(6);
    std::string number = count_text(count);
    x += paint.fit_middle(look.fonts.small, x, top, bottom, t.faint, number, w) + look.px(10);
    float note_width = Paint::width(look.fonts.small, note), right = at.x + w - look.px(kPad);
    if (right - note_width > x)
      paint.fit_middle(look.fonts.small, right - note_width, top, bottom, t.faint, note, note_width + 1);
    ImGui::Dummy({w, look.px(kRow)});
  }
  void nothing(const char* text) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit_middle(look.fonts.small, at.x + look.px(kPad), at.y, at.y + look.px(kRow), t.faint, text,
                     ImGui::GetContentRegionAvail().x - look.px(2 * kPad));
    ImGui::Dummy({1, look.px(kRow)});
  }
  void handle(size_t n) {
    const auto& entry = m.moment.loop.ready[n];
    Rect r = clickable(entry.record, static_cast<int>(n));
    bool this_turn = n < m.moment.loop.this_turn;
    std::string place = std::to_string(n + 1);
    paint.fit_middle(look.fonts.small, r.min.x + look.px(kPad), r.min.y, r.max.y, t.faint, place, look.px(30));
    paint.state_glyph({r.min.x + look.px(kPad + 26), r.centre().y}, look.px(9), TaskState::ready);
    std::string_view note = this_turn ? tr("this turn") : tr("next turn");
    float note_width = Paint::width(look.fonts.small, note), text_left = r.min.x + look.px(kPad + 38),
          right = r.max.x - look.px(kPad);
    std::string text = told(entry);
    bool noted = Paint::width(look.fonts.text, text) + look.px(16) + note_width < right - text_left;
    paint.fit_middle(look.fonts.text, text_left, r.min.y, r.max.y, this_turn ? t.text : t.dim, text,
                     right - text_left - (noted ? note_width + look.px(8) : 0));
    if (noted) paint.fit_middle(look.fonts.small, right - note_width, r.min.y, r.max.y, t.faint, note, note_width + 1);
  }
  void timer(size_t n) {
    const auto& entry = m.moment.loop.timers[n];
    const sim::Record& set = d.trace[entry.record];
    Rect r = clickable(entry.record, static_cast<int>(n) + 1'000'000);
    double whole = std::max<double>(1, static_cast<double>(set.number - set.t)), left = static_cast<double>(set.number) - m.clock;
    pie({r.min.x + look.px(kPad + 7), r.centre().y}, look.px(7), static_cast<float>(std::clamp(left / whole, 0.0, 1.0)));
    bool late = left < -0.5;
    std::string in = left > 0.5 ? tr("in {1}", time_text(static_cast<sim::Time>(left)))
                     : late     ? tr("{1} late", time_text(static_cast<sim::Time>(-left)))
                                : std::string(tr("due"));
    float w = Paint::width(look.fonts.small, in), right = r.max.x - look.px(kPad), x = r.min.x + look.px(kPad + 22);
    paint.fit_middle(look.fonts.small, right - w, r.min.y, r.max.y, late ? t.blocked : t.dim, in, w + 1);
    paint.fit_middle(look.fonts.text, x, r.min.y, r.max.y, t.text, told(entry), right - w - look.px(8) - x);
  }

  // A task that waits for an answer or a thread: nothing in the loop could end that.
  void world(sim::TaskId task) {
    TaskNow now = task_now(d, task, m.cursor);
    Rect r = clickable(now.record, static_cast<int>(task) + 2'000'000);
    paint.state_glyph({r.min.x + look.px(kPad + 7), r.centre().y}, look.px(9), TaskState::suspended);
    float x = r.min.x + look.px(kPad + 22);
    paint.fit_middle(look.fonts.text, x, r.min.y, r.max.y, t.text, sim::cat(d.task_name(task), ": ", waits_for(d, now)), r.max.x - look.px(kPad) - x);
  }

 private:
  // "Task-2: wake from sleep"; a text that names its task already stands alone.
  std::string told(const sim::LoopState::Entry& entry) const {
    std::string_view text = d.history.calls(entry);
    sim::TaskId task = d.trace[entry.record].event == sim::Event::handle_queued ? 0 : d.history.asked_by(entry);
    if (task == 0 || text.find(d.task_name(task)) != std::string_view::npos) return std::string(text);
    return sim::cat(d.task_name(task), ": ", text);
  }
  Rect clickable(size_t record, int id) {
    Rect r;
    ImGui::PushID(id);
    if (row("entry", look, kRow, false, r)) {
      Action go{ActionId::seek_record};
      go.a = static_cast<double>(record);
      actions.push_back(go);
    }
    if (ImGui::IsItemHovered()) hint(look, tr("Click: go to where it was set"), time_text(d.trace[record].t));
    ImGui::PopID();
    return r;
  }
  // What is left of a timer, as a slice that shrinks.
  void pie(ImVec2 c, float radius, float left) {
    paint.list->AddCircle(c, radius, t.border, 24, look.scale);
    if (left <= 0.01f) return;
    constexpr float kUp = -1.5707963f, kRound = 6.2831853f;
    paint.list->PathLineTo(c);
    paint.list->PathArcTo(c, radius, kUp + kRound * (1 - left), kUp + kRound, 24);
    paint.list->PathFillConvex(with_alpha(t.outside, 0.85f));
  }

  const Model& m;
  const Document& d;
  const Look& look;
  Actions& actions;
  Paint paint;
  const Theme& t;
};

// Those that wait for the world without a timer of their own.
std::vector<sim::TaskId> waiting_outside(const Model& m) {
  std::vector<sim::TaskId> out;
  const Document& d = *m.document;
  for (const TaskNow& now : m.moment.alive) {
    if (now.state != TaskState::suspended) continue;
    const sim::Record& r = d.trace[now.record];
    if (d.links.timer_set(r.object) == sim::kNoRecord && !d.links.task_of(r.object) && sim::waits_outside(d.trace.text(r.text)) && r.text) out.push_back(now.task);
  }
  return out;
}

}  // namespace

void draw_event_loop(const Model& m, const Look& look, Rect area, Actions& actions) {
  PanelFrame panel("loop", look, area, tr("Event loop"), true);
  if (!m.document || m.document->trace.size() == 0) return;
  const sim::LoopState& loop = m.moment.loop;
  if (loop.turn > 0) header_note(panel, look, tr("turn {1}", loop.turn));
  stages(m, look);
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos();
  paint.fit(look.fonts.small, {at.x + look.px(kPad), at.y}, look.theme->dim, phase_sentence(m),
            ImGui::GetContentRegionAvail().x - look.px(2 * kPad));
  ImGui::Dummy({1, look.px(22)});
  Rows rows(m, look, actions);
  size_t ready = loop.ready.size(), timers = loop.timers.size();
  std::vector<sim::TaskId> outside = waiting_outside(m);
  size_t ready_rows = std::max<size_t>(1, ready), timer_rows = std::max<size_t>(1, timers), before = 2 + ready_rows + timer_rows;
  size_t all = before + (outside.empty() ? 0 : 1 + outside.size());
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(all), look.px(kRow));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      auto n = static_cast<size_t>(i);
      if (n == 0)
        rows.section(tr("READY QUEUE"), ready, tr("first in, first out"));
      else if (n <= ready_rows)
        ready ? rows.handle(n - 1) : rows.nothing(tr("empty"));
      else if (n == ready_rows + 1)
        rows.section(tr("TIMERS"), timers, tr("by deadline"));
      else if (n < before)
        timers ? rows.timer(n - ready_rows - 2) : rows.nothing(tr("none"));
      else if (n == before)
        rows.section(tr("THE WORLD"), outside.size(), tr("answers and threads"));
      else
        rows.world(outside[n - before - 1]);
    }
}

}  // namespace app
