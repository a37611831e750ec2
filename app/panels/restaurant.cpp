// The loop as one waiter in a restaurant, for those who have never seen a loop: tables are tasks, the kitchen is whatever is waited
// for. He serves a table until it has ordered, then goes on; he stands still only when a call blocks. The same cursor moves him.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

struct Table {
  sim::TaskId task;
  TaskNow now;
  Rect place;
};

class Scene {
 public:
  Scene(const Model& model, const Look& look, Rect area, RestaurantUi& ui, Actions& actions)
      : m(model), d(*model.document), look(look), r(area), ui(ui), actions(actions), paint(ImGui::GetWindowDrawList(), look), t(*look.theme) {}

  void draw() {
    sentence();
    if (r.height() < look.px(90) || r.width() < look.px(120)) return;
    seat();
    kitchen();
    if (!tables.empty() && tables.front().place.height() > look.px(50)) trail();  // between tables that stand close it could not be followed
    for (const Table& table : tables) draw_table(table);
    if (more) paint.fit(look.fonts.small, {r.min.x, r.max.y - look.px(16)}, t.dim, more == 1 ? std::string(tr("and one more table")) : tr("and {1} more tables", more), r.width());
    waiter();
  }

 private:
  bool held() const { return m.moment.counts[static_cast<int>(TaskState::blocked)] > 0; }

  void sentence() {
    std::string text;
    sim::TaskId runs = m.moment.running;
    std::string_view name = runs ? d.task_name(runs) : std::string_view();
    size_t cooking = m.moment.counts[static_cast<int>(TaskState::suspended)], called = m.moment.counts[static_cast<int>(TaskState::ready)];
    if (held())
      text = tr("The waiter stands still at {1}: it does not let him go. Everyone else has to wait.", name);
    else if (runs)
      text = tr("The waiter is at {1}. He stays until it orders something, then he goes on.", name);
    else if (called == 1)
      text = tr("A table calls, and the waiter is on his way to it.");
    else if (called)
      text = tr("{1} tables call. He goes to them one by one, first come, first served.", count_text(called));
    else if (cooking)
      text = cooks(cooking);
    else
      text = tr("The restaurant is empty.");
    float tall = paint.wrapped(look.fonts.text, r.min, held() ? t.blocked : t.text, text, r.width());
    r.min.y += tall + look.px(10);
  }

  // Those that wait for another table, or for a free place, have nothing on the stove.
  std::string cooks(size_t waiting) const {
    size_t dishes = static_cast<size_t>(std::count_if(m.moment.alive.begin(), m.moment.alive.end(), [&](const TaskNow& now) { return on_the_stove(now); }));
    if (!dishes) return tr("Every table waits for another one, and the kitchen has nothing to do.");
    std::string text = tr("The kitchen works for {1} at once. The waiter is free.", plural(dishes, tr("table"), tr("tables")));
    return dishes == waiting ? text : text + " " + tr("The others wait for each other.");
  }
  size_t span_of(const TaskNow& now) const { return d.spans.at(d.spans.row(now.task), m.cursor); }
  bool on_the_stove(const TaskNow& now) const {
    return now.state == TaskState::suspended && sim::waits_outside(d.trace, d.spans, d.links, span_of(now));
  }

  // Tables in rows under the kitchen. Those that are alive come first when there are too many.
  void seat() {
    std::vector<TaskNow> shown;
    const auto& all = d.spans.by_parent();
    float gap = look.px(10), least = look.px(92), tall = look.px(62), top = r.min.y + look.px(58);
    auto columns = static_cast<size_t>(std::max(1.0f, std::floor((r.width() + gap) / (least + gap))));
    auto rows_of = [&](float height) { return static_cast<size_t>(std::max(1.0f, std::floor((r.max.y - look.px(18) - top + gap) / (height + gap)))); };
    // Where they do not all fit, tables without their orders.
    if (all.size() > columns * rows_of(tall)) tall = look.px(32);
    size_t room = columns * rows_of(tall);
    if (all.size() <= room)
      for (sim::TaskId task : all) shown.push_back(task_now(d, task, m.cursor));
    else
      shown.assign(m.moment.alive.begin(), m.moment.alive.begin() + static_cast<ptrdiff_t>(std::min(room, m.moment.alive.size())));
    // The table at which the waiter stands is never left out.
    auto served = [&](const TaskNow& now) { return now.task == m.moment.running; };
    if (auto now = std::find_if(m.moment.alive.begin(), m.moment.alive.end(), served); now != m.moment.alive.end() && !shown.empty() && std::none_of(shown.begin(), shown.end(), served))
      shown.back() = *now;
    if (shown.size() < room && all.size() > room)
      more = 0;
    else
      more = std::max(m.moment.alive.size(), shown.size()) - shown.size();
    columns = std::min(columns, std::max<size_t>(1, shown.size()));
    float width = std::min((r.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns), look.px(150));
    float left = r.min.x + (r.width() - (width + gap) * static_cast<float>(columns) + gap) / 2;
    for (size_t n = 0; n < shown.size(); ++n) {
      ImVec2 at{left + (width + gap) * static_cast<float>(n % columns), top + (tall + gap) * static_cast<float>(n / columns)};
      tables.push_back({shown[n].task, shown[n], {at, {at.x + width, at.y + tall}}});
    }
  }

