// Real calls, strategy by strategy: what is called and how, lanes that fill, measured bars over predicted ones, latencies, the table.
// Before: live_mode.h has what is set and what runs. After: live/session.h tells how far it is.
#include "app/live/program_run.h"
#include "app/live/session.h"
#include "app/panels/panels.h"
#include "sim/base/text.h"
#include "sim/world/presets.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <queue>
#include <utility>

namespace app {

namespace {

using live::Strategy;
using sim::cat;
using Bar = live::Session::Bar;

constexpr float kControl = 26, kRowGap = 6, kName = 112, kBar = 22, kBlockGap = 12, kAxis = 40, kHistogram = 34, kTableRow = 22;
constexpr float kWide = 980;                       // points from which on numbers stand beside the lanes
constexpr float kFewestLanes = 16, kMostLanes = 44;  // height of a strategy's lanes
constexpr size_t kBins = 60;

std::string seconds_text(double seconds) { return time_text(sim::time_from_seconds(seconds)); }

std::string percent_text(double share) {
  char out[32];
  std::snprintf(out, sizeof out, "%+.1f %%", share * 100);
  return out;
}

// Known when all strategies are over: serial may be among them.
std::string speedup_text(double times) {
  if (times <= 0) return "-";
  char out[32];
  std::snprintf(out, sizeof out, "%.1f\u00d7", times);
  return out;
}

// The world's clock when the first request went out: what came before is the program's start.
double began(const Bar& bar) { return bar.exchanges.empty() ? 0 : sim::seconds(bar.exchanges.front().sent); }
double took(const Bar& bar) { return bar.over ? bar.elapsed : bar.begun ? std::max(0.0, bar.elapsed - began(bar)) : 0; }

uint32_t failed(const Bar& bar) { return bar.result ? bar.result->errors : bar.failed; }

// A field of text: it shows `value` unless something is `typed` in it. True when that is to be taken over.
bool field(const Look& look, Rect r, LiveUi::Typed& typed, const std::string& value, const char* hint) {
  if (!typed.active) std::snprintf(typed.text, sizeof typed.text, "%s", value.c_str());
  ImGui::SetCursorScreenPos(r.min);
  ImGui::SetNextItemWidth(r.width());
  compat::push_font(look.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(8), std::max(0.0f, (r.height() - look.fonts.small.size) / 2)));
  if (std::exchange(typed.wanted, false)) ImGui::SetKeyboardFocusHere();
  ImGui::PushID(typed.name);
  ImGui::InputTextWithHint("##typed", hint, typed.text, sizeof typed.text, ImGuiInputTextFlags_AutoSelectAll);
  typed.active = ImGui::IsItemActive();
  bool left = ImGui::IsItemDeactivatedAfterEdit();
  ImGui::PopID();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  // Behind the field it would be covered by the field's own ground.
  const Theme& t = *look.theme;
  Paint(ImGui::GetWindowDrawList(), look).frame(r, typed.active ? t.accent : mix(t.border, t.dim, 0.5f), look.px(6), look.px(1));
  return left && value != typed.text;
}

// Controls side by side, in a further row where there is no room.
class Flow {
 public:
  Flow(const Look& look, ImVec2 at, float width) : look_(look), left_(at.x), right_(at.x + width), x_(at.x), y_(at.y) {}
  Rect take(float width) {
    width = std::min(width, right_ - left_);
    if (x_ > left_ && x_ + width > right_) next_row();
    Rect r{{x_, y_}, {x_ + width, y_ + look_.px(kControl)}};
    x_ += width + look_.px(kRowGap);
    return r;
  }
  void gap() { x_ += look_.px(8); }
  void next_row() { x_ = left_, y_ += look_.px(kControl + kRowGap); }
  float room() const { return right_ - x_; }
  float bottom() const { return y_ + look_.px(kControl); }

 private:
  const Look& look_;
  float left_, right_, x_, y_;
};

class LivePainter {
 public:
  LivePainter(const Model& model, const Look& look, LiveUi& ui, Actions& actions)
      : m(model), l(model.live), look(look), t(*look.theme), ui(ui), actions(actions), paint(ImGui::GetWindowDrawList(), look) {
    if (l.session) view = l.session->view();
    for (const Bar& bar : view.bars) longest = std::max({longest, took(bar), bar.predicted});
  }

