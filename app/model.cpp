#include "app/model.h"

#include "app/model_parts.h"
#include "app/texts.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {
constexpr const char* kTaskColumns[] = {"none", tr_noop("task"), tr_noop("state"), tr_noop("ran"), tr_noop("ready"), tr_noop("waited")};  // by TaskColumn
}  // namespace

const char* name_of(TaskColumn column) { return kTaskColumns[static_cast<size_t>(column)]; }

double Model::axis_end() const {
  if (!document) return 1;
  auto end = [&](const Document& d) {
    return view.axis == Axis::order ? static_cast<double>(d.order.end()) : static_cast<double>(d.end_time());
  };
  double least = view.axis == Axis::order ? static_cast<double>(sim::kStepWidth) : 0;
  double all = std::max(end(*document), least);
  for (const auto& other : compared) all = std::max(all, end(*other));
  return all > 0 ? all : 1e6;
}

void say(Model& m, std::string text, bool error) {
  m.notice = std::move(text);
  m.notice_is_error = error;
}

std::string turned(bool& flag, std::string_view text, const char* on, const char* off) {
  if (!text.empty() && text != on && text != off) return tr("that is {1} or {2}", on, off);
  flag = text.empty() ? !flag : text == on;
  return {};
}

namespace {

// ---- how it is shown

void set_panel(Model& m, const std::string& text) {
  size_t end = std::min(text.find(' '), text.size());
  auto panel = find_panel(text.substr(0, end));
  if (!panel) {
    std::string names;
    for (const PanelInfo& info : all_panels())
      names += sim::cat(std::string_view(names.empty() ? "" : ", "), std::string_view(info.name));
    return say(m, tr("there is no panel '{1}': {2}", text.substr(0, end), names), true);
  }
  bool shown = m.panels.shows(*panel);
  if (std::string problem = turned(shown, std::string_view(text).substr(std::min(end + 1, text.size()))); !problem.empty()) return say(m, problem, true);
  if (*panel == Panel::course && shown && !m.lessons.course) return apply(m, {ActionId::course});  // which finds the lessons, and shows them
  m.panels.set(*panel, shown);
}

void set_theme(Model& m, const std::string& name) {
  const Theme* theme = name.empty() ? &next_theme(*m.theme) : find_theme(name);
  if (!theme) return say(m, tr("there is no theme '{1}': {2}", name, theme_names()), true);
  m.theme = theme;
}

// Without a name the next column; the one that it is already turns the order around.
void sort_tasks(Model& m, const std::string& name) {
  size_t now = static_cast<size_t>(m.task_order.column), count = std::size(kTaskColumns), column = (now + 1) % count;
  if (!name.empty()) column = static_cast<size_t>(std::find(std::begin(kTaskColumns), std::end(kTaskColumns), name) - std::begin(kTaskColumns));
  if (column == count) return say(m, tr("tasks have no column '{1}': task, state, ran, ready, waited, none", name), true);
  m.task_order = {static_cast<TaskColumn>(column), column != now || !m.task_order.down};
  m.panels.set(Panel::tasks, true);
  if (column == 0) return say(m, tr("Tasks: children below their parents."));
  say(m, m.task_order.down ? tr("Tasks by: {1}. Ctrl+U turns it around, U takes the next column.", tr(kTaskColumns[column]))
                           : tr("Tasks by: {1}, the other way round.", tr(kTaskColumns[column])));
}

void turn_tasks(Model& m) {
  if (m.task_order.column == TaskColumn::none) return say(m, tr("Tasks are not sorted: U chooses a column."));
  sort_tasks(m, name_of(m.task_order.column));
}

// What Escape leaves: whatever lies on top, one thing at a time.
void close_front(Model& m) {
  if (m.palette || m.help || m.search)
    m.palette = m.help = m.search = false;
  else if (m.path_for != PathFor::none)
    m.path_for = PathFor::none;
  else if (m.noting)
    m.noting = false;
  else if (m.tour >= 0)
    m.tour = -1;
  else if (!m.live.asked.empty())
    apply(m, {ActionId::live_answer, "no"});
  else if (live_busy(m))
    apply(m, {ActionId::live_go});
  else if ((m.running.id != 0 && (m.running.why != RunWhy::edit || m.running.told())) || m.exporting.under_way())
    apply(m, {ActionId::cancel});
  else if (m.typing && m.code_search.open)
    m.code_search.open = m.code_search.replacing = false;
  else if (m.typing)
    m.typing = false;
  else if (m.code_search.open)
    m.code_search.open = m.code_search.replacing = false;
  else if (m.range)
    m.range.reset();
  else
    m.selection = {};
}

// ---- before an audience

constexpr float kPresenterScale = 1.5f;

void present(Model& m) {
  Presenter& p = m.presenter;
  p.on = !p.on;
  if (p.on) {
    p.scale_before = m.scale;
    p.panels_before = m.panels;
    m.scale = std::min(m.scale * kPresenterScale, 2.5f);
    m.panels.close_all();
    m.panels.set(Panel::code, true);
    m.typing = false;
    say(m,
        tr("Presenter mode: Tab reveals the next panel, PageDown and PageUp step, F7 the spotlight, H hides the future, F6 ends "
           "it."));
  } else {
    m.scale = p.scale_before;
    m.panels = p.panels_before;
    p.spotlight = p.future_masked = false;
  }
}

// The first dock that is empty shows its first panel; when all do, the next tab comes to the front somewhere.
void reveal(Model& m) {
  for (const PanelInfo& info : all_panels())
    if (info.open && !m.panels.open(info.panel) && !m.panels.shows(info.dock)) return m.panels.set(info.panel, true);
  for (const PanelInfo& info : all_panels())
    if (!m.panels.open(info.panel) && info.dock != Dock::lesson) return m.panels.set(info.panel, true);
  say(m, tr("All panels are shown."));
}

void conceal(Model& m) {
  const auto& all = all_panels();
  for (auto info = all.rbegin(); info != all.rend(); ++info)
    if (info->panel != Panel::code && m.panels.open(info->panel)) return m.panels.set(info->panel, false);
}

}  // namespace

