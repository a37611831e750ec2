// The bars without headers: what is open and its numbers above, playback and status below.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

// The mark of the app: a ring with a gap, and a dot that runs on it.
void mark(Paint& paint, ImVec2 c, float radius) {
  paint.list->PathArcTo(c, radius, -0.9f, 4.6f, 32);
  compat::stroke_path(paint.list, paint.theme.accent, radius * 0.32f);
  paint.list->AddCircleFilled({c.x + radius * 0.62f * 0.95f, c.y - radius * 0.78f}, radius * 0.3f, paint.theme.ready, 16);
}

bool text_button(const char* id, const Look& look, float right, Rect area, std::string_view text, std::string_view key,
                 float least, float& left) {
  float half = look.px(14), w = button_width(look, 2 * half, text, key);
  left = right;
  if (right - w < least) return false;
  left = right - w;
  return button(id, look, {{left, area.centre().y - half}, {right, area.centre().y + half}}, text, key);
}

struct Number {
  std::string value, label;
};

std::vector<Number> numbers(const Document& d) {
  const sim::Stats& s = d.stats;
  std::vector<Number> out{{time_text(s.total), tr("virtual time")}};
  if (s.serial > s.total) {
    char factor[32];
    std::snprintf(factor, sizeof factor, s.speed_up < 10 ? "%.1f\u00d7" : "%.0f\u00d7", s.speed_up);
    out.push_back({time_text(s.serial), tr("one after another")});
    out.push_back({factor, tr("faster")});
  }
  out.push_back({count_text(s.tasks), s.tasks == 1 ? tr("task") : tr("tasks")});
  if (s.blocked > 0) out.push_back({time_text(s.blocked), tr("loop held")});
  return out;
}

}  // namespace

void draw_top_bar(const Model& m, const Look& look, Rect area, Actions& actions) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  mark(paint, {area.min.x + look.px(20), area.centre().y}, look.px(9));
  float x = area.min.x + look.px(38), right = area.max.x - look.px(10), left = right;
  if (text_button("palette", look, right, area, tr("Actions"), "Ctrl+Shift+P", x, left)) actions.push_back({ActionId::palette});
  if (text_button("help", look, left - look.px(8), area, tr("Keys"), "?", x, left)) actions.push_back({ActionId::help});
  if (text_button("theme", look, left - look.px(8), area, t.name, "", x, left)) actions.push_back({ActionId::theme});
  float room = left - x - look.px(16);
  if (room < Paint::width(look.fonts.title, "Loopscope")) return;  // the mark says it
  x += paint.fit_middle(look.fonts.title, x, area.min.y, area.max.y, t.text, "Loopscope", room) + look.px(26);
  if (!tells_length(m)) return;
  for (const Number& number : numbers(*m.document)) {
    float w = Paint::width(look.fonts.bold, number.value) + look.px(6) + Paint::width(look.fonts.small, number.label);
    if (x + w > left - look.px(16)) break;
    x += paint.fit_middle(look.fonts.bold, x, area.min.y, area.max.y, t.text, number.value, w) + look.px(6);
    x += paint.fit_middle(look.fonts.small, x, area.min.y + look.px(1), area.max.y + look.px(1), t.dim, number.label, w) +
         look.px(22);
  }
}

namespace {

void scrubber(const Model& m, const Look& look, Rect r, Actions& actions) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  pressed("scrubber", r);
  bool held = ImGui::IsItemActive(), over = ImGui::IsItemHovered();
  float y = r.centre().y, pad = look.px(7), left = r.min.x + pad, width = std::max(r.width() - 2 * pad, 1.0f);
  if (held) {
    double share = std::clamp<double>((ImGui::GetIO().MousePos.x - left) / width, 0, 1);
    if (m.playback.playing) actions.push_back({ActionId::pause});
    Action seek{m.view.axis == Axis::time ? ActionId::seek : ActionId::seek_order};
    seek.a = share * told_end(m) / m.view.unit();
    actions.push_back(seek);
  }
  auto share = static_cast<float>(std::clamp(m.playhead() / told_end(m), 0.0, 1.0));
  paint.box({{left, y - look.px(2)}, {left + width, y + look.px(2)}}, t.border, look.px(2));
  paint.box({{left, y - look.px(2)}, {left + width * share, y + look.px(2)}}, t.accent, look.px(2));
  paint.list->AddCircleFilled({left + width * share, y}, look.px(held || over ? 7 : 6), t.accent, 24);
}

}  // namespace