  void draw() {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float pad = look.px(kPad), width = std::max(ImGui::GetContentRegionAvail().x - 2 * pad, 1.0f);
    float y = controls({at.x + pad, at.y + look.px(2)}, width) + look.px(8);
    y = words(at.x + pad, y, width);
    bool wide = width > look.px(kWide);
    float half = wide ? std::floor(width * 0.55f) : width, end = y;
    if (!view.bars.empty()) {
      if (wide || l.view == LiveView::lanes) end = lanes(at.x + pad, y, half);
      if (wide || l.view == LiveView::numbers) end = std::max(end, numbers(wide ? at.x + pad + half + look.px(20) : at.x + pad, y, wide ? width - half - look.px(20) : width));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, std::max(1.0f, end - at.y + look.px(6))});
  }

  std::string note() const {
    if (l.program) return tr("the program runs, {1}", seconds_text(l.program->seconds()));
    for (const Bar& bar : view.bars)
      if (view.running && bar.begun && !bar.over) return tr("{1}: {2} of {3}", live::name(bar.strategy), bar.called, view.count);
    return view.bars.empty() ? std::string() : view.interrupted ? tr("stopped: {1} calls to the {2}", view.count, view.target) : tr("{1} calls to the {2}", view.count, view.target);
  }

 private:
  // ---- what is called, and how

  float control_width(std::string_view word) const { return button_width(look, look.px(kControl), word); }
  void act(ActionId id, std::string text = {}) { actions.push_back({id, std::move(text)}); }
  void label(Flow& flow, std::string_view word) {
    Rect r = flow.take(Paint::width(look.fonts.small, word) + look.px(4));
    paint.fit_middle(look.fonts.small, r.min.x, r.min.y, r.max.y, t.dim, word, r.width());
  }
  void option(Flow& flow, const char* word, bool on, const char* action) {
    if (button(word, look, flow.take(control_width(word)), word, {}, on)) act(ActionId::live_set, action);
  }

  float controls(ImVec2 at, float width) {
    Flow flow(look, at, width);
    if (std::exchange(ui.leave, false)) leave_fields();
    bool busy = live_busy(m);
    const char* go = busy ? tr("Stop  Ctrl+L") : tr("Start  Ctrl+L");
    if (button("go", look, flow.take(control_width(go)), go, {}, true)) act(ActionId::live_go);
    target(flow);
    numbers_to_set(flow);
    flow.gap();
    for (Strategy s : live::kStrategies) strategy(flow, s);
    flow.gap();
    option(flow, tr("a client per call"), l.calls.client_per_call, "client");
    option(flow, tr("streaming"), l.calls.stream, "stream");
    flow.gap();
    if (!view.bars.empty() && width <= look.px(kWide)) {
      const char* other = l.view == LiveView::lanes ? tr("Numbers  Y") : tr("Lanes  Y");
      if (button("view", look, flow.take(control_width(other)), other)) act(ActionId::live_view);
    }
    const char* whole = tr("Run this program  Shift+F5");
    if (button("program", look, flow.take(control_width(whole)), whole)) act(ActionId::live_program);
    if (ImGui::IsItemHovered()) hint(look, tr("The open program with real HTTP, played back to be stepped through; the demo server plays all hosts"));
    return flow.bottom();
  }

  // Without what was typed in them.
  void leave_fields() {
    ImGui::SetWindowFocus(nullptr);
    for (LiveUi::Typed* typed : ui.fields()) typed->active = typed->wanted = false;
  }

  void target(Flow& flow) {
    std::string urls;
    for (const std::string& url : l.calls.urls) urls += cat(urls.empty() ? "" : " ", url);
    if (std::exchange(ui.wanted_target, l.wants_target) != l.wants_target) ui.target.wanted = true;
    float w = std::clamp(Paint::width(look.fonts.small, urls) + look.px(24), look.px(190), look.px(420));
    if (field(look, flow.take(w), ui.target, urls, tr("demo server, or a URL"))) actions.push_back(set_by(ui.target));
    if (urls.empty()) scenario(flow);
  }