  // Everything that is waited for cooks here: one pot for each, full when it is nearly done.
  void kitchen() {
    pass = {{r.min.x, r.min.y}, {r.max.x, r.min.y + look.px(40)}};
    paint.box(pass, t.raised, look.px(6));
    float x = pass.min.x + look.px(10);
    x += paint.fit_middle(look.fonts.small_bold, x, pass.min.y, pass.max.y, t.dim, tr("KITCHEN"), look.px(90)) + look.px(12);
    float radius = look.px(9);
    size_t left_over = 0;
    for (const TaskNow& now : m.moment.alive) {
      if (!on_the_stove(now)) continue;
      if (x + 2 * radius + look.px(40) > pass.max.x) {
        ++left_over;
        continue;
      }
      size_t span = span_of(now);
      double from = static_cast<double>(d.spans.begin(span)), to = static_cast<double>(d.spans.end(span, d.spans.row(now.task)));
      double done = to > from ? std::clamp((m.clock - from) / (to - from), 0.0, 1.0) : 1;
      pot({x + radius, pass.centre().y}, radius, static_cast<float>(done));
      x += 2 * radius + look.px(8);
    }
    if (left_over) paint.fit_middle(look.fonts.small, x, pass.min.y, pass.max.y, t.dim, sim::cat("+", left_over), pass.max.x - x);
  }
  void pot(ImVec2 c, float radius, float done) {
    constexpr float kUp = -1.5707963f, kRound = 6.2831853f;
    paint.list->AddCircleFilled(c, radius, t.panel, 24);
    if (done > 0.01f) {
      paint.list->PathLineTo(c);
      paint.list->PathArcTo(c, radius - look.px(1.5f), kUp, kUp + kRound * done, 24);
      paint.list->PathFillConvex(with_alpha(t.outside, 0.9f));
    }
    paint.list->AddCircle(c, radius, t.outside, 24, look.px(1.2f));
  }

  void draw_table(const Table& table) {
    TaskState state = table.now.state;
    Rect p = table.place;
    bool over_and_done = state >= TaskState::done;
    ImU32 ink = paint.colour(state);
    ImGui::PushID(static_cast<int>(table.task));
    if (pressed("table", p)) {
      Action select{ActionId::select_task};
      select.a = table.task;
      actions.push_back(select);
    }
    if (ImGui::IsItemHovered()) hint(look, sim::why_task(d.known(), table.task, m.cursor, static_cast<sim::Time>(m.clock)).headline);
    ImGui::PopID();
    paint.box(p, mix(t.panel, ink, over_and_done ? 0.06f : 0.16f), look.px(10));
    paint.frame(p, with_alpha(ink, over_and_done ? 0.35f : 0.9f), look.px(10), look.px(m.selection.task == table.task ? 2.5f : 1.2f));
    float x = p.min.x + look.px(10), room = p.width() - look.px(20);
    bool small = p.height() < look.px(50);
    float middle = small ? p.centre().y : p.min.y + look.px(18);
    paint.state_glyph({x + look.px(5), middle}, look.px(11), state);
    paint.fit_middle(look.fonts.text, x + look.px(17), middle - look.px(10), middle + look.px(10), over_and_done ? t.dim : t.text, d.task_name(table.task), room - look.px(17));
    if (!small) paint.fit_middle(look.fonts.small, x, p.min.y + look.px(32), p.min.y + look.px(54), t.dim, order(table), room);
  }
  // What stands on the table, in words.
  std::string order(const Table& table) const {
    switch (table.now.state) {
      case TaskState::running: return tr("orders");
      case TaskState::blocked: return tr("holds him up");
      case TaskState::ready: return d.trace[table.now.record].event == sim::Event::task_spawned ? tr("calls") : tr("dish is ready");
      case TaskState::suspended: return waits_for(d, table.now);
      case TaskState::done: return tr("has paid");
      case TaskState::failed: return tr("complains");
      case TaskState::cancelled: return tr("was sent home");
      case TaskState::not_yet: return tr("still empty");
    }
    return {};
  }