void draw_playback(const Model& m, const Look& look, Rect area, Actions& actions) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.panel(area);
  float size = look.px(32), x = area.min.x + look.px(10), y = area.centre().y - size / 2;
  auto button = [&](const char* id, Paint::Icon icon, const char* text, ActionId action, bool strong = false) {
    if (icon_button(id, look, {{x, y}, {x + size, y + size}}, icon, text, strong)) actions.push_back({action});
    x += size + look.px(strong ? 6 : 2);
  };
  using Icon = Paint::Icon;
  bool narrow = area.width() < look.px(400);  // the moment is more than buttons that keys have, too
  if (!narrow) button("first", Icon::first, tr("Beginning|Home"), ActionId::first);
  if (!narrow) button("back-event", Icon::previous_event, tr("Previous event of the scheduler|Left"), ActionId::back_event);
  button("back", Icon::previous, tr("Previous line|B"), ActionId::back);
  x += look.px(4);
  button("play", m.playback.playing ? Icon::pause : Icon::play, tr("Play or pause|Space"), ActionId::play_pause, true);
  button("step", Icon::next, tr("Next line|N"), ActionId::step);
  if (!narrow) button("step-event", Icon::next_event, tr("Next event of the scheduler|Right"), ActionId::step_event);
  if (!narrow) button("last", Icon::last, tr("End|End"), ActionId::last);
  x += look.px(12);
  if (!m.document) return;
  const Document& d = *m.document;
  bool order = m.view.axis == Axis::order;
  std::string now =
      order ? tr("step {1}", d.trace.size() ? d.order.step_of(m.cursor) + 1 : 0) : time_text(static_cast<sim::Time>(m.clock));
  std::string all = order ? tr("of {1}", count_text(d.order.steps())) : tr("of {1}", time_text(d.end_time()));
  float w = Paint::width(look.fonts.title, now), w2 = Paint::width(look.fonts.small, all), block = std::min(look.px(150), area.max.x - x - look.px(10));
  paint.fit_middle(look.fonts.title, x, area.min.y, area.max.y, t.text, now, block);
  if (w + w2 + look.px(8) < block && tells_length(m))
    paint.fit_middle(look.fonts.small, x + w + look.px(8), area.min.y + look.px(2), area.max.y + look.px(2), t.dim, all, block);
  x += block + look.px(4);

  float right = area.max.x - look.px(12);
  std::string place = tells_length(m) ? tr("record {1} of {2}", count_text(m.cursor + 1), count_text(d.trace.size()))
                                      : tr("record {1}", count_text(m.cursor + 1));
  float place_width = std::max(Paint::width(look.fonts.small, place), look.px(120));
  if (area.width() > look.px(900)) {
    paint.fit_middle(look.fonts.small, right - Paint::width(look.fonts.small, place), area.min.y, area.max.y, t.dim, place,
                     place_width);
    right -= place_width + look.px(16);
  }
  char speed[24];
  if (order)
    std::snprintf(speed, sizeof speed, "%g", m.playback.steps_a_second);
  else
    std::snprintf(speed, sizeof speed, "%g\u00d7", m.playback.speed);
  if (area.width() > look.px(760) && (order || d.end_time() > 0)) {  // nothing can be slow or fast in no time
    float block_width = look.px(118), small = look.px(26), mid = area.centre().y;
    Rect plus{{right - small, mid - small / 2}, {right, mid + small / 2}},
        minus{{right - block_width, mid - small / 2}, {right - block_width + small, mid + small / 2}};
    if (icon_button("slower", look, minus, Icon::previous, tr("Slower|<"))) actions.push_back({ActionId::slower});
    if (icon_button("faster", look, plus, Icon::next, tr("Faster|>"))) actions.push_back({ActionId::faster});
    std::string pace = order ? tr("{1} steps/s", speed) : std::string(speed);
    float text = Paint::width(look.fonts.small, pace);
    paint.fit_middle(look.fonts.small, (minus.max.x + plus.min.x - text) / 2, area.min.y, area.max.y, t.text, pace, block_width);
    right -= block_width + look.px(12);
  }
  if (right - x > look.px(60)) scrubber(m, look, {{x, area.min.y + look.px(8)}, {right, area.max.y - look.px(8)}}, actions);
}

void draw_status(const Model& m, const Look& look, Rect area, const FrameFacts& facts) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  char frame[32];
  std::snprintf(frame, sizeof frame, "%.1f", facts.milliseconds);
  std::string cost = tr("{1} ms a frame", frame);
  std::string right = tells_length(m) ? sim::cat(plural(m.document->trace.size(), tr("event"), tr("events")), "    ",
                                            plural(m.document->stats.tasks, tr("task"), tr("tasks")), "    ", cost)
                                 : cost;
  std::string left =
      !m.notice.empty()           ? m.notice
      : !m.source.warning.empty() ? m.source.warning
      : m.typing        ? tr("Escape goes back to the run    Ctrl+S saves    Ctrl+F finds    Alt and a drag on a number changes it")
                        : tr("Space plays    N next line    Right next event    wheel zooms    ? shows all keys");
  float w = Paint::width(look.fonts.small, right), x = area.min.x + look.px(6), room = area.width() - w - look.px(40);
  if (!m.notice.empty() && Paint::width(look.fonts.small, left) > room)  // what is said comes before figures
    room = area.width() - look.px(12);
  else
    paint.fit_middle(look.fonts.small, area.max.x - w - look.px(6), area.min.y, area.max.y, t.faint, right, w + 1);
  paint.fit_middle(look.fonts.small, x, area.min.y, area.max.y,
                   m.notice_is_error || (m.notice.empty() && !m.source.warning.empty()) ? t.failed
                   : m.notice.empty()                                                   ? t.faint
                                                                                        : t.text,
                   left, room);
}

}  // namespace app