  void scenario(Flow& flow) {
    std::string word = tr("scenario: {1}", !l.scenario.empty() ? last_part(l.scenario) : options_of_source(m).scenario ? tr("the program's") : "default");
    if (button("scenario", look, flow.take(control_width(word)), word)) ImGui::OpenPopup("scenarios");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(8), look.px(8)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(8)));
    if (ImGui::BeginPopup("scenarios")) {
      if (ImGui::Selectable(tr("the program's own"), l.scenario.empty())) act(ActionId::live_set, "scenario own");
      for (const sim::PresetSource* p = sim::kPresetSources; !p->name.empty(); ++p) {
        std::string name(p->name);
        if (ImGui::Selectable(name.c_str(), l.scenario == name)) act(ActionId::live_set, "scenario " + name);
      }
      ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
  }

  void numbers_to_set(Flow& flow) {
    struct Entry {
      const char* word;
      LiveUi::Typed& typed;
      uint32_t value;
    };
    for (const Entry& e : {Entry{tr("calls"), ui.count, l.calls.count}, Entry{tr("at once"), ui.at_once, l.calls.concurrency}}) {
      float word = Paint::width(look.fonts.small, e.word) + look.px(10);
      if (flow.room() < word + look.px(58)) flow.next_row();
      label(flow, e.word);
      if (field(look, flow.take(look.px(54)), e.typed, std::to_string(e.value), "")) actions.push_back(set_by(e.typed));
    }
  }

  void strategy(Flow& flow, Strategy s) {
    bool on = std::find(l.strategies.begin(), l.strategies.end(), s) != l.strategies.end();
    if (!button(live::name(s), look, flow.take(control_width(live::name(s))), live::name(s), {}, on)) return;
    std::string list;
    for (Strategy other : live::kStrategies) {
      bool has = std::find(l.strategies.begin(), l.strategies.end(), other) != l.strategies.end();
      if ((other == s) != has) list += cat(list.empty() ? "" : ",", live::name(other));
    }
    act(ActionId::live_set, cat("strategies ", list));
  }

  // A sentence when nothing is to be seen yet, or when something is wrong. Returns what is below it.
  float words(float x, float y, float width) {
    std::string problem = !l.problem.empty() ? l.problem : view.problem;
    if (!problem.empty()) return y + paint.wrapped(look.fonts.text, {x, y}, t.failed, problem, width) + look.px(8);
    if (!view.bars.empty()) return y;
    return y + paint.wrapped(look.fonts.text, {x, y}, t.dim,
                             tr("The same calls with each strategy: real HTTP, real seconds, next to what the simulator predicts. The demo server runs on this "
                                "machine only; of another server its URL is named, and it is asked before the first call. Shift+U goes to that field, Tab to the next, Ctrl+L starts."),
                             width);
  }

  // ---- lanes and bars

  float lanes(float x, float y, float width) {
    float left = x + look.px(kName), room = std::max(1.0f, width - look.px(kName) - look.px(118));
    float free = ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - y - look.px(cut() ? kAxis + 20 : kAxis), each = free / static_cast<float>(view.bars.size());
    lanes_height = std::clamp(each - look.px(kBar + kBlockGap), look.px(kFewestLanes), look.px(kMostLanes));
    for (size_t n = 0; n < view.bars.size(); ++n) {
      float bottom = y + look.px(kBar + kBlockGap) + lanes_height;
      chooser(n, {{x - look.px(6), y - look.px(4)}, {x + width, bottom - look.px(6)}});
      block(view.bars[n], n, x, left, y, room);
      y = bottom;
    }
    ui.chosen = l.chosen;
    return axis(left, y, room);
  }

  void chooser(size_t n, Rect r) {
    ImGui::PushID(static_cast<int>(n));
    if (pressed("strategy", r)) actions.push_back({ActionId::live_choose, "", static_cast<double>(n)});
    bool over = ImGui::IsItemHovered();
    if (l.chosen == n && ui.chosen != n && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    if (over && ImGui::IsMouseDoubleClicked(0)) act(ActionId::live_open, live::name(view.bars[n].strategy));
    ImGui::PopID();
    if (l.chosen == n) {
      paint.box(r, with_alpha(t.accent, 0.10f), look.px(6));
      paint.box({r.min, {r.min.x + look.px(3), r.max.y}}, t.accent, look.px(1));
    } else if (over) {
      paint.box(r, with_alpha(t.hover, 0.6f), look.px(6));
    }
  }

  void block(const Bar& bar, size_t n, float x, float left, float y, float room) {
    float name_room = look.px(kName - 8);
    paint.fit_middle(look.fonts.bold, x + look.px(4), y, y + look.px(kBar), bar.begun ? t.text : t.dim, live::name(bar.strategy), name_room);
    std::string count = !bar.begun ? std::string(tr("waits")) : failed(bar) ? tr("{1} of {2}", plural(failed(bar), tr("error"), tr("errors")), bar.called ? bar.called : view.count) : tr("{1} of {2}", bar.called, view.count);
    paint.fit_middle(look.fonts.small, x + look.px(4), y + look.px(kBar), y + look.px(kBar + 18), failed(bar) ? t.failed : t.dim, count, name_room);
    if (l.chosen == n && bar.over && lanes_height >= look.px(34))
      paint.fit_middle(look.fonts.small, x + look.px(4), y + look.px(kBar + 18), y + look.px(kBar + 36), t.dim, tr("Enter: step it"), name_room);
    auto length = [&](double s) { return longest > 0 ? room * static_cast<float>(s / longest) : 0; };
    Rect predicted{{left, y + look.px(1)}, {left + length(bar.predicted), y + look.px(kBar - 1)}};
    if (bar.predicted > 0) {
      paint.hatch(predicted, with_alpha(t.suspended, 0.8f), look.px(6), look.px(1));
      paint.frame(predicted, t.suspended, look.px(3), look.px(1));
    }
    Rect measured{{left, y + look.px(6)}, {left + std::max(bar.begun ? look.px(1) : 0, length(took(bar))), y + look.px(kBar - 6)}};
    if (bar.begun) paint.box(measured, t.running, look.px(2));
    float end = std::max(predicted.max.x, measured.max.x) + look.px(8);
    if (bar.begun) {
      std::string text = seconds_text(took(bar));
      float w = paint.fit_middle(look.fonts.small_bold, end, y, y + look.px(kBar), t.text, text, look.px(64));
      if (bar.result && bar.result->complete && bar.predicted > 0)
        paint.fit_middle(look.fonts.small, end + w + look.px(6), y, y + look.px(kBar), t.dim, percent_text(bar.result->prediction_error), look.px(56));
    }
    exchanges(bar, {{left, y + look.px(kBar + 2)}, {left + room, y + look.px(kBar) + lanes_height}});
  }

  // Each request a line in the first row that is free; those under way grow.
  void exchanges(const Bar& bar, Rect r) {
    paint.box(r, with_alpha(t.raised, 0.5f), look.px(3));
    if (bar.exchanges.empty() || longest <= 0) return;
    using Free = std::pair<double, size_t>;        // when, which row
    std::priority_queue<Free, std::vector<Free>, std::greater<>> free;
    std::vector<size_t> rows;
    double zero = began(bar), now = zero + took(bar);
    for (const live::ExchangeNow& e : bar.exchanges) {
      double sent = sim::seconds(e.sent), done = e.done < 0 ? now : sim::seconds(e.done);
      size_t row = free.size();
      if (!free.empty() && free.top().first <= sent) row = free.top().second, free.pop();
      free.push({e.done < 0 ? INFINITY : done, row});
      rows.push_back(row);
    }
    float height = std::min(look.px(7), r.height() / static_cast<float>(free.size())), thick = height > look.px(3) ? height - look.px(1) : std::max(1.0f, height * 0.8f);
    paint.list->PushClipRect(r.min, r.max, true);
    for (size_t n = 0; n < rows.size(); ++n) {
      const live::ExchangeNow& e = bar.exchanges[n];
      auto place = [&](double s) { return r.min.x + r.width() * static_cast<float>((s - zero) / longest); };
      float x0 = place(sim::seconds(e.sent)), x1 = std::max(x0 + 1, place(e.done < 0 ? now : sim::seconds(e.done))), y = r.min.y + height * static_cast<float>(rows[n]);
      ImU32 ink = e.done < 0 ? t.running : e.failed ? t.failed : t.done;
      paint.box({{x0, y}, {x1, y + thick}}, with_alpha(ink, e.done < 0 ? 1 : 0.75f));
      if (e.done >= 0 && e.failed) paint.box({{x1 - look.px(2), y}, {x1, y + thick}}, t.text);   // not by its colour alone
    }
    paint.list->PopClipRect();
  }

  // Lanes have no more requests than are kept for drawing.
  bool cut() const {
    return std::any_of(view.bars.begin(), view.bars.end(), [](const Bar& bar) { return bar.exchanges.size() >= live::kMostShown; });
  }

  float axis(float left, float y, float room) {
    if (longest <= 0) return y;
    double step = round_step(longest / 4);
    for (int n = 0; n * step <= longest; ++n) {
      float x = left + room * static_cast<float>(n * step / longest);
      std::string text = n ? seconds_text(n * step) : "0";
      paint.list->AddLine({x, y - look.px(kBlockGap - 4)}, {x, y - look.px(kBlockGap - 8)}, t.border);
      float w = Paint::width(look.fonts.small, text);
      paint.fit_middle(look.fonts.small, n ? x - w / 2 : x, y - look.px(4), y + look.px(14), t.dim, text, w + 1);
    }
    float x = left, top = y + look.px(18), h = look.px(10);
    auto legend = [&](auto mark, const char* word) {
      mark(Rect{{x, top + look.px(4)}, {x + look.px(18), top + look.px(4) + h}});
      x += look.px(24);
      x += paint.fit_middle(look.fonts.small, x, top, top + look.px(18), t.dim, word, look.px(160)) + look.px(16);
    };
    legend([&](Rect r) { paint.box(r, t.running, look.px(2)); }, tr("measured"));
    legend([&](Rect r) { paint.hatch(r, t.suspended, look.px(6), look.px(1)), paint.frame(r, t.suspended, look.px(2)); }, tr("predicted"));
    legend([&](Rect r) { paint.box(r, with_alpha(t.done, 0.75f), 0); }, tr("answered"));
    legend([&](Rect r) { paint.box(r, with_alpha(t.failed, 0.75f), 0), paint.box({{r.max.x - look.px(2), r.min.y}, r.max}, t.text); }, tr("failed"));
    if (!cut()) return top + look.px(20);
    paint.fit_middle(look.fonts.small, left, top + look.px(20), top + look.px(38), t.dim, tr("drawn: the first {1} requests", count_text(live::kMostShown)), room);
    return top + look.px(40);
  }

  // ---- latencies and the table

  float numbers(float x, float y, float width) {
    y = histograms(x, y, width) + look.px(10);
    y = table(x, y, width) + look.px(6);
    return problems(x, y, width);
  }

  float histograms(float x, float y, float width) {
    double most = 0;
    for (const Bar& bar : view.bars)
      for (double s : *bar.latencies) most = std::max(most, s);
    paint.fit_middle(look.fonts.small_bold, x, y, y + look.px(20), t.dim, tr("HOW LONG A CALL TAKES"), width);
    y += look.px(22);
    float left = x + look.px(kName), room = std::max(1.0f, width - look.px(kName));
    for (const Bar& bar : view.bars) {
      histogram(bar, x, y, {{left, y}, {left + room, y + look.px(kHistogram)}}, most);
      y += look.px(kHistogram + 6);
    }
    if (most <= 0) return y;
    for (int n = 0; n <= 2; ++n) {
      std::string text = n ? seconds_text(most * n / 2) : "0";
      float w = Paint::width(look.fonts.small, text), at = left + room * static_cast<float>(n) / 2;
      paint.fit_middle(look.fonts.small, n == 0 ? at : n == 1 ? at - w / 2 : at - w, y, y + look.px(16), t.dim, text, w + 1);
    }
    paint.list->AddLine({left, y + look.px(19)}, {left, y + look.px(33)}, t.playhead, look.px(1));
    paint.fit_middle(look.fonts.small, left + look.px(8), y + look.px(18), y + look.px(34), t.dim, tr("95 of 100 calls took no longer"), room - look.px(8));
    return y + look.px(36);
  }

  void histogram(const Bar& bar, float x, float y, Rect r, double most) {
    paint.fit_middle(look.fonts.small, x, y, y + look.px(17), t.text, live::name(bar.strategy), look.px(kName - 8));
    if (bar.result) paint.fit_middle(look.fonts.small, x, y + look.px(17), y + look.px(34), t.dim, cat("p50 ", seconds_text(bar.result->p50)), look.px(kName - 8));
    paint.box(r, with_alpha(t.raised, 0.5f), look.px(3));
    if (bar.latencies->empty() || most <= 0) return;
    std::vector<size_t> bins(kBins);
    for (double s : *bar.latencies) ++bins[std::min(kBins - 1, static_cast<size_t>(s / most * kBins))];
    size_t tallest = *std::max_element(bins.begin(), bins.end());
    float step = r.width() / kBins;
    for (size_t n = 0; n < kBins; ++n)
      if (bins[n]) {
        float h = std::max(look.px(2), (r.height() - look.px(3)) * static_cast<float>(bins[n]) / static_cast<float>(tallest)), x0 = r.min.x + step * static_cast<float>(n);
        paint.box({{x0, r.max.y - h}, {x0 + std::max(1.0f, step - 1), r.max.y}}, t.running);
      }
    if (!bar.result) return;
    float at = r.min.x + r.width() * static_cast<float>(std::min(1.0, bar.result->p95 / most));
    paint.list->AddLine({at, r.min.y}, {at, r.max.y}, t.playhead, look.px(1));
  }

  struct Column {
    const char* title;
    std::string (*cell)(const live::StrategyResult&);
  };
  static const std::vector<Column>& columns() {
    using R = const live::StrategyResult&;
    static const std::vector<Column> kAll = {
        {tr_noop("wall"), [](R r) { return seconds_text(r.wall); }},
        {tr_noop("predicted"), [](R r) { return r.predicted > 0 ? seconds_text(r.predicted) : std::string("-"); }},
        {tr_noop("error"), [](R r) { return r.predicted > 0 ? percent_text(r.prediction_error) : std::string("-"); }},
        {tr_noop("ok"), [](R r) { return count_text(r.ok); }},
        {tr_noop("errors"), [](R r) { return count_text(r.errors); }},
        {tr_noop("speed-up"), [](R r) { return speedup_text(r.speedup); }},
        {"p50", [](R r) { return seconds_text(r.p50); }},
        {"p95", [](R r) { return seconds_text(r.p95); }},
        {tr_noop("longest"), [](R r) { return seconds_text(r.longest); }},
        {tr_noop("in flight"), [](R r) { return count_text(r.peak_in_flight); }},
        {tr_noop("connections"), [](R r) { return count_text(r.connections); }},
        {tr_noop("1st token"), [](R r) { return r.first_p50 >= 0 ? seconds_text(r.first_p50) : std::string("-"); }},
    };
    return kAll;
  }

  // As many columns as there is room for, the weightiest first; the others below as a second table.
  float table(float x, float y, float width) {
    size_t fit = std::max<size_t>(1, static_cast<size_t>((width - look.px(kName)) / look.px(78)));
    for (size_t first = 0; first < columns().size(); first += fit) y = part(x, y, width, first, std::min(columns().size(), first + fit)) + look.px(8);
    return y;
  }

  float part(float x, float y, float width, size_t first, size_t last) {
    float left = x + look.px(kName), step = std::min(look.px(96), (width - look.px(kName)) / static_cast<float>(last - first));
    auto cell = [&](size_t n, float top, ImU32 ink, std::string_view text, const compat::Font& font) {
      float right = left + step * static_cast<float>(n - first + 1), w = std::min(Paint::width(font, text), step - look.px(6));
      paint.fit_middle(font, right - w - look.px(2), top, top + look.px(kTableRow), ink, text, w + 1);
    };
    for (size_t n = first; n < last; ++n) cell(n, y, t.dim, tr(columns()[n].title), look.fonts.small);
    y += look.px(kTableRow);
    paint.list->AddLine({x, y}, {x + width, y}, t.border);
    for (const Bar& bar : view.bars) {
      paint.fit_middle(look.fonts.small, x, y, y + look.px(kTableRow), bar.over ? t.text : t.dim, live::name(bar.strategy), look.px(kName - 4));
      if (bar.result)
        for (size_t n = first; n < last; ++n) cell(n, y, std::string_view(columns()[n].title) == "errors" && bar.result->errors ? t.failed : t.text, columns()[n].cell(*bar.result), look.fonts.small);
      y += look.px(kTableRow);
    }
    return y;
  }

  // What went wrong, by name.
  float problems(float x, float y, float width) {
    for (const Bar& bar : view.bars) {
      if (!bar.result || bar.result->problems.empty()) continue;
      std::string text = cat(live::name(bar.strategy), ": ");
      const char* between = "";
      for (const auto& [what, n] : bar.result->problems) text += cat(between, n, " \u00d7 ", what), between = ", ";
      y += paint.wrapped(look.fonts.small, {x, y}, t.failed, text, width) + look.px(4);
    }
    return y;
  }

  const Model& m;
  const LiveMode& l;
  const Look& look;
  const Theme& t;
  LiveUi& ui;
  Actions& actions;
  Paint paint;
  live::Session::View view;
  double longest = 0;                              // seconds: the common axis
  float lanes_height = 0;
};

}  // namespace