void apply(Model& m, const Action& action) {
  m.notice.clear();
  m.notice_is_error = false;
  if (!apply_motion(m, action) && !apply_view(m, action) && !apply_edit(m, action) && !apply_file(m, action) && !apply_lesson(m, action) && !apply_live(m, action)) switch (action.id) {
      case ActionId::panel: set_panel(m, action.text); break;
      case ActionId::inspect: set_panel(m, "inspector"); break;
      case ActionId::live: set_panel(m, "live " + action.text); break;
      case ActionId::theme: set_theme(m, action.text); break;
      case ActionId::language:
        if (!set_language(action.text.empty() ? next_language() : action.text))
          say(m, tr("there are no texts in '{1}': {2}", action.text, language_names()), true);
        break;
      case ActionId::scale: m.scale = static_cast<float>(std::clamp(action.a, 0.75, 2.5)); break;
      case ActionId::bigger: m.scale = std::min(m.scale * 1.1f, 2.5f); break;
      case ActionId::smaller: m.scale = std::max(m.scale / 1.1f, 0.75f); break;
      case ActionId::sort_tasks: sort_tasks(m, action.text); break;
      case ActionId::turn_tasks: turn_tasks(m); break;
      case ActionId::split:
        if (action.a >= 0 && action.a < static_cast<double>(std::size(m.splits)))
          m.splits[static_cast<int>(action.a)] = static_cast<float>(std::clamp(action.b, 0.15, 0.85));
        break;
      case ActionId::palette: m.palette = !m.palette, m.help = false; break;
      case ActionId::help: m.help = !m.help, m.palette = false; break;
      case ActionId::close: close_front(m); break;
      case ActionId::tour: m.tour = m.tour < 0 ? 0 : m.tour + 1; break;
      case ActionId::present: present(m); break;
      case ActionId::reveal: reveal(m); break;
      case ActionId::conceal: conceal(m); break;
      case ActionId::spotlight: m.presenter.spotlight = !m.presenter.spotlight; break;
      case ActionId::mask_future: m.presenter.future_masked = !m.presenter.future_masked; break;
      case ActionId::wheel_lanes:
        m.wheel_scrolls_lanes = !m.wheel_scrolls_lanes;
        say(m, m.wheel_scrolls_lanes ? tr("The wheel scrolls lanes; with Ctrl it zooms.")
                                     : tr("The wheel zooms; over the names it scrolls lanes."));
        break;
      case ActionId::resize:
        m.requests.resize = {static_cast<int>(std::clamp(action.a, 320.0, 8192.0)),
                             static_cast<int>(std::clamp(action.b, 200.0, 8192.0))};
        break;
      case ActionId::shot: m.requests.shots.push_back(action.text); break;
      case ActionId::quit: m.requests.quit = true; break;
      default: break;  // wait: whoever runs the script waits
    }
  clamp_view(m);
}

void advance(Model& m, double seconds) {
  lesson_tick(m);
  live_tick(m);
  m.frame_seconds = m.animate ? seconds : 0;
  if (m.running.id) m.running.seconds += seconds;
  if (m.exporting.under_way()) m.exporting.seconds += seconds;
  if (m.edit_wait > 0 && (m.edit_wait -= seconds) <= 0) {
    m.edit_wait = 0;
    if (!m.source.ran_as_it_is())
      run_source(m, RunWhy::edit);
  }
  if (m.playback.playing && m.document) play_on(m, seconds);
}

void show_document(Model& m, std::shared_ptr<const Document> document) {
  m.document = std::move(document);
  bool same = m.source.buffer.text() == m.document->text;
  if (!same && m.source.lesson.empty()) m.source = Source(m.document->path, m.document->text), same = true;
  if (same) m.source.ran();
  m.problem.clear();
  m.folded.clear();
  m.pinned.clear();
  m.range.reset();
  m.marks.clear();
  m.selection = {};
  m.playback.playing = false;
  m.playback.speed = fitting_speed(m.document->end_time());
  find_lanes(m);
  m.cursor = 0;
  m.moment = moment_at(*m.document, 0);
  place_cursor(m, 0);
  fit(m);
  m.view.scroll = 0;
  m.view.lane_height = View().lane_height;
  clamp_view(m);
  lesson_sees_document(m);
}

}  // namespace app