  const Table* table_of(sim::TaskId task) const {
    for (const Table& table : tables)
      if (table.task == task) return &table;
    return nullptr;
  }
  ImVec2 beside(const Table& table) const { return {table.place.max.x - look.px(16), table.place.min.y - look.px(1)}; }

  // Several tables are served within one instant: the way he took, so that nobody thinks he was at all of them at once.
  void trail() {
    const sim::Row& loop = d.spans.rows()[0];
    size_t span = d.spans.at(loop, m.cursor);
    if (span == loop.last) return;
    std::vector<ImVec2> way;
    sim::Time now = d.time(m.cursor);
    sim::TaskId last = 0;
    for (size_t n = span + 1; n-- > loop.first && way.size() < 12 && d.spans.begin(n) == now;) {
      sim::TaskId task = d.spans.runs(n);
      if (!task || task == last) continue;
      last = task;
      if (const Table* table = table_of(task)) way.push_back(beside(*table));
    }
    for (size_t n = 1; n < way.size(); ++n) {
      ImVec2 a = way[n], b = way[n - 1];
      float length = std::hypot(b.x - a.x, b.y - a.y), step = look.px(7);
      for (float s = 0; s < length; s += step)
        paint.list->AddCircleFilled({a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length}, look.px(1.4f), with_alpha(t.running, 0.65f), 6);
    }
  }

  void waiter() {
    ImVec2 goal{pass.centre().x, pass.max.y + look.px(10)};
    sim::TaskId runs = m.moment.running;
    const Table* at = runs ? table_of(runs) : nullptr;
    if (at)
      goal = beside(*at);
    else if (!runs && m.document->end_time() > 0)  // free: he walks up and down before the kitchen
      goal.x += std::sin(static_cast<float>(m.clock / static_cast<double>(m.document->end_time()) * 40)) * pass.width() * 0.3f;
    float share = m.frame_seconds > 0 && ui.known ? static_cast<float>(1 - std::exp(-m.frame_seconds * 10)) : 1;
    ImVec2 from = ui.known ? ImVec2{ui.waiter.x + r.min.x, ui.waiter.y + r.min.y} : goal;
    ImVec2 c{from.x + (goal.x - from.x) * share, from.y + (goal.y - from.y) * share};
    ui.moving = std::hypot(goal.x - c.x, goal.y - c.y) > 0.7f;
    ui.waiter = {c.x - r.min.x, c.y - r.min.y};
    ui.known = true;
    ImU32 ink = held() ? t.blocked : runs ? t.running : t.text;
    float s = look.px(10);
    paint.list->AddCircleFilled({c.x, c.y - s * 1.15f}, s * 0.62f, ink, 20);                                  // head
    paint.list->AddRectFilled({c.x - s * 0.8f, c.y - s * 0.45f}, {c.x + s * 0.8f, c.y + s * 1.1f}, ink, s * 0.6f);  // coat
    paint.list->AddTriangleFilled({c.x, c.y + s * 0.1f}, {c.x - s * 0.4f, c.y - s * 0.4f}, {c.x + s * 0.4f, c.y - s * 0.4f}, t.panel);
    if (!held()) return;
    // Frozen: a ring around him says it without colour, too.
    paint.list->AddCircle({c.x, c.y - s * 0.1f}, s * 1.9f, t.blocked, 28, look.px(2));
  }

  const Model& m;
  const Document& d;
  const Look& look;
  Rect r;
  RestaurantUi& ui;
  Actions& actions;
  Paint paint;
  const Theme& t;
  Rect pass{};
  std::vector<Table> tables;
  size_t more = 0;
};

}  // namespace

void draw_restaurant(const Model& m, const Look& look, Rect area, RestaurantUi& ui, Actions& actions) {
  PanelFrame panel("restaurant", look, area, tr("Restaurant"), false);
  if (!m.document || m.document->trace.size() == 0) return;
  Rect inside{{panel.body.min.x + look.px(kPad), panel.body.min.y + look.px(2)}, {panel.body.max.x - look.px(kPad), panel.body.max.y - look.px(2)}};
  if (inside.width() < look.px(60)) return;
  ImGui::PushClipRect(panel.body.min, panel.body.max, true);
  Scene(m, look, inside, ui, actions).draw();
  ImGui::PopClipRect();
}

}  // namespace app