Action set_by(const LiveUi::Typed& typed) { return {ActionId::live_set, cat(typed.name, " ", typed.text)}; }

void draw_live(const Model& m, const Look& look, Rect area, LiveUi& ui, Actions& actions) {
  PanelFrame panel("live", look, area, tr("Live"), true);
  LivePainter painter(m, look, ui, actions);
  header_note(panel, look, painter.note());
  painter.draw();
}

void draw_first_contact(const Model& m, const Look& look, ImVec2 screen, LiveUi& ui, Actions& actions) {
  const LiveMode& l = m.live;
  bool opened = !l.asked.empty() && !ui.was_asked;
  ui.was_asked = !l.asked.empty();
  if (l.asked.empty()) return;
  begin_sheet("contact", look, screen, {560, 210}, 160, opened, actions);
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  std::string hosts;
  for (const std::string& host : l.asked) hosts += cat(hosts.empty() ? "" : ", ", host);
  paint.fit(look.fonts.title, at, t.text, tr("Contact {1}?", hosts), room.x);
  live::LiveOptions options;
  options.calls = l.calls, options.strategies = l.strategies;
  std::string text = tr("This is not this machine. Up to {1} requests would go there, what redirects add not counted; at most {2} calls begin in a second. Call only "
                        "servers that are yours, or that allow it. Nothing has been sent yet.",
                        count_text(live::most_requests(options)), static_cast<int>(l.calls.rate > 0 ? l.calls.rate : live::kMostPerSecondElsewhere));
  paint.wrapped(look.fonts.text, {at.x, at.y + look.px(36)}, t.dim, text, room.x);
  float bottom = at.y + room.y, height = look.px(30), w = look.px(150);
  Rect no{{at.x + room.x - w, bottom - height}, {at.x + room.x, bottom}}, yes{{no.min.x - w - look.px(10), no.min.y}, {no.min.x - look.px(10), bottom}};
  if (button("yes", look, yes, tr("Contact it"), "Enter", true)) actions.push_back({ActionId::live_answer, "yes"});
  if (button("no", look, no, tr("No"), "Escape")) actions.push_back({ActionId::live_answer, "no"});
  ImGui::End();
}

}  // namespace app
