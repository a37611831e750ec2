// The run in numbers: how long, how long one after another, how much at once, what held the loop, what was waited for longest.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace app {

namespace {

void collect(const Document& d, StatisticsUi& ui) {
  ui.document = d.id;
  ui.concurrency = sim::concurrency_of(d.trace, d.spans, d.links);
  ui.most = 0;
  for (const auto& point : ui.concurrency) ui.most = std::max(ui.most, point.waits);
  std::map<std::string, StatisticsUi::Wait> waits;
  for (const sim::Row& row : d.spans.rows()) {
    if (row.task == 0 || row.hidden) continue;
    for (size_t n = row.first; n < row.last; ++n) {
      if (d.spans.state(n) != sim::SpanState::suspended) continue;
      StatisticsUi::Wait& wait = waits[short_wait(d.trace.text(d.trace[d.spans.record(n)].text))];
      ++wait.count;
      wait.total += d.spans.end(n, row) - d.spans.begin(n);
    }
  }
  ui.waits.clear();
  for (auto& [what, wait] : waits)
    if (wait.total > 0) ui.waits.push_back({what.empty() ? std::string(tr("a Future")) : what, wait.count, wait.total});
  std::sort(ui.waits.begin(), ui.waits.end(), [](auto& x, auto& y) { return x.total > y.total; });
}

// Two bars on one scale: what the run takes and what one thing after another would.
void compare(Sheet& sheet, const sim::Stats& s) {
  const Look& look = sheet.look;
  const Theme& t = *look.theme;
  double longest = std::max<double>(1, static_cast<double>(std::max(s.total, s.serial)));
  auto bar = [&](const char* what, sim::Time length, ImU32 ink) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float label = std::min(look.px(104), sheet.width() * 0.4f), room = sheet.width() - label - look.px(64), x = at.x + look.px(kPad) + label;
    float w = std::max(look.px(2), room * static_cast<float>(static_cast<double>(length) / longest));
    sheet.paint.fit_middle(look.fonts.small, at.x + look.px(kPad), at.y, at.y + look.px(22), t.dim, what, label - look.px(4));
    if (room > look.px(20)) sheet.paint.box({{x, at.y + look.px(5)}, {x + w, at.y + look.px(17)}}, ink, look.px(3));
    sheet.paint.fit_middle(look.fonts.small_bold, room > look.px(20) ? x + w + look.px(7) : x, at.y, at.y + look.px(22), t.text, time_text(length), look.px(64));
    ImGui::Dummy({1, look.px(22)});
  };
  bar(tr("this run"), s.total, t.running);
  bar(tr("one by one"), s.serial, t.suspended);
}

// Waits at once over time, with the playhead.
void curve(Sheet& sheet, const Model& m, const StatisticsUi& ui) {
  const Look& look = sheet.look;
  const Theme& t = *look.theme;
  ImVec2 at = ImGui::GetCursorScreenPos();
  Rect r{{at.x + look.px(kPad), at.y + look.px(4)}, {at.x + look.px(kPad) + sheet.width(), at.y + look.px(64)}};
  sheet.paint.box(r, with_alpha(t.raised, 0.6f), look.px(4));
  double end = std::max<double>(1, static_cast<double>(m.document->end_time()));
  auto x = [&](double time) { return r.min.x + static_cast<float>(std::clamp(time / end, 0.0, 1.0)) * r.width(); };
  for (size_t n = 0; n < ui.concurrency.size() && ui.most; ++n) {
    float x0 = x(static_cast<double>(ui.concurrency[n].t));
    float x1 = n + 1 < ui.concurrency.size() ? x(static_cast<double>(ui.concurrency[n + 1].t)) : r.max.x;
    // Of steps narrower than a pixel the next wide one speaks.
    if (x1 - x0 < 0.25f && n % 8) continue;
    float h = (r.height() - look.px(6)) * static_cast<float>(ui.concurrency[n].waits) / static_cast<float>(ui.most);
    if (h > 0) sheet.paint.box({{x0, r.max.y - h}, {std::max(x1, x0 + 1), r.max.y}}, with_alpha(t.outside, 0.5f));
  }
  float head = x(m.clock);
  sheet.paint.list->AddLine({head, r.min.y}, {head, r.max.y}, t.playhead, look.px(1.5f));
  ImGui::Dummy({1, look.px(70)});
}

std::string percent(sim::Time part, sim::Time whole) {
  char out[32];
  std::snprintf(out, sizeof out, "%.0f %%", whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0);
  return out;
}

}  // namespace

void draw_statistics(const Model& m, const Look& look, Rect area, StatisticsUi& ui, Actions& actions) {
  PanelFrame panel("statistics", look, area, tr("Statistics"), true);
  if (!m.document || m.document->trace.size() == 0) return;
  const Document& d = *m.document;
  const sim::Stats& s = d.stats;
  if (ui.document != d.id) collect(d, ui);
  Sheet sheet(look, actions);
  if (is_covered(m)) return sheet.paragraph(tr("Covered."), look.theme->dim, look.fonts.small);
  if (hides_future(m)) return sheet.paragraph(tr("Hidden until the run is over (H shows it)."), look.theme->dim, look.fonts.small);
  sheet.gap(2);
  compare(sheet, s);
  sheet.gap(6);
  char factor[24];
  std::snprintf(factor, sizeof factor, "%.2f", s.speed_up);
  sheet.paragraph(s.total > 0 ? tr("{1} times as fast as one wait after another", factor) : std::string(tr("This run takes no virtual time.")), look.theme->text, look.fonts.small);
  auto now = std::upper_bound(ui.concurrency.begin(), ui.concurrency.end(), static_cast<sim::Time>(m.clock), [](sim::Time t, auto& p) { return t < p.t; });
  uint32_t waits = now == ui.concurrency.begin() ? 0 : std::prev(now)->waits;
  sheet.section(tr("WAITS AT ONCE: {1} now, up to {2}", waits, ui.most));
  curve(sheet, m, ui);
  sheet.section(tr("THE LOOP"));
  sheet.fact(tr("held"), sim::cat(time_text(s.blocked), ", ", percent(s.blocked, s.total)), s.blocked ? look.theme->blocked : 0);
  sheet.fact(tr("free to wait"), sim::cat(time_text(s.idle), ", ", percent(s.idle, s.total)));
  sheet.fact(tr("turns"), count_text(s.turns));
  sheet.fact(tr("steps"), count_text(s.steps));
  sheet.section(tr("TASKS"));
  sheet.fact(tr("made"), tr("{1}, up to {2} alive", count_text(s.tasks), count_text(s.most_alive)));
  sheet.fact(tr("returned"), count_text(s.returned));
  if (s.raised) sheet.fact(tr("failed"), count_text(s.raised), look.theme->failed);
  if (s.cancelled) sheet.fact(tr("cancelled"), count_text(s.cancelled), look.theme->cancelled);
  if (s.unfinished) sheet.fact(tr("never ended"), count_text(s.unfinished), look.theme->ready);
  if (!d.delays.empty()) {
    sim::Time late = 0;
    for (const sim::Delay& delay : d.delays) late += delay.ran - delay.due;
    sheet.fact(tr("ran late"), tr("{1}, {2} in all", plural(d.delays.size(), tr("time"), tr("times")), time_text(late)), look.theme->blocked);
  }
  if (ui.waits.empty()) return;
  sheet.section(tr("WAITED FOR LONGEST"));
  for (size_t n = 0; n < std::min<size_t>(ui.waits.size(), 8); ++n)
    sheet.fact(ui.waits[n].what, tr("{1} in {2}", time_text(ui.waits[n].total), plural(ui.waits[n].count, tr("wait"), tr("waits"))));
}

}  // namespace app
